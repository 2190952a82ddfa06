"""The pages at the edge of the work: contacts, settings, the agency, reports and the API's own page."""

from __future__ import annotations

from types import SimpleNamespace

from .conftest import AtDesk, Look

PAGES = {
    "settings": "/settings/", "tokens": "/settings/tokens/", "api": "/api/v1/docs", "api-found": "/api/v1/docs?q=jobsheet.sign",
    "agency": "/agency/", "reports": "/reports/", "clients": "/clients/", "client": "/clients/{client}/", "contact": "/contacts/{contact}/",
    "project": "/projects/{project}/",
}  # fmt: skip


def test_the_pages_around_the_work_are_fit_to_be_seen(
    house: SimpleNamespace, at_desk: AtDesk, look: Look, width: int
) -> None:
    page = at_desk(house.lin, width)
    for name, address in PAGES.items():
        answer = page.goto(address.format(client=house.c1.pk, contact=house.wang.pk, project=house.p02.pk))
        assert answer is not None and answer.status == 200, address
        look(page, f"outer-{name}")
