"""Free text -> words with their places, and a corrected form where one is clearly a slip."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.names.lexicon import Slips, is_word
from index.places import fold

_END = re.compile(r"[\"'”’)]*(?:[.!?…]+[\"'”’)]*\s|\s*\n)")
_JOINS = re.compile(r"[\s.&'’+-]*")
_INITIAL = 1
_ENDS_ITSELF = frozenset("i")
_TITLES = frozenset("dr mr mrs ms st prof jr sr inc co ltd corp vs no".split())  # written with a point
_WORD = re.compile(r"[^\W_]+(?:['’.&+#-][^\W_]+)*[+#]*", re.UNICODE)
_CAMEL = re.compile(r"([A-Z][a-z]+)([A-Z][a-z]+)")
# Abbreviations of single words that stand in many role names.
SHORT = {
    "mgr": "manager", "mngr": "manager", "mgmt": "management", "eng": "engineer", "engr": "engineer",
    "engg": "engineer",
    "engineers": "engineer", "engs": "engineer", "managers": "manager", "scientists": "scientist",
    "designers": "designer",
    "architects": "architect", "developers": "developer", "devs": "dev", "analysts": "analyst", "sr": "senior",
    "snr": "senior",
    "jr": "junior", "sw": "software", "sci": "scientist", "scis": "scientist", "tech": "technical", "prod": "product",
    "ops": "ops", "infra": "infrastructure", "sec": "security", "arch": "architect", "tpms": "tpm", "swes": "swe",
    "sdes": "sde",
    "ems": "em", "pms": "pm", "solution": "solutions",
}  # fmt: skip

# Words of pay questions that are worth reading through a slip of the finger.
PAY_WORDS = frozenset(
    "salary salaries compensation base total bonus equity stock options premium premiums lever levers leverage script "
    "negotiate negotiation "
    "negotiating counter counteroffer offer offers offered level levels mapping equivalent sources source evidence "
    "target anchor accept minimum "
    "package range ranges band bands compare versus remote office higher place should about email draft signing "
    "breakdown money quote lowball "
    "recruiter maternity parental vacation insurance pension policy comp rsu rsus tc ote pay options sign".split()
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: as written, folded, and where it stands. `slip` is the word it was taken for."""

    written: str
    folded: str
    start: int
    end: int
    slip: str = ""

    @property
    def read(self) -> str:
        """The word as it is matched."""
        return self.slip or self.folded


def sentence_ends(text: str, words: Sequence[Word]) -> frozenset[int]:
    """The words after which a sentence ends, so that no name goes on: "Nope. Hayley"; initials and short titles end
    none ("J. Crew", "St. Jude")."""
    return frozenset(
        i
        for i, (word, after) in enumerate(pairwise(words))
        if (len(word.folded) > _INITIAL or word.folded in _ENDS_ITSELF)
        and _END.match(text, word.end, after.start)
        and word.folded not in _TITLES
    )


def words_of(text: str) -> list[Word]:
    """Split a text; "D.E. Shaw's" gives "d", "e", "shaw" and leaves the genitive out."""
    found = []
    for m in _WORD.finditer(text):
        written = re.sub(r"['’]s?$", "", m[0])
        parts = (
            re.split(r"(['’.+-]|(?<=\w{3})&|&(?=\w{3}))", written) if re.search(r"[.&-]|['’]", written) else [written]
        )
        at = m.start()
        for part in (half for whole in parts for half in _halves(whole)):
            if part and re.match(r"[^\W_]", part):
                found.append(Word(part, fold(part).replace(" ", "&" if "&" in part else ""), at, at + len(part)))
            at += len(part)
    return [w for w in found if w.folded]


def _halves(written: str) -> tuple[str, ...]:
    """Two abbreviations of a role that are written as one word: "SecEng" is "Sec Eng"."""
    joined = _CAMEL.fullmatch(written)
    return joined.groups() if joined and all(half.lower() in SHORT for half in joined.groups()) else (written,)


def breaks(text: str, words: Sequence[Word]) -> frozenset[int]:
    """The words after which a name that nobody knows cannot go on: a comma, a colon, a bracket stands there."""
    return frozenset(
        i for i, (word, after) in enumerate(pairwise(words)) if not _JOINS.fullmatch(text[word.end : after.start])
    )


def correct(words: Iterable[Word], slips: Slips, known: frozenset[str]) -> list[Word]:
    """Take a word that is neither `known` nor one of a language for the nearest word of the vocabulary.

    One slip up to eight letters, two from nine; the first letter must agree unless the slip is a swap. Words
    of fewer than four letters are left alone.
    """
    return [_corrected(w, slips, known) for w in words]


_ENDINGS = ("s", "d", "ed", "ing", "er", "ers")


def _corrected(word: Word, slips: Slips, known: frozenset[str]) -> Word:
    text = word.folded
    if len(text) < 4 or text in known or text in SHORT or is_word(text) or not text.isalpha():
        return word
    stems = [text.removesuffix(end) for end in _ENDINGS if text.endswith(end)]
    if any(stem in known or (len(stem) > 3 and is_word(stem)) for stem in stems):
        return word
    near = slips.nearest(text, 1 if len(text) < 9 else 2)
    good = [(distance, v) for distance, v in near if v[0] == text[0] or sorted(v[:2]) == sorted(text[:2])]
    if not good and text.endswith("s") and len(text) > 5:
        one = _corrected(Word(word.written, text[:-1], word.start, word.end), slips, known)
        return Word(word.written, text, word.start, word.end, one.slip)
    if not good:
        return word
    best = min(distance for distance, _ in good)
    closest = [v for distance, v in good if distance == best]
    # Four letters are too few to guess one of them; a swap or a lost letter is told from its letters.
    if len(text) == 4 and not any(sorted(v) == sorted(text) or len(v) == 5 for v in closest):
        return word
    # Swapped letters are the likelier slip; then "enginer" is an engineer rather than an engine.
    closest.sort(key=lambda v: (sorted(v) != sorted(text), v[-1] != text[-1]))
    return Word(word.written, word.folded, word.start, word.end, closest[0])


def phrases(words: list[Word], longest: int) -> Iterable[tuple[int, int, str]]:
    """(from, to, squashed words) of every run of up to `longest` words, longest first."""
    for size in range(min(longest, len(words)), 0, -1):
        for i in range(len(words) - size + 1):
            yield i, i + size, "".join(w.read for w in words[i : i + size])
