"""What starts, feeds and checks AE Desk from outside it; stdlib only."""
