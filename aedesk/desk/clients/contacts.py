"""Contact cards (F19): adding, editing, forgetting preferences on request, putting out of use."""

from __future__ import annotations

from typing import Any

from aedesk.kit import clock, hanzi
from aedesk.kit.text import T

from ..action import Act, action
from ..duties.rows import cancel, forget
from ..errors import InvalidInput, WrongState
from ..fields import Field
from ..finding import Words, findable, index, phone_words
from . import inputs, personal, terms
from .models import Contact
from .rights import keeps_cards, may_read_notes, reads_preferences

CLIENT = Field("client", T("客户", "Client"), "ref", True, model="Client")
HIDDEN = "***"
GONE: dict[str, Any] = {
    **dict.fromkeys((*inputs.PREFERRED, "purpose", "restricted_notes"), ""),
    "consent_on": None,
}


@action("contact.add", "新建联系人", "Add a contact", who=keeps_cards, fields=(CLIENT, *inputs.CONTACT))
def add_contact(act: Act) -> Contact:
    values = {name: value for name, value in act.values.items() if name != "reason"}
    wrong = personal.tidy(values) | personal.lacking(values, values)
    if wrong:
        raise InvalidInput(wrong)
    made = make_contact(act, values)
    act.says = T(f"新建联系人 {made}", f"Contact {made} added")
    return made


def make_contact(act: Act, values: dict[str, Any]) -> Contact:
    """One contact of checked values, with its retention date and its place in the search."""
    if values["client"].status == "merged":
        raise WrongState(T("这个客户已并入另一张卡。", "This client was merged into another card."))
    values["keep_until"] = values.get("keep_until") or personal.keep_until(clock.today())
    made: Contact = act.make(Contact, **values, initials=hanzi.initials(values["name"])[:20])
    index(made)
    return made


@action(
    "contact.edit",
    "编辑联系人",
    "Edit a contact",
    who=keeps_cards,
    on="Contact",
    fields=inputs.CONTACT,
    partial=True,
    versioned=True,
)
def edit_contact(act: Act) -> Contact:
    contact = standing(act.target)
    values = {name: value for name, value in act.values.items() if name != "reason"}
    wrong = personal.tidy(values)
    whole = {field.name: getattr(contact, field.name) for field in inputs.CONTACT} | values
    whole["withdrawn"] = contact.withdrawn
    changed = {name: value for name, value in values.items() if getattr(contact, name) != value}
    wrong = personal.lacking(whole, changed) | wrong
    if wrong:
        raise InvalidInput(wrong)
    if "name" in values:
        values["initials"] = hanzi.initials(values["name"])[:20]
    values["withdrawn"] = personal.still_withdrawn(whole)
    set_quietly(act, contact, **values)
    index(contact)
    act.says = T(f"编辑联系人 {contact}", f"Contact {contact} edited")
    return contact


@action(
    "contact.note_privately",
    "写关系备注",
    "Write restricted notes",
    who=may_read_notes,
    on="Contact",
    fields=(Field("restricted_notes", T("关系备注（受限）", "Restricted notes"), "long", longest=2000),),
    versioned=True,
    who_says=T("关系备注只给 AE 和客户部负责人看。", "Restricted notes are for the AE and the account leads."),
)
def note_privately(act: Act) -> Contact:
    set_quietly(act, standing(act.target), restricted_notes=act.values["restricted_notes"])
    act.says = T(f"更新 {act.target} 的关系备注", f"Restricted notes of {act.target} updated")
    return act.target


@action(
    "contact.forget",
    "删除喜好与生日",
    "Delete preferences and birthday",
    who=keeps_cards,
    on="Contact",
    confirm=T(
        "生日、喜好、同意记录和关系备注会被删除，不能恢复。删除吗？",
        "Birthday, preferences, consent and restricted notes go for good. Delete?",
    ),
)
def forget_contact(act: Act) -> Contact:
    set_quietly(act, standing(act.target), **GONE)
    forget(act.target, "birthday")
    act.says = T(
        f"应要求删除 {act.target} 的喜好与生日",
        f"Preferences and birthday of {act.target} deleted on request",
    )
    return act.target


WITHDRAWAL = (
    Field("purpose", T("用途", "Purpose"), "choice", True, choices=terms.PURPOSES),
    Field("why", T("为什么", "Why"), "choice", True, choices=terms.ENDINGS),
)


