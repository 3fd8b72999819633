"""Streams as thin feeds carry them: the text cut off, and only the labels that can still be seen."""

from collections.abc import Iterable, Sequence

from tests.quality.scoring import Item, milestone

TEASER = 200
"""Characters that a cutting feed leaves of an article, as most do."""


def thinned(stream: Sequence[Item], length: int = TEASER) -> list[Item]:
    """The items with their texts cut; a milestone is asked for at the first item that still shows it."""
    out: list[Item] = []
    owed: list[str] = []
    for item in stream:
        text = item["text"][:length]
        claims = [claim for claim in item["claims"] if claim["evidence"] in f"{item['title']}\n{text}"]
        owed += item["milestones"]
        shown = [one for one in owed if _is_shown(one, claims)]
        owed = [one for one in owed if one not in shown]
        out.append({**item, "text": text, "claims": claims, "milestones": shown})
    return out


def _is_shown(text: str, claims: Iterable[Item]) -> bool:
    one = milestone(text, "")
    return any(
        (claim["facet"], claim["state"]) == (one.facet, one.state)
        and one.value in {None, claim["value"]}
        and one.rumour == (claim["certainty"] == "rumoured")
        for claim in claims
    )
