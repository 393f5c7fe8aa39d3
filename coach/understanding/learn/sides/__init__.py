"""Labelled statements of who is on the other side of the talk."""
