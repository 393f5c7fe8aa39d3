"""What the guides say of what was asked: the guide, its pay row, its levers, its passages."""
