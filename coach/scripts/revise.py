"""The text that stands and a change of it -> the text with that change and nothing else changed, and what of the change
could not be made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from coach.dialogue.revised import Put, Revision, is_whole_text
from coach.phrasing.shorthand import in_full
from coach.phrasing.terms import content_of
from coach.phrasing.texts import GREETS, OF_TEXTS
from coach.reply import Figure
from coach.reply.draft import SLOT, Draft, filled
from coach.scripts import Script
from coach.scripts.document import Document, document_of, sentences_of
from coach.scripts.layout import TITLE
from coach.scripts.notes import MISSING
from coach.scripts.own import figures_in, ground_sentence, joined, says_alike, small
from coach.understanding.amounts import amounts_in
from coach.understanding.content import STATES
from coach.understanding.firstnames import is_first_name
from coach.understanding.sound import WHOLE, soundness
from coach.understanding.told_on import to_them
from index.embed.sentences import embed
from index.money import money_in

_MEANT, _SHARE = 0.42, 0.6  # a cosine, and the share of its words, from which words name a sentence
_MARGIN = 0.1  # by so much a sentence may sound less whole without a word
_MOSTLY = 0.6  # the share of a sentence that its quotation has
_LEAST_LEFT = 3  # words: less of a sentence is none
_THOUSAND = 1000
_NAMED_MISSES = 3
_SHORT = 0.6  # of its words: a text that was made shorter
_WORD = re.compile(r"[\w'’]+|[^\w\s]")
_CLAUSE = re.compile(r"(?<=[,;:])\s+(?!\d)|\s+(?=(?:and|but|so|because|as)\s)")
_ASKING = frozenset("would could can may will do does is are am might shall should have has".split())
_ANSWER = re.compile(r"(?P<head>If [^:]+: [\"“])(?P<said>.+)(?P<end>[\"”])", re.S)
_NAMING = re.compile(r"(?:the|my|that|this|about)\b", re.I)
_HAILS = frozenset("alright hiya yo morning afternoon evening hallo howdy g'day greetings salut hola ciao to".split())
_WHOLE_SENTENCE = 6  # words
_TO_MARK = re.compile(r"^[^.,;:?!]*")
# How a version of a text is called.
_VERSION = frozenset(
    "version versions one before earlier original first previous old last draft mail email text message way".split()
)
_FIRST = frozenset("first original".split())
_EDGE = " ,;:-–—"
HOW = "Give me the sentence as you want it, in quotation marks, and it goes in word for word."
# What tells a place in a text: its beginning, its end, the number of a sentence.
_ENDS = {
    "first": 0, "opening": 0, "top": 0, "last": -1, "final": -1, "closing": -1, "end": -1,
    "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "fifth": 4, "5th": 4,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Revised:
    """A text after a change: its paragraphs as they are read, and the words of what could not be made of it."""

    paragraphs: tuple[str, ...]
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """What a text must keep, and what may come back: the sums that it asks for, the person's own name, the versions
    before, the latest first, whom it goes to where that is another one now, and the sentences that the person has
    `told` before and that may be named: "put the refund thing in"."""

    asks: frozenset[float] = frozenset()
    signed: str = ""
    to: str = ""
    earlier: tuple[tuple[str, ...], ...] = ()
    told: tuple[str, ...] = ()


@dataclass
class _Work:
    """A text in the middle of being changed."""

    text: Document
    held: Held
    missed: list[str] = field(default_factory=list)


def revised(paragraphs: tuple[str, ...], channel: str, revision: Revision, held: Held) -> Revised:
    """Make the changes of one message in the text that stands, in an order in which none undoes another."""
    whole = next((w for w in revision.back if not _named(w) - _VERSION), None)
    if whole is not None and held.earlier:  # the text as it was, before what else is told of it
        paragraphs = held.earlier[-1 if _FIRST & set(whole.casefold().split()) else 0]
    work = _Work(document_of(paragraphs, channel), held)
    written = next((p.words for p in revision.put if is_whole_text(p)), "")
    if written:
        work.text = _as_written(work.text, written)
    for old, new in revision.swaps:
        _swap(work, old, new)
    for value, shown in revision.figures:
        work.text = _with_figure(work.text, value, shown)
    for words in revision.out:
        if not _is_sum_asked(words, held):  # what the text is for goes with no word of blame
            _take_out(work, words)
    for put in revision.put:
        if put.words != written:
            _put_in(work, put)
    for put in revision.moved:
        _move(work, put)
    for words in revision.back:
        if words != whole:
            _bring_back(work, words, channel)
    if channel != "call":
        _head_and_foot(work, revision)
    if revision.shorter:
        work.text = _shorter(work.text, held)
    return Revised(work.text.paragraphs, tuple(work.missed))


def _head_and_foot(work: _Work, revision: Revision) -> None:
    """Change the subject, the greeting and the close of what is written."""
    if revision.subject and work.text.subject:
        work.text = replace(work.text, subject=_upper(revision.subject.strip(_EDGE)))
    if work.held.to and work.held.to.casefold() not in work.text.hail.casefold():
        work.text = replace(work.text, hail=_to_name(work.text.hail, work.held.to))
    hail, bye = revision.hail, revision.bye
    if hail and not bye and _signs(hail, work.text.hail):
        hail, bye = "", hail  # another name alone is who signs it
    if hail:
        work.text = replace(work.text, hail=_greeting(hail, work.text.hail) or work.text.hail)
    if bye:
        _close(work, bye)


def _signs(words: str, stands: str) -> bool:
    """Whether words for a greeting are a name alone, and not the one that is greeted."""
    name = words.strip(_EDGE + ".!").split()
    if name and (GREETS.match(f"{name[0]} x") or name[0].casefold() in _HAILS):
        return False
    return bool(name) and len(name) <= 2 and bool(stands) and name[0].casefold() not in stands.casefold() and (
        is_first_name(name[0]) or name[0][:1].isupper()
    )  # fmt: skip


def with_revisions(
    made: Script, stands: tuple[str, ...], revisions: tuple[Revision, ...], held: Held, draft: Draft
) -> Script:
    """The text that `stands` with these changes made in it, each once; in place of none the one that was `made`."""
    assert made.sendable is not None  # noqa: S101 - each script that is made can be sent
    paragraphs = stands or made.sendable.read(draft.figures)
    own = (draft.figures[int(m[1]) - 1] for s in made.sendable.asks if (m := SLOT.fullmatch(s)))
    held = replace(held, asks=held.asks | {f.high for f in own if f.high is not None})
    missed: tuple[str, ...] = ()
    for revision in revisions:
        after = revised(paragraphs, made.sendable.channel, revision, held)
        paragraphs, missed = after.paragraphs, after.missed
    paragraphs = _asking(paragraphs, made, stands, revisions, held, draft)
    text = in_slots(paragraphs, made.sendable.paragraphs, draft)
    notes = tuple(n for n in made.notes if not n.startswith(MISSING))
    missed = tuple(x for x in missed if " " in x.strip())[:_NAMED_MISSES]  # one word says little
    if missed:
        notes = (*notes, f"{MISSING}: {joined(tuple(f'“{x}”' for x in missed))}. {HOW}")
    sendable = replace(made.sendable, paragraphs=text, own=(*made.sendable.own, *paragraphs))
    subject = text[0].removeprefix("Subject: ") if text and text[0].startswith("Subject: ") else ""
    return replace(made, paragraphs=text, notes=notes, subject=subject, sendable=sendable)


def _asking(
    paragraphs: tuple[str, ...],
    made: Script,
    stands: tuple[str, ...],
    revisions: tuple[Revision, ...],
    held: Held,
    draft: Draft,
) -> tuple[str, ...]:
    """A text that still asks for the sum that it is for, where nobody took that out: what a change has cost it comes
    back as the text that was `made` asks for it, or as the one that stood did."""
    assert made.sendable is not None  # noqa: S101 - asked with one
    slots = made.sendable.asks
    sums = {f.high for s in slots if (m := SLOT.fullmatch(s)) and (f := draft.figures[int(m[1]) - 1]).high is not None}
    said = {x for p in paragraphs for x in figures_in(p)}
    before = [s for p in stands if not p.startswith("If ") for s in sentences_of(p) if figures_in(s) & held.asks]
    sums = sums or {x for s in before for x in figures_in(s)} & held.asks
    told_out = (w for r in revisions for w in (*r.out, *(o for o, _ in r.swaps)) if not _is_sum_asked(w, held))
    gone = {x for w in told_out for x in figures_in(w)}
    if not sums or sums & said or (sums & gone and not any(r.back for r in revisions[-1:])):
        return paragraphs
    asks = (
        s for p in made.paragraphs if not p.startswith("If ") for s in sentences_of(p) if any(x in s for x in slots)
    )
    asked = filled(tuple(dict.fromkeys(asks)), draft.figures) or tuple(before[-1:])
    work = _Work(document_of(paragraphs, made.sendable.channel), held)
    for sentence in asked:
        work.text = _placed(work, work.text, Put(form="ask", words=sentence), sentence)
    return work.text.paragraphs


def in_slots(paragraphs: tuple[str, ...], made: tuple[str, ...], draft: Draft) -> tuple[str, ...]:
    """A text as it is read with the figures of the one that was `made` in their slots; all others are the person's."""
    slots = dict.fromkeys(m[0] for p in made for m in SLOT.finditer(p))
    named = sorted(((draft.figures[int(SLOT.fullmatch(s)[1]) - 1].text, s) for s in slots), key=lambda x: -len(x[0]))  # type: ignore[index]
    out = []
    for paragraph in paragraphs:
        for shown, slot in named:
            paragraph = re.sub(rf"(?<![\w.,]){re.escape(shown)}(?![\w%]|[.,]\d)", slot, paragraph)
        for found in money_in(SLOT.sub(" ", paragraph)):
            v = found.value
            unit = "" if v.unit == "%" else v.unit
            draft.add(
                Figure(
                    text=v.text, kind="user", component="", company="", role="", region="", currency=unit,
                    unit="percent" if v.unit == "%" else "absolute", low=v.low, high=v.high,
                )
            )  # fmt: skip
        out.append(paragraph)
    return tuple(out)


