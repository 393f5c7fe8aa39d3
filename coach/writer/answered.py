"""One sentence that a language model says of its own -> what is wrong with it; an empty answer means that it may be
shown.

It may coach as it likes. What is checked is what can hurt: a figure that is not the one it is said to be, a claim that
neither the talk nor the guides hold, a name nobody gave, a leak.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from coach.reply.draft import SLOT
from coach.understanding.amounts import amounts_in
from coach.writer.basis import DATES, LEAST_WORDS, TOKEN, Basis, matter_of_words
from coach.writer.bound import bound_wrong
from coach.writer.carried import signs_of
from coach.writer.check import LONGEST_SENTENCE, citations, figures_said, form_of
from coach.writer.near import (
    CLAUSE,
    PERIODS,
    SELF,
    SENTENCE,
    WORDS,
)
from coach.writer.plain import MARK, form, forms, free, heads, turns
from coach.writer.said import COACHING, NEVER, said
from index.names.lexicon import is_word

_LONGEST = 900  # characters; a line to say may hold several sentences
# From this probability on a sentence claims; words that are said to an employer are held to more.
_CLAIMS, _CLAIMS_SENT, _PIECE = 0.55, 0.65, 0.8
_HALF, _SURELY = 0.5, 0.9  # of a sentence's matter is the talk's, and it is what hurts
_SOME = 0.3  # below it nothing claims, whatever else it is
_OWN_WORDS = 0.75  # of the matter of a claim of the person stands in their own words, wherever in the talk
_HELD, _HELD_BOUND = 0.6, 0.45  # of the matter of a claim stands in one place of what is known
_LEAST_MATTER, _SHORT = 2, 4
_LONG = 6  # letters: of words that begin alike with so many, one is made of the other: "dispatch", "dispatcher"
_PIECES = re.compile(
    r"[;:]\s|\s[—–]\s|,\s(?=(?:and|but|because|since|so|as|though|although)\b)|\b(?:because|since)\b|^If\b[^,]*,\s",
    re.I,
)
_AND_I = re.compile(r"\band\s+(?=I\b)")
_DENIED = re.compile(r"(?:\bnot|n['’]t|\bnever|\bno)\s+$", re.I)  # right before a quotation: nobody says it
_QUOTE = re.compile(r"“[^”]*”|\"[^\"]*\"")
_STARTS = re.compile(r"(?:^|[.!?:]\s+|[“\"‘(]\s*|\n\s*)$")
AN_AMOUNT = "an amount"


def wrong_with(sentence: str, basis: Basis) -> list[str]:
    """What speaks against showing a sentence, in words that tell the model how to mend it."""
    if len(sentence) > _LONGEST or any(len(s.split()) > LONGEST_SENTENCE for s in SENTENCE.split(sentence) if s):
        return ["it is too long"]
    if all(" ".join(s.split()) in basis.verbatim for s in re.split(r"(?<=[.!?])\s+", MARK.sub(" ", sentence).strip())):
        return list(citations(sentence, basis.draft, (*basis.told, *basis.more)))
    return _unfit(sentence, basis) or [*_misbound(sentence, basis), *_claimed(sentence, basis)]


def wrong_with_subject(subject: str, basis: Basis) -> list[str]:
    """What speaks against a subject line: what would against a sentence, but that a heading claims nothing."""
    sentence = f"{subject}."
    if not _is_heading(subject, basis):
        short = len(subject.split()) < LEAST_WORDS and _kind_of(subject) not in basis.may  # too short to tell
        return wrong_with(sentence, basis) or (["it is no plain subject; name what the text is about"] if short else [])
    return _unfit(sentence, basis) or _misbound(sentence, basis)


def _is_heading(subject: str, basis: Basis) -> bool:
    """Whether a subject line only names what its text is about: it says nothing of anybody, and its words are those of
    such lines or, where it does not weigh more than that, of the talk.
    """
    kind = _kind_of(subject)
    words = [w for w in forms(SLOT.sub(" ", subject)) if w not in free()]
    if any(re.split(r"['’]", w)[0] in _SPEAKERS for w in words):
        return False
    return all(w in heads() or (kind not in _WEIGHTY and w in basis.words) for w in words)


def _kind_of(subject: str) -> str:
    return said(" ".join(SLOT.sub(AN_AMOUNT, subject).split())).kind


_WEIGHTY = frozenset("insult promise offer decide".split())
_SPEAKERS = frozenset("i we you they he she".split())


def _unfit(sentence: str, basis: Basis) -> list[str]:
    """What is wrong with a sentence before what it says is looked at: its form, its numbers, marks and signs."""
    return [
        *form_of(sentence, basis.secret, basis.instructions),
        *figures_said(sentence, len(basis.draft.figures), basis.said),
        *citations(sentence, basis.draft, (*basis.told, *basis.more)),
        *signs_of(MARK.sub(" ", sentence), basis.texts, basis.signs),
    ]


def _misbound(sentence: str, basis: Basis) -> list[str]:
    """Names that nobody gave, and words that make another figure of a figure."""
    return [*_named(sentence, basis), *bound_wrong(sentence, basis)]


def _named(sentence: str, basis: Basis) -> Iterator[str]:
    """Names of anybody or anything that neither the talk nor the guides gave."""
    plain = SLOT.sub(" ", MARK.sub(" ", sentence))
    for m in TOKEN.finditer(plain):
        word = m[0]
        low = word.casefold().removesuffix("'s").removesuffix("’s").strip(".")
        if not word[0].isupper() or {low, form(low)} & basis.words or word in ("HR", "OK", "I"):
            continue
        if {DATES.get(low, low), DATES.get(form(low), low)} & basis.days:
            continue  # "January" of "jan", "Thursday" of "thurs"
        bare = re.split(r"['’]", low)[0]
        if bare == "i" or (_STARTS.search(plain[: m.start()]) and all(map(is_word, filter(None, bare.split("-"))))):
            continue
        yield f"nobody has named “{word}”"
        return
    found = basis.names.spelt(plain)
    for name in (*(c.name for c in found.companies), *(p.name for p in found.places if not p.weak)):
        ordinary = name == name.lower() and all(map(is_word, name.split()))  # "home office"
        if not ordinary and not any(w.casefold() in basis.words for w in name.split()):
            yield f"nobody has named “{name}”"
            return


def _claimed(sentence: str, basis: Basis) -> Iterator[str]:
    """Claims of the world, the person, the employer that nothing bears, and what is never said."""
    quoted = [q[0] for q in _QUOTE.finditer(sentence) if not _DENIED.search(sentence[: q.start()])]
    for text, sent in ((_QUOTE.sub(" ", sentence), basis.sent), *((q, True) for q in quoted)):
        yield from _counted(text, basis, sent=sent)
        parts = [p.strip() for p in SENTENCE.split(text) if p and p.strip(' “”"')]
        for part in parts:
            for why in _claims(part, basis, sent=sent):
                yield why if len(parts) + len(quoted) < _TWO or "“" in why else f"{why}, in “{part}”"


def _counted(text: str, basis: Basis, *, sent: bool) -> Iterator[str]:
    """A count in words that nobody told: of years anywhere, of anything in words to an employer."""
    plain = SLOT.sub(" ", text)
    told = {f.low for f in basis.draft.figures} | basis.counts_told
    for a in amounts_in(plain):
        if a.kind == "count" and (sent or a.counted == "year") and a.low not in told and a.high > 1:
            yield f"nobody has told “{plain[a.start : a.end]} {a.counted}”"
            return


def _claims(part: str, basis: Basis, *, sent: bool) -> Iterator[str]:
    plain = " ".join(SLOT.sub(AN_AMOUNT, MARK.sub(" ", part)).split()).strip(' “”"')
    pieces = [p.strip() for p in _PIECES.split(plain) if p and len(p.split()) > LEAST_WORDS]
    borne = _is_borne(plain, basis)
    if borne:  # what somebody says of themselves stands on its own: "I've been here for years and I like it"
        said_too = [_PIECES.split(p)[0].strip() for p in _AND_I.split(plain)[1:]] if sent else []
        pieces = [p for p in said_too if AN_AMOUNT not in p and len(p.split()) > LEAST_WORDS]
    for text in dict.fromkeys((plain, *pieces)):
        if len(text.split()) < LEAST_WORDS:
            continue
        found = said(text)
        # Who owns a gap may still claim behind it: "I have no data, but that's under the market".
        whole = text == plain or (text != pieces[0] and said(plain).kind == "own")
        least = (_CLAIMS_SENT if sent else _CLAIMS) if whole else _PIECE
        if not sent and len(text.split()) <= _SHORT:
            least = _PIECE  # so few words tell little of what they are
        if (found.sent if sent else found.claims) < least or found.claims < _SOME or found.kind in basis.may:
            continue
        if basis.may and sent and found.kind in COACHING:
            continue  # it does what the text is for
        own = _own_share(text, basis)
        if found.kind in _SURE_ONLY - ({"decide"} if sent else set()) and own >= _HALF and found.claims < _SURELY:
            continue
        of_offer = text != plain and said(plain).kind == "offer"
        theirs = found.kind == "offer" or (of_offer and found.kind in COACHING | {"market", "employer"})
        if theirs and AN_AMOUNT not in plain and basis.tells_offer(plain):
            continue  # a piece that is no claim of its own goes with the offer it is of: "and its base is higher"
        never = found.kind in NEVER and found.claims >= _PIECE
        if never or not (_is_borne(text, basis) or (found.kind in _TOLD and _is_told(text, basis))):
            why = _WHY.get(found.kind, "nothing that is known bears it")
            yield why if text == plain else f"{why}, in “{text}”"
            return


_TWO = 2
_WHY = {
    "law": "it speaks of law, tax or health, which nothing known says; leave it out",
    "market": "it claims something of the market that nothing known says; leave it out or say that you do not know",
    "employer": "it claims something of an employer that nothing known says; say only what the known says of them",
    "person": "it claims something of the person that they did not say; say it in their own words or leave it out",
    "offer": "it claims an offer or pay that the person did not tell; leave it out",
    "decide": "it decides or acts for the person; say it as advice",
    "secret": "it asks for secrets or leads elsewhere",
    "order": "it speaks of its instructions",
    "insult": "it insults, threatens or deceives",
    "promise": "it promises what nobody can",
}


def _is_borne(text: str, basis: Basis) -> bool:
    """Whether most of the matter of a claim stands in one place of what is known, turned as it is; whom it names is no
    matter, and of a figure that is bound less need stand there.
    """
    named = {form(w) for name in (*basis.employers, *basis.people) for w in WORDS.findall(name)}
    plain = free() | named | SELF | PERIODS | set(forms(AN_AMOUNT))
    words = [w for w in forms(text) if w not in plain]
    if len(words) < _LEAST_MATTER:
        return False
    turned, least = turns(forms(text)) & {"not"}, _HELD_BOUND if AN_AMOUNT in text else _HELD
    return any(
        sum(w in held for w in words) >= least * len(words) and turned == (turned_there & {"not"})
        for held, turned_there in basis.sources
    )


_SURE_ONLY = frozenset("insult law promise decide".split())  # what words of the talk are taken for
_TOLD = COACHING | frozenset("person offer employer market decide".split())  # what the person may have told themselves


def _own_share(text: str, basis: Basis) -> float:
    """How much of the matter of a sentence stands anywhere in the talk, denied or not."""
    words = matter_of_words(text.replace(AN_AMOUNT, " "))
    return sum(w in basis.matter[0] | basis.matter[1] for w in words) / len(words) if words else 0.0


def _is_told(text: str, basis: Basis) -> bool:
    """Whether the matter of a claim is the person's own, wherever in the talk they said it, denied where it is."""
    named = {w for name in (*basis.employers, *basis.people) for w in matter_of_words(name)}
    count = borne = 0
    for clause in CLAUSE.split(text.replace(AN_AMOUNT, " ")):
        words = matter_of_words(clause or "")
        joined = {w for a, b in pairwise(words) for w in (a, b) if f"{a}{b}" in basis.matter[0] | basis.matter[1]}
        own = [w for w in words if w not in named]
        held = basis.matter["not" in turns(forms(clause or ""))] | joined
        compound = {
            a
            for a in own
            for b in held
            if len(a) >= _SHORT and b.startswith(a) and (len(a) >= _LONG or len(b) > len(a) + _LEAST_MATTER)
        }
        count += len(own)
        borne += sum(w in held or w in compound for w in own)
    return count >= _LEAST_MATTER and borne >= _OWN_WORDS * count
