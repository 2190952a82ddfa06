"""A worker is killed with -9 again and again while it sends: `python -m tests.desk.deliveries.kill 1000` (T27, G15).

Afterwards nothing may be called sent that the server did not take, nothing may have come twice, and every Message-ID is
the one it was given. Prints the counts as JSON; ends with 1 where one of these does not hold.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

EACH = 3  # mails given to every worker before it is killed


def serve(log: str) -> None:
    """An SMTP server that notes each Message-ID before it answers, now and then slowly; its port is the first line."""
    from aiosmtpd.smtp import SMTP

    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    class Taking:
        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
            await asyncio.sleep(random.random() * 0.01)
            text = envelope.content.decode("utf-8", "replace")
            found = next(line for line in text.splitlines() if line.lower().startswith("message-id:"))
            os.write(out, found.split(":", 1)[1].strip().encode() + b"\n")
            await asyncio.sleep(random.random() * 0.01)
            return "250 taken"

    async def main() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(Taking()), "127.0.0.1", 0)
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()

    asyncio.run(main())


def loop(cycles: int, folder: Path) -> dict[str, int]:
    """So many workers killed; returns what is found afterwards."""
    log = folder / "taken.log"
    log.touch()
    server = subprocess.Popen(
        [sys.executable, "-m", __spec__.name, "--serve", str(log)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        _set_up(int(server.stdout.readline()))
        given: dict[int, str] = {}
        killed = sum(_one(given, cycle) for cycle in range(cycles))
        _drain()
        return {"cycles": cycles, "killed": killed, **_found(given, log.read_text().split())}
    finally:
        server.kill()
        server.wait()


def _set_up(port: int) -> None:
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
    settings.DEFAULT_FROM_EMAIL = "desk@agency.example"
    call_command("migrate", verbosity=0)
    from tests.cast import cast

    _set_up.house = cast()  # type: ignore[attr-defined]


def _one(given: dict[int, str], cycle: int) -> bool:
    """Some mails, a worker, and its end; True where it was still at work."""
    from django.db import connections

    given |= dict(_mail(cycle * EACH + n) for n in range(EACH))
    connections.close_all()
    child = os.fork()
    if child == 0:
        _work()
    time.sleep(random.uniform(0.02, 0.25))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _mail(number: int) -> tuple[int, str]:
    from aedesk.desk.models import Delivery, Mail

    house: Any = _set_up.house  # type: ignore[attr-defined]
    about = {"client": house.c1, "created_by": house.lin}
    it = Delivery.objects.create(
        **about,
        project=house.p02,
        number=f"K-{number:06d}",
        channel="mail",
        subject="稿",
        state="sending",
        sent_by=house.lin,
    )
    mail = Mail.objects.create(
        **about, delivery=it, message_id=f"<{number}@agency.example>", sender="desk@agency.example", subject="稿", body="见附件",
        recipients=[["王主管", "wang@client.example"]],
    )  # fmt: skip
    return mail.pk, mail.message_id


def _work() -> None:
    """What a worker does until nothing waits; it ends only by being killed or being done."""
    try:
        _drain()
    finally:
        os._exit(0)


def _drain() -> None:
    from aedesk.desk.deliveries import posting
    from aedesk.desk.models import Mail

    while posting.send_mails() or Mail.objects.filter(state__in=("queued", "taken")).exists():
        pass


def _found(given: dict[int, str], taken: list[str]) -> dict[str, int]:
    from aedesk.desk.models import Delivery, Event, Mail

    mails = list(Mail.objects.values("pk", "message_id", "state", "delivery__state", "delivery_id"))
    times = Counter(taken)
    unsure = [one for one in mails if one["state"] == "uncertain"]
    told = Counter(Event.objects.filter(noun="delivery").values_list("object_id", flat=True))
    return {
        "mails": len(mails),
        "accepted": sum(one["state"] == "accepted" for one in mails),
        "uncertain": len(unsure),
        "uncertain_but_delivered": sum(one["message_id"] in times for one in unsure),
        "called_sent_but_not_taken": sum(one["state"] == "accepted" and one["message_id"] not in times for one in mails)
        + Delivery.objects.filter(state="sent").exclude(mails__state="accepted").count(),
        "taken_twice": sum(count > 1 for count in times.values()),
        "other_message_id": sum(given[one["pk"]] != one["message_id"] for one in mails)
        + len(set(times) - set(given.values())),
        "left_lying": sum(one["state"] in ("queued", "taken", "handing") for one in mails),
        "not_told_once": sum(told[one["delivery_id"]] != 1 for one in mails),
    }


WRONG = ("called_sent_but_not_taken", "taken_twice", "other_message_id", "left_lying", "not_told_once")


def main() -> int:
    if sys.argv[1] == "--serve":
        serve(sys.argv[2])
        return 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"AEDESK_DATA": folder, "DJANGO_SETTINGS_MODULE": "aedesk.settings"}
        began = time.monotonic()
        found = loop(int(sys.argv[1]), Path(folder))
        print(json.dumps(found | {"seconds": round(time.monotonic() - began)}))
    return int(any(found[name] for name in WRONG))


if __name__ == "__main__":
    sys.exit(main())
