"""What a text is made from -> its fields, and which of them hold: the ask, what carries it, the names."""

from __future__ import annotations

import re

from coach.phrasing.shorthand import in_full
from coach.phrasing.terms import is_adjunct
from coach.phrasing.texts import words
from coach.scripts.figures import NAMES, Figures, bring, called, moves, noun
from coach.scripts.own import (
    MOST_WORDS,
    because,
    by_when,
    figures_in,
    joined,
    put_into,
    result_of,
    says_alike,
    thing_of,
)
from coach.scripts.told import Told, british, dictated_ask
from coach.standing.footing import room_of, same_footing, yearly
from coach.standing.package import AskFor
from coach.understanding.days import names_day, tells_span
from coach.understanding.situation import OtherOffer, Part
from index.guide import Component

_GROUNDS = 4  # reasons of a text


def fields_of(told: Told, figures: Figures, channel: str) -> tuple[dict[str, str], frozenset[str]]:
    """The fields of a text, and what holds in this situation."""
    s, guide = told.situation, told.guide
    company, role = s.company or (guide.company_name if guide else ""), _role(told)
    place = (
        told.band.region.label.partition(" (")[0].partition(",")[0]
        if told.band and told.band.region and not told.band.region.remote
        else s.region
    )
    by, span = by_when(s.deadline), not names_day(told.until) and tells_span(told.until)
    fields = {
        "company": company, "job": f"the {role} role" if role else "the role",
        "role_here": "this role" + (f" in {place}" if place else ""), "to": told.to, "signed": told.signed,
        "the_offer": _the_offer(company, role), "by": by, "deadline": by.partition(" ")[2] or s.deadline,
        "by_deadline": re.sub(r"^ by (?!tomorrow)", " before ", f" {by}") if s.deadline else "",
        "why": _own_reason(told, figures), "until": "" if span else re.sub(r"^(?:by|until) ", "", by_when(told.until)),
        "span": told.until if span else "", "minutes": f"{told.minutes:g} minutes" if told.minutes else "half an hour",
        "then": _then(told.until),
        "refused": told.refused, "needs": told.needs.listed, "todo": joined(told.needs.todo),
        "recap": _recap(told, figures), "repaid": figures.registered(told.beside.repaid),
        "differ_told": figures.registered(joined(tuple(a for a, _ in told.beside.differs))),
        "differ_now": figures.registered(joined(tuple(b for _, b in told.beside.differs))),
        "minded": figures.registered(joined(told.beside.minded)),
    }  # fmt: skip
    subject = "My pay" if told.is_raise else upper(f"{role} role") if role else "Your offer"
    fields["Job"], fields["Deadline"] = subject, upper(fields["deadline"])
    fields |= {f"need_{topic}": figures.registered(phrase) for topic, phrase in told.needs.by_topic}
    if fields.get("need_sign"):
        fields["by_deadline"] = f" {fields['need_sign']}"
    _asks(told, figures, fields)
    if told.is_raise:  # nobody signs on with whom they work for already
        fields |= {k: v.replace("sign-on bonus", "one-off payment") for k, v in fields.items()}
    _reasons(told, figures, fields)
    pay = next((p for p in s.current if p.component == (told.said[0].component if told.said else "base")), None)
    fields["pay"] = f"{figures.part(pay, 'pay')}{per_period(pay)}" if pay else ""
    length = (
        "short" if (channel, told.style.length) == ("chat", "full") else told.style.length
    )  # what is texted is short
    facts = {channel, length, told.style.tone, told.style.spelling} | {
        k
        for k in (
            "company",
            "needs",
            "refused",
            "why",
            "until",
            "then",
            "span",
            "deed",
            "deed2",
            "band",
            "left",
            "fallback",
            "rival",
            "rival_figure",
            "repaid",
            "differ_told",
            "minded",
        )
        if fields.get(k)
    }
    facts |= {f"need_{topic}" for topic, _ in told.needs.by_topic}
    main = told.said[0] if told.said else None
    now = next((p for p in s.current if main and same_footing(p, main.part)), None)
    wished = told.dictated or bool(told.made and told.made.why == "wish")
    more = {
        "ready": told.ready or bool(told.needs.of("sign")), "todo": bool(told.needs.todo),
        "open": not told.ready,
        "others": told.others or bool(s.competing), "raise": told.is_raise, "ask": bool(told.said),
        "several": len(told.said) > 1, "either": told.either, "told": bool(told.said) and wished,
        "deadline": bool(s.deadline), "offer": bool(fields["recap"]), "role": bool(role), "place": bool(place),
        "current": bool(pay), "british": british(told), "asked": bool(told.asked) and bool(told.said),
        "one_off": bool(main and main.component == "signing"), "stays": bool(main and now and main.value == now.high),
    }  # fmt: skip
    return fields, frozenset(facts | {k for k, v in more.items() if v})