def _is_sum_asked(words: str, held: Held) -> bool:
    """Whether words are nothing but the sum that the text asks for."""
    sums = figures_in(words)
    return bool(sums) and sums <= held.asks and not content_of(re.sub(r"[\d.,£$€₹kK%]+", " ", words)) - OF_TEXTS


# What goes out


def _take_out(work: _Work, words: str) -> None:
    """Take the sentence out that words quote or name; of one that asks for what the text is for only the words beside
    the ask."""
    text = work.text
    hail = _norm(text.hail)
    if hail and _norm(words).startswith(f"{hail} "):
        words = words[len(text.hail.rstrip(",")) :].strip(_EDGE) or words
    if len(sentences_of(words)) > 1:
        for one in sentences_of(words):
            _take_out(work, one)
        return
    if _norm(words) in (_norm(text.bye), hail):
        work.text = replace(text, bye="") if _norm(words) == _norm(text.bye) else replace(text, hail="")
        return
    quoted = [at for at in text.sentences if f" {_norm(words)} " in f" {_norm(text.at(at))} "]
    if len(words.split()) == 1:
        _take_word_out(work, words, quoted)
        return
    if quoted:
        for at in reversed(quoted):
            work.text = _less(work, at, words)
        return
    place = _end_named(text, words)
    meant = place if place is not None else _meant(work, words)
    if meant is None:
        work.missed.append(words)
        return
    if place is None and _asks(work, text.at(meant)):
        left = _without_clause(text.at(meant), words, work.held)
        if left:
            work.text = text.put(meant, (left,))
        else:
            work.missed.append(words)
        return
    work.text = text.without(meant) if len(text.sentences) > 1 else text


