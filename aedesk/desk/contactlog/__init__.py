"""Contact log: call preparation, notes, slips, escalations and minutes of decisions."""
