"""The client's door shows a link's page and nothing else; what only looks changes nothing (T12)."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import serializers
from django.test import Client

from aedesk.desk.models import ShareLink
from aedesk.desk.sharing.links import path_of
from aedesk.doors.portal.door import DOORS, FORM, Door
from tests.desk.sharing.test_link import a_link

SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")


def state(*models: Any) -> str:
    return json.dumps([serializers.serialize("json", model.objects.order_by("pk")) for model in models])


def address(one: Door, token: str) -> str:
    return "/" + one.path.replace("<str:token>", token).replace("<int:number>", "1")


def test_every_address_answers_a_wrong_token_alike(house: SimpleNamespace) -> None:
    a_link(house)
    guest = Client()
    for one in DOORS:
        for method in one.methods:
            answer = guest.generic(method, address(one, "x" * 43), content_type=FORM)
            assert (answer.status_code, "链接打不开" in answer.content.decode()) == (404, True), one.name


@pytest.mark.parametrize("method", SAFE)
def test_looking_changes_nothing(house: SimpleNamespace, method: str) -> None:
    link = a_link(house)
    before = state(ShareLink)
    for one in DOORS:
        Client().generic(method, address(one, path_of(link).split("/")[2]))
    assert state(ShareLink) == before


def test_pages_are_not_kept_not_referred_from_and_set_no_cookie(house: SimpleNamespace) -> None:
    answer = Client().get(path_of(a_link(house)))
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert not answer.cookies


def test_other_methods_are_refused(house: SimpleNamespace) -> None:
    assert Client().put(path_of(a_link(house))).status_code == 405