def _take_word_out(work: _Work, word: str, quoted: list[tuple[int, int]]) -> None:
    """Take one word out where the sentence can stand without it, and the sentence that it names else."""
    for at in quoted:
        left = _joined(
            list(re.split(rf"(?<!\w){re.escape(word)}(?!\w),?", work.text.at(at), flags=re.I)), work.text.at(at)
        )
        if left and soundness(left) >= soundness(work.text.at(at)) - _MARGIN:
            work.text = work.text.put(at, (left,))
            return
    meant = None if quoted else _meant(work, word)
    if meant is not None and not _asks(work, work.text.at(meant)) and len(work.text.sentences) > 1:
        work.text = work.text.without(meant)
    else:
        work.missed.append(word)


def _less(work: _Work, at: tuple[int, int], words: str) -> Document:
    """The text without quoted words: their sentence, or their clause where the rest can stand."""
    sentence, text = work.text.at(at), work.text
    whole = len(_norm(words).split()) >= _MOSTLY * len(_norm(sentence).split())
    if whole and not (_asks(work, sentence) and len(words.split()) < len(sentence.split()) - 1):
        return text.without(at) if len(text.sentences) > 1 else text
    left = _once_less(sentence, words) or _cut(sentence, words)
    if left and (soundness(left) >= WHOLE or _asks(work, sentence) or len(words.split()) >= _WHOLE_SENTENCE):
        return text.put(at, (left,))
    return text if _asks(work, sentence) or len(text.sentences) < 2 else text.without(at)


