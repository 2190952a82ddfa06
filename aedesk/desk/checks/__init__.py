"""The artwork check: what the machine found in a version, what the checker answers, what the client approved."""
