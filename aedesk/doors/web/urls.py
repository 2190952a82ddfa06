"""The web's addresses, gathered from the screens."""

from importlib import import_module
from pathlib import Path

from .screen import SCREENS

for folder in sorted((Path(__file__).parent / "screens").iterdir()):
    if (folder / "view.py").exists():
        import_module(f"aedesk.doors.web.screens.{folder.name}.view")

urlpatterns = [one.url for one in SCREENS]