def _once_less(sentence: str, words: str) -> str:
    """A sentence in which words stand twice with one of them; "" where they do not."""
    find = re.compile(r"\W+".join(map(re.escape, re.findall(r"[\w'’]+", words))) + r"[,;]?\s*", re.I)
    found = list(find.finditer(sentence))
    return sentence[: found[0].start()] + sentence[found[0].end() :] if len(found) > 1 else ""


def _cut(sentence: str, words: str) -> str:
    """A sentence without the clauses in which words stand, or without the words alone; "" where too little is left. What
    is said in answer keeps its marks."""
    if m := _ANSWER.fullmatch(sentence):
        said = [s for s in sentences_of(m["said"]) if f" {_norm(words)} " not in f" {_norm(s)} "]
        return f"{m['head']}{' '.join(said)}{m['end']}" if said else ""
    pieces = _CLAUSE.split(sentence)
    kept = [p for p in pieces if f" {_norm(words)} " not in f" {_norm(p)} "]
    if len(kept) == len(pieces):  # they stand across clauses
        found = re.search(r"\W+".join(map(re.escape, re.findall(r"[\w'’]+", words))), sentence, re.I)
        kept = [sentence[: found.start()], sentence[found.end() :]] if found else []
    return _joined(kept, sentence)


def _without_clause(sentence: str, words: str, held: Held) -> str:
    """A sentence that asks for something, without the clause beside it that words name; "" where there is none."""
    pieces = [p for p in _CLAUSE.split(sentence) if p.strip()]
    others = [n for n, p in enumerate(pieces) if not figures_in(p) & held.asks and "?" not in p]
    if not others or len(pieces) < 2:
        return ""
    near = embed([words]) @ embed([pieces[n] for n in others]).T
    best = others[int(near[0].argmax())]
    shares = content_of(words) & content_of(pieces[best])
    if not shares and float(near[0].max()) < _MEANT:
        return ""
    return _joined([p for n, p in enumerate(pieces) if n != best], sentence)


