"""The artwork check in the product."""
