"""Library: search index, sizes of produced materials, and suppliers."""