def _joined(pieces: list[str], sentence: str) -> str:
    said = " ".join(p.strip() for p in pieces if p.strip(_EDGE)).strip(_EDGE)
    said = re.sub(r"^(?:and|but|so|because|as)\s+", "", said)
    if len(said.split()) < _LEAST_LEFT:
        return ""
    said = said if said[-1] in ".!?”" else f"{said}{sentence.strip()[-1:] if sentence.strip()[-1:] in '.!?' else '.'}"
    return _upper(re.sub(r"\s+([.,;:!?])", r"\1", said))


def _meant(work: _Work, words: str) -> tuple[int, int] | None:
    """The sentence that words name: the one that has most of them, else the nearest in meaning; None where none is."""
    text = work.text
    if not text.sentences:
        return None
    named = _named(words)
    said = [text.at(at) for at in text.sentences]
    shares = [len(named & content_of(x)) / len(named) if named else 0.0 for x in said]
    near = _nearness(words, said)
    best = max(range(len(shares)), key=lambda n: (shares[n] >= _SHARE, shares[n] + near[n]))
    if shares[best] < _SHARE and near[best] < _MEANT:
        return None
    return text.sentences[best]


def _nearness(words: str, said: list[str]) -> list[float]:
    """How near words come to each sentence in meaning, or to one clause of it."""
    pieces = [(n, piece) for n, x in enumerate(said) for piece in {x, *_CLAUSE.split(x)} if piece.strip()]
    near = (embed([words]) @ embed([piece for _, piece in pieces]).T)[0]
    out = [0.0] * len(said)
    for (n, _), value in zip(pieces, near, strict=True):
        out[n] = max(out[n], float(value))
    return out


def _end_named(text: Document, words: str) -> tuple[int, int] | None:
    """The sentence that words name by its place and by nothing else."""
    said = set(words.casefold().split())
    end = next((n for w, n in _ENDS.items() if w in said), None)
    rest = said - set(_ENDS) - OF_TEXTS - {"and", "my", "your", "very", "one", "two"}
    known = end is not None and not rest and end < len(text.sentences)
    return text.sentences[end] if known and end is not None and text.sentences else None


# Words for words


def _swap(work: _Work, old: str, new: str) -> None:
    """Put new words where old ones stand; where none are told, write the same words or figures as they are written
    now."""
    if not old and _write_figures(work, new):
        return
    said = in_full(old).strip(_EDGE) if old else new
    find = re.compile(rf"(?<!\w){re.escape(said)}(?!\w)", re.I)
    put = new.strip(_EDGE + ".")

    ends = new.strip(" \"'“”")[-1:] if new.strip(" \"'“”")[-1:] in ".?!" else ""
    to_end = re.compile(rf"{find.pattern}[.?!]", re.I) if ends else None

    def changed(part: str) -> str:
        if to_end is not None and (m := to_end.search(part)) and m.end() == len(part):
            part = f"{part[: m.end() - 1]}{ends}"  # with the mark that the new words have
        return _told_once(
            find.sub(lambda m: _fitted(m[0], _going_on(part[: m.start()], put), part, m.start()), part), put
        )

    text = work.text
    if len(put.split()) >= _WHOLE_SENTENCE and put[:1].isupper():
        there = next((at for at in text.sentences if old and find.search(text.at(at))), None)
        keeps = there is not None and _asks(work, text.at(there)) and not figures_in(put) & work.held.asks
        if there is not None and not keeps:  # a sentence stands for the one of which some words were told
            work.text = text.put(there, (_ended(put),))
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
    meant = _end_named(text, old) if old else None
    if meant is None and old and len(put.split()) > _LEAST_LEFT:
        meant = _meant(work, old)
    if meant is not None and (not _asks(work, text.at(meant)) or figures_in(put) & work.held.asks):
        work.text = text.put(meant, (_ended(put),))
    elif len(put.split()) > _LEAST_LEFT and old:
        _put_in(work, Put(form="quote", words=put))
    elif not figures_in(new) & work.held.asks:
        work.missed.append(new)


