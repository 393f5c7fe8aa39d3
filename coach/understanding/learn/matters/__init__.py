"""Labelled messages of what people want of a coach, and the training of the net that tells it."""
