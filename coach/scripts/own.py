"""What the person said of themselves and of what they want -> sentences and phrases that fit into a text, or nothing.

Which of their words can be said, and in which frame, the tagger tells (`coach.understanding.sayable`); here they are only
put into the frame.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from coach.phrasing.shorthand import in_full
from coach.phrasing.terms import content_of, doing, is_fragment
from coach.scripts.beside import NOTHING, Beside
from coach.scripts.kinds import kind_of_words
from coach.understanding.amounts import amounts_in
from coach.understanding.content import STATES, content_in
from coach.understanding.lexicon import components_at
from coach.understanding.sayable import POINTS, Sayable, dictated_in, is_sentence, quoted_in, sayable_in, sentences_in
from coach.understanding.sound import WHOLE, soundness
from coach.understanding.told_on import to_addressee
from coach.understanding.words import content_words

_LEAST_SAID = 3  # words: "I'm." says nothing
MOST_WORDS = 26
_AND_THAT = re.compile(
    r"\band that(?= (?:i|we|my|our|you|your|the|a|an|two|three)\b)", re.I
)  # a second thing that is reported
_NEAR = 0.45  # so near to an example, in cosine, that a wish is of its kind
_N = r"(?:\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten)"
_FEW_WORDS, _PAIR, _A_SENTENCE = 7, 2, 3
_ASKING = frozenset("would could can may will do does is are might shall".split())  # what begins a question
_MANY, _MOST = 0.5, 0.8  # shares of the words of two sentences
_NAMED = re.compile(r"(?:the|that|this)\b", re.I)  # what is known already is not told as had
_GOING_ON = ("and", ",", ", and", "&", "then", "and then", ", then")
_FIRST = re.compile(r"(?:I|we|my|our)\b", re.I)
_SUBJECT_AT, _ENDS_BEFORE = re.compile(r"\b(?:I|we)\b", re.I), re.compile(r"[.;:!?]\s")
_SUBJECT = re.compile(r"(?:I|we)\b", re.I)
_MINE = re.compile(rf"^(?:my|our)\s+(?={_N}\b)", re.I)  # "my 6 years" are had, "my licence" is my own
# Where a clause ends; what "and it cut ..." or ", which cut ..." tells of is still the deed.
_ENDS = re.compile(
    r"[;:!?()–—]|\.(?!\d)|,(?!\d|\s*which)|\s-\s"
    r"|\s(?:and(?! (?:it|this|that|they)\b)|but|so|while|because|since|&)\b"
)


def result_of(deeds: tuple[str, ...], skip: int = 0) -> str:
    """A deed as a sentence of its own in the first person; "" where none can be said as it stands."""
    found = [s for d in deeds if (s := sentence_of(d))]
    return found[skip] if len(found) > skip else ""


def sentence_of(deed: str, act: str = "deed") -> str:
    """One deed in the person's own words, as a sentence: "cut p99 latency by 40%" -> "I cut p99 latency by 40%."."""
    found = tuple(_whole(deed, x) for x in _joined(deed, sayable_in(deed, (act,))))
    told = [x for x in found if x.form in ("fact", "did")] or [x for x in found if x.form == "have"]
    return next((s for x in told if (s := _sentence(x))), "")


def ground_sentence(form: str, words: str, least: float = WHOLE) -> str:
    """What speaks for the person as a sentence of theirs, by the form it was told in; "" where it is too long, or torn
    by what is at least asked of it."""
    words = _AND_THAT.sub("and", _with_days(in_full(words)))
    if not words or len(words.split()) > MOST_WORDS:
        return ""
    if words[:1].isdigit() and form in ("did", "been", "am"):
        form = "have"  # "24 years in sales" are had
    if not _FIRST.match(words):
        match form:
            case "did":
                words = f"I {small(words)}"
            case "been":
                words = f"I've {small(words)}" if words.casefold().startswith("been") else f"I've been {small(words)}"
            case "am":
                words = f"I'm {small(words)}"
            case "have":
                words = f"I have {small(words)}"
            case _:
                pass
    elif form == "have" and not _SUBJECT.match(words):
        words = f"I have {small(_MINE.sub('', words))}"
    sentence = f"{words[0].upper()}{words[1:]}."
    whole = len(sentence.split()) >= _LEAST_SAID and soundness(sentence) >= least
    return sentence if whole else ""


