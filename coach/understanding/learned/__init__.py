"""The reading net's weights."""
