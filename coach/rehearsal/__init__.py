"""Rehearsal: a seeded recruiter to practise on, and feedback on every turn."""
