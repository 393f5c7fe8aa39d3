"""Marked clauses, one file a writer, and the training of the tagger that ships."""
