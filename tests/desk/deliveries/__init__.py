"""Deliveries in detail."""
