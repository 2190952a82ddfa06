"""Who calls: a bearer token of a person, with a scope; only its sha256 is stored."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from ninja.security import HttpBearer
from ninja.throttling import AuthRateThrottle

from aedesk.desk.errors import NotAllowed
from aedesk.desk.people.models import ApiToken
from aedesk.kit import clock
from aedesk.kit.text import T

READ_ONLY = T("这个令牌只能读；改动需要读写令牌。", "This token reads only; changes need one that may write.")


class Token(HttpBearer):
    """Sets `request.person`; a disabled person's tokens are dead at once (T3)."""

    openapi_name = "token"

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        now = clock.now()
        row = (
            ApiToken.objects.select_related("person")
            .filter(digest=hashlib.sha256(token.encode()).hexdigest(), revoked_at=None, person__is_active=True)
            .filter(Q(expires_at=None) | Q(expires_at__gt=now))
            .first()
        )
        if row is None:
            return None
        if row.used_at is None or now - row.used_at > timedelta(hours=1):
            ApiToken.objects.filter(pk=row.pk).update(used_at=now)
        request.person = row.person  # type: ignore[attr-defined]
        if request.method != "GET" and row.scope != "write":
            raise NotAllowed(READ_ONLY)
        return row


class PerToken(AuthRateThrottle):
    """So many requests a minute for each token (settings.API_RATE), so that one program cannot slow the house."""

    def allow_request(self, request: HttpRequest) -> bool:
        self.num_requests, self.duration = self.parse_rate(settings.API_RATE)
        return bool(super().allow_request(request))

    def get_cache_key(self, request: HttpRequest) -> str:
        return f"api-rate-{request.auth.digest}"  # type: ignore[attr-defined]
