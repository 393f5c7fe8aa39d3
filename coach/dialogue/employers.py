"""Companies, role and place of a message -> the deals of the talk, and which of them is in focus."""

from __future__ import annotations

from dataclasses import replace

from coach.dialogue.change import OFFERED, SURE_PART, SURE_ROLE, Change
from coach.dialogue.counters import counter_at
from coach.dialogue.deals import Deal, Event
from coach.dialogue.dictated import states_in
from coach.understanding.claims import word_given
from coach.understanding.context import called_alike
from coach.understanding.reading import SURE, CompanyPart, Reading
from index.names.levels import levels_at
from index.places import places_in, read_region

_MOST_ODDS, _TURNS_OUT = 3.0, 1.0  # log-odds that one message can add; from where a talk is surely of another kind


def take_companies(c: Change) -> None:
    """Each company of the message finds its deal, or opens one; the focus moves only by a clear switch."""
    _put_right(c)
    _leave_rival(c)
    for i, company in enumerate(_parts(c)):
        if company.denied or c.is_no_name(company) or _is_in_text(c, company):
            continue
        if _is_held(c, i, company):
            continue
        pays = company.part == "mine" and (company.score >= SURE or not c.reading.does("offer"))
        match "job" if company.part == "mine" and not pays else company.part:  # as settled together
            case "mine":
                _take_mine(c, i, company)
            case "past" | "agent" | "just":
                pass
            case "cmp":
                if not c.now.deal.company and not c.now.deal.offer and len(c.reading.companies) == 1:
                    c.of[i] = open_deal(c, company, focus=True)
            case _:
                busy = bool(c.now.deals) and bool(c.now.deal.offer or c.now.deal.status or _has_figures(c))
                alone = not any(x.part == "job" for x in _parts(c))
                rival = company.part == "rival" and company.score > SURE
                lead = company.part == "job" or (
                    alone and not rival and not c.now.deal.company and not c.now.deal.offer
                )
                if not (lead or _is_tied(c, i, company)):
                    continue  # named, and no more
                if not (lead or c.now.deals):
                    c.set(deals=(Deal(),))  # of whom the talk is about nothing is known yet
                fresh = not c.now.deals or not c.now.deal.company
                c.of[i] = open_deal(c, company, focus=lead and (fresh or not busy))
    if not c.now.deals and (c.reading.amounts or c.reading.role):
        c.set(deals=(Deal(),))
    _turn_to_job(c)
    _turn_to_mine(c)


def _is_in_text(c: Change, company: CompanyPart) -> bool:
    """Whether a name that is hardly sure to be an employer's stands in what a text shall say to one whose offer is
    held: "that I can start after Easter"."""
    weak = company.part == "job" and not company.options and company.score < SURE_ROLE and not c.reading.told
    said = states_in(c.reading) if weak and c.now.deal.offer and c.reading.does("ask_words") else ()
    return any(x.start <= company.start < x.end for x in said)


def _turn_to_mine(c: Change) -> None:
    """The talk of which nothing is known yet is one with the present employer, where a reading to be trusted names that
    one, no other as the job, and what is wanted of it."""
    parts = {c.told_as(i): x for i, x in enumerate(c.reading.companies) if c.told_as(i)}
    mine, deal = parts.get("mine"), c.now.deal
    if mine is None or "job" in parts or not c.now.deals or deal.company or deal.offer or deal.kind:
        return
    at = {i for i, x in enumerate(c.reading.companies) if x.part == "mine"}
    wanted = any(a.role in ("wish", "asked") and a.owner in (*at, -1) for a in c.reading.amounts)
    wanted = wanted or any(t.told and t.side in ("wish", "ask") for t in c.reading.terms)
    if wanted or any(x.share("say_raise") >= SURE or x.about("view_stay") >= SURE for x in c.reading.clauses):
        c.put(c.now.focus, company=mine.name, options=mine.options, kind="raise")
        c.of |= dict.fromkeys(at, c.now.focus)


def _leave_rival(c: Change) -> None:
    """Turn to the employer without a name, where a reading to be trusted calls the one in focus another than the one
    that it names as the job."""
    companies = enumerate(c.reading.companies)
    rival = any(c.told_as(i) == "rival" and c.now.deal.is_of(x.name, x.options) for i, x in companies)
    new = any(
        c.told_as(i) == "job" and not any(d.is_of(x.name, x.options) for d in c.now.deals)
        for i, x in enumerate(c.reading.companies)
    )
    unnamed = [n for n, d in enumerate(c.now.deals) if not d.company and d.offer and d.kind != "counter"]
    if rival and new and len(unnamed) == 1:
        c.set(focus=unnamed[0])


