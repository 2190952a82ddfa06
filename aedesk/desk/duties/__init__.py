"""Duties: what waits, since when and until when."""
