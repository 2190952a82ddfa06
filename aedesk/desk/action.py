"""The doorway: fill, gate, change, duties, event — every change of the desk passes here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import IntegrityError

from aedesk.kit import clock
from aedesk.kit.text import T
from aedesk.rulebook import engine

from .duties import rows as duties
from .duties.models import RefusalRow
from .errors import InvalidInput, NotAllowed, Refused, Unknown
from .facts import FACTS
from .fields import Bad, Field
from .journal.versions import require_unchanged
from .journal.writing import event_of, plain, record
from .once import earlier, remember
from .vault import ashore
from .writing import writing

ACTIONS: dict[str, Action] = {}


@dataclass(slots=True)
class Act:
    """One act in the doing, and the situation its rules look at.

    Rules read `it.job`, `it.request`, `it.project`, `it.client`, `it.person`, `it.ae`, `it.role`, `it.reason`,
    `it.target`, `it.result`, `it.values`, `it.now`, and whatever the change put into `it.facts`.
    """

    action: Action
    person: Any
    target: Any
    values: dict[str, Any]
    now: datetime
    via: str = "web"
    version: int | None = None
    result: Any = None
    changed: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    says: T | None = None

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name in Act.__slots__:
            raise AttributeError(name)
        if name not in self.facts and name in FACTS:
            self.facts[name] = FACTS[name](self)
        return self.facts.get(name)

    def _around(self, name: str, model: str) -> Any:
        for thing in (self.result, self.target, self.values.get(name), *self.values.values()):
            if thing is not None and hasattr(thing, "_meta"):
                if thing._meta.model_name == model:
                    return thing
                if f"{name}_id" in thing.__dict__ and getattr(thing, name) is not None:
                    return getattr(thing, name)
        return None

    @property
    def job(self) -> Any:
        return self._around("sheet", "jobsheet")

    @property
    def request(self) -> Any:
        return self._around("request", "request")

    @property
    def project(self) -> Any:
        job = self.job
        if job is not None:
            return job.project
        return self._around("project", "project") or getattr(self._around("note", "contactnote"), "project", None)

    @property
    def client(self) -> Any:
        project = self.project
        return project.client if project is not None else self._around("client", "client")

    @property
    def ae(self) -> Any:
        """The project's one AE; outside a project, the person acting."""
        project = self.project
        return project.ae if project is not None else self.person

    @property
    def role(self) -> str:
        return str(self.person.role)

    @property
    def reason(self) -> str:
        return str(self.values.get("reason") or "")

    def set(self, thing: Any, **values: Any) -> Any:
        """Write the values that differ onto a thing, remember old and new, and raise its version."""
        differing = [name for name, value in values.items() if getattr(thing, name) != value]
        for name in differing:
            self.changed[name] = [plain(getattr(thing, name)), plain(values[name])]
            setattr(thing, name, values[name])
        if differing:
            if hasattr(thing, "changed_at"):
                thing.changed_at = self.now
                differing.append("changed_at")
            if hasattr(thing, "version"):
                thing.version += 1
                differing.append("version")
            self.save(thing, differing)
        return thing

    def save(self, thing: Any, names: list[str]) -> None:
        """Store the changed values of a thing."""
        thing.save(update_fields=names)

    def make(self, model: Any, **values: Any) -> Any:
        """Make a new thing signed with who and when."""
        if hasattr(model, "created_by"):
            values |= {"created_by": self.person, "created_at": self.now, "changed_at": self.now}
        return self.add(model(**values))

    def add(self, thing: Any) -> Any:
        """Store a new thing."""
        thing.save(force_insert=True)
        return thing


NOT_YOUR_ROLE = T("你的角色不能做这件事。", "Your role does not do this.")
Who = Callable[[Act], bool]
Change = Callable[[Act], Any]


@dataclass(frozen=True, slots=True)
class Action:
    """A thing that can be done. `code` is event, permission, URL and CLI word at once.

    `on` names the model it acts on ("" makes a new thing). With `partial` only the given fields are read;
    with `versioned` an edit must name the version it read, else 409.
    """

    code: str
    name: T
    change: Change
    who: Who
    on: str = ""
    fields: tuple[Field, ...] = ()
    partial: bool = False
    versioned: bool = False
    who_says: T = NOT_YOUR_ROLE
    confirm: T | None = None
    quiet: bool = False

    @property
    def noun(self) -> str:
        return self.code.split(".")[0]


def action(code: str, zh: str, en: str, *, who: Who, **options: Any) -> Callable[[Change], Change]:
    """Register a change under its code. Raises ValueError where a code is taken."""

    def register(change: Change) -> Change:
        if code in ACTIONS:
            raise ValueError(f"action {code} stands twice")
        ACTIONS[code] = Action(code, T(zh, en), change, who, **options)
        return change

    return register


