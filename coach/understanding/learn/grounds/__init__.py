"""How the tagger of what speaks for a person is learned."""
