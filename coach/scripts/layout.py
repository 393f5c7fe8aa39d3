"""A text of its kind, filled with fields, laid out for its channel, with what the person wants said in it."""

from __future__ import annotations

import re

from coach.phrasing import Style
from coach.phrasing.texts import OF_TEXTS, KindOfText, Text, holds, words
from coach.reply.draft import SLOT
from coach.scripts.fields import upper
from coach.scripts.figures import Figures
from coach.scripts.kinds import kind_of_words
from coach.scripts.own import figures_in, put_into
from coach.scripts.told import Told

# What a formal text writes out.
_IN_FULL = {
    "i'm": "I am", "i'll": "I will", "i'd": "I would", "i've": "I have", "it's": "it is", "that's": "that is",
    "there's": "there is", "you'll": "you will", "you've": "you have", "you'd": "you would", "we'll": "we will",
    "they'd": "they would", "here's": "here is", "let's": "let us", "what's": "what is", "can't": "cannot",
    "don't": "do not", "doesn't": "does not", "isn't": "is not", "didn't": "did not", "haven't": "have not",
    "won't": "will not", "wasn't": "was not", "aren't": "are not",
}  # fmt: skip
TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Matron|Herr|Frau|Mme|Madame|Monsieur|Se[ñn]ora?)\b")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_THANKS = re.compile(r"(?:And |Hi,? (?:and )?|Hello,? (?:and )?)?thank(?:s| you)\b", re.I)
_NEAR_PIECE = 0.55  # so near to an example, in cosine, that it tells which piece of a text is meant
_PHRASE = 3  # words: more are a sentence
_FULL = re.compile(r"\b[A-Za-z]+'[a-z]+\b")


def with_said(paragraphs: tuple[str, ...], told: Told, figures: Figures) -> tuple[str, ...]:
    """The text with what the person wants said: thanks first, everything else before the last paragraph."""
    there = " ".join(paragraphs).casefold()
    said = [s for words_ in told.put_in if (s := put_into(words_, told.to)) and s.casefold() not in there]
    if any(s.endswith("?") and figures_in(s) for s in said):
        paragraphs = _without_ask(paragraphs, figures)
    written = any("in writing" in p for p in paragraphs)
    signs = any("ready to sign" in p for p in paragraphs)
    said = [
        s for s in said if not (written and s.endswith("in writing?")) and not (signs and re.search(r"\bsign\b", s))
    ]
    thanks = [figures.registered(s) for s in said if s.startswith("Thank")]
    rest = [figures.registered(s) for s in said if not s.startswith("Thank")]
    if thanks and paragraphs:
        first = paragraphs[0]
        if re.match(r"Thank[^.!?]*\boffer\b", first):  # what the text is about is not thanked away
            more = re.sub(r"^Thank you(?:, [^,]+,)?", "And thank you", " ".join(thanks))
            paragraphs = (f"{first} {more}", *paragraphs[1:])
        else:
            paragraphs = (" ".join(thanks), *(p for p in paragraphs if not re.fullmatch(r"Thank[^.!]*[.!]", p)))
    if rest:
        at = max(1, len([p for p in paragraphs if not p.startswith(("(", "If "))]) - 1)
        paragraphs = (*paragraphs[:at], " ".join(rest), *paragraphs[at:])
    return paragraphs


def _without_ask(paragraphs: tuple[str, ...], figures: Figures) -> tuple[str, ...]:
    """The text without its own question for a figure, where the person asks it in a sentence of their own."""
    asks = [slot for slot, (role, _) in figures.roles.items() if role == "ask"]
    kept = (
        " ".join(s for s in _SENTENCE.split(p) if not ("?" in s and any(slot in s for slot in asks)))
        if not p.startswith("If ")
        else p
        for p in paragraphs
    )
    return tuple(p for p in kept if p)


def without_hidden(paragraphs: tuple[str, ...], told: Told) -> tuple[str, ...]:
    """The text without the sentences that say what the person does not want said."""
    hidden = [w for phrase in told.hidden if (w := _named(phrase) - OF_TEXTS)]
    thanks = "thanks" in pieces_hidden(told.hidden)
    if not hidden:
        return paragraphs
    for place in ("first", "last"):
        if frozenset({place}) in hidden:
            paragraphs = _without_sentence(paragraphs, 0 if place == "first" else -1)
    out = []
    for paragraph in paragraphs:
        kept = [k for s in _SENTENCE.split(paragraph) if (k := _less(s, hidden)) and not (thanks and _THANKS.match(k))]
        if kept:
            out.append(" ".join(kept))
    return tuple(out) or paragraphs


