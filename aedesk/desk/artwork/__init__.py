"""Artwork and other files, stored once by their sha256."""
