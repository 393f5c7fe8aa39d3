"""Orders for words in many voices, each with its stage and its kind, and how they are learned from."""
