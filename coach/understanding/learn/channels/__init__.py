"""Orders for words and changes of them, each with the channel and the length that it tells."""
