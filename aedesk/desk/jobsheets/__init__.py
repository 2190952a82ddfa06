"""Job sheets: requests, sheets, signatures, change sheets, briefs and hand-overs."""
