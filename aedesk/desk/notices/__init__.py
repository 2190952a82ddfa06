"""Notices: one line to one person, waiting in an inbox; the notices room above decides what is said to whom."""