def _with_days(words: str) -> str:
    """Words with the names of days and months as they are spelled: "since january" -> "since January"."""
    return _NAMED_DAYS.sub(lambda m: m[0].capitalize() if _IN_TIME.search(words[: m.start()]) else m[0], words)


def sentence_about(deeds: tuple[str, ...], words: str) -> str:
    """The sentence in which deeds tell what words name: "the refund thing" -> "I halved the refunds."; "" where none
    does."""
    named = frozenset(content_words(words))
    for deed in reversed(deeds):
        for x in _joined(deed, sayable_in(deed, ("deed",))):
            whole = _whole(deed, x)
            if (
                whole.form in ("fact", "did", "have")
                and named.intersection(content_words(whole.words))
                and (said := _sentence(whole))
            ):
                return said
    return ""


def _whole(text: str, said: Sayable) -> Sayable:
    """A stretch to the end of its clause: what goes on is part of what was done ("cut the time" "from 9h to 2h")."""
    rest = text[said.end :]
    more = len(rest) if (m := _ENDS.search(rest)) is None else m.start()
    if not rest[:more].strip():
        return said
    end = said.end + more
    return Sayable(said.form, said.start, end, text[said.start : end].strip(" .,;:!-"))


def _from_subject(text: str, said: Sayable) -> Sayable:
    """A stretch that goes on under a subject told before it, from there: "I led the audit and" "cut its cost"."""
    before = text[: said.start].rstrip()
    heads = [m.start() for m in _SUBJECT_AT.finditer(before)]
    if (
        said.form != "did"
        or not heads
        or not before.endswith(_GOING_ON[:4])
        or _ENDS_BEFORE.search(before[heads[-1] :])
    ):
        return said
    start = heads[-1]
    return Sayable("fact", start, said.end, text[start : said.end].strip(" .,;:!-"))


def _joined(text: str, found: tuple[Sayable, ...]) -> tuple[Sayable, ...]:
    """The stretches, with what goes on under the same subject as one: "I rebuilt the pipeline and cut its cost"."""
    out: list[Sayable] = []
    for n, x in enumerate(found):
        x = _from_subject(text, x) if not n else x
        last = out[-1] if out else None
        between = text[last.end : x.start].strip() if last else "."
        again = x.form == "fact" and between == "and" and last is not None and _SUBJECT.match(last.words)
        goes_on = x.form == "did" or (again and _SUBJECT.match(x.words) is not None)
        if last and goes_on and last.form in ("fact", "did") and between in _GOING_ON:
            out[-1] = Sayable(last.form, last.start, x.end, text[last.start : x.end].strip(" .,;:!-"))
        else:
            out.append(x)
    return tuple(out)


def _sentence(said: Sayable) -> str:
    """Words in the frame of their form, as a sentence."""
    words = in_full(said.words)
    if not words or len(words.split()) > MOST_WORDS:
        return ""
    match said.form:
        case "did":
            words = words if _FIRST.match(words) else f"I {words[0].lower()}{words[1:]}"
        case "have":
            words = words if _FIRST.match(words) else f"I have {small(_MINE.sub('', words))}"
        case "thank":
            words = f"Thank you for {small(words)}"
        case "thing":
            return f"Could I have {small(words)}?"
        case "todo":
            words = f"I would like to {small(words)}"
        case "hide":
            return ""
        case _:
            pass
    return f"{words[0].upper()}{words[1:]}."