def _then(day: str) -> str:
    """A day as the time of a meeting: "on Thursday", "tomorrow", "next week"."""
    said = re.sub(r"^(?:by|until|on) ", "", by_when(day))
    return f"on {said}" if said[:1].isupper() or said[:1].isdigit() else said


def _own_reason(told: Told, figures: Figures) -> str:
    """The person's own reason, as it follows "because"; a figure in it would be one more ask, or pay that is told."""
    fit = (w for w in told.why if not figures_in(w) and len(w.split()) <= MOST_WORDS)
    return figures.registered(next((because(w) for w in fit), ""))


def _recap(told: Told, figures: Figures) -> str:
    """The parts of the offer in a row; where the text answers, the terms beside pay that they give as
    well. A raise has no sign-on."""
    parts = [
        p for p in told.situation.offer if p.component != "other" and not (told.is_raise and p.component == "signing")
    ]
    said = (
        noun(figures.part(p, "held"), p.component, p.period, p.currency, plain=figures.plain)
        + (figures.registered(f" ({p.many_salaries})") if p.many_salaries else "")
        + figures.then(p, "held")
        for p in parts
    )
    terms = told.beside.given if told.kind.answers else ()
    given = (figures.registered(g) for g in terms if " " in g and not is_adjunct(g))  # a bare word is none in a list
    return joined((*said, *given, *(f"no {NAMES[c]}" for c in _missing(told))))


def _missing(told: Told) -> tuple[str, ...]:
    """The parts that were spoken of and are not in the terms, for a text that sets the one against the other."""
    if told.kind is not words().kinds["letter_differs"]:
        return ()
    return tuple(a.component for a in told.said if told.part(a.component) is None)


def _the_offer(company: str, role: str) -> str:
    """The offer, by what it is for: "the offer to join Monzo as a senior software engineer"."""
    first = role.split(" ")[0]
    spelled = bool(re.match(r"[A-Z]{2,4}\b", first))  # "an ML engineer", "an SRE"
    an = bool(re.match("[AEFHILMNORSX]" if spelled else "[aeioAEIO]", role))
    as_ = f" as {'an' if an else 'a'} {role}" if role else ""
    if company:
        return f"the offer to join {company}{as_}" if as_ else "your offer"
    return f"the offer for the {role} role" if role else "your offer"


def per_period(part: Part) -> str:
    """The words for a part's period: " a month"; "" for a year."""
    return {"month": " a month", "hour": " an hour", "day": " a day", "week": " a week"}.get(part.period, "")


def _role(told: Told) -> str:
    name = told.situation.role or (told.guide.role_name if told.guide else "")
    return in_full(re.sub(r"\b(?:role|position|job)\b", "", name, flags=re.I).strip())


def upper(words: str) -> str:
    """Words with their first letter large."""
    return f"{words[:1].upper()}{words[1:]}"


def _asks(told: Told, figures: Figures, fields: dict[str, str]) -> None:
    """What is asked, as a thing and as a move; the alternative, once."""
    fields |= {
        "ask": "",
        "move": "",
        "figure": "",
        "part": "",
        "the_part": "",
        "fallback": "",
        "fallback_move": "",
        "a_part": "",
    }
    component = told.kind.component
    fields["a_part"] = {"signing": "a sign-on bonus", "stock": "stock"}.get(component, "movement")
    if not told.said:
        return
    mine = "my" if told.is_raise else "the"
    slots = [figures.ask(a) for a in told.said]
    thens = [_then_asked(told, a, figures) for a in told.said]
    nouns = tuple(
        noun(s, a.component, a.period, a.currency, plain=figures.plain) + then
        for s, a, then in zip(slots, told.said, thens, strict=True)
    )
    fields["ask"] = ("either " if told.either and len(nouns) > 1 else "") + joined(
        nouns, "or" if told.either else "and"
    )
    fields["move"] = moves(
        [
            bring(s, a, told.part(a.component), mine, plain=figures.plain) + then
            for s, a, then in zip(slots, told.said, thens, strict=True)
        ],
        either=told.either,
    )
    main = told.said[0]
    fields["figure"] = joined(tuple(slots), "or" if told.either else "and") + (
        per_period(main.part) if len(slots) == 1 else ""
    )
    name = called(main.component, main.period, mine, plain=figures.plain)
    fields["part"] = name
    fields["the_part"] = f"{mine} {name}"
    if first := beside_pay((*told.beside.first, *told.beside.adjuncts)):
        fields |= {key: f"{fields[key]}{figures.registered(first)}" for key in ("ask", "move")}
    if told.beside.ways and (other := _second_way(told, figures, mine)):
        fields |= {key: f"{fields[key]}, or {way}" for key, way in zip(("ask", "move"), other, strict=True)}
        return
    if own := _own_fallback(told, figures):
        fields["fallback"], fields["fallback_move"] = own
        return
    fallback = told.made.fallback if told.made and not told.dictated else None
    if (
        fallback
        and any(
            "{move}" in t.text or "{ask}" in t.text for t in told.kind.texts
        )  # else nothing is asked to fall back from
        and not told.kind.component
        and fallback.component not in {a.component for a in told.said}
        and len(told.said) == 1
    ):
        slot = figures.ask(fallback, "fallback")
        fields["fallback"] = noun(slot, fallback.component, fallback.period, fallback.currency, plain=figures.plain)
        fields["fallback_move"] = bring(slot, fallback, told.part(fallback.component), mine, plain=figures.plain)


