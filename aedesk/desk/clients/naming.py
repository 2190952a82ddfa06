"""Finds other clients' names in a text meant for one client (CPL-01)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps

from aedesk.kit import hanzi

from ..facts import fact
from .models import Client

SHORTEST = 2  # characters: 万科 is a name


@fact("others_named")
def others_named(act: Any) -> list[str]:
    """The names of other clients and their projects in what the act is about to say, or sends as it stands."""
    if act.client is None:
        return []
    said = [str(value) for value in act.values.values() if isinstance(value, str)]
    sent = getattr(act.target, "said", "")
    let_pass = getattr(act.target, "cleared", ())
    return [name for name in named_in("\n".join([*said, sent]), act.client) if name not in let_pass]


def named_in(text: str, client: Client) -> list[str]:
    """Other clients and projects that a text names, each once; a name that is part of an own name does not count.

    Names are looked for word by word, so that spaces, punctuation and full-width letters between do not hide one.
    """
    projects = apps.get_model("desk", "Project")._default_manager
    ours = [client.name, client.short_name, *projects.filter(client=client).values_list("name", flat=True)]
    rest = _words(text)
    for own in sorted(filter(None, ours), key=len, reverse=True):
        rest = rest.replace(_words(own), " | ")
    theirs = [*_names(client), *projects.exclude(client=client).values_list("name", flat=True)]
    return sorted({name for name in theirs if len(name) >= SHORTEST and _words(name).strip() and _words(name) in rest})


def _words(text: str) -> str:
    return f" {hanzi.tokens(text)} "


def _names(client: Client) -> Iterator[str]:
    for name, short in Client.objects.exclude(pk=client.pk).values_list("name", "short_name"):
        yield from filter(None, (name, short))
