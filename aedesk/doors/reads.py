"""The lists of the desk that programs may read, each told once: for the API, the command line and the reference page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.apps import apps

from aedesk.desk.artwork import terms as artwork
from aedesk.desk.clients import terms as clients
from aedesk.desk.deliveries import terms as deliveries
from aedesk.desk.fields import Field
from aedesk.desk.jobsheets import terms as jobsheets
from aedesk.desk.projects import terms as projects
from aedesk.desk.receipts import terms as receipts
from aedesk.desk.schedules import terms as schedules
from aedesk.kit.text import T
from aedesk.rulebook.roles import ROLES

from .reading import Filter, Part, Read

DUTY_STATES = {
    "open": T("未完成", "Open"), "done": T("已完成", "Done"), "waived": T("已免除", "Waived"), "cancelled": T("已取消", "Cancelled"),
}  # fmt: skip


def of_id(name: str, zh: str, en: str, lookup: str = "") -> Filter:
    return Filter(Field(name, T(f"{zh}的编号", f"Id of the {en}"), "integer", least=1), lookup or f"{name}_id")


def of_choice(name: str, zh: str, en: str, choices: Mapping[str, T]) -> Filter:
    return Filter(Field(name, T(zh, en), "choice", choices={key: text for key, text in choices.items() if key}), name)


def of_text(name: str, zh: str, en: str, lookup: str) -> Filter:
    return Filter(Field(name, T(zh, en), longest=60), lookup)


def of_bool(name: str, zh: str, en: str) -> Filter:
    return Filter(Field(name, T(zh, en), "bool"), name)


def since(name: str, zh: str, en: str, lookup: str) -> Filter:
    return Filter(Field(name, T(zh, en), "datetime"), lookup)


CLIENT = of_id("client", "客户", "client")
PROJECT = of_id("project", "项目", "project")
SHEET = of_id("sheet", "工作单", "job sheet")
CHANGED = since("changed_since", "此后改过（含）", "Changed at or after", "changed_at__gte")
BEFORE = since("due_before", "此前到期", "Due before", "due_at__lt")
KEPT = ("created_at", "changed_at", "version")


def mine(model: str) -> Any:
    """Reads the rows that are the person's own."""
    return lambda person: apps.get_model("desk", model)._default_manager.filter(person=person)


def staff(person: Any) -> Any:
    return apps.get_model("desk", "Person")._default_manager.filter(is_active=True)


JOBS = Read(
    "jobs", "JobSheet", T("工作单", "Job sheets"),
    (
        "id", "number", "title", "job_type", "state", "stage", "court", "waiting_for", "is_urgent", "client_id", "project_id",
        "request_id", "ae_id", "copywriter_id", "designer_id", "finished_artist_id", "draft_due_at", "review_due_at",
        "client_due_at", "output_due_at", "submitted_at", "issued_at", "closed_at", "last_event_at", "next_action", "next_action_at", *KEPT,
    ),
    whole=(
        "billing", "contract", "urgent_reason", "urgent_note", "client_words", "real_need", "our_task", "background", "purpose",
        "effect", "benefits", "tone", "mandatories", "content", "special_notes", "strategy", "no_strategy_why", "alignment_id",
        "estimated_hours", "estimated_cost",
    ),
    parts=(
        Part("spec_rows", "SpecRow", "sheet_id", (
            "id", "position", "kind", "publication", "width_mm", "height_mm", "bleed_mm", "pages", "quantity", "usage", "placement",
            "obstacles", "paper", "process", "plates", "colour", "distance_m", "scale"), "position"),
        Part("signatures", "Signature", "sheet_id", (
            "id", "sign", "person_id", "decision", "at", "reason", "proposed_at", "brief_id", "change_id", "void_at")),
    ),
    finds=("number__contains", "title__icontains"),
    filters=(
        of_choice("state", "状态", "State", jobsheets.STATES), of_choice("stage", "环节", "Stage", jobsheets.STAGES),
        of_choice("court", "球在哪方", "Whose court", jobsheets.COURTS), of_choice("job_type", "工作类型", "Job type", jobsheets.JOB_TYPES),
        CLIENT, PROJECT, of_text("project_code", "项目代号", "Project code", "project__code__iexact"),
        of_text("number", "工作单号", "Job number", "number__iexact"), of_id("ae", "AE", "AE"), of_bool("is_urgent", "急件", "Urgent"), CHANGED,
    ),
    sorts=("id", "changed_at", "client_due_at", "last_event_at"), money=frozenset({"estimated_cost"}),
)  # fmt: skip