def _then_asked(told: Told, ask: AskFor, figures: Figures) -> str:
    """What follows a figure that is asked for: its later stages, or "from the start" where it is what they offer for
    later."""
    if ask.later:
        return figures.then(ask.part, "ask")
    held = told.part(ask.component)
    later = held is not None and same_footing(held, ask.part) and any(s.amount == ask.value for s in held.later)
    return " from the start" if later else ""


def beside_pay(terms: tuple[str, ...]) -> str:
    """Terms as they go on behind a figure: " from day one", " with a day from home"."""
    things = tuple(t for t in terms if not is_adjunct(t))
    return "".join(f" {t}" for t in terms if is_adjunct(t)) + (f" with {joined(things)}" if things else "")


def _second_way(told: Told, figures: Figures, mine: str) -> tuple[str, str] | None:
    """(as a thing, as a move) the second of two ways, as it follows "or": a figure of the same part goes on with
    "to"."""
    asks = [dictated_ask(p, told.situation) for p in told.second if p.component != "other"]
    terms = tuple(figures.registered(t) for t in told.beside.instead)
    things, does = [], []
    main = told.said[0]
    verb = bring("", main, told.part(main.component), mine).split(" ", 1)[0]
    for a in asks:
        slot = figures.ask(a)
        if a.component == main.component:
            lead = {"bring": "to", "set": "at"}.get(verb, "of")
            things.append(f"{slot}{per_period(a.part)}")
            does.append(f"{lead} {slot}{per_period(a.part)}")
        else:
            things.append(noun(slot, a.component, a.period, a.currency, plain=figures.plain))
            does.append(bring(slot, a, told.part(a.component), mine, plain=figures.plain))
    if asks:
        beside = beside_pay(terms)
        return f"{joined(tuple(things))}{beside}", f"{joined(tuple(does))}{beside}"
    had = tuple(t for t in terms if not is_adjunct(t))
    return (joined(had), f"agree to {joined(had)}") if had else None


def _own_fallback(told: Told, figures: Figures) -> tuple[str, str] | None:
    """(as a thing, as a move) what the person said would do instead, "" where they said nothing that fits into a
    sentence."""
    asks = [dictated_ask(p, told.situation) for p in told.second if p.component != "other"]
    terms = tuple(figures.registered(t) for t in told.beside.instead if asks or not is_adjunct(t))
    same = {a.component for a in told.said}
    nouns = []
    for a in asks:
        slot = figures.ask(a, "fallback")
        if terms and a.component in same:  # less of the same, with something beside it
            figures.roles[slot] = ("fallback", "beside")
            nouns.append(f"{slot}{per_period(a.part)}")
        else:
            nouns.append(noun(slot, a.component, a.period, a.currency, plain=figures.plain))
    if nouns and terms:
        nouns[-1] += beside_pay(terms)
    elif terms:
        nouns = [*terms]
    nouns += [thing for words_ in told.instead if not nouns and (thing := thing_of(words_))]
    if not nouns:
        return None
    return joined(tuple(nouns)), f"do {joined(tuple(nouns))}"


