"""A big agency to measure the pages by."""
