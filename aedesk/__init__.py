"""AE Desk: the house rules of an advertising agency, kept for its account executives."""
