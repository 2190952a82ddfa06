"""Read-only answers over many things at once; every one of them stays behind the reader's client walls."""
