"""What can be done with a check: asked for again, answered, findings waived; content listed and approved."""

from importlib import import_module

for part in ("facts", "asking", "answering", "approving", "limits"):
    import_module(f"{__package__}.{part}")
