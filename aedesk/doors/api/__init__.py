"""The API door: REST with OpenAPI, made from the action registry."""
