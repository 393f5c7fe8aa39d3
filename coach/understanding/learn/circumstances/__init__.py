"""Labelled statements of circumstances, and what learns from them."""
