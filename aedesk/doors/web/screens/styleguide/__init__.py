"""The style guide: every part with sample words, to look at and to test."""
