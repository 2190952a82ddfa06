"""The doors through which people act: web, API, CLI and portal."""
