"""Clauses of messages, labelled with how what they tell of the negotiation stands."""
