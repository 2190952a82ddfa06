"""The same papers through every door: a page of the web, the API, the command line."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client as Browser

from aedesk.desk.models import ApiToken, CreativeBrief, Person
from aedesk.doors.cli.main import run
from tests.desk.jobsheets.test_issue import draft, issued
from tests.papers import paper

pytestmark = paper.poppler


def signed_in(person: Any) -> Browser:
    browser = Browser()
    browser.force_login(person)
    return browser


def token(person: Person) -> dict[str, Any]:
    import hashlib

    ApiToken.objects.create(person=person, name="test", digest=hashlib.sha256(b"secret").hexdigest())
    return {"HTTP_AUTHORIZATION": "Bearer secret"}


def test_the_web_opens_the_sheet_in_the_browser_under_its_right_name(house: SimpleNamespace) -> None:
    answer = signed_in(house.lin).get(f"/jobs/{issued(house).pk}/print/?lang=zh")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"].startswith("inline; ")
    assert answer["Content-Disposition"].endswith(f"filename*=UTF-8''{quote('261116开盘报纸_工作单.pdf')}")
    assert "客户原话" in paper.words(answer.content)


def test_a_rival_finds_no_paper_at_all(house: SimpleNamespace) -> None:
    job = issued(house)
    rival = signed_in(house.shao)
    for path in (f"/jobs/{job.pk}/print/", f"/jobs/{job.pk}/brief/print/", f"/projects/{house.p02.pk}/contacts/print/"):
        assert rival.get(path).status_code == 404
        assert Browser().get(path).status_code == 302


def test_a_designer_is_told_that_contacts_are_not_his_to_print(house: SimpleNamespace) -> None:
    assert signed_in(house.tang).get(f"/projects/{house.p02.pk}/contacts/print/").status_code == 403


def test_the_contact_sheet_comes_as_a_pdf_or_a_table(house: SimpleNamespace) -> None:
    browser, path = signed_in(house.lin), f"/projects/{house.p02.pk}/contacts/print/"
    assert browser.get(path).content.startswith(b"%PDF")
    table = browser.get(f"{path}?as=xlsx")
    assert table.content.startswith(b"PK") and table["Content-Disposition"].startswith("attachment; ")


def test_the_brief_is_hidden_from_creatives_before_issue(house: SimpleNamespace) -> None:
    job = draft(house)
    CreativeBrief.objects.create(client=house.c1, sheet=job, insight="好邻居")
    assert signed_in(house.lin).get(f"/jobs/{job.pk}/brief/print/").status_code == 200
    assert signed_in(house.tang).get(f"/jobs/{job.pk}/brief/print/").status_code == 404


def test_the_api_hands_out_the_same_sheet(house: SimpleNamespace) -> None:
    job, bearer = issued(house), token(house.lin)
    answer = Browser().get(f"/api/v1/jobs/{job.pk}/print?lang=en", **bearer)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert "Client'swords" in paper.words(answer.content)
    assert Browser().get(f"/api/v1/jobs/{job.pk}/print?lang=fr", **bearer).status_code == 422
    assert Browser().get(f"/api/v1/jobs/{job.pk}/print").status_code == 401


def test_the_api_keeps_the_wall(house: SimpleNamespace) -> None:
    assert Browser().get(f"/api/v1/jobs/{issued(house).pk}/print", **token(house.shao)).status_code == 404


def test_the_command_line_writes_the_file_and_says_where(
    house: SimpleNamespace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, job = tmp_path / "sheet.pdf", issued(house)
    assert run(["--as", house.lin.username, "print", "job", str(job.pk), "--lang", "zh", "-o", str(file)]) == 0
    assert str(file) in capsys.readouterr().out
    assert "客户原话" in paper.words(file.read_bytes())
    assert run(["--as", house.lin.username, "print", "job", str(job.pk), "-o", str(tmp_path)]) == 1
    assert f"写不了 {tmp_path}" in capsys.readouterr().err
    assert run(["--as", house.shao.username, "print", "job", str(job.pk), "-o", str(file)]) == 1
