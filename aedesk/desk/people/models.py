"""Staff, the agency, its working calendar, its counters and API tokens."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.html import escape

from aedesk.kit import clock
from aedesk.kit.text import T, language
from aedesk.rulebook.roles import CREATIVE, ROLES, Role

from ..noun import long, person_field, short


class People(BaseUserManager["Person"]):
    """Makes persons."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Person:
        person = self.model(username=username, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """A member of staff. Signs in with `username`; disabling kills sessions, tokens and links at once."""

    USERNAME_FIELD = "username"
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    name_en = short(80)
    initials = short(20, db_index=True)
    role = models.CharField(max_length=24, default="ae")
    department = short(60)
    duties_text = short(200)  # what to ask this person for (ROL-07)
    phone = short(40)
    email = short(120)
    backup = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    lead = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=2, default="zh")
    is_active = models.BooleanField(default=True)
    joined_on = models.DateField(null=True, blank=True)
    probation_until = models.DateField(null=True, blank=True)
    out_until = models.DateTimeField(null=True, blank=True)  # absent: message slips count from here (TEL-03)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[People] = People()

    def __str__(self) -> str:
        return self.name

    def __html__(self) -> str:
        """The name as a page in the language now spoken says it."""
        return str(escape(self.called))

    @property
    def in_english(self) -> str:
        return self.name_en or self.name

    @property
    def called(self) -> str:
        """The name in the language now spoken."""
        return self.in_english if language() == "en" else self.name

    @property
    def role_of(self) -> Role:
        return ROLES[self.role]

    @property
    def discipline(self) -> str:
        return self.role_of.discipline

    @property
    def is_creative(self) -> bool:
        return self.discipline in CREATIVE

    @property
    def sees_every_client(self) -> bool:
        return self.role_of.agency_wide

    @property
    def sees_money(self) -> bool:
        return self.role_of.money

    @cached_property
    def client_ids(self) -> list[int]:
        """Ids of the clients this person works for."""
        return list(self.client_memberships.filter(ended_on=None).values_list("client_id", flat=True))

    def may_see_client(self, client_id: int | None) -> bool:
        return self.is_active and (self.sees_every_client or client_id in self.client_ids)


class Agency(models.Model):
    """The agency itself: one row."""

    name = models.CharField(max_length=120)
    name_en = short(120)
    credit_code = short(18)
    city = short(40)
    profile = long()  # core business and services (ROL-08)
    price_bases = long()
    greeting = short(120)  # how the telephone is answered (TEL-02); {name} is the agency
    morning_from = models.TimeField(default="09:00")
    morning_until = models.TimeField(default="12:00")
    afternoon_from = models.TimeField(default="13:30")
    afternoon_until = models.TimeField(default="18:00")
    has_traffic = models.BooleanField(default=True)  # ROL-13
    auto_number_out_of_hours = models.BooleanField(default=False)  # manual-in-2026 no. 16
    version = models.PositiveIntegerField(default=1)


class Workday(models.Model):
    """A day that departs from Monday to Friday: a holiday or a make-up working day."""

    day = models.DateField(unique=True)
    is_workday = models.BooleanField()
    name_zh = short(40)
    name_en = short(60)
    source = short(40)

    @property
    def name(self) -> T:
        return T(self.name_zh, self.name_en)


class Counter(models.Model):
    """A row of numbers without gaps: taken in the transaction that uses the number."""

    key = models.CharField(max_length=60, primary_key=True)
    value = models.PositiveBigIntegerField(default=0)

    @classmethod
    def take(cls, key: str) -> int:
        """Return the next number of a row, holding the row until the transaction ends."""
        cls.objects.get_or_create(key=key)
        row = cls.objects.select_for_update().get(key=key)
        row.value += 1
        row.save(update_fields=["value"])
        return row.value


class Tokens(models.QuerySet["ApiToken"]):
    """Keys to the API: each person knows of his own, the administrators of all."""

    def visible_to(self, person: Any) -> Self:
        if person is None or not person.is_active:
            return self.none()
        return self if person.role in ("admin", "general_manager") else self.filter(person=person)


class ApiToken(models.Model):
    """A person's key to the API; only its sha256 is kept."""

    person = person_field(on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=8, default="read")  # read, write
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = Tokens.as_manager()
