"""voices/*.txt -> company.npz, role.npz, place.npz: learn from what stands around a slot whether it is a name. Run
`python -m index.learn.train`.

Every slot is filled anew again and again: with invented, everyday, real and awkward names, in every form and spelling.
The plain words of the same sentences are shown as if a company were called so, and are none. What decides is then not
the word.
"""

from __future__ import annotations

import hashlib
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from index.learn.fit import LabelledSpan, fit_net
from index.linear.fit import fit_yes
from index.names.companies import Form, Kind, groups
from index.names.context import DAYS, LENGTHS, NUMBERS, Sentence, Span, features_of
from index.names.learned import LINEAR, USUAL
from index.names.learned.net import context_of
from index.names.lexicon import english, zipf
from index.names.regions import find_places
from index.names.roles import Roles, learn, read_words
from index.names.spans import company_spans, masks_of, meanings, place_span, role_spans, unknown_spans, with_companies
from index.names.words import PAY_WORDS, Word, words_of
from index.places import fold, gazetteer

HERE = Path(__file__).parent
MODELS = HERE.parent / "names" / "learned"
SEED = 11
COPIES = 10
STRENGTH = 2.0
DECOYS = 2
_SLOT = re.compile(r"\{(\w+)\}")
_RANKS = (
    "senior",
    "staff",
    "principal",
    "junior",
    "lead",
    "mid-level",
    "L5",
    "IC4",
    "E5",
    "level 61",
    "L6",
    "M1",
    "60",
)
_AMOUNTS = (
    "205k",
    "$180,000",
    "165",
    "£72k",
    "€95k",
    "190",
    "$215K",
    "40 LPA",
    "1.2cr",
    "CHF 140'000",
    "2 lakh",
    "150",
)
_SOUNDS = (
    "zor vel quan mira tek bru hale os tra pix lun nova car go fen ru by dra syn ko lex mun ta ri vo bel gra fi sto na "
    "pel cor va wen ho dri ka lo mer nex al ta ix um en ia or eo an is er on"
).split()  # fmt: skip
_ENDS = (
    "ly",
    "io",
    "ify",
    "ware",
    "soft",
    "base",
    "hub",
    "ics",
    "eon",
    "ora",
    "ium",
    "Pay",
    "Data",
    "Works",
    "DB",
    "Bank",
    "",
)
_SECOND = (
    "Systems Labs Health Bank Street Capital Partners Games Security Cloud Financial Energy Motors Foods Payments "
    "Point Sigma Group Digital Media Networks Robotics Therapeutics Mutual Brothers Stanley Associates Exchange Global "
    "AI"
).split()  # fmt: skip
_DAYS = (
    "Monday Tuesday Friday Sunday January March April May June July August October December Four Seven Eleven One Two "
    "Ten First Second Zero Nine"
).split()  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fill:
    """What stands in a slot: `typed`, spelt as the form `form` of a name, or a form that nobody knows."""

    typed: str
    form: Form | None
    slip: str = ""


@dataclass(frozen=True, slots=True)
class FilledWording:
    """A filled wording: the text, and (from, to, kind, fill) of its slots in characters."""

    text: str
    slots: tuple[tuple[int, int, str, Fill], ...]


@cache
def english_words() -> tuple[str, ...]:
    """Everyday words that a company may be called by."""
    return tuple(w for w in english() if len(w) > 2 and 3.2 < zipf(w) < 6.4)


@cache
def _real_names() -> tuple[tuple[str, Kind], ...]:
    strong = [(n, "alias") for names, _ in groups() for n in names]
    return tuple(strong + [(n, "weak") for _, names in groups() for n in names])  # type: ignore[arg-type]


