"""Screens: a folder each with view.py and page.html."""