def _turn_to_job(c: Change) -> None:
    """Turn to the one employer that a reading to be trusted says the talk is about."""
    jobs = {at for i, at in c.of.items() if c.told_as(i) == "job"}
    at = jobs.pop() if len(jobs) == 1 else c.now.focus
    if at != c.now.focus and c.deal(at).status not in ("declined", "withdrawn") and c.deal(at).kind != "counter":
        c.set(focus=at)
        c.note("focus_moved", c.deal(at).company, c.deal(at).company)


def _has_figures(c: Change) -> bool:
    """Whether the employer in focus was named in this message with a figure that it offers."""
    here = {i for i, at in c.of.items() if at == c.now.focus}
    return any(a.owner in here and a.role == "offer" and a.role_score >= SURE for a in c.reading.amounts)


def _take_mine(c: Change, i: int, company: CompanyPart) -> None:
    """Hold the present employer: a counter-offer without a name is theirs, and a talk with nobody else is about a
    raise."""
    if c.reading.told and c.now.employer and company.name.islower():  # "the hospital" is the one that has a name
        held = (n for n, d in enumerate(c.now.deals) if d.company and called_alike(d.company, c.now.employer))
        if (at := next(held, None)) is not None:
            c.of[i] = at
        return
    c.set(employer=company.name)
    for n, deal in enumerate(c.now.deals):  # who was taken for somebody there is the place itself
        people = tuple(p for p in deal.people if not called_alike(p, company.name))
        c.put(n, people=people, person="" if deal.person and called_alike(deal.person, company.name) else deal.person)
    if (kept := counter_at(c.now)) is not None and not c.deal(kept).company:
        c.put(kept, company=company.name, options=company.options)
        c.of[i] = kept
    elif not any(x.part in ("job", "rival") for x in c.reading.companies) and not c.now.deal.company:
        c.of[i] = open_deal(c, company, focus=True)
        c.put(c.of[i], kind="raise")


def _is_held(c: Change, i: int, company: CompanyPart) -> bool:
    """Whether the talk holds a company; one that turns out to be where the person works is let go of."""
    at = next((n for n, d in enumerate(c.now.deals) if d.is_of(company.name, company.options)), None)
    if at is not None and _is_employer(c, company, at):
        c.set(employer=company.name)
        drop_deal(c, at, company.name)
    elif at is not None:
        c.of[i] = at
        _call(c, at, company)
    return at is not None


def _call(c: Change, at: int, company: CompanyPart) -> None:
    """Hold what else an employer is called."""
    said = (*c.deal(at).called, *((company.name,) if company.label else ()), *company.also)
    if said:
        c.put(at, called=tuple(dict.fromkeys(said)))


def _is_employer(c: Change, company: CompanyPart, at: int) -> bool:
    """Whether what is held beside the deal in focus, without any offer, is said to be where the person works."""
    deal = c.deal(at)
    return at != c.now.focus and not deal.offer and deal.kind != "counter" and company.called == "works"


def _is_tied(c: Change, i: int, company: CompanyPart) -> bool:
    """Whether something ties another employer to the talk: a figure or a day of theirs, words that bring it in, guides
    of it or a part that is all but sure."""
    if company.called == "thing" and not company.options:
        return False
    figures = any(a.owner == i and a.role in ("offer", "up") for a in c.reading.amounts)
    days = any(of == i for _, of in c.reading.due)
    return figures or days or company.called == "offers" or company.score >= SURE_ROLE or bool(company.options)


def drop_deal(c: Change, at: int, words: str) -> None:
    """Let go of an employer that never offered, with all that was held of it."""
    name = c.deal(at).company
    undoes = tuple(n for n, e in enumerate(c.now.events) if name and e.company == name and not e.undoes)
    c.put(at, status="withdrawn", offer=(), terms=(), asked=(), due="")
    c.events.append(
        Event(
            turn=c.now.turn, kind="taken_back", company=name, words=words[:300], thing="rival", undoes=undoes or (-1,)
        )
    )


