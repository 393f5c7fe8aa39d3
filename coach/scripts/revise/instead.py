"""What a change puts in the place of other words: words, and figures by their value."""

from __future__ import annotations

import re
from dataclasses import replace

from coach.dialogue.revision import Put
from coach.phrasing.shorthand import in_full
from coach.scripts.document import Document
from coach.scripts.own import figures_in
from coach.scripts.revise.put import put_in
from coach.scripts.revise.work import (
    EDGE,
    LEAST_LEFT,
    WHOLE_SENTENCE,
    Work,
    asks_sum,
    end_named,
    ended,
    norm,
    sentence_meant,
    upper,
)
from coach.understanding.amounts import amounts_in

_THOUSAND = 1000
_TO_MARK = re.compile(r"^[^.,;:?!]*")


def swap_words(work: Work, old: str, new: str) -> None:
    """Put new words where old ones stand; where none are told, write the same words or figures as they are written
    now."""
    if not old and _write_figures(work, new):
        return
    said = in_full(old).strip(EDGE + ".!?") if old else new
    find = re.compile(rf"(?<!\w){re.escape(said)}(?!\w)", re.I)
    put = new.strip(EDGE + ".")

    ends = new.strip(" \"'“”")[-1:] if new.strip(" \"'“”")[-1:] in ".?!" else ""
    to_end = re.compile(rf"{find.pattern}[.?!]", re.I) if ends else None

    def changed(part: str) -> str:
        if to_end is not None and (m := to_end.search(part)) and m.end() == len(part):
            part = f"{part[: m.end() - 1]}{ends}"  # with the mark that the new words have
        return _told_once(
            find.sub(lambda m: _fitted(m[0], _going_on(part[: m.start()], put), part, m.start()), part), put
        )

    text = work.text
    if len(put.split()) >= WHOLE_SENTENCE and put[:1].isupper():
        there = next((at for at in text.sentences if old and find.search(text.at(at))), None)
        keeps = there is not None and asks_sum(work, text.at(there)) and not figures_in(put) & work.held.asks
        if there is not None and not keeps:  # a sentence stands for the one of which some words were told
            work.text = text.put(there, (ended(put),))
            return
    after = replace(
        text, subject=changed(text.subject), hail=changed(text.hail), bye=changed(text.bye),
        body=tuple(tuple(map(changed, said)) for said in text.body),
    )  # fmt: skip
    if after != text:
        work.text = after
        return
    if find.search(" ".join(text.paragraphs)):
        return  # it stands as it is wanted
    meant = end_named(text, old) if old else None
    if meant is None and old and len(put.split()) > LEAST_LEFT:
        meant = sentence_meant(work, old)
    if meant is not None and (not asks_sum(work, text.at(meant)) or figures_in(put) & work.held.asks):
        work.text = text.put(meant, (ended(put),))
    elif len(put.split()) > LEAST_LEFT and old:
        put_in(work, Put(form="quote", words=put))
    elif not figures_in(new) & work.held.asks:
        work.missed.append(new)


def _going_on(before: str, new: str) -> str:
    """New words without those at their beginning that stand right before them already."""
    said, words = norm(before).split(), new.split()
    same = next(
        (n for n in range(min(len(words), len(said)) - 1, 0, -1) if said[-n:] == norm(" ".join(words[:n])).split()), 0
    )
    return " ".join(words[same:])


def _told_once(part: str, new: str) -> str:
    """A part of a text without a figure right behind new words that tell it."""
    head, found, rest = part.partition(new)
    a = next(iter(amounts_in(rest)), None) if found else None
    if a is None or rest[: a.start].strip() or a.high not in {x.high for x in amounts_in(new)}:
        return part
    return f"{head}{new}{_TO_MARK.sub('', rest[a.end :], count=1)}"


def _write_figures(work: Work, new: str) -> bool:
    """Write figures of the text the way that new words do; False where these are no such figures."""
    told = {a.high: new[a.start : a.end] for a in amounts_in(new) if a.low == a.high}
    rest = new
    for shown in told.values():
        rest = rest.replace(shown, "")
    if not told or re.sub(r"\b(?:and|or|of|in)\b|\W", "", rest):
        return False
    before = work.text
    for value, shown in told.items():
        body = tuple(tuple(_shown_as(s, value, shown) for s in b) for b in work.text.body)
        work.text = replace(work.text, subject=_shown_as(work.text.subject, value, shown), body=body)
    return work.text != before or norm(new) in norm(" ".join(before.paragraphs))


def with_figure(text: Document, value: float, shown: str) -> Document:
    """The text with a sum of it written in another way, or another one in its place: in its questions where they have
    it."""

    asked = any("?" in s and _shown_as(s, value, shown) != s for b in text.body for s in b)
    body = tuple(tuple(_shown_as(s, value, shown) if "?" in s or not asked else s for s in b) for b in text.body)
    return replace(text, subject=_shown_as(text.subject, value, shown), body=body)


def _shown_as(words: str, value: float, shown: str) -> str:
    """Words with a sum of them shown in another way."""
    for a in reversed(amounts_in(words)):
        if a.low == a.high and a.high in (value, value * _THOUSAND) and a.kind in ("money", "bare", "percent"):
            words = f"{words[: a.start]}{shown}{words[a.end :]}"
    return words


def _fitted(was: str, new: str, part: str, at: int) -> str:
    """New words with a large letter where they begin a sentence."""
    begins = not part[:at].strip() or part[:at].rstrip()[-1] in ".!?"
    return upper(new) if begins and was[:1].isupper() else new
