"""What models cannot say: a receipt once signed, its lines and its seal are never changed, in the database itself.

The client's id may follow a merge of two cards; nothing that was signed may.
"""

from typing import Any

from django.db import migrations

SQLITE = (
    "CREATE TRIGGER desk_receipt_no_update BEFORE UPDATE OF id, number, state, ae_id, signer_name, signer_title, on_behalf, "
    "signer_id, signed_at, how, via, ink, scan_id, created_at, created_by_id ON desk_receipt WHEN OLD.state = 'signed' BEGIN "
    "SELECT RAISE(ABORT, 'a signed receipt is never changed'); END",
    "CREATE TRIGGER desk_receipt_no_delete BEFORE DELETE ON desk_receipt WHEN OLD.state = 'signed' BEGIN "
    "SELECT RAISE(ABORT, 'a signed receipt is never deleted'); END",
    "CREATE TRIGGER desk_receiptline_no_update BEFORE UPDATE OF id, receipt_id, project_id, sheet_id, delivery_file_id, "
    "attachment_id, name, sha256, state, copies, medium, channel, sent_at, decision, reason, feedback, carried_from_id, "
    "taken_off_at, taken_off_why, given_up_at, given_up_why, created_at, created_by_id ON desk_receiptline "
    "WHEN (SELECT state FROM desk_receipt WHERE id = OLD.receipt_id) = 'signed' "
    "OR (SELECT state FROM desk_receipt WHERE id = NEW.receipt_id) = 'signed' BEGIN "
    "SELECT RAISE(ABORT, 'a signed receipt is never changed'); END",
    "CREATE TRIGGER desk_receiptline_no_insert BEFORE INSERT ON desk_receiptline "
    "WHEN (SELECT state FROM desk_receipt WHERE id = NEW.receipt_id) = 'signed' BEGIN "
    "SELECT RAISE(ABORT, 'a signed receipt is never changed'); END",
    "CREATE TRIGGER desk_receiptline_no_delete BEFORE DELETE ON desk_receiptline "
    "WHEN (SELECT state FROM desk_receipt WHERE id = OLD.receipt_id) = 'signed' BEGIN "
    "SELECT RAISE(ABORT, 'a signed receipt is never changed'); END",
    "CREATE TRIGGER desk_receiptseal_no_update BEFORE UPDATE ON desk_receiptseal BEGIN "
    "SELECT RAISE(ABORT, 'a seal is never changed'); END",
    "CREATE TRIGGER desk_receiptseal_no_delete BEFORE DELETE ON desk_receiptseal BEGIN "
    "SELECT RAISE(ABORT, 'a seal is never deleted'); END",
)
POSTGRESQL = (
    "CREATE FUNCTION desk_signed_stays() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'a signed receipt is never changed'; END $$",
    "CREATE FUNCTION desk_line_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "IF TG_OP <> 'INSERT' AND (SELECT state FROM desk_receipt WHERE id = OLD.receipt_id) = 'signed' "
    "THEN RAISE EXCEPTION 'a signed receipt is never changed'; END IF; "
    "IF TG_OP <> 'DELETE' AND (SELECT state FROM desk_receipt WHERE id = NEW.receipt_id) = 'signed' "
    "THEN RAISE EXCEPTION 'a signed receipt is never changed'; END IF; "
    "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER desk_receipt_no_update BEFORE UPDATE OF id, number, state, ae_id, signer_name, signer_title, on_behalf, "
    "signer_id, signed_at, how, via, ink, scan_id, created_at, created_by_id ON desk_receipt "
    "FOR EACH ROW WHEN (OLD.state = 'signed') EXECUTE FUNCTION desk_signed_stays()",
    "CREATE TRIGGER desk_receipt_no_delete BEFORE DELETE ON desk_receipt "
    "FOR EACH ROW WHEN (OLD.state = 'signed') EXECUTE FUNCTION desk_signed_stays()",
    "CREATE TRIGGER desk_receiptline_stays BEFORE INSERT OR DELETE OR UPDATE OF id, receipt_id, project_id, sheet_id, "
    "delivery_file_id, attachment_id, name, sha256, state, copies, medium, channel, sent_at, decision, reason, feedback, "
    "carried_from_id, taken_off_at, taken_off_why, given_up_at, given_up_why, created_at, created_by_id ON desk_receiptline "
    "FOR EACH ROW EXECUTE FUNCTION desk_line_stays()",
    "CREATE TRIGGER desk_receiptseal_stays BEFORE UPDATE OR DELETE ON desk_receiptseal "
    "FOR EACH ROW EXECUTE FUNCTION desk_signed_stays()",
    "CREATE TRIGGER desk_receipt_no_truncate BEFORE TRUNCATE ON desk_receipt "
    "FOR EACH STATEMENT EXECUTE FUNCTION desk_signed_stays()",
    "CREATE TRIGGER desk_receiptline_no_truncate BEFORE TRUNCATE ON desk_receiptline "
    "FOR EACH STATEMENT EXECUTE FUNCTION desk_signed_stays()",
    "CREATE TRIGGER desk_receiptseal_no_truncate BEFORE TRUNCATE ON desk_receiptseal "
    "FOR EACH STATEMENT EXECUTE FUNCTION desk_signed_stays()",
)
UNDO = {
    "sqlite": (
        "DROP TRIGGER desk_receipt_no_update", "DROP TRIGGER desk_receipt_no_delete",
        "DROP TRIGGER desk_receiptline_no_update", "DROP TRIGGER desk_receiptline_no_insert",
        "DROP TRIGGER desk_receiptline_no_delete", "DROP TRIGGER desk_receiptseal_no_update",
        "DROP TRIGGER desk_receiptseal_no_delete",
    ),
    "postgresql": ("DROP FUNCTION desk_signed_stays() CASCADE", "DROP FUNCTION desk_line_stays() CASCADE"),
}


def make(apps: Any, editor: Any) -> None:
    for sql in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(sql)


def undo(apps: Any, editor: Any) -> None:
    for sql in UNDO[editor.connection.vendor]:
        editor.execute(sql)


class Migration(migrations.Migration):
    dependencies = [("desk", "0010_receipts")]
    operations = [migrations.RunPython(make, undo)]
