"""Live: tells the open pages that something of theirs changed, over Server-Sent Events."""
