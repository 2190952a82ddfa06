"""The command line door: the same verbs, the same rules, the same refusals."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Any

from aedesk.desk.action import ACTIONS, do
from aedesk.desk.errors import Conflict, DeskError, InvalidInput, Refused
from aedesk.desk.library.searching import search
from aedesk.desk.people.models import Person
from aedesk.kit.text import T, speaking
from aedesk.reports.today import data
from aedesk.reports.today import today as day_of

from . import answering, checking, day, lists, printing, targets, uploading
from .answering import give
from .files import opened
from .rules import tell_rules

USAGE, FAILED, REFUSED = 2, 1, 3
TAKES_MORE = ("do", "list", "find")  # fields of an act, filters of a list, words to look for
EXITS = "退出码：0 做成了，1 没做成，2 用法不对，3 规矩不允许 · Exit codes: 0 done, 1 failed, 2 wrong usage, 3 a rule refused"


def parser() -> argparse.ArgumentParser:
    """The words and their arguments; `do` takes the fields of the action as --name value."""
    top = argparse.ArgumentParser(prog="aedesk", description="AE Desk 客户执行的案头 · the account desk", epilog=EXITS)
    top.add_argument(
        "--as", dest="who", default=os.environ.get("AEDESK_USER", ""), help="用户名 · username (AEDESK_USER)"
    )
    top.add_argument(
        "--lang", choices=("zh", "en"), default=os.environ.get("AEDESK_LANG", "zh"), help="语言 · language"
    )
    as_json: dict[str, Any] = {"dest": "as_json", "action": "store_true", "help": "给程序读的 JSON · JSON for programs"}
    top.add_argument("--json", **as_json)
    words = top.add_subparsers(dest="word", required=True)
    words.add_parser("whoami", help="我是谁 · who I am here")
    mine = words.add_parser("today", help="我的今日 · my day")
    mine.add_argument("--confirm", action="store_true", help="确认今日清单 · confirm the day's list")
    rules = words.add_parser("rules", help="规矩 · the rules")
    rules.add_argument("code", nargs="?", default="", help="规则代号或条目号 · rule code or requirement id")
    find = words.add_parser("find", help="搜索 · search")
    find.add_argument("words", nargs="+", help="要找的词、编号、首字母 · words, numbers, initials")
    listed = words.add_parser("list", help="列表 · a list: aedesk list contacts --q wzg --role executor")
    listed.add_argument("name", help="哪个列表 · which list: contacts, jobs, clients …")
    words.add_parser("actions", help="能做的事 · what can be done")
    act = words.add_parser("do", help="做一件事 · do one act: aedesk do jobsheet.sign 261116-P02-014")
    act.add_argument("code", help="动作 · action")
    act.add_argument("target", nargs="?", help="对象：id，工作单也可用单号 · id of the thing, or the number of a job")
    printing.add_to(words)
    uploading.add_to(words)
    checking.add_to(words)
    words.add_parser("verify-journal", help="核对日志 · check the journal")
    sealed = words.add_parser("verify-receipts", help="核对签收单 · check the signed receipts")
    sealed.add_argument("--quick", action="store_true", help="不读文件 · without reading the files")
    for word in words.choices.values():  # after the word too; left out there, what stands before it holds
        word.add_argument("--json", **as_json, default=argparse.SUPPRESS)
    return top


def run(words: Sequence[str]) -> int:
    """Do what the words ask. 0 done, 1 failed, 2 wrong words, 3 a rule refused."""
    options, rest = parser().parse_known_args(words)
    if rest and options.word not in TAKES_MORE:
        parser().error(f"“{options.word}”没有这些选项 · has no such options: {' '.join(rest)}")
    with speaking(options.lang):
        try:
            return WORDS[options.word](options, rest)
        except DeskError as error:
            answering.fail(error) if options.as_json else tell(error)
            return REFUSED if isinstance(error, Refused) else FAILED


def tell(error: DeskError) -> None:
    """The refusal or error in words, on standard error."""
    lines = [str(error.says)]
    if isinstance(error, Refused):
        for refusal in error.refusals:
            lines.append(f"✗ {refusal.sentence}（{refusal.gate.clause}）")
            lines += [f"  · {reason}" for reason in refusal.reasons]
            lines += [f"  → {refusal.mend.label}"] if refusal.mend else []
    if isinstance(error, InvalidInput):
        lines += [f"  --{name}: {says}" for name, says in error.fields.items()]
    if isinstance(error, Conflict):
        lines += [f"  {name}: {error.yours[name]!r} ≠ {error.theirs.get(name)!r}" for name in error.yours]
    print("\n".join(lines), file=sys.stderr)


def person_of(options: argparse.Namespace) -> Person:
    """Who acts. Raises InvalidInput where the name is not a member of staff."""
    found = Person.objects.filter(username=options.who, is_active=True).first()
    if found is None:
        raise InvalidInput(
            {"as": T("用 --as 写用户名，或设 AEDESK_USER。", "Give a username with --as, or set AEDESK_USER.")}
        )
    return found


def whoami(options: argparse.Namespace, rest: list[str]) -> int:
    """The person the words act for."""
    me = person_of(options)
    sees = T("看得到金额", "sees money") if me.sees_money else T("看不到金额", "sees no money")
    line = T(
        f"{me.name}（{me.username}）· {me.role_of.name.zh} · ", f"{me.name} ({me.username}) · {me.role_of.name.en} · "
    )
    give(options, answering.me(me), [line + sees])
    return 0


def today(options: argparse.Namespace, rest: list[str]) -> int:
    """My day, or with --confirm its list confirmed as it stands first."""
    person = person_of(options)
    said = [day.confirm(person)] if options.confirm else []
    it = day_of(person)
    give(options, data.day(it), [*said, *day.told(it)])
    return 0


def rules(options: argparse.Namespace, rest: list[str]) -> int:
    """The rules, or the one a code or requirement id names, with clause, figures and examples; 1 where there is none."""
    lines: list[Any] = []
    found = tell_rules(options.code, person_of(options) if options.who else None, lines.append)
    give(options, answering.rules(options.code), lines)
    return 0 if found else FAILED


def find(options: argparse.Namespace, rest: list[str]) -> int:
    """What I may know of and the words find, by kind, the best first; 1 where there is nothing."""
    groups = search(person_of(options), " ".join([*options.words, *rest]))
    lines: list[Any] = []
    for group in groups:
        lines.append(f"{group.name} {group.count}{'+' if group.more else ''}")
        lines += [f"    {hit.pk:>6}  {hit.title}  {hit.subtitle}" for hit in group.hits]
    hits = [answering.hit(one) for group in groups for one in group.hits]
    give(options, hits, lines or [T("没有找到。", "Nothing found.")])
    return 0 if groups else FAILED


def list_of(options: argparse.Namespace, rest: list[str]) -> int:
    """A list with the filters, order and pages of the API; 1 where there is nothing."""
    found = lists.page(options.name, person_of(options), pairs(rest))
    give(options, {"items": found.items, "next_offset": found.next_offset}, lists.lines(options.name, found))
    return 0 if found.items else FAILED


def actions(options: argparse.Namespace, rest: list[str]) -> int:
    """Every action with its fields."""
    lines = []
    for spec in ACTIONS.values():
        fields = " ".join(f"--{one.name}{'' if one.required else '?'}" for one in spec.fields)
        lines.append(f"{spec.code}{' <id>' if spec.on else ''}  {spec.name}  {fields}")
    give(options, [answering.action(spec) for spec in ACTIONS.values()], lines)
    return 0


def act(options: argparse.Namespace, rest: list[str]) -> int:
    """Do one act with --field value pairs; a file field takes a path."""
    spec = ACTIONS.get(options.code)
    if spec is None:
        raise InvalidInput(
            {
                "code": T(
                    f"没有“{options.code}”；用 aedesk actions 查。",
                    f"There is no “{options.code}”; see aedesk actions.",
                )
            }
        )
    data = pairs(rest)
    version = data.pop("version", None) if spec.versioned else None
    with opened(spec, data) as filled:
        me = person_of(options)
        target = targets.found(spec, options.target, me)
        done = do(spec.code, me, target, filled, via="cli", version=targets.number("version", version))
    thing = [f"{done.result._meta.model_name} {done.result.pk}"] if done.result is not None else []
    give(options, answering.done(done), [done.says or spec.name, *thing])
    return 0


def pairs(rest: list[str]) -> dict[str, Any]:
    """--name value → a dict; a name given twice makes a list. Raises InvalidInput for anything else."""
    data: dict[str, Any] = {}
    words = iter(rest)
    for word in words:
        name, _, value = word.removeprefix("--").partition("=")
        if not word.startswith("--"):
            raise InvalidInput({word: T("字段写作 --名字 值。", "Write fields as --name value.")})
        value = value or next(words, "")
        data[name] = [*(data[name] if isinstance(data[name], list) else [data[name]]), value] if name in data else value
    return data


def paper(options: argparse.Namespace, rest: list[str]) -> int:
    """Print a paper into a file, and say which."""
    path = printing.print_paper(person_of(options), options)
    give(options, {"file": str(path)}, [path])
    return 0


def send_files(options: argparse.Namespace, rest: list[str]) -> int:
    """Send files onto a job, here or to another desk."""
    data, lines = uploading.upload(options, lambda: person_of(options))
    give(options, data, lines)
    return 0


def verify_journal(options: argparse.Namespace, rest: list[str]) -> int:
    """Check the journal's chain and seals; 1 where anything was altered, is missing or was added."""
    from aedesk.desk.journal.verifying import verify

    findings = verify()
    give(options, [str(one) for one in findings], findings or [T("日志完整。", "The journal is whole.")])
    return FAILED if findings else 0


def check(options: argparse.Namespace, rest: list[str]) -> int:
    """Check print files; the exit code is the verdict: 0 clean, 1 warnings, 2 errors, 3 unreadable."""
    return checking.check_words(options, checking.orders(options, lambda: person_of(options)))


def verify_receipts(options: argparse.Namespace, rest: list[str]) -> int:
    """Check every signed receipt against its seal, rows, files and the journal; 1 where anything is not as signed."""
    from aedesk.desk.receipts.verifying import verify

    findings = verify(files=not options.quick)
    give(options, [str(one) for one in findings], findings or [T("签收单完整。", "The receipts are whole.")])
    return FAILED if findings else 0


WORDS = {
    "whoami": whoami,
    "today": today,
    "rules": rules,
    "find": find,
    "list": list_of,
    "actions": actions,
    "do": act,
    "print": paper,
    "upload": send_files,
    "check": check,
    "verify-journal": verify_journal,
    "verify-receipts": verify_receipts,
}
