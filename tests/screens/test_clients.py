"""Clients and contacts as the web shows them, to those it concerns and to nobody else."""

from __future__ import annotations

import io
import json
import re
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from django.test import Client as Browser

from aedesk.desk.action import do
from aedesk.desk.models import Contact, Person
from tests.desk.clients.files import CHEN, HEADER, ZHAO, xlsx

SCRIPT = {"HX-Request": "true"}  # the page's own script reads a part


def as_(person: Person) -> Browser:
    browser = Browser()
    browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def text(browser: Browser, address: str, status: int = 200, **headers: str) -> str:
    response = browser.get(address, headers=headers)
    assert response.status_code == status, (address, response.status_code)
    return response.content.decode()


PAGES = (
    "/clients/",
    "/clients/new/",
    "/clients/{c1}/",
    "/clients/{c1}/edit/",
    "/contacts/new/?client={c1}",
    "/contacts/{wang}/",
    "/contacts/{wang}/edit/",
    "/contacts/import/?client={c1}",
    "/clients/?q=%E6%B2%A1%E6%9C%89",
)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_opens_in_both_languages(house: SimpleNamespace, page: str, language: str) -> None:
    for person in (house.lin, house.zhou):
        browser = as_(person)
        browser.cookies["lang"] = language
        text(browser, page.format(c1=house.c1.pk, wang=house.wang.pk))


def test_the_rivals_ae_finds_no_trace_anywhere(house: SimpleNamespace) -> None:
    shao = as_(house.shao)
    for page in PAGES[2:4] + PAGES[5:7]:
        text(shao, page.format(c1=house.c1.pk, wang=house.wang.pk), 404)
    for address in (
        f"/contacts/export/xlsx/?client={house.c1.pk}",
        f"/contacts/export/vcf/?project={house.p02.pk}",
    ):
        text(shao, address, 404)
    for address in (
        "/clients/",
        "/clients/?q=云栖湾",
        "/clients/find/?q=云栖",
        "/contacts/find/?q=王主管",
        f"/contacts/find/?q=&client={house.c1.pk}",
        f"/contacts/new/?client={house.c1.pk}",
        f"/clients/{house.c3.pk}/",
    ):
        said = text(shao, address).replace('value="云栖湾"', "")
        assert "云栖湾" not in said and "王主管" not in said, address
    assert "云栖湾" not in text(shao, f"/clients/twins/?credit_code={house.c1.credit_code}", **SCRIPT)


def test_the_rivals_ae_exports_only_his_own(house: SimpleNamespace) -> None:
    shao = as_(house.shao)
    assert "王主管" not in shao.get("/contacts/export/vcf/").content.decode()
    sheet = openpyxl.load_workbook(io.BytesIO(shao.get("/clients/export/").content)).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["C3"]


def test_walls_are_shown_to_the_leads_only(house: SimpleNamespace) -> None:
    page = f"/clients/{house.c1.pk}/"
    assert "南渡" in text(as_(house.zhou), page)
    for person in (house.lin, house.tang):
        assert "南渡" not in text(as_(person), page)


def test_restricted_notes_reach_the_ae_and_the_leads_only(house: SimpleNamespace) -> None:
    Contact.objects.filter(pk=house.wang.pk).update(restricted_notes="金丝雀备注")
    pages = (
        f"/contacts/{house.wang.pk}/",
        f"/clients/{house.c1.pk}/",
        f"/do/contact.edit/{house.wang.pk}/",
        "/contacts/export/vcf/",
    )
    assert "金丝雀备注" in text(as_(house.lin), pages[0]) and "金丝雀备注" in text(as_(house.qin), pages[0])
    for person in (house.fang, house.tang, house.qian, house.ding):
        for page in pages:
            assert "金丝雀备注" not in as_(person).get(page).content.decode(), (person, page)
    assert as_(house.fang).get(f"/do/contact.note_privately/{house.wang.pk}/").status_code == 403


def test_birthday_and_drink_are_not_for_the_designer(house: SimpleNamespace) -> None:
    page = f"/contacts/{house.wang.pk}/"
    assert "龙井" in text(as_(house.lin), page) and "龙井" in text(as_(house.ding), page)
    said = text(as_(house.tang), page)
    assert "龙井" not in said and "11-18" not in said


def test_fees_are_not_for_the_designer(house: SimpleNamespace) -> None:
    do("client.edit", house.lin, house.c1, {"fee_model": "月费 128,000"})
    assert "128,000" in text(as_(house.lin), f"/clients/{house.c1.pk}/")
    for person, page in (
        (house.tang, f"/clients/{house.c1.pk}/"),
        (house.fang, f"/clients/{house.c1.pk}/edit/"),
    ):
        assert "128,000" not in text(as_(person), page)


def test_a_picker_answers_json_or_a_fragment(house: SimpleNamespace) -> None:
    lin = as_(house.lin)
    assert json.loads(text(lin, "/contacts/find/?q=wzg"))["items"] == []  # the cast has no initials stored
    assert [one["name"] for one in json.loads(text(lin, "/contacts/find/?q=王"))["items"]] == ["王主管"]
    assert f'data-value="{house.c1.pk}"' in text(lin, "/clients/find/?q=云栖", **SCRIPT)