def small(words: str) -> str:
    """Words that go on inside a sentence: a small first letter, unless it is "I", an abbreviation or a day's name."""
    small = words[:1].lower() + words[1:]
    first = words.split(" ", 1)[0]
    keeps = first == "I" or first[1:] != first[1:].lower() or first.startswith("I'") or in_full(small) == words != small
    return words if keeps else small


_LISTED = re.compile(r",\s+(?:and\s+)?|\s+(?:and|plus)\s+|\s+\+\s+")  # between things in a row


@dataclass(frozen=True, slots=True)
class Needs:
    """What the person wants besides pay: things by topic (a phrase after "could I have"), deeds (after "I'd like to"),
    reasons (after "because"), and what could not be fitted in."""

    by_topic: tuple[tuple[str, str], ...] = ()
    todo: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    def of(self, topic: str) -> str:
        """The phrase of one topic, "" where there is none."""
        return next((p for t, p in self.by_topic if t == topic), "")

    @property
    def listed(self) -> str:
        """All phrases as one list; what is only to be written down is said by itself."""
        return joined(tuple(p for t, p in self.by_topic if t not in ("writing", "sign")))


_OF_THEM = re.compile(r"they(?:['’]re| are)\b", re.I)
_WRITING = re.compile(r"\b(?:(?:the|their|that) (?P<what>[a-z\- ]{3,30}?) )?in writing\b", re.I)
_SIGN = re.compile(
    r"\b(?:sign|start) (?:it |up )?(?P<when>today|tomorrow|tonight|right away|on the spot|this week)\b", re.I
)


def needs_of(
    said: tuple[str, ...], *, asking: tuple[str, ...] = (), dictated: bool = False, beside: Beside = NOTHING
) -> Needs:
    """Read the needs that can be said as a phrase; the others are kept as they were told, to be named.

    Of the words that ask for a text, `asking`, only what offers are about is read: "a call script" is no wish. Where
    figures were `dictated`, a need that tells them is in the text already; what is known of the terms `beside`
    pay is not read once more.
    """
    found: dict[str, str] = dict(beside.by_topic)
    todo: list[str] = []
    why: list[str] = []
    unread: list[str] = []
    for text in (*said, *asking):
        some = sayable_in(text, ("need", "wish"))
        for x in some:
            words = in_full(x.words)
            if (x.form == "thing" and _WRITING.search(x.words)) or (
                x.form in ("thing", "todo") and (beside.knows(x.words) or _is_torn(words))
            ):
                continue
            wanted = x.form in ("thing", "todo") and not (dictated and _is_pay(words))
            topic = topic_of(words) if wanted else ""
            thing = _without_pay(words) if x.form == "thing" and wanted else ""
            if thing and (topic or text not in asking):
                found.setdefault(topic or f"more{len(found)}", _days_of(small(thing)))
            elif topic and " " in words:  # a verb alone names nothing
                found.setdefault(topic, doing(small(words)))
            elif wanted and x.form == "todo" and text not in asking:
                todo.append(small(words))
            elif x.form == "why":
                why.append(small(words))
        if m := _WRITING.search(text):
            found["writing"] = f"the {m['what'].strip()}" if m["what"] else "the terms"
        if m := _SIGN.search(text):
            found["sign"] = m["when"].lower()
        brief = not some and len(text.split()) <= _FEW_WORDS and not beside.knows(text)
        topic = topic_of(text) if brief else ""
        if topic:
            found.setdefault(topic, small(in_full(text.strip(" .,;:!"))))
        elif not some and not dictated and not beside.knows(text):
            unread.append(text)
    return Needs(tuple(found.items()), tuple(dict.fromkeys(todo)), tuple(dict.fromkeys(why)), tuple(unread))


def _is_torn(words: str) -> bool:
    """Whether words name no thing of their own beside pay: a measure, or half of a part of pay ("joining" of "joining
    bonus")."""
    if is_fragment(_days_of(words)):
        return True
    alone = len(words.split()) == 1
    return alone and (bool(components_at(words)) or (not topic_of(words) and not sayable_in(words, ("need", "wish"))))


