"""Labelled statements of circumstances."""