def _going_on(before: str, new: str) -> str:
    """New words without those at their beginning that stand right before them already."""
    said, words = _norm(before).split(), new.split()
    same = next(
        (n for n in range(min(len(words), len(said)) - 1, 0, -1) if said[-n:] == _norm(" ".join(words[:n])).split()), 0
    )
    return " ".join(words[same:])


def _told_once(part: str, new: str) -> str:
    """A part of a text without a figure right behind new words that tell it."""
    head, found, rest = part.partition(new)
    a = next(iter(amounts_in(rest)), None) if found else None
    if a is None or rest[: a.start].strip() or a.high not in {x.high for x in amounts_in(new)}:
        return part
    return f"{head}{new}{_TO_MARK.sub('', rest[a.end :], count=1)}"


def _write_figures(work: _Work, new: str) -> bool:
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
    return work.text != before or _norm(new) in _norm(" ".join(before.paragraphs))


def _with_figure(text: Document, value: float, shown: str) -> Document:
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
    return _upper(new) if begins and was[:1].isupper() else new


# What comes in


def _put_in(work: _Work, put: Put) -> None:
    """Put a sentence in: a reason before the ask, another ask behind it, or where it is told; what stands already moves
    there."""
    sentence = _ended(in_full(put.words)) if put.form == "quote" else _told(work, put) or sentence_of(put)
    if not sentence:
        work.missed.append(put.words)
        return
    text = work.text
    there = next((at for at in text.sentences if _norm(text.at(at)) == _norm(sentence)), None)
    if there is not None:
        work.text = _placed(work, text.without(there), put, text.at(there)) if put.near or put.place else text
        return
    asking = next((at for at in text.sentences if _asks(work, text.at(at))), None)
    if asking is not None and put.form in (*STATES, "quote") and figures_in(sentence) & work.held.asks:
        work.text = text.put(asking, (sentence,))  # the ask in the person's own words
        return
    alike = next((at for at in text.sentences if says_alike(sentence, text.at(at))), None)
    if alike is not None and not _asks(work, text.at(alike)):
        kept = text.put(alike, (sentence,))
        placed = put.place or put.near
        work.text = _placed(work, text.without(alike), put, sentence) if placed and len(text.sentences) > 1 else kept
        return
    if alike is not None and put.form != "quote":
        return  # the ask says it
    work.text = _placed(work, text, put, sentence)


def _placed(work: _Work, text: Document, put: Put, sentence: str) -> Document:
    if put.near and (beside := _beside(work, text, put)) is not None:
        at = text.at(beside)
        return text.put(beside, (at, sentence) if put.side == "after" else (sentence, at))
    asks = [at for at in text.sentences if "?" in text.at(at) or _asks(work, text.at(at))]
    behind = put.form not in (*STATES, "thank", "quote") or (put.form == "quote" and "?" in sentence)
    first = text.sentences[0] if text.sentences else None
    if put.form == "thank" and not put.place and first is not None and text.at(first).startswith("Thank"):
        return text.put(first, (text.at(first), f"And {small(sentence)}"))
    if put.place == "first" or (put.form == "thank" and put.place != "last"):
        return text.with_paragraph(0, sentence)
    count = len(text.body[0]) if text.inline and text.body else len(text.body)
    if put.place == "last":
        return text.with_paragraph(count, sentence)
    if not asks:
        return text.with_paragraph(count if text.inline or count < 2 else count - (0 if behind else 1), sentence)
    paragraph, at_ = asks[-1] if behind else asks[0]
    if text.inline:
        return text.with_paragraph(at_ + 1 if behind else at_, sentence)
    if behind:
        end = len(text.body[paragraph]) - 1
        return text.put((paragraph, end), (text.at((paragraph, end)), sentence))
    return text.with_paragraph(paragraph, sentence)


def _move(work: _Work, put: Put) -> None:
    """Move the sentence that words name to the place that is told."""
    at = _end_named(work.text, put.words) or _meant(work, put.words)
    if at is None or len(work.text.sentences) < 2:
        work.missed.append(put.words)
        return
    said = work.text.at(at)
    work.text = _placed(work, work.text.without(at), put, said)


