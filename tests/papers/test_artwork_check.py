"""The artwork check on paper: who let a warning pass, and why, stands with the finding."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from aedesk.desk.action import do
from aedesk.papers.artworkreport import check_report
from tests.papers import paper
from tests.requirements.doing import checked, found, issued, version


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, settings: Any) -> None:
    settings.FILES, settings.PREVIEWS = tmp_path / "files", tmp_path / "previews"


@paper.poppler
def test_the_report_says_who_let_a_warning_pass_and_why(house: SimpleNamespace) -> None:
    it, one = version(house, issued(house)), found("resolution", "warning")
    checked(house, it, (one,))
    assert "已放行" not in paper.words(check_report(house.lin, it.pk).content)
    do("finding.waive", house.jiang, it, {"mark": one["mark"], "reason": "远看的大图"})
    words = paper.words(check_report(house.lin, it.pk).content)
    assert "已放行" in words and "蒋小满" in words and "远看的大图" in words
