"""What the readers of company, role and place share: runs of capitalised words, legal forms, where a letter closes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from coach.understanding.letters.lines import Statement
from coach.understanding.letters.words import pattern

FORMS = r"inc|llc|l\.l\.c|ltd|limited|ltda|gmbh(?: & co\.? kg)?|ag|plc|llp|lp|corp|corporation|s\.?e|b\.?v|n\.?v|s\.?a\.?s?|s\.?a\.?r\.?l|s\.?r\.?l|s\.?p\.?a|s\.?l\.?u?|k\.?k|pty|pte|pvt|private|co|kg|ug|oy|oyj|ab|aps|a/s|sp\. z o\.o|dac|designated activity company|k\.g\.a\.a|eood|ood|kft|zrt|s\.r\.o|d\.o\.o|fz-llc|fze|pjsc|aktiebolag"


LEGAL = re.compile(rf"[\s,]+(?:(?:{FORMS})\.?(?=$|[\s,]))(?:[\s,]+(?:{FORMS})\.?(?=$|[\s,]))*.*$", re.I)


_UPPER = r"[^\W\d_a-zà-öø-ÿ]"


TOKEN = rf"(?:{_UPPER}[\w&.'’+/-]*\w|{_UPPER}|\d+[A-Z]\w+)"


RUN = re.compile(
    rf"(?<![\w@.]){TOKEN}\.?(?:,?\s(?:&\s|(?:of|and|de|da|do|des|du|für|und|et|y|e|the|la|den)\s){{0,2}}(?!(?i:the|for)\b){TOKEN}\.?|\s(?=[(])(?!.)){{0,7}}"
)


ADDRESS = re.compile(r"(?<!\d)\d{4,6}(?!\d)|^\d+\s|\s\d+[,a-z]?$|#\d|,\s\d+\s[A-Z]")


DAYS = re.compile(r"^(?:mon|tues|wednes|thurs|fri|satur|sun)day$", re.I)


_WORDED = (
    "offering joining articles greeting closing header desk starts hired raised until stop old new role employer january february march april may june july august september october november december "
    "pronoun base total bonus signing stock none paid notice probation pension holiday hours vest level place answers basic"
).split()


def runs_in(text: str) -> Iterator[tuple[int, str]]:
    """(where, run) of each run of capitalised words; a comma joins a legal form only."""
    for m in RUN.finditer(text):
        at = m.start()
        pieces = re.split(rf"(,\s(?!(?i:{FORMS})\.?(?![\w])))", m[0])
        for n, piece in enumerate(pieces):
            if not n % 2 and piece:
                yield at, piece
            at += len(piece)


def best_of(scores: dict[str, float], least: float = 1.0) -> str:
    best = max(scores, key=lambda k: scores[k], default="")
    return best if best and scores[best] >= least else ""


def closing(letter: Sequence[Statement]) -> int:
    """Where the letter ends and its signature begins."""
    last = [i for i, s in enumerate(letter) if s.opens and pattern("closing").match(s.text) and len(s.text) < 60]
    return last[-1] if last and last[-1] > len(letter) // 2 else max(len(letter) - 4, 4)


def is_plain_word(token: str) -> bool:
    """Whether a token is a plain word of letters: no name."""
    plain = token.strip(".,").casefold()
    return bool(DAYS.match(plain)) or any(pattern(n).fullmatch(plain) for n in _WORDED)