def _beside(work: _Work, text: Document, put: Put) -> tuple[int, int] | None:
    """The sentence beside which something goes: the one that is quoted or named there."""
    quoted = next((at for at in text.sentences if f" {_norm(put.near)} " in f" {_norm(text.at(at))} "), None)
    return quoted if quoted is not None else _meant(_Work(text, work.held), put.near)


def _told(work: _Work, put: Put) -> str:
    """The sentence of the person's that words only name; "" where they say it themselves, or none is meant."""
    named = _named(put.words)
    if not named or put.form not in ("have", "ask") or not _NAMING.match(put.words):
        return ""
    found = [(len(named & content_of(s)) / len(named), n, s) for n, s in enumerate(work.held.told)]
    share, _, sentence = max(found, default=(0.0, 0, ""))
    return sentence if share >= _SHARE else ""


def sentence_of(put: Put) -> str:
    """What is to come in, as a sentence said to the other side; "" where it makes none."""
    words = in_full(put.words).strip(_EDGE + '.!?"“”')
    match put.form:
        case "thank":
            return f"Thank you for {small(words)}."
        case "whether":
            return _question(words)
        case "ask":
            return _sound(f"I'd also like {small(words)}.")
        case "do":
            return _sound(f"I'd also like to {small(words)}.")
        case _:
            return ground_sentence(put.form, to_them(words))


def _question(words: str) -> str:
    """A question as it is put to them: "whether it starts in May" -> "Could you tell me whether it starts in May?"."""
    said = _to_you(words)
    if said.split()[0].casefold() in _ASKING:
        return f"{_upper(said)}?"
    return f"Could you tell me {small(said)}?"


_THEY = re.compile(r"\b(?:they|he|she)(?P<short>['’](?:d|re|ve|ll))?\b", re.I)
_THEIR = re.compile(r"\b(?:their|his)\b", re.I)


def _to_you(words: str) -> str:
    """Words on the other side as they are said to it."""
    words = _THEY.sub(lambda m: f"you{m['short'] or ''}", words)
    words = re.sub(r"\byou (is|was|has|does)\b", lambda m: f"you {_YOURS[m[1].casefold()]}", words)
    return _THEIR.sub("your", words)


_YOURS = {"is": "are", "was": "were", "has": "have", "does": "do"}


def _sound(sentence: str) -> str:
    return sentence if soundness(sentence) >= WHOLE else ""


def _bring_back(work: _Work, words: str, channel: str) -> None:
    """Bring the sentence back that words name, from the latest version that has it."""
    there = [_norm(work.text.at(at)) for at in work.text.sentences]
    for paragraphs in work.held.earlier:
        other = document_of(paragraphs, channel)
        gone = tuple(s for s in (other.at(at) for at in other.sentences) if _norm(s) not in there)
        meant = _meant(_Work(Document((gone,)), work.held), words) if gone else None
        if meant is not None:
            put = Put(form="ask" if "?" in gone[meant[1]] else "fact", words=words)
            work.text = _placed(work, work.text, put, gone[meant[1]])
            return
    work.missed.append(words)


def _as_written(text: Document, words: str) -> Document:
    """The text with the person's own in its place; its subject, and a close where theirs has none, stay."""
    own = document_of((words,), "chat")
    return replace(text, hail=own.hail, body=own.body, bye=own.bye or text.bye)


# How it begins and ends


def _greeting(words: str, stands: str) -> str:
    """A greeting as it is told; a name alone stands behind the word that greets, and that word alone before the name. ""
    where the words greet nobody."""
    said = re.split(r"\s+(?:not|instead)\b", words, maxsplit=1)[0].strip(_EDGE + ".!")
    word, _, name = stands.rstrip(",!").partition(" ")
    first = said.split()[0].casefold() if said else ""
    if GREETS.match(f"{said} x"):
        return f"{_upper(said)} {name}," if name and len(said.split()) == 1 else f"{_upper(said)},"
    if first in _HAILS:
        return f"{_upper(said)},"
    named = 0 < len(said.split()) <= 2 and (said[:1].isupper() or is_first_name(said.title()))
    return f"{word or 'Hi'} {said if said[:1].isupper() else said.title()}," if named else ""


