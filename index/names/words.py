"""Free text -> words with their places, and a corrected form where one is clearly a slip."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from index.places import fold

_WORD = re.compile(r"[^\W_]+(?:['’.&+#-][^\W_]+)*[+#]*", re.UNICODE)
# Abbreviations of single words that stand in many role names.
SHORT = {
    "mgr": "manager", "mngr": "manager", "mgmt": "management", "eng": "engineer", "engr": "engineer", "engg": "engineer",
    "engineers": "engineer", "engs": "engineer", "managers": "manager", "scientists": "scientist", "designers": "designer",
    "architects": "architect", "developers": "developer", "devs": "dev", "analysts": "analyst", "sr": "senior", "snr": "senior",
    "jr": "junior", "sw": "software", "sci": "scientist", "scis": "scientist", "tech": "technical", "prod": "product",
    "ops": "ops", "infra": "infrastructure", "sec": "security", "arch": "architect", "tpms": "tpm", "swes": "swe", "sdes": "sde",
    "ems": "em", "pms": "pm", "solution": "solutions",
}  # fmt: skip

# Little words of questions, beyond those that the guides' own text brings.
STOP = frozenset(
    "a an the and or but if of to in on at by for from with without about as is are was were be been am do does did done have has had can could "
    "would should will shall may might must not no yes i you he she it we they me him her us them my your his its our their mine this that these "
    "those here there what which who whom whose when where why how all any both each few more most other some such only own same so than too very "
    "just now then once again also please thanks thank hi hello hey today tomorrow tmrw yesterday monday tuesday wednesday thursday friday home work "
    "least most first last next new old big small good bad high low let lets get got give gives say says said tell ask asks want need know think see "
    "name names she's he's they're city state country place area college school university degree phd masters bachelor wife husband partner kids "
    "family house rent loan money years year month months week weeks day days hour hours time times date call calls chat mail email phone letter "
    "man woman people person friend friends boss team teams job jobs role roles boss hire hired hiring move moved moving live lives lived stay leave "
    "left right start started begin end ended keep kept take took taken come came went gone make made put try tried use used using work worked "
    "working ask asked answer answered read write wrote hear heard feel felt hope wish believe guess sure maybe perhaps really quite rather still "
    "already yet soon later early late never always often sometimes usually once twice again back away here nowhere somewhere anywhere everything "
    "nothing something anything everyone nobody somebody anybody else though although because since while until unless whether either neither "
    "better best worse worst great fine okay nice happy sad angry fair unfair real true false right wrong easy hard quick slow fast long short wide "
    "british english american german french spanish italian dutch pls plz thx btw fyi asap lol idk imo u ur im ive id whats hows wheres dont didnt cant wont ill".split()
)  # fmt: skip
# Abbreviations of pay and roles that must not run together with a neighbour into a name.
PAY_SHORT = frozenset("tc ote rsu rsus ml ai pm em de ds sa se sre tpm swe sde".split())
# Words of pay questions that are worth reading through a slip of the finger.
PAY_WORDS = frozenset(
    "salary salaries compensation base total bonus equity stock options premium premiums lever levers leverage script negotiate negotiation "
    "negotiating counter counteroffer offer offers offered level levels mapping equivalent sources source evidence target anchor accept minimum "
    "package range ranges band bands compare versus remote office higher place should about email draft signing breakdown money quote lowball "
    "recruiter maternity parental vacation insurance pension policy".split()
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


def words_of(text: str) -> list[Word]:
    """Split a text; "D.E. Shaw's" gives "d", "e", "shaw" and leaves the genitive out."""
    found = []
    for m in _WORD.finditer(text):
        written = re.sub(r"['’]s?$", "", m[0])
        parts = re.split(r"(['’.&+-])", written) if re.search(r"[.&-]|['’]", written) else [written]
        at = m.start()
        for part in parts:
            if part and re.match(r"[^\W_]", part):
                found.append(Word(part, fold(part), at, at + len(part)))
            at += len(part)
    return [w for w in found if w.folded]


def correct(words: Iterable[Word], vocabulary: frozenset[str], plain: frozenset[str]) -> list[Word]:
    """Take a word that is in neither list for the nearest word of `vocabulary`, one or two slips away.

    One slip (optimal string alignment, so swapped letters count once) up to seven letters, two from
    nine; the first letter must agree unless the slip is a swap. Short words are left alone.
    """
    return [_corrected(w, vocabulary, plain) for w in words]


@lru_cache(maxsize=4)
def _by_length(vocabulary: frozenset[str]) -> dict[int, tuple[str, ...]]:
    """The words of a vocabulary by their number of letters: only near lengths can be a slip apart."""
    found: dict[int, list[str]] = {}
    for word in sorted(vocabulary):
        found.setdefault(len(word), []).append(word)
    return {size: tuple(words) for size, words in found.items()}


def _corrected(word: Word, vocabulary: frozenset[str], plain: frozenset[str]) -> Word:
    text = word.folded
    if len(text) < 4 or text in vocabulary or text in plain or text in SHORT or not text.isalpha():
        return word
    if any(
        text.removesuffix(end) in known
        for end in ("s", "d", "ed", "ing")
        if text.endswith(end)
        for known in (vocabulary, plain)
    ):
        return word
    allowed = 1 if len(text) < 9 else 2
    lengths = _by_length(vocabulary)
    options = [v for size in range(max(4, len(text) - allowed), len(text) + allowed + 1) for v in lengths.get(size, ())]
    near = extract(text, options, scorer=OSA.distance, score_cutoff=allowed, limit=4)
    good = [(distance, v) for v, distance, _ in near if v[0] == text[0] or sorted(v[:2]) == sorted(text[:2])]
    if not good and text.endswith("s") and len(text) > 5:
        one = _corrected(Word(word.written, text[:-1], word.start, word.end), vocabulary, plain)
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