READS: dict[str, Read] = {one.name: one for one in (
    JOBS,
    Read("clients", "Client", T("客户", "Clients"),
         ("id", "code", "name", "short_name", "industry", "grade", "kind", "size", "status", *KEPT),
         whole=("credit_code", "ownership", "address", "needs_both_signatures", "taboos", "fee_model", "contract"),
         finds=("name__icontains", "short_name__icontains", "code__iexact"),
         filters=(of_choice("grade", "分类", "Class", clients.GRADES), of_choice("status", "状态", "Status", clients.CLIENT_STATUSES),
                  of_choice("kind", "合作方式", "Type of work", clients.CLIENT_KINDS), CHANGED),
         sorts=("id", "code", "name", "changed_at"), money=frozenset({"fee_model", "contract"})),
    Read("contacts", "Contact", T("联系人", "Contacts"),
         ("id", "client_id", "name", "salutation", "company", "department", "title", "role", "language", "is_senior", "phone", "wechat", "email",
          "window_from", "window_until", "is_active", "erased_at", *KEPT),
         finds=("name__icontains", "initials__istartswith", "phone__contains", "company__icontains", "title__icontains"),
         filters=(CLIENT, of_choice("role", "角色", "Role", clients.CONTACT_ROLES), of_bool("is_senior", "高层", "Senior"),
                  of_bool("is_active", "在用", "In use"), CHANGED),
         sorts=("id", "name", "initials", "client_id", "changed_at")),
    Read("projects", "Project", T("项目", "Projects"),
         ("id", "client_id", "code", "name", "state", "ae_id", "city", "is_pitch", "started_on", "ends_on", *KEPT),
         whole=("dossier", "budget", "included_rounds", "milestone_from", "milestone_until", "milestone_on_call"),
         parts=(Part("members", "ProjectMember", "project_id", ("id", "person_id", "function")),
                Part("facts", "ProjectFact", "project_id", ("id", "kind", "value", "as_of", "source")),
                Part("base_materials", "BaseMaterial", "project_id",
                     ("id", "kind", "value", "edition", "file_id", "confirmed_on", "confirmed_by", "as_of")),
                Part("milestones", "SalesMilestone", "project_id", ("id", "on", "name", "may_need", "answer"), "on")),
         finds=("name__icontains", "code__iexact"),
         filters=(CLIENT, of_choice("state", "状态", "State", projects.PROJECT_STATES), of_id("ae", "AE", "AE"), CHANGED),
         sorts=("id", "code", "name", "changed_at"), money=frozenset({"budget"})),
    Read("requests", "Request", T("需求", "Requests"),
         ("id", "number", "title", "client_id", "project_id", "note_id", "state", "wanted_at", "ae_id", "dropped_why", *KEPT),
         finds=("title__icontains",),
         filters=(CLIENT, PROJECT, of_choice("state", "状态", "State", jobsheets.REQUEST_STATES), of_id("ae", "AE", "AE"), CHANGED),
         sorts=("id", "number", "wanted_at", "changed_at")),
    Read("notes", "ContactNote", T("沟通记录", "Contact log"),
         ("id", "client_id", "project_id", "sheet_id", "contact_id", "person_id", "channel", "is_incoming", "subject", "points",
          "is_read_back", "started_at", "ended_at", "late_seconds", *KEPT),
         whole=("client_words", "real_need", "our_view", "effect_feedback", "week_plan"),
         parts=(Part("decisions", "Decision", "note_id", ("id", "text", "decided_by", "decided_at", "minutes_sent_at", "client_signed_at")),
                Part("client_promises", "ClientPromise", "note_id", ("id", "what", "due_at", "kept_at", "dropped_why"))),
         finds=("subject__icontains",),
         filters=(CLIENT, PROJECT, SHEET, of_id("person", "记录人", "writer"), of_choice("channel", "方式", "Channel", clients.CHANNELS), CHANGED),
         sorts=("id", "ended_at", "changed_at")),
    Read("feedback", "Feedback", T("客户反馈", "Feedback"),
         ("id", "client_id", "project_id", "sheet_id", "delivery_id", "note_id", "contact_id", "said_by", "channel", "received_at", "words",
          "marks", "wording", "round", "relayed_at", "relayed_wording", *KEPT),
         whole=("good", "bad", "behind", "our_view", "quotation_id", "created_by_id"),
         parts=(Part("items", "ChangeItem", "feedback_id", ("id", "position", "what", "why", "must_ask", "cause", "outcome", "outcome_why",
                     "settled_at", "settled_by_id", "version"), "position"),
                Part("wordings", "Wording", "feedback_id", ("id", "number", "words", "marks", "created_at"), "number"),
                Part("relays", "Relay", "feedback_id", ("id", "wording", "says", "good", "bad", "items", "told", "created_by_id", "created_at"))),
         finds=("words__icontains", "said_by__icontains"),
         filters=(CLIENT, PROJECT, SHEET, of_id("delivery", "发送", "delivery"), of_choice("channel", "方式", "Channel", clients.CHANNELS),
                  Filter(Field("is_unrelayed", T("还没有转达", "Not passed on yet"), "bool"), "relayed_at__isnull"), CHANGED),
         sorts=("id", "received_at", "changed_at")),
    Read("lines", "ScheduleLine", T("时间表的条目", "Schedule lines"),
         ("id", "client_id", "project_id", "request_id", "sheet_id", "what", "step", "doer_id", "due_at", "client_at", "state",
          "countered_at", "answer_note", "answered_at", "start_at", "review_at", "feedback_at", "revision_at", "final_at", "output_at",
          "needs", "hours", "buffer_hours", *KEPT),
         finds=("what__icontains",),
         filters=(PROJECT, of_id("request", "需求", "request"), SHEET, of_id("doer", "执行人", "doer"),
                  of_choice("state", "状态", "State", schedules.LINE_STATES), BEFORE, CHANGED),
         sorts=("id", "due_at", "changed_at")),
    Read("schedules", "Schedule", T("工作时间表", "Schedules"),
         ("id", "client_id", "project_id", "kind", "month", "state", "edition", "filed_at", "filed_by_id", "in_force_at", "note", *KEPT),
         parts=(Part("signs", "ScheduleSign", "schedule_id",
                     ("id", "side", "person_id", "name", "how", "at", "edition", "content_hash", "void_at"), "at"),),
         filters=(CLIENT, PROJECT, of_choice("kind", "哪种表", "Kind", schedules.KINDS),
                  of_choice("state", "状态", "State", schedules.SCHEDULE_STATES), CHANGED),
         sorts=("id", "month", "filed_at", "changed_at")),
    Read("promises", "Promise", T("承诺客户的时间", "Promises to clients"),
         ("id", "client_id", "project_id", "request_id", "sheet_id", "to_id", "what", "by_id", "agreed_at", "due_at", "state",
          "kept_at", "late_seconds", *KEPT),
         finds=("what__icontains",),
         filters=(CLIENT, PROJECT, SHEET, of_choice("state", "状态", "State", schedules.PROMISE_STATES), BEFORE, CHANGED),
         sorts=("id", "due_at", "changed_at")),
    Read("briefs", "CreativeBrief", T("创意简报", "Creative briefs"),
         ("id", "client_id", "sheet_id", "single_message", "insight", "rating", *KEPT),
         whole=("where_now", "where_to", "doing", "audience_person", "support", "tone", "mandatories", "deliverables", "success",
                "production_needs", "budget_creative", "budget_production", "budget_media"),
         filters=(CLIENT, SHEET, CHANGED), sorts=("id", "changed_at"),
         money=frozenset({"budget_creative", "budget_production", "budget_media"})),
    Read("files", "Attachment", T("文件", "Files"),
         ("id", "client_id", "project_id", "sheet_id", "name", "state", "note", "file_id", "removed_at", *KEPT),
         finds=("name__icontains",),
         filters=(CLIENT, PROJECT, SHEET, of_choice("state", "类别", "Kind", artwork.FILE_STATES), CHANGED),
         sorts=("id", "name", "changed_at")),
    Read("deliveries", "Delivery", T("发给客户", "Sent to clients"),
         ("id", "number", "client_id", "project_id", "sheet_id", "promise_id", "kind", "channel", "subject", "state", "sent_at", "sent_by_id",
          "sent_for_id", "late_seconds", "told_at", "talked_at", "chased_at", "chases", "chase_due_at", "answered_at", "receipt_state", *KEPT),
         whole=("cover_note", "link", "is_set", "recommended_id", "recommended_why", "told_how", "feedback_due_at"),
         parts=(Part("files", "DeliveryFile", "delivery_id", ("id", "attachment_id", "name", "sha256", "state", "reviewed_at")),
                Part("recipients", "DeliveryTo", "delivery_id", ("id", "contact_id", "address"))),
         finds=("number__icontains", "subject__icontains"),
         filters=(CLIENT, PROJECT, SHEET, of_choice("state", "状态", "State", deliveries.STATES), of_choice("channel", "方式", "Channel", deliveries.CHANNELS),
                  of_choice("receipt_state", "签收", "Receipt", deliveries.RECEIPT_STATES),
                  Filter(Field("is_unanswered", T("客户未回", "Unanswered"), "bool"), "answered_at__isnull"), CHANGED),
         sorts=("id", "sent_at", "changed_at")),
    Read("receipts", "Receipt", T("签收单", "Receipts"),
         ("id", "number", "client_id", "state", "ae_id", "signer_name", "signer_title", "on_behalf", "signed_at", "how", "via", *KEPT),
         whole=("scan_id",),
         parts=(Part("lines", "ReceiptLine", "receipt_id",
                     ("id", "name", "sha256", "state", "copies", "medium", "channel", "sent_at", "project_id", "sheet_id", "delivery_file_id",
                      "decision", "reason", "feedback", "carried_from_id", "taken_off_at", "taken_off_why", "given_up_at", "given_up_why"),
                     "sent_at"),
                Part("seal", "ReceiptSeal", "receipt_id", ("seq", "fingerprint", "before", "hash", "sealed_at", "body"))),
         finds=("number__icontains", "signer_name__icontains"),
         filters=(CLIENT, of_choice("state", "状态", "State", receipts.STATES), CHANGED), sorts=("id", "signed_at", "changed_at")),
    Read("time", "TimeEntry", T("工时", "Time entries"),
         ("id", "client_id", "sheet_id", "person_id", "on", "minutes", "stage", "note", "started_at", "ended_at", "replaces_id",
          "is_replaced", *KEPT),
         filters=(SHEET, of_id("person", "同事", "colleague"), of_bool("is_replaced", "已被更正", "Corrected since"), CHANGED),
         sorts=("id", "on", "changed_at")),
    Read("orders", "PurchaseOrder", T("采购单", "Purchase orders"),
         ("id", "client_id", "sheet_id", "supplier_id", "supplier_name", "what", "amount", "due_at", "received_at", "cancelled_at", *KEPT),
         finds=("what__icontains", "supplier_name__icontains"), filters=(CLIENT, SHEET, of_id("supplier", "供应商", "supplier"), CHANGED),
         sorts=("id", "due_at", "changed_at"), is_money=True),
    Read("suppliers", "Supplier", T("供应商", "Suppliers"),
         ("id", "name", "services", "contact", "phone", "wechat", "rating", *KEPT), whole=("price_notes",),
         finds=("name__icontains", "services__icontains"), filters=(CHANGED,), sorts=("id", "name", "changed_at"),
         money=frozenset({"price_notes"})),
    Read("materials", "Material", T("物料尺寸", "Sizes of materials"),
         ("id", "client_id", "project_id", "name", "width_mm", "height_mm", "bleed_mm", "material", "supplier_id", "last_sheet_id", *KEPT),
         finds=("name__icontains",), filters=(CLIENT, PROJECT, CHANGED), sorts=("id", "name", "changed_at")),
    Read("photos", "Photo", T("照片", "Photos"),
         ("id", "client_id", "project_id", "attachment_id", "category", "taken_on", "place", "taker_id", *KEPT),
         finds=("place__icontains",),
         filters=(CLIENT, PROJECT, of_choice("category", "类别", "Category", artwork.PHOTO_CATEGORIES), CHANGED),
         sorts=("id", "taken_on", "changed_at")),
    Read("library", "LibraryNote", T("资料", "Library"),
         ("id", "title", "category_id", "client_id", "source", "source_on", "state", *KEPT), whole=("body",),
         finds=("title__icontains", "body__icontains"),
         filters=(CLIENT, of_id("category", "类别", "category"), CHANGED), sorts=("id", "title", "changed_at")),
    Read("archive", "ArchivePlace", T("档案", "Archive"),
         ("id", "client_id", "sheet_id", "cabinet", "box", "note", "archived_on", "cleared_at", *KEPT),
         finds=("box__icontains", "cabinet__icontains"), filters=(CLIENT, SHEET, CHANGED), sorts=("id", "archived_on", "changed_at")),
    Read("duties", "DutyRow", T("我的时限", "My duties"),
         ("id", "rule", "says_zh", "says_en", "state", "soft", "started_at", "warn_at", "due_at", "ended_at", "late_seconds", "does",
          "noun", "object_id", "client_id", "project_id", "job_id"),
         filters=(of_choice("state", "状态", "State", DUTY_STATES), of_text("rule", "规矩代号", "Code of the rule", "rule"), BEFORE),
         sorts=("id", "due_at"), rows=mine("DutyRow")),
    Read("notices", "Notice", T("给我的通知", "Notices to me"),
         ("id", "at", "rule", "noun", "object_id", "says_zh", "says_en", "read_at"), filters=(
             Filter(Field("is_unread", T("未读", "Unread"), "bool"), "read_at__isnull"),), sorts=("id", "at"), rows=mine("Notice")),
    Read("people", "Person", T("同事", "People"),
         ("id", "name", "name_en", "role", "department", "duties_text", "phone", "email", "backup_id", "lead_id", "out_until", "version"),
         finds=("name__icontains", "initials__istartswith", "duties_text__icontains"),
         filters=(of_choice("role", "角色", "Role", {code: role.name for code, role in ROLES.items()}),
                  of_text("username", "用户名", "User name", "username")), sorts=("id", "name"), rows=staff),
)}  # fmt: skip
