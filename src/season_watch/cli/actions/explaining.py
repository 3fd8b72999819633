"""Why an item is read as it is: sentence → rule → claim → the board's decision, and what almost was a claim."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from season_watch.claims.tracing import Mark
from season_watch.cli.actions.accounts import Account, accounts_of, forsaken
from season_watch.cli.actions.cases import Case, Heard, cases_of
from season_watch.cli.actions.context import marked
from season_watch.cli.documents import Document, claim_document, evidence_document
from season_watch.cli.options import Options
from season_watch.cli.output import BLANK, Line, show_json, show_lines
from season_watch.cli.phrases import claim_name, counted, fact_phrase, minute, update_phrase
from season_watch.model.claim import Claim, Evidence
from season_watch.model.item import Item

_SENTENCE, _HEAD, _DETAIL = 2, 4, 6
"""How far lines are indented: a sentence, what it claims or doesn't, and why."""


def explain(options: Options, what: str, *, as_json: bool) -> None:
    """Print how each item that `what` names is read now, for every watch that it concerns."""
    cases = cases_of(options, what)
    if as_json:
        show_json([_document(case) for case in cases])
    else:
        show_lines(tuple(line for case in cases for line in _lines(case))[:-1])


def _document(case: Case) -> Document:
    item = case.item
    return {
        "item": item.id,
        "url": item.url,
        "title": item.title,
        "outlet": item.outlet,
        "trust": item.trust,
        "lang": item.lang,
        "published": item.published.isoformat(),
        "duplicate_of": item.duplicate_of,
        "readings": [_heard_document(item, heard) for heard in case.heard],
    }


def _heard_document(item: Item, heard: Heard) -> Document:
    accounts = accounts_of(heard)
    return {
        "watch": heard.watch.name,
        "about": heard.reading.about,
        "has_rules": heard.tracer is not None,
        "claims": [_claim_document(item, one, one.claim) for one in accounts if one.claim is not None],
        "near_misses": [_near_miss_document(item, one) for one in accounts if one.claim is None],
        "unread": [evidence_document(evidence) for evidence in _unread(heard)],
    }


def _claim_document(item: Item, account: Account, claim: Claim) -> Document:
    return {
        "id": claim_name(item, claim),
        **claim_document(claim),
        "rejected": account.rejected,
        **_trace_document(item, account),
        "decision": account.outcome,
        "update": account.update,
    }


def _near_miss_document(item: Item, account: Account) -> Document:
    return {
        "rule": account.rule.id,
        "would_claim": account.rule.means,
        "reason": account.outcome,
        "evidence": evidence_document(account.evidence),
        **_trace_document(item, account),
    }


def _trace_document(item: Item, account: Account) -> Document:
    return {
        "sentence": _sentence(item, [account]),
        "place": account.rule.place,
        "grounds": list(account.rule.grounds),
        "heard": [
            {"cue": cue.id, "effect": cue.means, "words": cue.words.quote if cue.words else None, "place": cue.place}
            for cue in account.cues
        ],
    }


def _lines(case: Case) -> Iterator[Line]:
    item = case.item
    yield Line(text=item.title, style="bold")
    yield Line(text=f"{item.outlet} ({item.trust}), {minute(item.published)}")
    yield Line(text=item.url)
    if not case.heard:
        yield Line(text="It mentions no watch.", indent=_SENTENCE)
    for heard in case.heard:
        yield BLANK
        yield from _heard_lines(item, heard)
    yield BLANK


def _heard_lines(item: Item, heard: Heard) -> Iterator[Line]:
    accounts = accounts_of(heard)
    yield Line(text=_summary(heard, accounts), style="bold")
    yield from (Line(text=text, indent=_SENTENCE) for text in _hindrances(item, heard))
    for _, same in groupby(sorted(accounts, key=_place), key=_place):
        yield BLANK
        yield from _sentence_lines(item, tuple(same))
    unread = _unread(heard)
    if unread:
        yield BLANK
        yield Line(text="No rule fired in these sentences, which name the season:", indent=_SENTENCE)
        yield from (Line(text=evidence.quote, indent=_HEAD, style="dim") for evidence in unread)