class Filler:
    """Draws what stands in the slots; `plain` are the words of the wordings themselves."""

    def __init__(self, chance: random.Random, roles: Roles, plain: Sequence[str]) -> None:
        """Draw with `chance`."""
        self.chance, self.plain = chance, plain
        self.roles = sorted(roles.by_phrase)
        self.weak_roles = sorted(roles.weak)
        known = gazetteer(with_spellings=False)
        self.places = sorted(n for n in known.by_name if n not in known.weak)
        self.remote = sorted(known.remote)
        self.weak_places = sorted(known.weak)

    def company(self) -> Fill:
        """One company's name in one of its forms."""
        chance = self.chance
        draw = chance.random()
        if draw < 0.3:
            return self._formed(self._brand())
        if draw < 0.42:
            return self._formed(chance.choice(english_words()).capitalize())
        if draw < 0.56:
            return self._formed(chance.choice(self.plain).capitalize())
        if draw < 0.66:
            name, kind = chance.choice(_real_names())
            return Fill(name, Form(chance.choice((kind, kind, "name")), ("x",), written=_written(name)))
        if draw < 0.69:
            middle = chance.choice(("of", "and", "the", "for", "&", ""))
            return self._formed(
                f"{chance.choice(english_words()).capitalize()} {middle} {chance.choice(_SECOND)} "
                f"{chance.choice(_SECOND) if not middle else ''}".replace("  ", " ").strip()
            )
        if draw < 0.76:
            first = chance.choice((self._brand(), chance.choice(english_words()).capitalize()))
            return self._formed(f"{first} {chance.choice(_SECOND)}")
        if draw < 0.78:
            return self._formed(chance.choice(_DAYS))
        if draw < 0.84:
            return self._formed(chance.choice(sorted(PAY_WORDS)).capitalize())
        if draw < 0.88:
            return self._formed(chance.choice(chance.choice(self.roles).split()).capitalize())
        if draw < 0.89:
            return self._formed(chance.choice(self.places).title())
        if draw < 0.95:
            letters = "".join(
                chance.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(chance.choice((2, 2, 3, 3, 4)))
            )
            return Fill(
                letters.upper(),
                Form(chance.choice(("name", "name", "alias", "ticker", "initials")), ("x",), written=_written(letters)),
            )
        word = self._brand() if chance.random() < 0.5 else chance.choice(english_words()).capitalize()
        odd = chance.choice(
            (
                f"{word}{chance.randrange(2, 10)}",
                f"{word[0]}{chance.randrange(2, 10)}",
                f"{word} AI",
                f"{word}.ai",
                f"{word}.io",
                f"{word} & {self._brand()}",
                f"{word} ({chance.choice(_SECOND)})",
                f"{word[0]}&{word[-1].upper()}",
                f"{word}-{chance.choice(_SECOND)}",
            )
        )
        return Fill(odd, Form("name", ("x",), written=_written(odd)))

    def _formed(self, name: str) -> Fill:
        """A name as it is, or cut, or with a slip, or one that nobody knows."""
        chance = self.chance
        draw = chance.random()
        words = name.split()
        if draw < 0.1:
            return Fill(name, None)
        if draw < 0.18 and len(words) > 1:
            return Fill(words[0], Form("part", ("x",), written=_written(words[0])))
        if draw < 0.22 and len(words) > 1:
            letters = "".join(w[0] for w in words)
            return Fill(letters.upper(), Form("initials", ("x",), written=_written(letters)))
        if draw < 0.26 and len(name) > 3:
            return Fill(name[: chance.choice((3, 4))].upper(), Form("ticker", ("x",), written=_written(name[:4])))
        if draw < 0.29 and len(words) > 1:
            return Fill(name.replace(" ", ""), Form("name", ("x",), written=_written(name)))
        if draw < 0.31 and len(name) > 7 and len(words) == 1:
            at = chance.randrange(3, len(name) - 2)
            return Fill(f"{name[:at]} {name[at:]}", Form("name", ("x",), written=_written(name)))
        if draw < 0.37 and len(name) > 5 and len(words) == 1:
            at = chance.randrange(1, len(name) - 1)
            typed = chance.choice(
                (
                    name[:at] + name[at + 1 :],
                    name[:at] + name[at + 1] + name[at] + name[at + 2 :],
                    name[:at] + name[at] + name[at:],
                )
            )
            if typed != name:
                return Fill(typed, Form("name", ("x",), written=_written(name)), slip=fold(name))
        kind: Kind = chance.choices(("name", "alias", "weak", "bracket"), (11, 2, 1, 0.5))[0]
        return Fill(name, Form(kind, ("x",), written=_written(name)))

    def _brand(self) -> str:
        chance = self.chance
        stem = "".join(chance.choice(_SOUNDS) for _ in range(chance.choice((2, 2, 3)))).capitalize()
        return stem + (chance.choice(_ENDS) if chance.random() < 0.5 else "")

    def role(self) -> str:
        """A role as people type it."""
        chance = self.chance
        role = chance.choice(self.weak_roles if chance.random() < 0.25 else self.roles)
        if chance.random() < 0.2:
            role = f"{chance.choice(_RANKS[:6])} {role}"
        return role.upper() if len(role) < 4 and chance.random() < 0.6 else role

    def place(self) -> str:
        """A place as people type it."""
        chance = self.chance
        draw = chance.random()
        if draw < 0.08:
            return self._brand()
        if draw < 0.2:
            return chance.choice(self.remote) + chance.choice(("", "", " US", " (us)", " UK", " in the US"))
        name = chance.choice(self.weak_places if draw < 0.35 else self.places)
        return name.upper() if len(name) < 4 and chance.random() < 0.7 else name.title()

    def fill(self, wording: str) -> FilledWording:
        """A wording with every slot filled, in one of the ways that people write."""
        chance = self.chance
        text, slots = "", []
        at = 0
        lower = chance.random() < 0.45
        for m in _SLOT.finditer(wording):
            text += wording[at : m.start()]
            at = m.end()
            kind = m[1]
            fill = self.company() if kind == "company" else None
            said = fill.typed if fill else self._other(kind)
            if lower and (fill or kind in ("role", "place")):
                said = said.lower()
            if fill or kind in ("role", "place"):
                slots.append((len(text), len(text) + len(said), kind, fill or Fill(said, None)))
            text += said
        text += wording[at:]
        draw = chance.random()
        if draw < 0.07:
            text = _same_length(text, str.upper)
        elif draw < 0.3:
            text = _same_length(text, str.lower)
        return FilledWording(text, tuple(slots))

    def _other(self, kind: str) -> str:
        match kind:
            case "role":
                return self.role()
            case "place":
                return self.place()
            case "level":
                return self.chance.choice(_RANKS)
            case "amount":
                return self.chance.choice(_AMOUNTS)
            case _:
                return self.chance.choice(("Kubernetes", "fraud models", "LLM evals", "FedRAMP", "Rust", "payments"))


