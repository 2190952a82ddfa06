"""The agency: one Django app, a folder per noun."""
