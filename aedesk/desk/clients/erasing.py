"""A contact erased on request (个人信息保护法 art. 47): what goes, what the law has us keep, and both counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Q

from aedesk.kit.text import T

from ..action import Act, action
from ..duties.models import DutyRow
from ..fields import Field
from ..finding import FINDABLE, forget, index
from ..notices.models import Notice
from . import inputs, terms
from .contacts import set_quietly, standing
from .models import Contact
from .rights import may_erase

BLANK = "×"
SHORTEST = 2
EMPTY: dict[str, Any] = {
    **dict.fromkeys(("name", "initials", "salutation", "company", "department", "title", "source"), ""),
    **dict.fromkeys((*inputs.REACHED, *inputs.PREFERRED, "purpose", "restricted_notes"), ""),
    **dict.fromkeys(("window_from", "window_until", "consent_on", "keep_until"), None),
    "is_senior": False, "language": "", "withdrawn": {}, "is_active": False,
}  # fmt: skip
Keep = Callable[[Any], bool]


def _never(row: Any) -> bool:
    return False


# Where working texts may name a person; a row that `keep` tells of is signed or sent and stays as it is.
TEXTS: tuple[tuple[str, tuple[str, ...], Keep], ...] = (
    ("ContactNote", ("subject", "points", "read_back_by", "client_words", "real_need", "our_view", "effect_feedback", "week_plan", "senior_reason"), _never),
    ("CallPrep", ("aim", "learn", "tell", "discuss", "wanted_action", "their_aim", "their_reaction", "my_answer", "questions"), _never),
    ("Relay", ("says", "reason", "behind", "our_view", "items"), _never),
    ("Escalation", ("issue", "decision", "told_how"), _never),
    ("ClientPromise", ("what", "dropped_why"), _never),
    ("MessageSlip", ("caller", "phone", "matter", "answer"), _never),
    ("Decision", ("text", "decided_by", "minutes_text"), lambda row: bool(row.minutes_sent_at or row.client_signed_at)),
    ("Request", ("title", "dropped_why"), _never),
    ("Promise", ("what",), _never),
    ("ScheduleLine", ("what", "answer_note"), _never),
    ("JobSheet", ("waiting_for", "next_action"), _never),
    ("JobSheet", ("client_words", "real_need", "our_task", "background", "purpose", "content", "special_notes"), lambda row: row.submitted_at is not None),
    ("Feedback", ("said_by", "words", "good", "bad", "behind", "our_view"), _never),
    ("Wording", ("words",), _never),
    ("ChangeItem", ("what", "why", "outcome_why"), _never),
    ("Mail", ("subject", "body"), lambda row: True),
    ("Receipt", ("signer_name", "on_behalf"), lambda row: row.signed_at is not None),
    ("ReceiptLine", ("reason", "feedback"), lambda row: True),
    ("Delivery", ("subject", "cover_note", "recommended_why"), lambda row: row.sent_at is not None),
    ("BaseMaterial", ("confirmed_by",), lambda row: True),
    ("ProjectFact", ("source",), _never),
    ("Attachment", ("note",), _never), ("Fault", ("what",), _never), ("DeliveryFinding", ("what", "answer_note"), _never),
    ("HandOver", ("note", "reason"), _never), ("OwnerChange", ("note",), _never), ("Extension", ("reason",), _never),
    ("Schedule", ("note",), _never), ("ScheduleSign", ("name",), lambda row: True), ("TimeEntry", ("note",), _never), ("ProgressNote", ("note",), _never),
    ("SalesMilestone", ("name", "may_need"), _never),
    ("StageSign", ("reason",), lambda row: True), ("Release", ("to", "note"), lambda row: True),
    ("ChangeSheet", ("reason",), lambda row: True),
    ("CreativeBrief", ("audience_person", "discussed_with", "where_now", "where_to", "doing", "mandatories"), lambda row: True),
    ("Client", ("notes",), _never),
    ("LibraryNote", ("title", "body", "source"), _never),
    ("ArchivePlace", ("note",), _never), ("ItemAnswer", ("note",), _never), ("Waiver", ("reason",), _never),
    ("ContentApproval", ("client_name",), lambda row: True), ("ContentPart", ("words",), lambda row: True),
    ("DutyRow", ("subject", "says_zh", "says_en", "reason"), _never),
)  # fmt: skip


CONTRACT = T(
    "履约与签字的证据，在可能的争议期内保留。", "Proof of what was agreed and done, while claims may be brought."
)
LEDGER = T("会计资料，法定保留期内不能删除。", "Accounting records, kept as the law demands.")


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that names the person and stays: what, how many, and why."""

    what: T
    count: int
    why: T


@action(
    "contact.erase", "删除全部个人信息", "Erase the contact", who=may_erase, on="Contact",
    fields=(Field("why", T("依据", "Ground"), "choice", True, choices=terms.ERASURES),),
    who_says=T("删除联系人由 AE 和客户部负责人办理。", "The AE and the account leads erase a contact."),
    confirm=T("删除后不能恢复，备份轮换完也找不回来。删除吗？", "This cannot be undone. Erase?"),
)  # fmt: skip
def erase_contact(act: Act) -> Contact:
    """Empty the card, take the name out of working texts, notices and search; signed papers and money stay."""
    contact = standing(act.target)
    act.values["reason"] = ""  # a free word could name the person, and the journal is for ever
    words = words_of(contact)
    DutyRow.objects.filter(noun="contact", object_id=contact.pk).delete()
    touched = {(type(row), row.pk) for row in _blanked(contact, words)}
    _forget_notices(contact, words)
    _end_links(contact, act.now)
    apps.get_model("desk", "ProjectContact")._default_manager.filter(contact=contact).delete()
    _addressed(contact).filter(delivery__sent_at=None).delete()
    set_quietly(act, contact, **EMPTY, erased_at=act.now)
    forget("contact", contact.pk)
    _index_again(contact, touched)
    why = terms.ERASURES[act.values["why"]]
    act.says = T(f"删除一位联系人的全部个人信息：{why.zh}", f"A contact was erased: {why.en}")
    return contact