def _put_right(c: Change) -> None:
    """What a message says is not the employer is none: the one it names instead takes its place, or nobody does."""
    for denied in (x for x in c.reading.companies if x.denied):
        at = next((n for n, d in enumerate(c.now.deals) if d.is_of(denied.name, denied.options)), None)
        others = [x for x in c.reading.companies if not x.denied and not called_alike(x.name, denied.name)]
        instead = next((x for x in others if x.part in ("job", "rival", "just")), None)
        beside = at is not None and at != c.now.focus
        if (instead is None or beside) and not denied.options:
            c.set(no_names=tuple(dict.fromkeys((*c.now.no_names, denied.name))))
        if at is None:
            continue
        deals = enumerate(c.now.deals) if instead else ()
        same = next((n for n, d in deals if instead and d.is_of(instead.name, instead.options)), None)
        if at != c.now.focus or (instead is None and not c.now.deal.offer):
            c.put(at, status="withdrawn")
        elif instead is None:
            c.put(at, company="", options=())  # the offer stands, of whom is open
        else:
            c.put(at, company=instead.name, options=instead.options)
            if same is not None:
                c.put(at, offer=c.deal(at).offer or c.deal(same).offer)
                c.set(deals=tuple(d for n, d in enumerate(c.now.deals) if n != same), focus=at - (same < at))
        c.note("taken_back", c.reading.text, denied.name)


def _parts(c: Change) -> tuple[CompanyPart, ...]:
    """The companies with parts that fit together: one employer is talked with, whoever else offers is another."""
    out: list[CompanyPart] = []
    known = {n for n, x in enumerate(c.reading.companies) if any(d.is_of(x.name, x.options) for d in c.now.deals)}
    held = c.now.deal.company if c.now.deal.offer or c.now.deal.status else ""
    main = next((x for x in c.reading.companies if held and c.now.deal.is_of(x.name, x.options)), None)
    jobs = [x for x in c.reading.companies if x.part == "job"]
    offering = [
        x
        for i, x in enumerate(c.reading.companies)
        if (x.part in ("job", "rival") or x.score < SURE_PART)
        and any(a.owner == i and a.role == "offer" for a in c.reading.amounts)
    ]
    sure = [x for x in offering if x.part == "job" and x.score >= SURE_ROLE]
    given = [x for x in offering if len(offering) > 1 and _has_my_word(c, x)]
    main = main or next(iter(given or sure or offering or jobs), None)
    for n, company in enumerate(c.reading.companies):
        mine = c.now.employer and called_alike(c.now.employer, company.name)
        if mine and n not in known and company.score < SURE_ROLE:
            company = replace(company, part="mine")
        if held and n not in known and company.part in ("job", "rival") and company.score < SURE_PART:
            company = replace(company, part="just")  # another employer comes in only by what surely tells of one
        second = company.part == "job" and main is not None and company.name.casefold() != main.name.casefold()
        if c.told_as(n) in ("job", "rival"):
            out.append(company)
            continue
        if company is main and company.part in ("just", "cmp", "rival") and company in offering and not held:
            company = replace(company, part="job")
        elif company in offering and company.part in ("just", "cmp", "past"):
            company = replace(company, part="rival")
        out.append(
            replace(company, part="rival") if second or (company.part == "job" and held and main is None) else company
        )
    return tuple(out)


def _has_my_word(c: Change, company: CompanyPart) -> bool:
    """Whether the person says that they have said yes to this one: of two, that is the job which they have."""
    clause = next((x for x in c.reading.clauses if x.start <= company.start < x.end), None)
    return clause is not None and word_given(c.reading, company, clause)


def open_deal(c: Change, company: CompanyPart, *, focus: bool) -> int:
    """A deal for a company; one that was talked of without a name gets it."""
    name = company.name
    if focus and c.now.deals and not c.now.deal.company:
        c.put(c.now.focus, company=name, options=company.options, label=company.label)
        _call(c, c.now.focus, company)
        return c.now.focus
    c.set(deals=(*c.now.deals, Deal(company=name, options=company.options, label=company.label)))
    at = len(c.now.deals) - 1
    _call(c, at, company)
    if focus:
        if c.now.deals[c.now.focus].company and at != c.now.focus:
            c.note("focus_moved", name, name)
        c.set(focus=at)
    return at


def _is_wider(place: str, held: str) -> bool:
    """Whether a place is the country that another one lies in."""
    return any(p.key.startswith("country:") and p.country in read_region(held).countries for p in places_in(place))


def _title_put_right(c: Change) -> tuple[str, str] | None:
    """(the role, its title) that a message about the text names and the text does not say; None where it names none."""
    wanted, titles, r = c.now.wanted, c.reading.titles, c.reading
    fresh = [t for t in titles if not wanted.says(t[1])]
    right = r.does("correct", "ask_edit", "ask_words", "takeback") or len(fresh) < len(titles)
    deal = c.deal(c.now.focus)
    blamed = len(fresh) == 1 and fresh[0][1].casefold() == deal.role.casefold() != deal.role_said.casefold()
    return fresh[0] if wanted.written and right and len(fresh) == 1 and not blamed else None


