"""Guide + row + situation -> the one figure that a script asks for, traced to the guide's line or to its formula."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coach.aims import Aim, aim_of
from coach.draft import Draft
from coach.goals import Goals, goals_for
from coach.phrasing import Style
from coach.phrasing.phrases import Kind, phrases
from coach.reply import Figure
from coach.scripts.tailor import Tailored
from coach.situation import Situation
from index.guide import Band, Component, Guide, Lever, Lines
from index.money import Range, format_amount, format_range
from index.parse.targets import targets_in

PARTS: tuple[Component, ...] = ("base", "total", "stock", "bonus", "signing")
SPOKEN: dict[str, str] = {
    "base": "base", "total": "total compensation", "stock": "stock", "bonus": "annual bonus", "signing": "sign-on bonus",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """All that a script is made from. `band` is the row in question, None where the place or level is open."""

    guide: Guide
    band: Band | None
    situation: Situation
    style: Style
    lever: Lever | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    component: Component
    text: str
    above: bool
    note: str
    levers: bool = False


def ask_of(kind: Kind, case: Case, tailored: Tailored, draft: Draft) -> Ask | None:
    """The one figure to ask for: the lever's own, moved to the row; else that of the component lowest against its band."""
    if case.band is None:
        return None
    guide, band = case.guide, case.band
    wanted = kind.component or ""
    # Outside its own script, a lever gives the reason; the figure is that of the part offered lowest.
    own_script = not case.situation.offer or kind is phrases().kinds["lever"]
    aim = aim_of(guide, band, case.lever, tailored.asks) if case.lever and not wanted and own_script else None
    if aim and _beats(aim, case.situation):
        return replace(_from_aim(aim, case, draft), levers=True)
    own = _without_band(case, tailored, draft) if own_script and wanted in ("", "signing") else None
    if own:
        return own
    order = [wanted] if wanted else [_weakest(case), *PARTS]
    for component in order:
        goals = goals_for(guide, band, component, case.situation) if component else None  # type: ignore[arg-type]
        if goals:
            return _from_goals(goals, case, draft)
    return None


def _without_band(case: Case, tailored: Tailored, draft: Draft) -> Ask | None:
    """The lever's own figure for a part that the row has no band for, such as a sign-on bonus."""
    assert case.band is not None  # noqa: S101 - the caller has looked
    if not case.lever:
        return None
    for sentence in tailored.asks:
        for target in targets_in(sentence, case.lever.lines.first, "open"):
            pay = case.band.pay(target.component)
            if (pay and (pay.amount or pay.percent)) or target.amount.unit not in ("", case.band.currency):
                continue
            source = draft.cite(case.guide, case.lever.lines, case.lever.title)
            slot = draft.amount(
                case.guide,
                replace(target.amount, text=""),
                "script",
                target.component,
                case.lever.lines,
                case.lever.title,
            )
            name = SPOKEN[target.component]
            note = f"The guide has no {name} band; the figure is its script's own {source}."
            return Ask(target.component, slot, False, note, levers=True)
    return None


def _weakest(case: Case) -> str:
    """The offered part that stands lowest in its band."""
    from coach.offer import push_first, stand

    assert case.band is not None  # noqa: S101 - the caller has looked
    standings = [s for o in case.situation.offer if (s := stand(o, case.band, case.situation.offer))]
    first = push_first(standings)
    return first.offered.component if first else ""


def _beats(aim: Aim, situation: Situation) -> bool:
    """Whether the figure is more than what is on the table already."""
    part = next((p for p in situation.offer if p.component == aim.target.component), None)
    return part is None or part.currency not in ("", aim.unit) or aim.high > part.high


def _from_aim(aim: Aim, case: Case, draft: Draft) -> Ask:
    band, component = case.band, aim.target.component
    assert band is not None  # noqa: S101 - the caller has looked
    source = draft.cite(case.guide, aim.lines, aim.heading)
    pay = band.pay(component)
    above = bool(pay and pay.amount and aim.high > pay.amount.high)
    if not aim.moved_from:
        top = replace(aim.target.amount, low=aim.high, period=None, open_ended=False, approximate=False, text="")
        slot = draft.amount(case.guide, top, "script", component, aim.lines, aim.heading)
        return Ask(component, slot, above, f"The ask is the guide's own figure {source}.")
    at = _share(aim, draft, case)
    said = _plain_share(aim)
    formula = f"{said} of the way up the band, as {aim.target.amount.text} is in {aim.moved_from}"
    slot = draft.add(figure_of(case, component, aim.unit, aim.high, aim.high, "derived", formula))
    theirs = draft.amount(case.guide, replace(aim.target.amount, text=""), "script", component, aim.lines, aim.heading)
    stretch = (
        ""
        if aim.low == aim.high
        else f", {draft.add(figure_of(case, component, aim.unit, aim.low, aim.high, 'derived', formula))}"
    )
    where = band.region.label if band.region else "this row"
    return Ask(
        component, slot, above,
        f"The guide's script asks for {theirs} {source}, which stands {at} of the way up the {aim.moved_from} band; "
        f"the ask is the top of the same stretch of the {where} band{stretch}.",
    )  # fmt: skip


def _plain_share(aim: Aim) -> str:
    low, high = (f"{round(p * 100)}%" for p in aim.positions)
    return low if low == high else f"{low} to {high}"


def _share(aim: Aim, draft: Draft, case: Case) -> str:
    """How far up its band a figure stands, as slots."""
    low, high = (round(p * 100) for p in aim.positions)
    figure = figure_of(case, aim.target.component, "%", low, high, "derived", "(figure − low) ÷ (high − low)")
    return draft.add(figure)


def _from_goals(goals: Goals, case: Case, draft: Draft) -> Ask:
    assert case.band is not None  # noqa: S101 - the caller has looked
    ask = goals.ask
    slot = draft.add(figure_of(case, ask.component, ask.unit, ask.value, ask.value, "derived", ask.formula))
    band = draft.pay(case.guide, case.band, goals.pay, goals.pay.amount or goals.pay.percent)  # type: ignore[arg-type]
    mark = draft.cite(case.guide, Lines(goals.pay.line, goals.pay.line), case.band.heading)
    source = f" {draft.cite(case.guide, *ask.source)}" if ask.source else ""
    lines, heading = ask.source or (Lines(goals.pay.line, goals.pay.line), case.band.heading)
    formula = draft.quote(case.guide, ask.formula, "strategy", lines, heading)
    return Ask(
        ask.component,
        slot,
        goals.above,
        f"The ask of {slot} is {formula}{source}; the {SPOKEN[ask.component]} band is {band} {mark}.",
    )


def figure_of(
    case: Case, component: str, unit: str, low: float, high: float, kind: str, formula: str | None = None
) -> Figure:
    text = format_amount(low, unit) if low == high else format_range(Range(low, high, unit))
    region = case.band.region.label if case.band and case.band.region else ""
    return Figure(
        text=text, kind=kind, component=component, company=case.guide.company, role=case.guide.role, region=region,  # type: ignore[arg-type]
        currency="" if unit == "%" else unit, unit="percent" if unit == "%" else "absolute", low=low, high=high, formula=formula,
    )  # fmt: skip
