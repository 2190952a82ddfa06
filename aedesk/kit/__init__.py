"""Tools that know nothing of agencies."""