def _same_length(text: str, change: Callable[[str], str]) -> str:
    return "".join(change(c) if len(change(c)) == 1 else c for c in text)


def _written(name: str) -> frozenset[tuple[str, ...]]:
    return frozenset({tuple(w.folded for w in words_of(name))})


Gold = dict[tuple[int, int], tuple[str, Fill]]  # (first word, the one after the last) -> the kind of name that it is


def rows_of(example: FilledWording, filler: Filler, roles: Roles) -> Iterator[tuple[str, LabelledSpan]]:
    """(kind, row) of the names of an example and of some of its plain words."""
    chance = filler.chance
    words = words_of(example.text)
    gold, forms, taken = _named(example, words)
    elsewhere = {i for (i, j), (kind, _) in gold.items() if kind != "company" for i in range(i, j)}
    for i, j in _decoys(words, taken - elsewhere, chance):
        said = "".join(w.read for w in words[i:j])
        if said not in forms:
            forms[said] = _decoy(words[i:j], chance)
            if j - i == 1 and len(said) > 5 and chance.random() < 0.08:
                w = words[i]
                words[i] = replace(w, slip=w.folded)
    places = find_places(words)
    titles = list(read_words(words, roles))
    also = meanings(words, roles, titles, places)
    masks = masks_of(example.text, words, forms, 5, roles, titles, places)
    seen = [(i, j) for (i, j), (kind, _) in gold.items() if kind == "company" and chance.random() < 0.85]
    sentence = Sentence(example.text, tuple(words), with_companies(masks, seen))

    def row(span: Span, yes: bool) -> LabelledSpan:
        return LabelledSpan(features_of(sentence, span), *context_of(sentence, span), yes)

    for span, _ in company_spans(words, forms, 5, also):
        yes = _told(gold, "company", span.first, span.last)
        if yes is not None:
            yield "company", row(span, yes)
    for span in unknown_spans(words, sentence.style, masks, also):
        yield from ((kind, row(span, yes)) for kind, yes in _of_unknown(gold, span))
    for span, _ in role_spans(titles, words, roles, also):
        yes = _told(gold, "role", span.first, span.last)
        held = [k for k in gold if k[0] <= span.first and span.last <= k[1] and gold[k][0] == "role"]
        if yes is not None or not held:  # part of a longer title tells nothing
            yield "role", row(span, bool(yes))
    for place in places:
        yes = _told(gold, "place", place.first, place.last)
        if yes is not None:
            yield "place", row(place_span(place, also), yes)


