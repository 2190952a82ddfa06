"""The client's door: a page behind a link, without signing in, and a signature behind a code told to the client."""
