"""Hosted providers, answered by a server on this machine that speaks each one's wire format."""
