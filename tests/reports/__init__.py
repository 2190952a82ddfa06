"""What the reports answer."""
