"""Before a talk: the aims as they will be played and what of them does not fit; what is true of the person is added."""

from __future__ import annotations

from dataclasses import dataclass

from coach.rehearsal.beside import LEAST_SUM
from coach.rehearsal.coaching import Session
from coach.rehearsal.components import item_of
from coach.rehearsal.moment import Stand, moment_of
from coach.rehearsal.scene import Item
from coach.rehearsal.talk import course
from coach.rehearsal.truth import companies_in
from coach.rehearsal.voice import named
from coach.understanding.situation import OtherOffer, Part, Situation
from coach.understanding.spoken import amounts_in


@dataclass(frozen=True, slots=True)
class Aims:
    """Of the part that is talked about first, in the talk's currency, 0 where there is none. `wrong` is what does not fit."""

    name: str
    target: float
    floor: float
    ask: float
    wrong: str = ""


def aims_of(session: Session) -> Aims:
    """The aims of a session that has just begun."""
    scene = session.rehearsal.scenario.scene
    item: Item = next((i for i in scene.target), next(iter(scene.offer), "base"))
    desk = session.desk
    asks = moment_of(Stand(desk.scenario, desk.ground, desk.situation, course(session.rehearsal))).asks
    target, floor, offer = scene.target.get(item, 0.0), scene.floor.get(item, 0.0), scene.offer.get(item, 0.0)
    own = next((p.high for p in desk.situation.floor if p.component == item), 0.0)
    aim = next((p.high for p in desk.situation.target if p.component == item), 0.0)
    wrong = ""
    if own and aim and own > aim:
        wrong = "Your walk-away is above what you aim at; one of the two cannot be meant."
    elif aim and aim <= offer:
        wrong = "What you aim at is on the table already; the talk is played with a higher aim."
    elif aim and item in scene.band and aim < scene.band[item][0]:
        begins = scene.money(scene.band[item][0])
        wrong = f"What you aim at is below where the guide's band begins, {begins}; you may ask for more."
    return Aims(named(scene, item), target, min(floor, target) if target else floor, asks.get(item, 0.0), wrong)


def believed(situation: Situation, words: str) -> Situation:
    """The situation with what was said and it lacked: another company's offer where a sum stands, else a deed."""
    said = amounts_in(words)
    sums = [a for a in said if a.unit != "%" and a.high >= LEAST_SUM]
    companies = companies_in(words)
    if not (sums and companies):
        return situation.model_copy(update={"achievements": (*situation.achievements, words.strip(" .,"))})
    parts = tuple(
        Part(component=item_of(words, a, said) or "base", low=a.low, high=a.high, currency=a.unit) for a in sums
    )
    rest = tuple(o for o in situation.competing if o.company.casefold() != companies[0].casefold())
    return situation.model_copy(update={"competing": (*rest, OtherOffer(company=companies[0], parts=parts))})
