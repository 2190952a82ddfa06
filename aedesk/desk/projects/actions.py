"""What can be done with projects: teams, facts, milestones and hand-overs."""

from importlib import import_module

for part in ("facts", "setting_up", "team", "dossier", "basics", "milestones", "handing", "speaking"):
    import_module(f"{__package__}.{part}")