def _place(account: Account) -> tuple[int, int]:
    return account.evidence.start, account.evidence.end


def _summary(heard: Heard, accounts: Sequence[Account]) -> str:
    about = "the item is about it" if heard.reading.about else "the item is not about it"
    claims = sum(account.claim is not None for account in accounts)
    said = f"{counted(claims, 'claim', 'claims')}, {counted(len(accounts) - claims, 'near miss', 'near misses')}"
    return f"{heard.watch.name} ({heard.watch.label}): {about}; {said}"


def _hindrances(item: Item, heard: Heard) -> Iterator[str]:
    """What keeps the whole item from claiming, and what it claimed under other rules."""
    if heard.tracer is None:
        yield f"There are no rules for the language {item.lang}: nothing in the item is taken for a claim."
    elif heard.tracer.invented:
        yield "The item says itself that it is made up, by fans or as a joke: nothing in it is taken for a claim."
    for one in forsaken(heard):
        yield f"Update #{one.number} ({update_phrase(one)}) came of this item, and would not by today's rules."


def _unread(heard: Heard) -> tuple[Evidence, ...]:
    if heard.tracer is None or heard.tracer.invented:
        return ()
    claimed = (claim.evidence for claim in heard.reading.claims)
    missed = (miss.evidence for miss in heard.reading.near_misses)
    return heard.tracer.unread((*claimed, *missed))


def _sentence(item: Item, accounts: Sequence[Account]) -> str:
    """The sentence with the words that made rules fire in guillemets; all of it, where no rule's words are known."""
    words = [account.rule.words for account in accounts if account.rule.words is not None]
    return marked(item, accounts[0].evidence, words or [accounts[0].evidence])


def _sentence_lines(item: Item, accounts: Sequence[Account]) -> Iterator[Line]:
    yield Line(text=_sentence(item, accounts), indent=_SENTENCE)
    for account in accounts:
        yield from _claim_lines(item, account) if account.fact else _near_miss_lines(account)


def _claim_lines(item: Item, account: Account) -> Iterator[Line]:
    claim, fact = account.claim, account.fact
    if claim is None or fact is None:
        return
    style = "bold green" if account.outcome.startswith(("update", "an update")) else "bold"
    yield Line(text=f"{fact_phrase(fact, item.published)} [{claim_name(item, claim)}]", indent=_HEAD, style=style)
    yield from _rule_lines(account.rule)
    yield from map(_cue_line, account.cues)
    if fact.certainty is not claim.certainty:
        why = f"says {claim.certainty}; as {item.trust} it counts as {fact.certainty}"
        yield Line(text=f"source: {why}", indent=_DETAIL)
    yield Line(text=f"board: {account.outcome}", indent=_DETAIL)


def _near_miss_lines(account: Account) -> Iterator[Line]:
    wanted = f" of {account.rule.means}" if account.rule.means else ""
    yield Line(text=f"No claim{wanted}: {account.outcome}", indent=_HEAD, style="dim")
    yield from _rule_lines(account.rule)
    yield from map(_cue_line, account.cues)


def _rule_lines(rule: Mark) -> Iterator[Line]:
    yield Line(text=f"rule: {rule.id}{_at(rule)}", indent=_DETAIL)
    if rule.grounds:
        yield Line(text=f"heard: {'; '.join(rule.grounds)}", indent=_DETAIL)


def _cue_line(cue: Mark) -> Line:
    words = f" “{cue.words.quote}”" if cue.words else ""
    means = f" ({cue.means})" if cue.means else ""
    return Line(text=f"cue:{words} {cue.id}{means}{_at(cue)}", indent=_DETAIL)


def _at(mark: Mark) -> str:
    return f", {mark.place}" if mark.place else ""
