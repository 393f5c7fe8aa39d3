"""Labelled statements that can be told to the other side as a reason, and others."""
