"""Labelled messages -> the model that reads: needed by whoever trains, never at run time."""
