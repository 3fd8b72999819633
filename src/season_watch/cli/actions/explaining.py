"""Why an item is read as it is: sentence → rule → claim → the board's decision, and what almost was a claim."""

from collections.abc import Iterator

from season_watch.cli.actions.cases import Case, Heard, cases_of
from season_watch.cli.actions.context import in_context
from season_watch.cli.documents import Document, claim_document, evidence_document
from season_watch.cli.options import Options
from season_watch.cli.output import BLANK, Line, show_json, show_lines
from season_watch.cli.phrases import fact_phrase, minute
from season_watch.model.board import Fact, Update
from season_watch.model.claim import Certainty, Claim, NearMiss
from season_watch.model.item import Item, TextState
from season_watch.policy.trust import believed


def explain(options: Options, what: str, *, as_json: bool) -> None:
    """Print how each item that `what` names is read now, for every watch that it concerns."""
    cases = cases_of(options, what)
    if as_json:
        show_json([_document(case) for case in cases])
    else:
        show_lines(tuple(line for case in cases for line in _lines(case))[:-1])


def decision(item: Item, claim: Claim, updates: tuple[Update, ...]) -> str:
    """What came of a claim, in a few words."""
    fact = _fact(item, claim)
    for update in updates:
        if (update.fact.facet, update.fact.state, update.fact.value) == (fact.facet, fact.state, fact.value):
            return f"an update: {update.change}, {update.reason}"
    if item.duplicate_of is not None:
        return f"nothing: the item is a copy of {item.duplicate_of}"
    if fact.certainty is Certainty.PREDICTED:
        return "no update: a prediction is noted, and is no news"
    return "no update: it tells the board nothing new"


def _fact(item: Item, claim: Claim) -> Fact:
    """The claim as the board takes it."""
    headline_only = item.text_state is not TextState.FULL
    certainty = believed(claim.certainty, item.trust, headline_only=headline_only)
    return Fact(facet=claim.facet, state=claim.state, value=claim.value, certainty=certainty)


def _document(case: Case) -> Document:
    item = case.item
    return {
        "item": item.id,
        "url": item.url,
        "title": item.title,
        "outlet": item.outlet,
        "trust": item.trust,
        "published": item.published.isoformat(),
        "duplicate_of": item.duplicate_of,
        "readings": [_heard_document(item, heard) for heard in case.heard],
    }


def _heard_document(item: Item, heard: Heard) -> Document:
    reading = heard.reading
    return {
        "watch": reading.watch,
        "about": reading.about,
        "claims": [
            {
                **claim_document(claim),
                "sentence": in_context(item, claim.evidence).marked(),
                "decision": decision(item, claim, heard.updates),
            }
            for claim in reading.claims
        ],
        "near_misses": [
            {"rule": miss.rule, "reason": miss.reason, "evidence": evidence_document(miss.evidence)}
            for miss in reading.near_misses
        ],
    }


def _lines(case: Case) -> Iterator[Line]:
    item = case.item
    yield Line(text=item.title, style="bold")
    yield Line(text=f"{item.outlet} ({item.trust}), {minute(item.published)}, {item.url}")
    if not case.heard:
        yield Line(text="It mentions no watch.", indent=2)
    for heard in case.heard:
        yield from _heard_lines(item, heard)
    yield BLANK


def _heard_lines(item: Item, heard: Heard) -> Iterator[Line]:
    reading = heard.reading
    yield BLANK
    about = "is about" if reading.about else "mentions, and is not about,"
    yield Line(text=f"The item {about} {reading.watch}.", indent=2)
    for claim in reading.claims:
        yield from _claim_lines(item, claim, heard.updates)
    for miss in reading.near_misses:
        yield from _near_miss_lines(item, miss)
    if not reading.claims:
        yield Line(text="It claims nothing.", indent=2)


def _claim_lines(item: Item, claim: Claim, updates: tuple[Update, ...]) -> Iterator[Line]:
    cues = f", weighed by {', '.join(claim.cues)}" if claim.cues else ""
    taken = _fact(item, claim)
    yield Line(text=f"{claim.facet}: {fact_phrase(taken)}", indent=2, style="bold")
    yield Line(text=f"sentence: {in_context(item, claim.evidence).marked()}", indent=4)
    yield Line(text=f"rule: {claim.rule}{cues}", indent=4)
    if taken.certainty is not claim.certainty:
        yield Line(text=f"source: says {claim.certainty}; as {item.trust} it counts as {taken.certainty}", indent=4)
    yield Line(text=f"board: {decision(item, claim, updates)}", indent=4)


def _near_miss_lines(item: Item, miss: NearMiss) -> Iterator[Line]:
    yield Line(text=f"no claim: {miss.reason}", indent=2, style="dim")
    yield Line(text=f"sentence: {in_context(item, miss.evidence).marked()}", indent=4, style="dim")
    yield Line(text=f"rule: {miss.rule}", indent=4, style="dim")
