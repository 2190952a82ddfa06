"""Tests of the contact log."""