def test_a_client_is_added_from_its_form_and_a_duplicate_shown_with_its_link(house: SimpleNamespace) -> None:
    lin = as_(house.lin)
    made = lin.post(
        "/do/client.add/",
        {
            "name": "松间文旅(演示)有限公司",
            "credit_code": "91000000MADEM0054F",
            "kind": "project",
            "grade": "B",
        },
    )
    assert made.status_code == 302 and re.fullmatch(r"/clients/\d+/", made.url)
    again = lin.post("/do/client.add/", {"name": "别名", "credit_code": "91000000MADEM0054F"})
    assert again.status_code == 422 and made.url in again.content.decode()
    assert made.url in text(lin, "/clients/twins/?credit_code=91000000MADEM0054F", **SCRIPT)


def test_the_same_credit_code_is_proposed_for_merging_to_the_leads(house: SimpleNamespace) -> None:
    do("client.add", house.shao, None, {"name": "云栖湾", "credit_code": house.c1.credit_code})
    page = f"/clients/{house.c1.pk}/"
    assert "/do/client.merge/" in text(as_(house.zhou), page)
    assert "/do/client.merge/" not in text(as_(house.lin), page)


def test_an_old_link_leads_from_a_merged_card_to_the_one_that_stands(house: SimpleNamespace) -> None:
    twin = do("client.add", house.lin, None, {"name": "云栖湾二"}).result
    do("client.merge", house.zhou, house.c1, {"into": twin.pk})
    lin = as_(Person.objects.get(pk=house.lin.pk))
    assert lin.get(f"/clients/{house.c1.pk}/").url == f"/clients/{twin.pk}/"
    assert "王主管" in text(lin, f"/clients/{twin.pk}/")


def hidden(page: str) -> dict[str, Any]:
    """What the preview would post when its button is pressed."""
    from html import unescape

    form = page[page.index('action="/contacts/import/"') :]
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and value and ('type="checkbox"' not in tag or " checked" in tag):
            found.setdefault(unescape(name[1]), []).append(unescape(value[1]))
    found["columns"] = [unescape(value) for value in re.findall(r'<option value="([^"]*)" selected', form)]
    return found


def test_a_file_is_previewed_mended_and_imported_in_one_go(house: SimpleNamespace) -> None:
    lin = as_(house.lin)
    file = xlsx(
        HEADER,
        CHEN,
        ("赵主管", "13800000034", "", "不是邮箱", "", "", ""),
        ("王主管", "+86 100 0000 0032", "", "", "", "", ""),
    )
    page = lin.post("/contacts/import/", {"client": house.c1.pk, "file": file}).content.decode()
    assert "邮箱写法如" in page and "重复" in page and 'formaction="/do/contact.import/"' not in page
    assert Contact.objects.count() == 2
    posted = hidden(page)
    assert posted["skip"] == ["4"]
    posted["fix-0-value"] = ["zhao@example.com"]
    page = lin.post("/contacts/import/", posted).content.decode()
    assert "2 位可以导入" in page and 'formaction="/do/contact.import/"' in page
    assert Contact.objects.count() == 2
    done = lin.post("/do/contact.import/", hidden(page))
    assert done.status_code == 302, done.content.decode()[-3000:]
    assert Contact.objects.get(name="赵主管").email == "zhao@example.com"
    assert Contact.objects.filter(client=house.c1).count() == 4


def test_a_bad_file_comes_back_to_the_first_step_with_the_reason(house: SimpleNamespace) -> None:
    answer = as_(house.lin).post("/contacts/import/", {"client": house.c1.pk, "file": xlsx(("姓名",), name="x.pdf")})
    assert answer.status_code == 422 and ".xlsx、.csv 或 .vcf" in answer.content.decode()


def test_columns_nobody_can_guess_are_asked_for(house: SimpleNamespace) -> None:
    lin = as_(house.lin)
    answer = lin.post("/contacts/import/", {"client": house.c1.pk, "file": xlsx(("甲", "乙"), ("陈", "13800000033"))})
    page = answer.content.decode()
    assert "哪一列是姓名" in page and "13800000033" in page
    posted = hidden(page) | {"columns": ["name", "phone"]}
    assert "1 位可以导入" in lin.post("/contacts/import/", posted).content.decode()


def test_the_contact_sheet_lists_the_client_and_its_agency_in_order(house: SimpleNamespace) -> None:
    for row in (CHEN, ZHAO):
        do(
            "contact.add",
            house.lin,
            None,
            {
                "client": house.c1.pk,
                "name": row[0],
                "phone": str(row[1]),
                "company": row[5],
                "source": "名片",
            },
        )
    answer = as_(house.lin).get(f"/contacts/export/xlsx/?project={house.p02.pk}")
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in rows] == ["李总", "王主管", "赵主管", "陈经理"]
    assert not any("龙井" in str(cell) for row in rows for cell in row)


def test_designers_export_and_import_nothing(house: SimpleNamespace) -> None:
    for address in ("/clients/export/", "/contacts/export/xlsx/", "/contacts/import/", "/clients/new/"):
        text(as_(house.tang), address, 403)


@pytest.mark.parametrize("page", ["/clients/", "/clients/{c1}/"])
def test_more_rows_cost_no_more_statements(
    house: SimpleNamespace, page: str, django_assert_max_num_queries: Any
) -> None:
    for n in range(12):
        do(
            "contact.add",
            house.lin,
            None,
            {"client": house.c1.pk, "name": f"人{n}", "phone": f"1390000{n:04}", "source": "名片"},
        )
    browser, address = as_(house.zhou), page.format(c1=house.c1.pk)
    browser.get(address)
    with django_assert_max_num_queries(17):
        browser.get(address)
