"""What can be done with the contact log."""

from importlib import import_module

for part in ("facts", "preps", "notes", "promises", "slips", "escalations", "minutes", "relays"):
    import_module(f"{__package__}.{part}")
