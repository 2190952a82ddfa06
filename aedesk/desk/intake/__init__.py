"""Lists out of files (xlsx, CSV): read within limits, previewed, then taken in whole or not at all."""
