"""What can be done with feedback."""

from importlib import import_module

for part in ("logging", "editing", "relaying", "items", "quoting"):
    import_module(f"{__package__}.{part}")
