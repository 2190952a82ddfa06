"""Schedules: lines proposed to doers, and promises to the client."""