def _named(example: FilledWording, words: list[Word]) -> tuple[Gold, dict[str, Form], set[int]]:
    """The names of an example, the forms of its companies, and the words that belong to a name; slips are put in."""
    gold: Gold = {}
    forms: dict[str, Form] = {}
    taken: set[int] = set()
    for start, end, kind, fill in example.slots:
        inside = [i for i, w in enumerate(words) if start <= w.start < end]
        if not inside:
            continue
        gold[inside[0], inside[-1] + 1] = (kind, fill)
        taken.update(inside)
        if fill.slip and len(inside) == 1:
            w = words[inside[0]]
            words[inside[0]] = Word(w.written, w.folded, w.start, w.end, fill.slip)
        if kind == "company" and fill.form:
            forms["".join(words[i].read for i in inside)] = fill.form
    return gold, forms, taken


def _told(gold: Gold, kind: str, first: int, last: int) -> bool | None:
    """Whether words are a name of a kind; None for what overlaps one without being it."""
    hit = gold.get((first, last))
    if hit:
        return hit[0] == kind
    around = next((k for k in gold if k[0] < last and first < k[1]), None)
    if around is None:
        return False
    inside = around[0] <= first and last <= around[1]
    if kind == "company":
        return None if gold[around][0] == "company" else False
    return True if kind == "place" and inside and gold[around][0] == "place" else None


def _of_unknown(gold: Gold, span: Span) -> Iterator[tuple[str, bool]]:
    """What words that no language has are told of: as a company, and short ones as a place."""
    hit = gold.get((span.first, span.last))
    yes = _told(gold, "company", span.first, span.last)
    if yes is not None and not (hit and hit[0] == "company" and hit[1].form):
        yield "company", yes
        if span.last - span.first <= 2:
            yield "place", bool(_told(gold, "place", span.first, span.last))


def _decoys(words: list[Word], taken: set[int], chance: random.Random) -> list[tuple[int, int]]:
    """Plain words that a company may be called by, the rarer the likelier, and a few pairs."""
    open_ones = [
        i for i, w in enumerate(words) if i not in taken and not w.folded.isdigit() and w.written[0] not in "0123456789"
    ]
    if not open_ones:
        return []
    weights = [_likely_name(words[i]) for i in open_ones]
    drawn = set(chance.choices(open_ones, weights, k=DECOYS))
    found = [(i, i + 1) for i in sorted(drawn)]
    pairs = [(i, i + 2) for i in open_ones if i + 1 in open_ones]
    return found + (chance.sample(pairs, 1) if pairs and chance.random() < 0.5 else [])


