"""The command line door: aedesk today, aedesk rules, aedesk do."""
