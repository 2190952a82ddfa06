"""The client's door, knocked at as strangers, clients and robots do."""
