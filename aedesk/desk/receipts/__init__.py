"""Receipts 签收单: what the client got, signed line by line, and kept so that nobody can change it."""
