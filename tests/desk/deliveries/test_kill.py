"""The worker killed in the middle of sending: the short loop of kill.py, which says how the long one is run."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from .kill import WRONG

ON_POSTGRESQL = "DATABASE_URL" in os.environ  # the loop has a database of its own, so once is enough


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is of POSIX")
@pytest.mark.skipif(ON_POSTGRESQL, reason="the loop has a database of its own; once is enough")
def test_nothing_is_called_sent_that_was_not_taken_and_nothing_comes_twice() -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "AEDESK_TEST_DB")}
    ran = subprocess.run(
        [sys.executable, "-m", "tests.desk.deliveries.kill", "15"],
        capture_output=True,
        text=True,
        timeout=120,
        env=environment,
    )
    found = json.loads(ran.stdout)
    assert ran.returncode == 0 and not any(found[name] for name in WRONG), found
    assert found["killed"] > 0 and found["accepted"] > 0
