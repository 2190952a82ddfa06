"""A link by which one contact of the client sees, or signs, one thing of ours (T12)."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from ..noun import Noun, choice_field, short
from . import terms


class ShareLink(Noun):
    """A link. The desk keeps the sha256 of its token; the token itself comes out of `salt` and the key outside the database.

    `code_*` is the one code in use: made from `code_salt`, told to an address on the contact's card, ended by too many tries.
    """

    client = models.ForeignKey("desk.Client", models.PROTECT, related_name="+", db_index=False)
    contact = models.ForeignKey("desk.Contact", models.PROTECT, related_name="+")
    noun = models.CharField(max_length=24)
    object_id = models.BigIntegerField()
    may = choice_field(terms.MAY, 8)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    salt = models.CharField(max_length=64, editable=False)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    code_salt = short(64, editable=False)
    code_how = short(12)
    code_to = short(160)
    code_until = models.DateTimeField(null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["noun", "object_id", "-id"], name="sharelink_of")]

    def __str__(self) -> str:
        return str(self.contact)

    def is_open(self, now: datetime) -> bool:
        """Whether the link itself still stands; its maker and its contact are asked beside it."""
        return self.revoked_at is None and now <= self.expires_at