@action(
    "contact.withdraw", "按用途删除", "Delete for a purpose", who=keeps_cards, on="Contact", fields=WITHDRAWAL,
    confirm=T("这个用途的信息会被删除，不能恢复。删除吗？", "What is kept for this purpose goes for good. Delete?"),
)  # fmt: skip
def withdraw_purpose(act: Act) -> Contact:
    """What is kept for one purpose goes; taken back, it is kept again only with consent of a later day."""
    contact, purpose = standing(act.target), act.values["purpose"]
    fields = terms.PURPOSE_FIELDS[purpose]
    if not any(getattr(contact, name) for name in fields) and act.values["why"] == "ended":
        raise WrongState(T("这个用途没有保存任何信息。", "Nothing is kept for this purpose."))
    gone: dict[str, Any] = dict.fromkeys(fields, "")
    if act.values["why"] == "withdrawn":
        gone["withdrawn"] = contact.withdrawn | {purpose: clock.today().isoformat()}
    if not any(getattr(contact, name) for name in set(inputs.PREFERRED) - set(fields)):
        gone |= {"purpose": "", "consent_on": None}
    set_quietly(act, contact, **gone)
    if purpose == "greeting":
        forget(contact, "birthday")
    name, why = terms.PURPOSES[purpose], terms.ENDINGS[act.values["why"]]
    act.says = T(
        f"删除 {contact} 用于“{name.zh}”的信息：{why.zh}", f"What {contact} left for “{name.en}” deleted: {why.en}"
    )
    return contact


@action("contact.disable", "停用联系人", "Put a contact out of use", who=keeps_cards, on="Contact")
def disable_contact(act: Act) -> Contact:
    if not act.target.is_active:
        raise WrongState(T("这位联系人已停用。", "This contact is out of use already."))
    act.set(act.target, is_active=False)
    cancel(act.target, act.person, ("birthday",))
    act.says = T(f"停用联系人 {act.target}", f"Contact {act.target} put out of use")
    return act.target


@action("contact.enable", "恢复联系人", "Take a contact back into use", who=keeps_cards, on="Contact")
def enable_contact(act: Act) -> Contact:
    if standing(act.target).is_active:
        raise WrongState(T("这位联系人在用。", "This contact is in use."))
    act.set(act.target, is_active=True)
    act.says = T(f"恢复联系人 {act.target}", f"Contact {act.target} back in use")
    return act.target


def greets(act: Act) -> bool:
    return bool(reads_preferences(act.person))


@action(
    "birthday.greeted", "已送生日祝福", "Birthday greeted", who=greets, on="Contact",
    who_says=T("生日由接待客户的同事问候。", "Those who receive the client greet the birthday."),
)  # fmt: skip
def greet_birthday(act: Act) -> Contact:
    """The year's reminder is answered (CRM-03)."""
    if not act.target.birthday:
        raise WrongState(T("这位联系人没有登记生日。", "This contact has no birthday on the card."))
    act.says = T(f"已送{act.target}生日祝福", f"{act.target}'s birthday greeted")
    return act.target


def set_quietly(act: Act, contact: Contact, **values: Any) -> None:
    """Change a contact; the journal learns which personal fields changed, never what they held (CRM-04)."""
    act.set(contact, **values)
    for name in act.changed.keys() - inputs.OPEN:
        act.changed[name] = [HIDDEN, HIDDEN]


def standing(contact: Contact) -> Contact:
    """The contact, unless it was erased: what is gone on request does not come back by an edit."""
    if contact.erased_at is not None:
        raise WrongState(T("这位联系人的信息已应要求删除。", "This contact was erased."))
    return contact


@findable("Contact", "client")
def found_by(contact: Contact) -> Words | None:
    """A contact by name and its sound, phone, mail, WeChat, company and title; not at all once erased."""
    if contact.erased_at is not None:
        return None
    subtitle = f"{contact.company or contact.client} {contact.title}".strip()
    words = f"{contact.email} {contact.wechat} {contact.qq} {contact.department}"
    names = f"{hanzi.sounds(contact.name)} {phone_words(contact.phone)}"
    return Words(contact.name, subtitle, names, words, contact.created_at)