def _days_of(words: str) -> str:
    """A bare count of days or weeks as what they are of: "28 days" -> "28 days of leave"."""
    counted = next(iter(amounts_in(words)), None)
    bare = counted is not None and counted.counted in ("day", "week") and len(words.split()) <= _PAIR
    return f"{words} of leave" if bare else words


def _without_pay(words: str) -> str:
    """What is named beside a sum of pay: "66k and 15 days vacation" -> "15 days vacation"; the sum is asked for by
    itself."""
    pieces = _LISTED.split(words)
    kept = [p for p in pieces if not any(a.kind == "money" or a.scaled for a in amounts_in(p))]
    return words if len(kept) == len(pieces) or len(pieces) == 1 else joined(tuple(kept))


def _is_pay(words: str) -> bool:
    """Whether words tell a sum or a share: it is in the ask already."""
    return any(a.kind in ("money", "percent", "bare") for a in amounts_in(words))


def topic_of(words: str) -> str:
    """The topic of a wish besides pay: "holiday", "remote", "start" …; "" where it is of none."""
    return kind_of_words("term", words, _NEAR).removeprefix("ask_")


def thing_of(words: str) -> str:
    """What would do instead, as a thing: "if not that then the higher step" -> "the higher step"; "" where it is
    none."""
    for x in sayable_in(words, ("fallback",)):
        if x.form in ("thing", "have") and not is_fragment(_days_of(x.words)) and not _is_pay(x.words):
            return small(in_full(x.words))
        if x.form == "todo":
            return f"to {small(in_full(x.words))}"
    return ""


def put_into(words: str, to: str = "") -> str:
    """What a text is to say, as sentences of the person's: "mention that I led the migration" -> "I led the
    migration."; "" where it fits into none."""
    out = list(map(_ended, dictated_in(words)))  # what is given word for word goes in as it stands
    found = sayable_in(words, ("put_in",))
    if not any(_can_be_said(_to_them(words, x), words) for x in found):
        found = sentences_in(words)
    found = tuple(_whole(words, x) if x.form == "did" else x for x in found)
    for x in () if out else _joined(words, found):
        x = _to_them(words, x)
        x = Sayable(x.form, x.start, x.end, to_addressee(x.words))
        said = _sentence(x) if _can_be_said(x, words) else ""
        said = said if soundness(said) >= WHOLE else ""
        if x.form == "thank" and to and said:
            said = said.replace("Thank you for", f"Thank you, {to}, for", 1)
        if said:
            out.append(said)
    if not out:
        out = _reported(words)
    if not out and (m := _WRITING.search(words)):
        what = f"the {m['what'].strip()}" if m["what"] else "the terms"
        return f"Could I have {what} in writing?"
    return " ".join(out)


def _reported(words: str) -> list[str]:
    """The sentences that a tagger of whole messages finds in words which a text is to have: those that are surely
    whole, and point to nothing before them."""
    found = (x for x in content_in(words) if x.form in STATES and x.form != "have")
    said = (ground_sentence(x.form, x.words) for x in found if x.words.split()[0].casefold() not in POINTS)
    return [s for s in said if s]


def _to_them(text: str, said: Sayable) -> Sayable:
    """What is to be said of them, as it is said to them: "say that they are my first choice" -> "you are my first
    choice"."""
    told = _OF_THEM.match(said.words)
    if said.form != "fact" or told is None or not text[: said.start].strip():
        return said
    return Sayable("fact", said.start, said.end, f"you are{said.words[told.end() :]}")


def _can_be_said(said: Sayable, text: str) -> bool:
    """Whether words that a text is to have can stand in it: a whole sentence, something of the person's own, or a
    thing that offers are about; the name of something else ("my reasons", "the director") is no sentence."""
    match said.form:
        case "fact" | "did":
            return is_sentence(said, text) or (said.words.startswith("you are ") and bool(text[: said.start].strip()))
        case "have":
            return not (_NAMED.match(said.words) or _is_pay(said.words)) and len(said.words.split()) >= _PAIR
        case "thing" | "todo":
            return bool(topic_of(said.words)) and not _is_pay(said.words)
        case _:
            return True


