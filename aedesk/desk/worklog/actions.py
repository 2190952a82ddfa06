"""What can be done at work on a job: timers, time, progress, whose court it is in."""

from importlib import import_module

for part in ("timing", "progressing", "correcting", "ends"):
    import_module(f"{__package__}.{part}")