def _blanked(contact: Contact, words: list[str]) -> Iterator[Any]:
    """Blank the person's name in every working text; the rows it stood in."""
    for row, changed, stays in named_rows(contact, words):
        if not stays:
            type(row)._default_manager.filter(pk=row.pk).update(**changed)
            yield row


def _index_again(contact: Contact, touched: set[tuple[Any, int]]) -> None:
    """Write anew the search entries of what named the person, in its texts or by pointing to the card."""
    for noun in FINDABLE.values():
        model: Any = apps.get_model("desk", noun.model)
        rows = Q(pk__in=[pk for one, pk in touched if one is model])
        for field in model._meta.fields:
            if field.remote_field is not None and field.remote_field.model is Contact:
                rows |= Q(**{field.name: contact})
        for row in model._default_manager.filter(rows):
            index(row)


def words_of(contact: Contact) -> list[str]:
    """What a text may know the person by: the name, unless a colleague of theirs bears it too, and the addresses."""
    shared = Contact.objects.filter(client_id=contact.client_id, name=contact.name).exclude(pk=contact.pk).exists()
    names = [contact.name] if len(contact.name) >= SHORTEST and not shared else []
    return names + [one for one in (contact.phone, contact.wechat, contact.email, contact.qq) if len(one) >= 5]


def named_rows(contact: Contact, words: list[str]) -> Iterator[tuple[Any, dict[str, Any], bool]]:
    """Rows of the client that name the person: the row, its texts as they would be, and whether it stays as it is."""
    for model, fields, keep in TEXTS:
        rows: Any = apps.get_model("desk", model)._default_manager
        of_client = Q(pk=contact.client_id) if model == "Client" else Q(client_id=contact.client_id)
        if model == "MessageSlip" and contact.phone:
            of_client |= Q(client=None, phone=contact.phone)
        for row in rows.filter(of_client).order_by("pk"):
            new = {name: without(getattr(row, name), words) for name in fields}
            changed = {name: value for name, value in new.items() if value != getattr(row, name)}
            if changed:
                yield row, changed, keep(row)


def without(value: Any, words: list[str]) -> Any:
    """A text, or whatever holds texts, with the words blanked."""
    if isinstance(value, list):
        return [without(one, words) for one in value]
    if isinstance(value, dict):
        return {name: without(one, words) for name, one in value.items()}
    if isinstance(value, str):
        for word in words:
            value = value.replace(word, BLANK * len(word))  # as long as before: marks on a text count its characters
    return value


def _forget_notices(contact: Contact, words: list[str]) -> None:
    """Notices about the person go, and those about the client's things that name them."""
    Notice.objects.filter(noun="contact", object_id=contact.pk).delete()
    named = Q(pk__in=())
    for word in words:
        named |= Q(says_zh__contains=word) | Q(says_en__contains=word)
    for notice in Notice.objects.filter(named):
        about = _thing(notice.noun, notice.object_id)
        if about is None or getattr(about, "client_id", None) == contact.client_id or about == contact.client:
            notice.delete()


def _thing(noun: str, pk: int | None) -> Any:
    try:
        return apps.get_model("desk", noun)._default_manager.filter(pk=pk).first()
    except LookupError:
        return None


def _end_links(contact: Contact, now: Any) -> None:
    """Links to our pages end; the addresses their codes went to are gone."""
    links: Any = apps.get_model("desk", "ShareLink")._default_manager.filter(contact=contact)
    links.filter(revoked_at=None).update(revoked_at=now)
    links.update(code_to="", code_salt="")


def _addressed(contact: Contact) -> Any:
    """The deliveries that go, or went, to the person."""
    return apps.get_model("desk", "DeliveryTo")._default_manager.filter(contact=contact)


def kept(contact: Contact) -> list[Kept]:
    """What names the person and stays, counted; for the page that asks before anything is erased."""
    words = words_of(contact)
    signed: dict[str, int] = {}
    for row, _, stays in named_rows(contact, words):
        if stays:
            signed[row._meta.model_name] = signed.get(row._meta.model_name, 0) + 1
    deliveries = _addressed(contact).filter(delivery__sent_at__isnull=False).count()
    invoices = sum(word in contact.client.invoice_recipient for word in words)
    found = [
        Kept(T("已发出或签字的会议记录", "Minutes sent or signed"), signed.get("decision", 0), CONTRACT),
        Kept(T("已提交、签字的工作单", "Job sheets submitted and signed"), signed.get("jobsheet", 0), CONTRACT),
        Kept(
            T("修改单、简报、审稿与出品签字", "Change sheets, briefs, reviews and releases"),
            sum(signed.get(noun, 0) for noun in ("changesheet", "creativebrief", "stagesign", "release")),
            CONTRACT,
        ),
        Kept(T("签收单", "Receipts"), signed.get("receipt", 0) + signed.get("receiptline", 0), CONTRACT),
        Kept(T("底稿的确认人", "Who confirmed base material"), signed.get("basematerial", 0), CONTRACT),
        Kept(
            T("发出的文件与邮件", "Deliveries and mails that went to them"),
            deliveries + signed.get("mail", 0),
            CONTRACT,
        ),
        Kept(T("开票资料里的收件人", "Recipient of invoices"), invoices, LEDGER),
    ]
    return [one for one in found if one.count]
