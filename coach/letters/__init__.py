"""An offer letter, pasted or as a file -> the situation it tells, for the user to confirm."""

from coach.letters.read import TYPES, in_length, read_letter
from coach.letters.understand import Letter, situation_in, understood

__all__ = ["TYPES", "Letter", "in_length", "read_letter", "situation_in", "understood"]
