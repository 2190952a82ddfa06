"""Tests that drive Debian's chromium against the real server on the test database."""
