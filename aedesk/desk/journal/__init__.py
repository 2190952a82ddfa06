"""Journal: what happened, append-only and sealed by day."""
