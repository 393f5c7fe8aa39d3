"""An offer letter or mail, pasted or as a file -> what it states, and the situation that makes, for the user to
confirm.
"""

from coach.understanding.letters.body import body_of
from coach.understanding.letters.looks import looks_like_letter
from coach.understanding.letters.picture import PICTURES
from coach.understanding.letters.read import TYPES, check_kind, in_length, read_letter
from coach.understanding.letters.understand import Letter, letter_parts, situation_in, understood
from coach.understanding.letters.values import Clause, Instalment, LetterParts, Pay

__all__ = [
    "PICTURES", "TYPES", "Clause", "Instalment", "Letter", "LetterParts", "Pay", "body_of", "check_kind", "in_length",
    "letter_parts", "looks_like_letter", "read_letter", "situation_in", "understood",
]  # fmt: skip
