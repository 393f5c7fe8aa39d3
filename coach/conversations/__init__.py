"""Conversations as they are kept: whose they are, what was said, what was judged, and what no guide held."""
