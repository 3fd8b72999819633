"""Merging: many findings of one item become its claims, one a facet, state, value and certainty."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from season_watch.claims.findings import Finding
from season_watch.claims.judging import CUT_SHORT
from season_watch.model.claim import Certainty, Claim, Facet, State
from season_watch.model.edtf import covers

_TIMED = frozenset({State.WINDOW, State.DATE})
_DATED = frozenset({State.STARTED, State.WRAPPED, State.RELEASED, State.DELAYED, State.PAUSED})

HEDGED_HEADLINE = "hedged-headline"
"""Stands among the cues of a claim that the body makes as a fact and the headline as a rumour."""


def merge(findings: Sequence[Finding], *, teaser: bool = False) -> tuple[Claim, ...]:
    """The claims of an item, in the order in which it makes them; the body's words before the headline's.

    What only the headline of a `teaser` says is at most a rumour: the article may well say less.
    """
    distinct = _distinct(findings)
    hedged = _hedged(distinct, teaser)
    kept = [finding for finding in hedged if _why_dropped(finding, hedged) is None]
    ordered = sorted(kept, key=lambda finding: (finding.headline, finding.evidence.start))
    first = {_key(finding): finding for finding in reversed(ordered)}
    refuting = {_key(finding) for finding in kept if finding.verdict.refutes}
    claims = (_claim(finding, key in refuting) for key, finding in first.items())
    return tuple(sorted(claims, key=lambda claim: (claim.evidence.start, claim.facet, claim.state, claim.value or "")))


def left_out(findings: Sequence[Finding], *, teaser: bool = False) -> Iterator[tuple[Finding, str]]:
    """The findings that `merge` makes no claim of, each with the reason."""
    distinct = _distinct(findings)
    hedged = _hedged(distinct, teaser)
    claimed = {(claim.rule, claim.evidence) for claim in merge(findings, teaser=teaser)}
    for finding in findings:
        if (finding.rule.id, finding.evidence) not in claimed:
            itself = _hedged([finding], teaser, among=distinct)
            reason = _why_dropped(itself[0], hedged) if itself else "the text says it otherwise than its headline"
            yield finding, reason or "claimed already, by other words or another rule"


def _distinct(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    first = {(*_key(finding), finding.headline, finding.verdict): finding for finding in findings[::-1]}
    return tuple(first.values())


def _hedged(findings: Sequence[Finding], teaser: bool, among: Sequence[Finding] | None = None) -> list[Finding]:
    """The findings as sure as headline and body together leave them, without headlines that the body outdoes."""
    all_of_item = among or findings
    kept = [_weakened(finding, all_of_item) for finding in findings if not _outdone_headline(finding, all_of_item)]
    return [_as_rumour(one, CUT_SHORT) if teaser and _unborne(one, all_of_item) else one for one in kept]


def _why_dropped(finding: Finding, findings: Sequence[Finding]) -> str | None:
    if _is_denied(finding, findings):
        return "the item itself refutes it"
    if _is_broken_off(finding, findings):
        return "what was being prepared has been stopped"
    if _is_prepared(finding, findings):
        return "it is past being prepared"
    if _is_premature(finding, findings):
        return "the season is not ordered: the date is another season's"
    if _says_less(finding, findings):
        return "the item says it more exactly elsewhere"
    if _names_again(finding, findings):
        return "the item calls it something else elsewhere"
    return None


def _key(finding: Finding) -> tuple[object, ...]:
    return finding.facet, finding.state, finding.value, finding.certainty


def _same_state(finding: Finding, findings: Iterable[Finding]) -> Iterator[Finding]:
    return (other for other in findings if (other.facet, other.state) == (finding.facet, finding.state))


def _outdone_headline(finding: Finding, findings: Sequence[Finding]) -> bool:
    """Of the headline and the body the more exact one counts: a body that hedges hedges its headline."""
    if not finding.headline:
        return False
    body = [other for other in _same_state(finding, findings) if not other.headline]
    return bool(body) and all(other.certainty is not finding.certainty for other in body)


def _weakened(finding: Finding, findings: Sequence[Finding]) -> Finding:
    """What the headline calls a rumour is no fact in the body, unless somebody vouches for it there."""
    hedged = any(other.headline and other.certainty is Certainty.RUMOURED for other in _same_state(finding, findings))
    if hedged and finding.certainty is Certainty.CONFIRMED and not finding.verdict.official:
        return _as_rumour(finding, HEDGED_HEADLINE)
    return finding


def _unborne(finding: Finding, findings: Sequence[Finding]) -> bool:
    if not finding.headline or finding.certainty is not Certainty.CONFIRMED:
        return False
    return all(other.headline for other in _same_state(finding, findings))


def _as_rumour(finding: Finding, because: str) -> Finding:
    cues = tuple(dict.fromkeys([*finding.verdict.cues, because]))
    return replace(finding, verdict=replace(finding.verdict, certainty=Certainty.RUMOURED, cues=cues))


def _is_denied(finding: Finding, findings: Sequence[Finding]) -> bool:
    """A rumour that the same item reports as false leaves only the denial."""
    denied = any(other.verdict.refutes and other.facet is finding.facet for other in findings)
    return denied and finding.certainty is Certainty.RUMOURED


def _is_broken_off(finding: Finding, findings: Sequence[Finding]) -> bool:
    """A sentence that tells of a stop names what was under way until then: auditions, say."""
    stops = (other.evidence for other in findings if other.state is State.PAUSED)
    return finding.state is State.PREPARING and finding.evidence in stops


def _is_prepared(finding: Finding, findings: Sequence[Finding]) -> bool:
    """Scripts that were done before a shoot that goes on, or is over, are its history."""
    if finding.state is not State.PREPARING:
        return False
    return any(o.state in (State.STARTED, State.WRAPPED) and o.certainty is Certainty.CONFIRMED for o in findings)


def _is_premature(finding: Finding, findings: Sequence[Finding]) -> bool:
    """A season that is not ordered has no date: the one that the item tells is the running season's."""
    if (finding.facet, finding.certainty) != (Facet.RELEASE, Certainty.CONFIRMED) or finding.value is None:
        return False
    return any(other.state is State.NOT_RENEWED for other in findings)


def _says_less(finding: Finding, findings: Sequence[Finding]) -> bool:
    rivals = [other for other in findings if other.facet is finding.facet and other.certainty is finding.certainty]
    if finding.state in _TIMED and any(o.state is State.DELAYED and o.value == finding.value for o in rivals):
        return True
    if finding.value is None:
        return finding.state in _DATED and any(o.state is finding.state and o.value for o in rivals)
    dated = [o for o in rivals if o.value and (o.state is finding.state or finding.headline)]
    if finding.value.endswith("/..") and not finding.headline:
        return False
    return any(o.value != finding.value and o.value and covers(finding.value, o.value) for o in dated)


def _names_again(finding: Finding, findings: Sequence[Finding]) -> bool:
    """`The clip` beside a teaser is the teaser."""
    return any(other.facet is finding.facet and other.state in finding.rule.yields_to for other in findings)


def _claim(finding: Finding, refutes: bool) -> Claim:
    return Claim(
        facet=finding.facet,
        state=finding.state,
        value=finding.value,
        certainty=finding.certainty,
        evidence=finding.evidence,
        rule=finding.rule.id,
        cues=finding.verdict.cues,
        by=finding.verdict.by,
        refutes=refutes,
    )
