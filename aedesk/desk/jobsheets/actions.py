"""What can be done with requests, job sheets, change sheets, briefs and hand-overs."""

from importlib import import_module

for part in ("requests", "writing", "signing", "changing", "briefing", "handovers"):
    import_module(f"{__package__}.{part}")