def _reasons(told: Told, figures: Figures, fields: dict[str, str]) -> None:
    """What carries the ask: the person's own deed, another offer, the range for the role, what leaving costs."""
    s = told.situation
    fields |= {"deed": "", "deed2": "", "band": "", "left": "", "rival": "", "rival_offer": "", "rival_figure": ""}
    own = (*told.grounds, *filter(None, map(put_into, told.put_in)))
    deeds = tuple(d for d in _of_deeds(told) if not any(says_alike(d, x) for x in own))
    grounds = (*deeds, *told.grounds)[:_GROUNDS]
    first = 1 if told.style.length == "full" else len(grounds)
    fields["deed"] = figures.registered(" ".join(grounds[:first]))
    fields["deed2"] = figures.registered(" ".join(grounds[first:]))
    told_left = figures_in(" ".join((*grounds, *told.put_in)))
    if s.left and not told.is_raise and not any(_thousands(p) & told_left for p in s.left):
        fields["left"] = joined(tuple(_left(p, figures) for p in s.left))
    best = _best_rival(told)
    if best:
        other, part = best
        fields["rival"] = other.company
        if part:
            fields["rival_figure"] = fields["rival_offer"] = noun(
                figures.part(part, "rival"), part.component, part.period, part.currency, plain=figures.plain
            )
    component: Component = told.said[0].component if told.said else "base"
    fields["band"] = _band(told, component, figures)
    region = told.band.region if told.band else None
    place = f" in {region.label.partition(' (')[0].partition(',')[0]}" if region and not region.remote else ""
    fields["range_of"] = f"the {'total pay' if component == 'total' else component} range for this role{place}"


def _of_deeds(told: Told) -> tuple[str, ...]:
    """What the person did, as sentences."""
    deeds = told.situation.achievements
    deeds = (_mention(told.style.mention), *deeds) if told.style.mention else deeds
    return tuple(said for n in range(_GROUNDS) if (said := result_of(deeds, n)))


def _thousands(part: Part) -> frozenset[float]:
    """A figure as it may be written: in full, or in thousands."""
    return frozenset((part.high, part.high / 1000))


def _mention(words_: str) -> str:
    return (
        words_
        if re.match(r"i\b", words_, re.I)
        else f"I'd point to {words_}"
        if re.match(r"(?:my|our|the)\b", words_, re.I)
        else ""
    )


def _left(part: Part, figures: Figures) -> str:
    slot = figures.part(part, "left")
    return {"stock": f"{slot} of unvested stock", "bonus": f"a bonus of {slot}"}.get(part.component, f"{slot}")


def _best_rival(told: Told) -> tuple[OtherOffer, Part | None] | None:
    """The other offer to name, with its telling figure; one that is lower than this, or must not be named, stays
    out."""
    s = told.situation
    unsaid = {x.casefold() for x in told.style.left_out} | {s.company.casefold()}
    others = [o for o in s.competing if o.company.casefold() not in unsaid]
    currency = next((p.currency for p in told.held if p.currency != "%"), "")
    found: list[tuple[float, OtherOffer, Part | None]] = []
    for other in others:
        for p in other.parts:
            mine = told.part(p.component)
            if p.currency not in (currency, "") or p.component in ("bonus", "signing", "other"):
                continue
            if mine and same_footing(p, mine) and p.high > mine.high:
                found.append((2 if told.said and p.component == told.said[0].component else 1, other, p))
            elif (
                p.component == "total"
                and not mine
                and yearly(p.high, "total", p.period, p.currency, 0) > _sum(told.held)
            ):
                found.append((1, other, p))
        if not other.parts:
            found.append((0, other, None))
    return max(found, key=lambda f: f[0])[1:] if found else None


def _sum(parts: tuple[Part, ...]) -> float:
    base = next((yearly(p.high, "base", p.period, p.currency, 0) for p in parts if p.component == "base"), 0.0)
    return sum(
        yearly(p.high, p.component, p.period, p.currency, base)
        for p in parts
        if p.component not in ("total", "signing")
    )


def _band(told: Told, component: Component, figures: Figures) -> str:
    """The range of the part asked for, where it speaks for the ask."""
    held = told.part(component)
    if (
        told.band is None
        or told.guide is None
        or (held is None and told.held)
        or component not in ("base", "total", "stock")
    ):
        return ""
    s = told.situation
    money = (
        held.currency
        if held
        else next(
            (p.currency for p in (*s.offer, *s.current, *s.target) if p.currency not in ("", "%")), told.band.currency
        )
    )
    room = room_of(component, held, told.band, told.held, money)
    ask = next((a for a in told.said if a.component == component), None)
    if room is None or (ask and ask.value > room.high * 1.02) or (held and held.high >= (room.low + room.high) / 2):
        return ""
    return figures.range(component, held, told.held)
