"""Long trials: minutes, not seconds; `make soak` runs them, the suite a short piece of each."""
