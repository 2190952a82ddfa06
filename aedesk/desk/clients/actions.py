"""What can be done with clients, walls and contacts."""

from importlib import import_module

for part in ("carding", "merging", "walling", "contacts", "erasing", "importing", "naming"):
    import_module(f"{__package__}.{part}")
