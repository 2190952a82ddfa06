"""The supplier book, its import and export, and the material library."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from aedesk.desk.action import ACTIONS, Act
from aedesk.desk.intake import sheets
from aedesk.desk.intake.table import Judged, Table
from aedesk.desk.library import shelves, supplier_import
from aedesk.desk.library.suppliers import BUYERS, buyers
from aedesk.desk.people.models import Person
from aedesk.kit import clock
from aedesk.kit.text import T

from ...screen import screen, show
from ..clients.view import XLSX, attachment
from ..intake.steps import Steps, run

PER_PAGE = 50
KEEPERS = frozenset(BUYERS)


def asked_for(request: HttpRequest) -> Any:
    return shelves.suppliers(q=request.GET.get("q", ""), wants_wechat=request.GET.get("wechat") == "1")


@screen("suppliers/", "suppliers")
def supplier_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(asked_for(request), PER_PAGE).get_page(request.GET.get("page"))
    return show(request, "library/suppliers.html", nav="settings", page=page, asked=request.GET, keeps=keeps(request))


@screen("suppliers/export/", "suppliers_export", roles=KEEPERS)
def supplier_export(request: HttpRequest) -> HttpResponse:
    """What the list shows, as an xlsx with the headers an import reads back (FIL-07)."""
    name = T("供应商", "Suppliers")
    head = [str(text) for text in supplier_import.header(request.user)]
    content = sheets.write(str(name), head, supplier_import.sheet_rows(request.user, asked_for(request)))
    return attachment(content, f"{clock.today():%y%m%d}{T('供应商', ' suppliers')}.xlsx", XLSX)


@screen("suppliers/import/", "suppliers_import", roles=KEEPERS, methods=("GET", "POST"))
def supplier_import_steps(request: HttpRequest) -> HttpResponse:
    """Choose a file, then see what would come in. Nothing is written here but by /do/supplier.import_file/."""
    intake = supplier_import.intake_for(request.user)

    def judged(values: Mapping[str, Any], table: Table, meaning: list[str], name: str) -> list[Judged]:
        return supplier_import.judge(intake, intake.rows(values, table, meaning))

    return run(request, Steps(
        "supplier.import_file", "/suppliers/import/", "settings", intake, judged, accept=".xlsx,.csv",
        back=("/suppliers/", T("供应商", "Suppliers")), then="/suppliers/", unit="家",
        file_help=T(
            "xlsx 或 CSV（UTF-8、GB18030），第一行是表头：公司、服务、联系人、电话、微信、QQ。最多 5 MB、2,000 行。名录里已有的只补空缺。",
            "An xlsx or CSV (UTF-8, GB18030) with a header row: firm, services, contact, phone, WeChat, QQ. At most 5 MB and 2,000 rows. "
            "Firms in the book gain only what they lack.",
        ),
        repeats_say=T("%s 行在文件里重复，已先勾为“不导入”。", "%s rows repeat another row and are left out for now."),
    ))  # fmt: skip


@screen("materials/", "materials")
def material_list(request: HttpRequest) -> HttpResponse:
    asked = request.GET
    rows = shelves.materials(request.user, q=asked.get("q", ""), project=asked.get("project", ""))
    page = Paginator(rows, PER_PAGE).get_page(asked.get("page"))
    return show(request, "library/materials.html", nav="projects", page=page, asked=asked)


def keeps(request: HttpRequest) -> bool:
    """Whether the person may change the supplier book."""
    return bool(buyers(Act(ACTIONS["supplier.add"], cast(Person, request.user), None, {}, clock.now())))