def _to_name(stands: str, name: str) -> str:
    """A greeting with another name."""
    word = "Dear" if TITLE.match(name) else stands.split(" ")[0].rstrip(",!") if stands else "Hi"
    return f"{word} {name},"


def _close(work: _Work, words: str) -> None:
    """Close a text as it is told: with a phrase, a name, or both."""
    phrase, name = _close_of(words.strip(' ."“”'), work.held.signed)
    stands, _, below = work.text.bye.partition("\n")
    if not (phrase or name):
        work.missed.append(words)
        return
    phrase = phrase or stands or ("" if work.text.inline else "Best,")
    phrase = phrase if not phrase or phrase[-1] in ",!.?" else f"{phrase},"
    name = name or below
    work.text = replace(work.text, bye="\n".join(p for p in (phrase, name) if p))


def _close_of(words: str, signed: str) -> tuple[str, str]:
    """(the phrase of a close, the name under it), each "" where it is not told."""
    parts = [p for p in re.split(r"(?<=[,!])\s*|\n", words) if p.strip(_EDGE)]
    last = parts[-1].strip(_EDGE) if parts else ""
    if {"my", "name"} <= set(last.casefold().split()):
        return " ".join(parts[:-1]).strip(), signed
    of_name = last and len(last.split()) <= 2 and (last == signed or is_first_name(last.split()[0].title()))
    if of_name:
        return _upper(" ".join(parts[:-1]).strip()), last.title() if last.islower() else last
    heads = last.split()
    if len(parts) == 1 and len(heads) > 1 and is_first_name(heads[-1].title()) and heads[-1][:1].isupper():
        return _upper(" ".join(heads[:-1])), heads[-1]
    return _upper(words), ""


def _shorter(text: Document, held: Held) -> Document:
    """The text without what it needs least, until it is shorter by two fifths or only the ask and one sentence more are
    left: pleasantries first, then what repeats the offer."""
    work = _Work(text, held)
    most = _SHORT * len(" ".join(text.paragraphs).split())
    while len(" ".join(work.text.paragraphs).split()) > most:
        free = [at for at in work.text.sentences if not _asks(work, work.text.at(at)) and "?" not in work.text.at(at)]
        free = [at for at in free if not work.text.at(at).startswith("(")]
        if len(free) < 2:
            break
        work.text = work.text.without(min(free, key=lambda at: _worth(work.text, at)))
    return work.text


def _worth(text: Document, at: tuple[int, int]) -> tuple[bool, bool, int]:
    """How much a sentence is needed: one with "I" and a fact of the person's most, the last pleasantry least."""
    said = text.at(at)
    own = bool(re.search(r"\b(?:I|I've|I'm|my)\b", said)) and len(said.split()) > _LEAST_LEFT
    return own, bool(figures_in(said)) and own, -at[0]


def _asks(work: _Work, sentence: str) -> bool:
    """Whether a sentence asks for a sum that the text is for: it has one, and is a question where another is one."""
    sums = work.held.asks
    if not figures_in(sentence) & sums:
        return False
    said = (work.text.at(at) for at in work.text.sentences)
    return "?" in sentence or not any("?" in x and figures_in(x) & sums for x in said)


def _named(words: str) -> frozenset[str]:
    return frozenset(content_of(words)) - OF_TEXTS


def _norm(words: str) -> str:
    return " ".join(w for w in _WORD.findall(words.casefold().replace("’", "'")) if w[0].isalnum())


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _ended(sentence: str) -> str:
    return f"{_upper(sentence)}" if sentence[-1:] in ".!?" else f"{_upper(sentence)}."
