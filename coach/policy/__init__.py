"""What a coach does next; empty so far."""
