"""What can be done with schedules, their lines, promises and extensions."""

from importlib import import_module

for part in ("facts", "ahead", "lines", "planning", "proposing", "promising", "ends", "filing", "signing", "sharing"):
    import_module(f"{__package__}.{part}")
