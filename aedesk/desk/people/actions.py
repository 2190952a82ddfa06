"""What can be done with people, the agency, its calendar and its figures."""

from importlib import import_module

for part in ("staff", "own", "house"):
    import_module(f"{__package__}.{part}")
