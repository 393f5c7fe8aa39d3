"""The negotiation as it stands, changed by events only; empty so far."""
