"""What a change takes out of a text: a sentence, a clause of one, a phrase, a word; never what the text asks for."""

from __future__ import annotations

import re
from dataclasses import replace

from coach.phrasing.terms import content_of
from coach.phrasing.texts import OF_TEXTS
from coach.scripts.document import Document, sentences_of
from coach.scripts.own import figures_in
from coach.scripts.revise.work import (
    CLAUSE,
    EDGE,
    LEAST_LEFT,
    MEANT,
    WHOLE_SENTENCE,
    Held,
    Work,
    asks_sum,
    end_named,
    norm,
    sentence_meant,
    upper,
)
from coach.understanding.sound import WHOLE, soundness
from index.embed.sentences import embed

_MARGIN = 0.1  # by so much a sentence may sound less whole without a word
_MOSTLY = 0.6  # the share of a sentence that its quotation has
_ANSWER = re.compile(r"(?P<head>If [^:]+: [\"“])(?P<said>.+)(?P<end>[\"”])", re.S)


def is_sum_asked(words: str, held: Held) -> bool:
    """Whether words are nothing but the sum that the text asks for."""
    sums = figures_in(words)
    return bool(sums) and sums <= held.asks and not content_of(re.sub(r"[\d.,£$€₹kK%]+", " ", words)) - OF_TEXTS


def take_out(work: Work, words: str) -> None:
    """Take the sentence out that words quote or name; of one that asks for what the text is for only the words beside
    the ask."""
    text = work.text
    hail = norm(text.hail)
    if hail and norm(words).startswith(f"{hail} "):
        words = words[len(text.hail.rstrip(",")) :].strip(EDGE) or words
    if len(sentences_of(words)) > 1:
        for one in sentences_of(words):
            take_out(work, one)
        return
    if norm(words) in (norm(text.bye), hail):
        work.text = replace(text, bye="") if norm(words) == norm(text.bye) else replace(text, hail="")
        return
    quoted = [at for at in text.sentences if f" {norm(words)} " in f" {norm(text.at(at))} "]
    if len(words.split()) == 1:
        _take_word_out(work, words, quoted)
        return
    if quoted:
        for at in reversed(quoted):
            work.text = _less(work, at, words)
        return
    place = end_named(text, words)
    meant = place if place is not None else sentence_meant(work, words)
    if meant is None:
        work.missed.append(words)
        return
    if place is None and asks_sum(work, text.at(meant)):
        left = _without_clause(text.at(meant), words, work.held)
        if left:
            work.text = text.put(meant, (left,))
        else:
            work.missed.append(words)
        return
    work.text = text.without(meant) if len(text.sentences) > 1 else text


def _take_word_out(work: Work, word: str, quoted: list[tuple[int, int]]) -> None:
    """Take one word out where the sentence can stand without it, and the sentence that it names else."""
    for at in quoted:
        left = _joined(
            list(re.split(rf"(?<!\w){re.escape(word)}(?!\w),?", work.text.at(at), flags=re.I)), work.text.at(at)
        )
        if left and soundness(left) >= soundness(work.text.at(at)) - _MARGIN:
            work.text = work.text.put(at, (left,))
            return
    meant = None if quoted else sentence_meant(work, word)
    if meant is not None and not asks_sum(work, work.text.at(meant)) and len(work.text.sentences) > 1:
        work.text = work.text.without(meant)
    else:
        work.missed.append(word)


def _less(work: Work, at: tuple[int, int], words: str) -> Document:
    """The text without quoted words: their sentence, or their clause where the rest can stand."""
    sentence, text = work.text.at(at), work.text
    whole = len(norm(words).split()) >= _MOSTLY * len(norm(sentence).split())
    if whole and not (asks_sum(work, sentence) and len(words.split()) < len(sentence.split()) - 1):
        return text.without(at) if len(text.sentences) > 1 else text
    left = _once_less(sentence, words) or _cut(sentence, words)
    if left and (soundness(left) >= WHOLE or asks_sum(work, sentence) or len(words.split()) >= WHOLE_SENTENCE):
        return text.put(at, (left,))
    return text if asks_sum(work, sentence) or len(text.sentences) < 2 else text.without(at)


def _once_less(sentence: str, words: str) -> str:
    """A sentence in which words stand twice with one of them; "" where they do not."""
    find = re.compile(r"\W+".join(map(re.escape, re.findall(r"[\w'’]+", words))) + r"[,;]?\s*", re.I)
    found = list(find.finditer(sentence))
    return sentence[: found[0].start()] + sentence[found[0].end() :] if len(found) > 1 else ""


def _cut(sentence: str, words: str) -> str:
    """A sentence without the clauses in which words stand, or without the words alone; "" where too little is left.
    What is said in answer keeps its marks."""
    if m := _ANSWER.fullmatch(sentence):
        said = [s for s in sentences_of(m["said"]) if f" {norm(words)} " not in f" {norm(s)} "]
        return f"{m['head']}{' '.join(said)}{m['end']}" if said else ""
    pieces = CLAUSE.split(sentence)
    kept = [p for p in pieces if f" {norm(words)} " not in f" {norm(p)} "]
    if len(kept) == len(pieces):  # they stand across clauses
        found = re.search(r"\W+".join(map(re.escape, re.findall(r"[\w'’]+", words))), sentence, re.I)
        kept = [sentence[: found.start()], sentence[found.end() :]] if found else []
    return _joined(kept, sentence)


def _without_clause(sentence: str, words: str, held: Held) -> str:
    """A sentence that asks for something, without the clause beside it that words name; "" where there is none."""
    pieces = [p for p in CLAUSE.split(sentence) if p.strip()]
    others = [n for n, p in enumerate(pieces) if not figures_in(p) & held.asks and "?" not in p]
    if not others or len(pieces) < 2:
        return ""
    near = embed([words]) @ embed([pieces[n] for n in others]).T
    best = others[int(near[0].argmax())]
    shares = content_of(words) & content_of(pieces[best])
    if not shares and float(near[0].max()) < MEANT:
        return ""
    return _joined([p for n, p in enumerate(pieces) if n != best], sentence)


def _joined(pieces: list[str], sentence: str) -> str:
    said = " ".join(p.strip() for p in pieces if p.strip(EDGE)).strip(EDGE)
    said = re.sub(r"^(?:and|but|so|because|as)\s+", "", said)
    if len(said.split()) < LEAST_LEFT:
        return ""
    said = said if said[-1] in ".!?”" else f"{said}{sentence.strip()[-1:] if sentence.strip()[-1:] in '.!?' else '.'}"
    return upper(re.sub(r"\s+([.,;:!?])", r"\1", said))
