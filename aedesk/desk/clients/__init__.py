"""Clients, their contacts and the walls between rivals."""