def _kind_of_talk(c: Change, deal: Deal, *, tells: bool) -> str:
    """Whether the talk is about a raise after all, or what was taken for one turns out to be another job; "" for as
    before."""
    r = c.reading
    if deal.kind == "raise" and c.now.raising < -_TURNS_OUT and not c.now.employer and (deal.offer or r.does("offer")):
        return "new_offer"
    raises = tells and r.talk == "raise" and c.now.raising >= 0 and not deal.kind and not deal.offer
    return "raise" if raises else ""


def _is_in_term(r: Reading) -> bool:
    """Whether the place that was read is where the person may work some of the time: words of a term beside pay."""
    at = r.text.find(r.place) if r.place else -1
    return at >= 0 and any(t.kind == "remote" and t.start <= at < t.end for t in r.terms)


def _level(c: Change) -> str:
    """The level of the job that a message names: one that somebody who has told their pay only wishes for is none yet,
    and where it names two, the other one is."""
    r = c.reading
    if not (r.level or r.does("pay")) or not (c.now.current or r.does("pay")):
        return r.level
    wishes = [(t.start, t.end) for t in r.terms if t.told and t.side in ("wish", "ask", "instead")]
    wishes += [(x.start, x.end) for x in r.clauses if x.share("wish") >= SURE and not x.does("pay")]
    own = dict.fromkeys(code for at, code in levels_at(r.text) if not any(start <= at < end for start, end in wishes))
    if r.level:
        return r.level if not wishes or r.level in own else ""
    return next(iter(own)) if wishes and len(own) == 1 else ""


def _place(c: Change) -> str:
    """Where the job is that the message is about; where the person says they work is held as that."""
    r = c.reading
    home, offered = "", ""
    for place in r.mentions.places if r.mentions else ():
        at = r.mentions.words[place.first].start if r.mentions else 0
        clause = next((x for x in r.clauses if x.start <= at < x.end), None)
        if clause is None or place.weak or place.unknown:
            continue
        if clause.share("offer") >= SURE:
            offered = offered or place.name
        elif max(clause.share("story"), clause.share("pay")) >= SURE and not clause.text.rstrip().endswith("?"):
            home = home or place.name
    if home:
        c.set(home=home)
    return offered if home and r.place == home and offered else r.place


def take_job(c: Change) -> None:
    """Role, place and level of the job in focus, where the message tells them and does not only look elsewhere."""
    if not c.now.deals:
        return
    r, at = c.reading, c.now.focus
    deal = c.deal(at)
    named = [i for i, x in enumerate(r.companies) if x.part != "just"]
    of_focus = not named or any(c.of.get(i) == at for i in named)
    asks = r.does("ask_band", "ask_compare", "ask_level", "ask_source", "ask_fact", "ask_which")
    asks = asks or (len(r.clauses) == 1 and r.text.rstrip().endswith("?"))
    tells = r.does(*OFFERED, "pay", "story", "need", "wish", "edit_info", "correct")
    if not of_focus:
        return
    news: dict[str, object] = {}
    listed = r.mentions is None or any(m.role for m in r.mentions.roles)
    place = _place(c)
    for key, value in (("role", r.role), ("region", place), ("level", _level(c))):
        held = getattr(deal, key)
        if key == "role" and held and not listed:
            continue  # "used by 300 drivers" makes nobody a driver
        if key == "region" and ((held and _is_wider(value, held)) or _is_in_term(r)):
            continue  # "not usual in the Netherlands" moves nobody out of Rotterdam, nor do two days of home office
        # "What about Chicago?" looks elsewhere; the offer in hand stays where it is.
        if value and ((tells and not asks) if held and deal.offer else (tells or not asks or not deal.offer)):
            news[key] = value
            if key == "role":
                news["role_said"] = r.title or (deal.role_said if value == deal.role else "")
    if put_right := _title_put_right(c):
        news["role"], news["role_said"] = put_right
    if tells or r.does("offer", "ask_words", "correct"):
        c.set(raising=c.now.raising + max(-_MOST_ODDS, min(_MOST_ODDS, r.raising)))
    if kind := _kind_of_talk(c, deal, tells=tells):
        news["kind"] = kind
    if news:
        c.put(at, **news)
