"""Projects: the one AE, the team, facts and base material."""
