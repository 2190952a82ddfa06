"""Programs that call the API in a person's name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from aedesk.desk.action import do


@dataclass(frozen=True, slots=True)
class Program:
    """A program with a token. Paths are below /api/v1."""

    secret: str
    browser: Client

    def _headers(self, headers: dict[str, str]) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"} | headers if self.secret else headers

    def get(self, path: str, headers: dict[str, str] | None = None, **query: Any) -> Any:
        return self.browser.get(f"/api/v1{path}", query, headers=self._headers(headers or {}))

    def post(self, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Any:
        return self.browser.post(
            f"/api/v1{path}", body if body is not None else {}, "application/json", headers=self._headers(headers or {})
        )

    def send(self, method: str, path: str) -> Any:
        return self.browser.generic(method, f"/api/v1{path}", headers=self._headers({}))


Call = Callable[..., Program]


@pytest.fixture
def call() -> Call:
    """`call(person)` makes a token that may write, `call(person, "read")` one that only reads, `call()` none."""

    def program(person: Any = None, scope: str = "write", **more: Any) -> Program:
        if person is None:
            return Program("", Client())
        made = do("token.make", person, None, {"name": "程序", "scope": scope} | more)
        return Program(made.facts["secret"], Client())

    return program
