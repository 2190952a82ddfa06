"""规矩: the house rules as data. Pure Python, no Django."""
