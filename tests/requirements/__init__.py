"""The acceptance examples of the requirements, one test or more for each, by id."""
