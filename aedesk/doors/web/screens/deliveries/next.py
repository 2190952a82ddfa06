"""The one thing that comes next on a delivery for the person who looks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from aedesk.desk.deliveries import terms
from aedesk.desk.deliveries.models import Delivery
from aedesk.kit.text import T

from ..jobs.next import CLIENT, DONE, OTHERS, YOURS, Next, Way

Found = Mapping[str, Any]


def next_for(it: Delivery, found: Found) -> Next:
    """What stands in the way of sending, then what follows it; the first open question wins."""
    if it.state in ("draft", "failed"):
        return _draft(it, found)
    if it.state == "sent":
        return _sent(it, found)
    if it.state == "withdrawn":
        again = (
            (Way(T("恢复", "Take it up again"), "delivery.restore", it.pk, icon="refresh"),)
            if found["prepares"]
            else ()
        )
        return Next(DONE, T("已取消", "Called off"), again)
    return _mail(it, found)


def _edit(it: Delivery, anchor: str, zh: str, en: str) -> Way:
    return Way(T(zh, en), path=f"/deliveries/{it.pk}/edit/#{anchor}", icon="pencil")


def _draft(it: Delivery, found: Found) -> Next:
    if found["may_review"]:
        return Next(
            YOURS,
            T("请内审这些文件", "Please read these files"),
            (Way(T("内审通过", "Read and passed"), "delivery.review", it.pk, icon="signature"),),
            found["to_read"][0],
        )
    if found["may_clear"]:
        says = T("确认没有提到别的客户", "Confirm that no other client is named")
        return Next(
            YOURS, says, (Way(T("确认", "Confirm"), "delivery.clear", it.pk, icon="check"),), found["named_note"]
        )
    if not found["prepares"]:
        return Next(OTHERS, T(f"{it.project.ae}在准备发送", f"{it.project.ae} prepares it"))
    for ask in (_whole, _names, _head, _recommend, _check):
        if (answer := ask(it, found)) is not None:
            return answer
    return _ready(it, found)


def _whole(it: Delivery, found: Found) -> Next | None:
    if not it.files.all() and not it.link:
        return Next(YOURS, T("先选文件", "Choose the files"), (_edit(it, "files", "选文件", "Choose files"),))
    if not it.recipients.all():
        return Next(YOURS, T("选发给谁", "Choose to whom"), (_edit(it, "to", "选联系人", "Choose contacts"),))
    return None


def _names(it: Delivery, found: Found) -> Next | None:
    ask = Way(T("请总监确认", "Ask the director"), "delivery.ask_clear", it.pk, icon="user")
    if found["named"]:
        names = "、".join(found["named"])
        says = T(f"提到了别的客户：{names}", f"It names another client: {names}")
        return Next(YOURS, says, (_edit(it, "note", "去删掉", "Take it out"), ask))
    if not found["removal_open"]:
        return None
    if found["clear_asked"]:
        return Next(OTHERS, T("等客户总监确认已删去别家的名字", "Waiting for the director to confirm the name is gone"))
    return Next(YOURS, T("被拦下过，请总监确认已删去", "It was stopped once: ask the director to confirm"), (ask,))


def _head(it: Delivery, found: Found) -> Next | None:
    if not found["to_read"]:
        return None
    if found["review_asked"]:
        return Next(
            OTHERS,
            T(f"等{found['review_asked']}内审", f"Waiting for {found['review_asked']} to read it"),
            (),
            found["to_read"][0],
        )
    ask = Way(T("送内审", "Ask the head"), "delivery.ask_review", it.pk, icon="send")
    return Next(
        YOURS,
        T("策略、方案和报价单要先内审", "Strategies, plans and quotations are read first"),
        (ask,),
        found["to_read"][0],
    )


def _recommend(it: Delivery, found: Found) -> Next | None:
    if not found["unrecommended"]:
        return None
    return Next(
        YOURS,
        T("写明推荐哪一个、为什么", "Say which we recommend, and why"),
        (_edit(it, "recommend", "写推荐", "Recommend one"),),
    )


def _check(it: Delivery, found: Found) -> Next | None:
    if not found["unchecked"]:
        return None
    if found["check"] is not None:
        count = len(found["open_findings"])
        return Next(
            YOURS,
            T(f"{count} 处检查意见要处理", f"{count} findings to answer"),
            (Way(T("去处理", "Answer them"), path="#check", icon="arrow-right"),),
        )
    return Next(
        YOURS,
        T("发送前看一遍：尺寸、错别字、格式", "Look once more: size, typos, format"),
        (Way(T("检查", "Check"), dialog="check-dialog", icon="list-check"),),
        found["unchecked"][0] if it.checks.all() else None,
    )


def _ready(it: Delivery, found: Found) -> Next:
    if not found["is_window"]:
        return Next(OTHERS, T(f"都齐了，由{it.project.ae}发送", f"All is ready; {it.project.ae} sends it"))
    people = "、".join(str(row.contact) for row in it.recipients.all())
    channel = terms.CHANNELS[it.channel]
    due = it.promise.due_at if it.promise is not None and it.promise.state == "open" else None
    copy = Way(T("复制附言", "Copy the note"), path="#note", icon="copy")
    if it.channel == "mail" and not found["lacking"]:
        return Next(
            YOURS,
            T(f"可以发邮件给{people}", f"Ready to be mailed to {people}"),
            (Way(T("发送邮件", "Send the mail"), "delivery.send", it.pk, icon="send"),),
            at=due,
        )
    if it.channel == "mail":
        own = Way(
            T("已用自己的邮箱发出", "Sent with my own program"),
            "delivery.send",
            it.pk,
            icon="send",
            hidden={"own_program": "on"},
        )
        return Next(
            YOURS,
            T(f"用自己的邮箱发给{people}，再点这里", f"Mail it to {people} yourself, then press here"),
            (own, copy),
            found["mail_note"],
            due,
        )
    verb = (
        T("已当面交给客户", "Handed over")
        if it.channel == "onsite"
        else T(f"已用{channel.zh}发出", f"Sent by {channel.en}")
    )
    says = T(f"用{channel.zh}发给{people}，发完点这里", f"Send it to {people} by {channel.en}, then press here")
    return Next(YOURS, says, (Way(verb, "delivery.send", it.pk, icon="send"), copy), at=due)


def _mail(it: Delivery, found: Found) -> Next:
    if it.state == "sending":
        stop = (Way(T("不用邮件发了", "Not by mail after all"), "delivery.stop_mail", it.pk, icon="x"),)
        mail = found["mail"]
        is_waiting = found["is_window"] and mail is not None and mail.state == "queued"
        note = T(mail.answer, mail.answer) if mail is not None and mail.answer else None
        return Next(OTHERS, T("邮件正在发送", "The mail is on its way"), stop if is_waiting else (), note)
    says = T("不确定邮件是否送达：先问客户", "It is uncertain whether the mail left: ask the client first")
    if not found["is_window"]:
        return Next(OTHERS, says)
    ways = (
        Way(T("问过了，已收到", "Asked: it has come"), path=f"/do/delivery.confirm_sent/{it.pk}/?next=/deliveries/{it.pk}/", icon="check"),
        Way(T("没收到，再发一次", "It has not: send again"), "delivery.send_again", it.pk, icon="refresh", confirm=T("上一封可能已经送达，客户可能收到两封。再发一次？", "The first may have come through; the client may get it twice. Send it again?")),
        Way(T("换别的方式", "Another way"), "delivery.stop_mail", it.pk, icon="x"),
    )  # fmt: skip
    return Next(YOURS, says, ways)


def _sent(it: Delivery, found: Found) -> Next:
    if it.told_at is None and found["is_window"] and it.sent_at is not None:
        due = found["clocks"].get("tell_client")
        at = due.due_at if due else it.sent_at + timedelta(minutes=30)
        ways = (
            Way(
                T("已打电话告知", "Told by phone"), "delivery.tell_client", it.pk, icon="phone", hidden={"how": "phone"}
            ),
            Way(
                T("已发消息告知", "Told by message"),
                "delivery.tell_client",
                it.pk,
                icon="message",
                hidden={"how": "wecom"},
            ),
        )
        return Next(YOURS, T("告诉客户：文件发过去了", "Tell the client that it has come"), ways, at=at)
    if "talk_points" in found["clocks"] and found["is_window"]:
        way = Way(T("谈过了", "Talked through"), "delivery.talk", it.pk, icon="messages")
        return Next(
            YOURS,
            T("今天与客户谈一谈创意点", "Talk the creative points through today"),
            (way,),
            at=found["clocks"]["talk_points"].due_at,
        )
    if it.answered_at is not None:
        return Next(DONE, T("客户已有反馈", "The client has answered"))
    heard = Way(T("记客户反馈", "Note the feedback"), path=f"/feedback/new/?delivery={it.pk}", icon="message")
    chased = Way(T("已催客户", "Chased"), "delivery.chase", it.pk, icon="phone")
    mine = (heard, chased) if found["is_window"] else ()
    return Next(CLIENT, T("等客户反馈", "Waiting for the client's answer"), mine, at=it.chase_due_at)
