"""Money: purchase orders by job number."""