def _likely_name(word: Word) -> float:
    """How likely a company is called by a plain word: by one of a language, not by slang and slips, which none is
    called by."""
    value = zipf(word.read)
    if word.read in DAYS or word.read in NUMBERS:
        return 4.0
    return 0.3 if value > 6.6 else 1.0 if value else 0.3 if len(word.read) < 4 else 0.05


def _decoy(words: list[Word], chance: random.Random) -> Form:
    said = " ".join(w.folded for w in words)
    if len(words) > 1 and chance.random() < 0.93:  # a name that only happens to be spelt by two words
        return Form(chance.choice(("name", "alias", "ticker")), ("y",), written=_written(said.replace(" ", "")))
    kinds: tuple[Kind, ...] = ("name", "alias", "weak", "part", "ticker", "bracket", "initials")
    weights = (10, 2, 3, 4, 3, 1, 3 if len(said) < 4 else 0)
    return Form(chance.choices(kinds, weights)[0], ("y",), written=_written(said))


def read_voices(paths: Sequence[Path]) -> list[str]:
    """The wordings of the files, one a line; a line “intent | wording” is read without its intent."""
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    told = [line for line in lines if line.strip() and not line.startswith(("#", "skill |"))]
    return [re.sub(r"^[a-z_]+ \| ", "", line).strip() for line in told]


def sources() -> list[Path]:
    """The files that are learned from: the voices beside this file, and what messages are classified by."""
    return [
        *sorted((HERE / "voices").glob("*.txt")),
        HERE.parents[1] / "coach" / "understanding" / "intents" / "wordings.txt",
    ]


def examples(wordings: Sequence[str], roles: Roles, copies: int = COPIES) -> Iterator[tuple[str, LabelledSpan]]:
    """(kind, row) of everything that the wordings teach, drawn by a fixed seed."""
    chance = random.Random(SEED)  # noqa: S311 - variety, not secrecy
    plain = {w.folded for line in wordings for w in words_of(_SLOT.sub(" ", line)) if w.folded.isalpha()}
    filler = Filler(chance, roles, sorted(w for w in plain if len(w) > 2 and zipf(w) < 6.6))
    for wording in wordings:
        for _ in range(copies):
            yield from rows_of(filler.fill(wording), filler, roles)


def digest(wordings: Sequence[str]) -> str:
    """What tells one set of wordings from another."""
    return hashlib.sha256("\n".join(wordings).encode()).hexdigest()[:16]


def usual_words(wordings: Sequence[str]) -> list[str]:
    """“word per-mille” lines: in how many of a thousand messages a plain word stands, the most usual first."""
    counts = Counter(w for line in wordings for w in {w.folded for w in words_of(_SLOT.sub(" ", line))} if w.isalpha())
    shares = ((w, 1000 * n / len(wordings)) for w, n in counts.most_common())
    return [f"{w} {share:.1f}" for w, share in shares if share > 1]


def train(wordings: Sequence[str], folder: Path) -> dict[str, tuple[int, int]]:
    """Learn from the wordings, write the models into a folder, and tell of each how many spans and names it saw."""
    held: dict[str, list[LabelledSpan]] = {"company": [], **{k: [] for k in LINEAR}}
    for kind, row in examples(wordings, learn(())):
        held[kind].append(row)
    fit_net(held["company"], folder / "company.npz", digest(wordings))
    (folder / USUAL).write_text("\n".join(usual_words(wordings)) + "\n", encoding="utf-8")
    for kind in LINEAR:
        rows = held[kind]
        model = fit_yes([r.features for r in rows], [r.yes for r in rows], LENGTHS, digest(wordings), STRENGTH)
        model.save(folder / f"{kind}.npz")
    return {kind: (len(rows), sum(r.yes for r in rows)) for kind, rows in held.items()}


def main() -> None:
    """Learn from the given files, or from all, and write the models to where names are read."""
    wordings = read_voices([Path(p) for p in sys.argv[1:]] or sources())
    for kind, (spans, names) in train(wordings, MODELS).items():
        print(f"{kind}: {spans} spans, {names} of them names, of {len(wordings)} wordings")


if __name__ == "__main__":
    main()
