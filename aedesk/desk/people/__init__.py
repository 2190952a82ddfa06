"""People: staff, roles, the agency itself, its calendar and its counters."""
