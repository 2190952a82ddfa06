"""The sample agency loaded whole: its script checked line by line, and played on to the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from aedesk.demo import load
from aedesk.demo.script import Findings, perform
from aedesk.desk.duties import figures
from aedesk.kit import clock

from . import later


@contextmanager
def loaded(folder: Any, findings: Findings | None = None) -> Iterator[Any]:
    """The agency as it stands on Wednesday 10:30, until the block ends; its files and clock in a folder apart."""
    data, files, previews = settings.DATA, settings.FILES, settings.PREVIEWS
    settings.DATA, settings.FILES, settings.PREVIEWS = folder, folder / "files", folder / "previews"
    try:
        with transaction.atomic():
            known = load.load(findings=findings)
            yield known
            transaction.set_rollback(True)
    finally:
        settings.DATA, settings.FILES, settings.PREVIEWS = data, files, previews
        figures._forget()


@pytest.fixture(scope="module")
def script(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[SimpleNamespace]:
    """The script from Monday to its end: what failed of it, by event, and the things by name."""
    findings: Findings = {}
    with django_db_blocker.unblock(), loaded(tmp_path_factory.mktemp("desk"), findings) as known:
        with clock.at(load.NOW) as still:
            perform((one for lines in later.SCRIPT for one in lines), known, still, findings)
        yield SimpleNamespace(findings=findings, known=known)