def _ended(sentence: str) -> str:
    """A sentence with its first letter large and a mark at its end."""
    said = in_full(sentence.strip())
    mark = "?" if said.split()[0].casefold() in _ASKING else "."
    return f"{said[0].upper()}{said[1:]}{'' if said[-1] in '.!?' else mark}"


def figures_in(words: str) -> frozenset[float]:
    """The sums, shares and bare figures that words name."""
    return frozenset(a.high for a in amounts_in(words) if a.kind in ("money", "percent", "bare"))


def says_alike(one: str, other: str) -> bool:
    """Whether two sentences say the same in other words: most of their words, or many and a figure."""
    mine, theirs = (frozenset(content_of(x)) for x in (one, other))
    same = figures_in(one) & figures_in(other)
    if not mine or not theirs or (figures_in(one) and figures_in(other) and not same):
        return False
    return len(mine & theirs) / min(len(mine), len(theirs)) >= (_MANY if same else _MOST)


def could_you(words: str) -> str:
    """What they shall do, as it is asked of them: "to send it by Friday" -> "Could you send it by Friday?"."""
    return f"Could you {to_addressee(small(words.strip(' .,;:!?')).removeprefix('to '))}?"


def because(words: str) -> str:
    """A reason as it goes on after "because"."""
    return small(in_full(words.strip(" .,;:!")))


def sentences_out(words: Iterable[str]) -> tuple[str, ...]:
    """The quoted sentences that a text must not have: they go as they stand, and bar none of the figures in them."""
    return tuple(said for text in words for _, _, said in quoted_in(text) if len(said.split()) > _A_SENTENCE)


def hidden_in(words: Iterable[str]) -> tuple[str, ...]:
    """What a text must not say, as phrases: "dont mention my current pay" -> "my current pay"; without whole sentences
    that are quoted."""
    held = tuple(words)
    quoted = [said for text in held for _, _, said in quoted_in(text) if len(said.split()) <= _A_SENTENCE]
    held = tuple(text for text in held if not sentences_out((text,)))
    return (*quoted, *(x.words for text in held for x in sayable_in(text, ("leave_out",)) if x.form == "hide"))


def joined(phrases: tuple[str, ...], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    return phrases[0] if len(phrases) == 1 else f"{', '.join(phrases[:-1])} {last} {phrases[-1]}" if phrases else ""


_IN_TIME = re.compile(r"\b(?:in|since|from|until|till|by|before|after|on|last|next|this|every|of|to)\s+$", re.I)
_NAMED_DAYS = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b",
    re.I,
)


def by_when(deadline: str) -> str:
    """A deadline as the end of a sentence: "by Friday", "within 5 days", "today"."""
    said = re.sub(r"^(?:by|until|before|on|till)\s+", "", deadline.strip(), flags=re.I)
    said = _NAMED_DAYS.sub(lambda m: m[0].capitalize(), said)
    if not said:
        return ""
    if re.match(r"(?:this|next) (?:week|month)\b", said, re.I):
        return said.lower()
    if re.match(r"today|tonight|tomorrow", said, re.I):
        return f"by {said.lower()}" if said.lower().startswith("tom") else said.lower()
    if m := re.match(r"(?:in|within) (.+)", said, re.I):
        return f"within {m[1]}"
    if re.match(rf"{_N}\s*(?:days?|hours?|weeks?|h)\b", said, re.I):
        return f"within {said}"
    if re.match(r"(?:end of|eod|eow|close of)", said, re.I):
        said = {"eod": "the end of the day", "eow": "the end of the week"}.get(
            said.lower(), f"the {said}" if said.lower().startswith("end") else said
        )
    return f"by {said}"