def do(
    code: str, person: Any, target: Any = None, data: Mapping[str, Any] | None = None, *,
    version: int | None = None, via: str = "web", key: str = "",
) -> Act:  # fmt: skip
    """Do one act for a person: `target` is an object or its id, `data` the raw input.

    Raises Unknown (404), NotAllowed and Refused (403), InvalidInput (422), Conflict and WrongState (409).
    """
    spec = ACTIONS[code]
    body = ashore(spec.fields, data or {})
    try:
        with writing():
            if key and (before := _already(spec, person, key, target, body)):
                return before
            act = prepare(spec, person, target, body, version=version, via=via)
            _finish(act)
            if key:
                remember(person, key, code, target, body, act.result)
            return act
    except Refused as refused:
        count(refused, spec, person, target)
        raise
    except IntegrityError as error:
        if key and (before := _already(spec, person, key, target, body)):  # its twin was faster
            return before
        raise _as_conflict(error) from error


def prepare(
    spec: Action, person: Any, target: Any, body: dict[str, Any], *, version: int | None = None, via: str = "web"
) -> Act:
    """Fill and gate an act without doing it: what a form or `jobsheet.submit`'s completeness shows."""
    act = Act(spec, person, None, {}, clock.now(), via)
    act.target = _target(spec, person, target)
    if not spec.who(act):
        raise NotAllowed(spec.who_says)
    act.values = fill(spec, body, person)
    act.version = version
    if not spec.who(act):
        raise NotAllowed(spec.who_says)
    _check_version(act)
    if refusals := engine.judge(spec.code, act):
        raise Refused(refusals, getattr(act.client, "pk", None))
    return act


def fill(spec: Action, body: Mapping[str, Any], person: Any) -> dict[str, Any]:
    """Read the declared fields. Raises InvalidInput naming every field that cannot be read, unknown ones too."""
    known = {f.name for f in spec.fields} | {"reason"}
    wrong = {name: T("没有这一项。", "There is no such field.") for name in body if name not in known}
    values: dict[str, Any] = {"reason": str(body.get("reason") or "").strip()}
    for one in spec.fields:
        if spec.partial and one.name not in body:
            continue
        try:
            raw = body.get(one.name)
            values[one.name] = one.read(one.default if raw is None and one.name not in body else raw, person)
        except Bad as bad:
            wrong[one.name] = bad.says
    if wrong:
        raise InvalidInput(wrong)
    return values


def _target(spec: Action, person: Any, target: Any) -> Any:
    if not spec.on:
        return None
    rows: Any = apps.get_model("desk", spec.on)._default_manager.all()
    if hasattr(rows, "visible_to"):
        rows = rows.visible_to(person)
    found = rows.filter(pk=getattr(target, "pk", target)).select_for_update().first()
    if found is None:
        raise Unknown
    return found


def _check_version(act: Act) -> None:
    """409 where somebody else changed the same fields since the editor read them."""
    if act.action.versioned and act.version is not None and act.target.version != act.version:
        require_unchanged(act.target, act.version, act.values)


def _finish(act: Act) -> None:
    act.result = act.action.change(act) or act.target
    duties.start(act.action.code, act)
    duties.end(act.action.code, act)
    if not act.action.quiet:
        journal(act)


def journal(act: Act) -> None:
    """Write the act's event and touch the job's last event."""
    job = act.job
    if job is not None:
        type(job).objects.filter(pk=job.pk).update(last_event_at=act.now)
    record(**event_of(act))


def _already(spec: Action, person: Any, key: str, target: Any, body: Mapping[str, Any]) -> Act | None:
    row = earlier(person, key, spec.code, target, body)
    if row is None:
        return None
    result = apps.get_model("desk", row.noun)._default_manager.filter(pk=row.object_id).first() if row.noun else None
    return Act(spec, person, result, {}, clock.now(), result=result)


def count(refused: Refused, spec: Action, person: Any, target: Any) -> None:
    """Remember how often a rule refused."""
    object_id = getattr(target, "pk", target)
    with writing():
        RefusalRow.objects.bulk_create(
            RefusalRow(
                rule=refusal.gate.code, action=spec.code, person=person, at=clock.now(), noun=spec.on.lower(),
                object_id=object_id if str(object_id).isdigit() else None, client_id=refused.client_id,
            )
            for refusal in refused.refusals
        )  # fmt: skip


def _as_conflict(error: IntegrityError) -> Exception:
    """A unique constraint that fired is a double act, not a crash."""
    from .errors import WrongState

    if "unique" not in str(error).lower():
        return error
    return WrongState(T("已经有一份了，请刷新后再看。", "There is one already; reload and look again."))
