"""Feedback: what the client said about our work, what is to change and why, and who on the team has read it."""
