"""Deliveries: files sent to the client, the mails that carry them, and the clocks that start."""