def _without_sentence(paragraphs: tuple[str, ...], at: int) -> tuple[str, ...]:
    """The text without its first or its last sentence, unless it has no other one."""
    said = _SENTENCE.split(paragraphs[at])
    kept = " ".join(said[1:] if at == 0 else said[:-1])
    rest = list(paragraphs)
    rest[at : at + 1 or None] = [kept] if kept else []
    return tuple(rest) or paragraphs


def pieces_hidden(hidden: tuple[str, ...]) -> frozenset[str]:
    """The pieces of a text that it is not to have: "thanks", "fallback", "pay" ..."""
    kinds = (kind_of_words("piece", phrase, _NEAR_PIECE) for phrase in hidden)
    return frozenset(k for k in kinds if k and k != "other")


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w'’]+", text.casefold()))


def _named(phrase: str) -> frozenset[str]:
    """The words that a phrase is known by; a whole sentence is known without its figures, which may have changed."""
    said = _words(phrase)
    return frozenset(w for w in said if not w[0].isdigit()) if len(phrase.split()) > _PHRASE else said


def _less(sentence: str, hidden: list[frozenset[str]]) -> str:
    """A sentence that says nothing hidden; of one with a colon what stands behind it may stay, and the ask of a figure
    does."""
    if not any(w <= _words(sentence) for w in hidden):
        return sentence
    behind = sentence.partition(": ")[2]
    if behind and not any(w <= _words(behind) for w in hidden):
        return upper(behind)
    asks = "?" in sentence and SLOT.search(sentence)
    return sentence if asks and not any(w <= _words(sentence) and len(w) > _PHRASE for w in hidden) else ""


def text_of(made: KindOfText, facts: frozenset[str]) -> Text:
    """The first text of a kind whose conditions hold, else the last one."""
    return next((t for t in made.texts if holds(t.when, facts)), made.texts[-1])


def filled(text: Text, facts: frozenset[str], fields: dict[str, str], *, formal: bool) -> tuple[str, ...]:
    """The paragraphs of a text with their fields in place; a formal one has no short forms."""
    read = text.read(facts)
    if formal:
        read = tuple(
            _FULL.sub(
                lambda m: (
                    _IN_FULL.get(m[0].lower(), m[0]) if m[0][0].islower() else upper(_IN_FULL.get(m[0].lower(), m[0]))
                ),
                p,
            )
            for p in read
        )
    return tuple(re.sub(r"\{(\w+)\}", lambda m: fields.get(m[1], ""), p) for p in read)


def subject_of(made: KindOfText, fields: dict[str, str]) -> str:
    """The subject line of a mail of this kind."""
    return re.sub(r"\{(\w+)\}", lambda m: fields.get(m[1], ""), made.subject)


def laid_out(
    body: tuple[str, ...], made: KindOfText, style: Style, channel: str, fields: dict[str, str]
) -> tuple[str, ...]:
    """A mail has its subject, its greeting and its close; what is written has no stage directions."""
    if channel != "call":
        body = tuple(p for p in body if not p.startswith(("(", "If they", "If nothing", "If it isn't")))
    if style.length == "one":
        named = _greeted if channel == "chat" else _named_first if channel == "call" else None
        return (named(body[0], fields.get("to", "")),) if named and body else body[:1]
    if channel == "call" and style.length == "short":
        apart = tuple(p for p in body if p.startswith("If "))
        said = " ".join(p for p in body if not p.startswith(("(", "If ")))
        return (_named_first(said, fields.get("to", "")), *apart)
    if channel == "chat":
        return (_greeted(" ".join(body), fields.get("to", "")),)
    if channel != "email":
        return body
    held = words()
    hello = held.greeting_formal if style.tone == "formal" else held.greeting
    if fields.get("to"):
        titled = TITLE.match(fields["to"])
        hello = f"Dear {fields['to']}," if titled else f"{hello.rstrip(',')} {fields['to']},"
    bye = held.bye[style.tone] + (f"\n{fields['signed']}" if fields.get("signed") else "")
    return (f"Subject: {subject_of(made, fields)}", hello, *body, bye)


def _named_first(text: str, to: str) -> str:
    """What is said, with the name of whom it is said to before it."""
    return f"{to}, {text if text.startswith('I') else text[:1].lower() + text[1:]}" if to and text else text


def _greeted(text: str, to: str) -> str:
    """A message for chat, with the name of whom it is for."""
    if not to:
        return text
    named = re.sub(r"^(Hi|Hello|Hey)\b,?", rf"\1 {to},", text)
    return (
        named if named != text else f"Hi {to}, {text[:1].lower() if not text.startswith('I') else text[:1]}{text[1:]}"
    )
