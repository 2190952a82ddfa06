"""Sharing: one page of one thing, opened to one contact of the client by a link that ends."""
