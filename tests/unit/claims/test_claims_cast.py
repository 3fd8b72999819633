"""Who joins, returns and leaves: whole sentences in several languages, and how their claims are put together."""

import pytest

from season_watch.claims.cast import CastFinding, find_cast
from season_watch.claims.cast_rules import CastBook, cast_book
from season_watch.claims.page import Page
from season_watch.claims.rules import Rule, languages, rulebook
from season_watch.model.claim import Facet
from tests.stopwatch import least_seconds
from tests.unit.claims.reading import MONDAY, NATIVE_TITLE, TITLES, WATCH, reading

BOOKS = {language: book for language in sorted(languages()) if (book := cast_book(language))}
HITS = [
    pytest.param(lang, r, text, id=f"{r.id}: {text}") for lang, b in BOOKS.items() for r in b.rules for text in r.hits
]
MISSES = [
    pytest.param(lang, r, text, id=f"{r.id}: {text}") for lang, b in BOOKS.items() for r in b.rules for text in r.misses
]


def cast(text: str, *, lang: str = "en", title: str | None = None) -> dict[str, str]:
    """The names of an item by state, and by certainty where they are not confirmed."""
    claims = [claim for claim in reading(text, lang=lang, title=title).claims if claim.facet is Facet.CAST]
    return {
        claim.state if claim.certainty == "confirmed" else f"{claim.state} {claim.certainty}": claim.value or ""
        for claim in claims
    }


def fired(text: str, lang: str) -> set[str]:
    """The cast rules that claim something in a text, even what another claims with more names."""
    page = Page(WATCH, TITLES.get(lang, NATIVE_TITLE), text, rulebook(lang))
    return {found.rule.id for found in find_cast(page, MONDAY) if isinstance(found, CastFinding)}


@pytest.mark.parametrize(("lang", "rule", "text"), HITS)
def test_a_cast_rule_fires_in_each_of_its_hits(lang: str, rule: Rule, text: str) -> None:
    assert rule.id in fired(text, lang)


@pytest.mark.parametrize(("lang", "rule", "text"), MISSES)
def test_a_cast_rule_claims_nothing_in_any_of_its_misses(lang: str, rule: Rule, text: str) -> None:
    assert rule.id not in fired(text, lang)


@pytest.mark.parametrize("lang", sorted(BOOKS))
def test_every_cast_rule_is_of_its_language_and_facet(lang: str) -> None:
    book: CastBook = BOOKS[lang]

    assert all(rule.id.startswith(f"{lang}.cast-") and rule.facet is Facet.CAST for rule in book.rules)


MOST_SECONDS = 2.0
JOINS = [
    ("Nora Falk has joined the cast of season 2.", "Nora Falk"),
    ("Nora Falk and Idris Vane join the cast for the second season.", "Nora Falk, Idris Vane"),
    (
        "Season 2 adds Nora Falk, Idris Vane and Tomás de la Cruz to its ensemble.",
        "Nora Falk, Idris Vane, Tomás de la Cruz",
    ),
    ("Newcomers include Nora Falk, J.K. Osei and Anne-Marie O'Dell.", "Nora Falk, J.K. Osei, Anne-Marie O'Dell"),
    ("Nora Falk has been cast as the harbour master's daughter.", "Nora Falk"),
    (
        "Nora Falk (Wrecker's Moon) and Idris Vane (Paper Kings) have boarded the second season.",
        "Nora Falk, Idris Vane",
    ),
    ("The network has tapped Nora Falk to play Captain Reese.", "Nora Falk"),
    ("The new faces are Nora Falk, Idris Vane & Mabel Toth.", "Nora Falk, Idris Vane, Mabel Toth"),
    (
        "Joining them are Nora Falk as Reese, Idris Vane as Otto and Mabel Toth as Ingrid.",
        "Nora Falk, Idris Vane, Mabel Toth",
    ),
    ("Nora Falk is on board for season 2.", "Nora Falk"),
    ("The producers have signed Nora Falk and Idris Vane for the second season.", "Nora Falk, Idris Vane"),
    ("Nora Falk, 34, and Idris Vane round out the cast.", "Nora Falk, Idris Vane"),
    ("Also new to the show are Nora Falk and Idris Vane.", "Nora Falk, Idris Vane"),
    ("Also joining the ensemble: Nora Falk, Idris Vane, plus Mabel Toth.", "Nora Falk, Idris Vane, Mabel Toth"),
    ("Nora Falk makes her debut as Captain Reese in season 2.", "Nora Falk"),
    ("Captain Reese will be played by Nora Falk.", "Nora Falk"),
    ("Nora Falk will play the harbour master in the second season.", "Nora Falk"),
    ("Among the additions are Nora Falk and the singer Idris Vane.", "Nora Falk, Idris Vane"),
    ("Nora Falk has landed a recurring role in season 2.", "Nora Falk"),
    ("Nora Falk is set to guest star in season 2 as a smuggler.", "Nora Falk"),
    ("The second season welcomes Nora Falk and Idris Vane.", "Nora Falk, Idris Vane"),
    ("The cast has been expanded with Nora Falk, along with Idris Vane.", "Nora Falk, Idris Vane"),
    ("Park Ji-woo and Lee Do-yun come aboard as a pair of smugglers.", "Park Ji-woo, Lee Do-yun"),
    ("Nora Falk has been added to the line-up.", "Nora Falk"),
    ("The casting of Nora Falk as Captain Reese was announced on Monday.", "Nora Falk"),
]
RETURNS = [
    ("Nora Falk returns as Captain Reese.", "Nora Falk"),
    ("Nora Falk, Idris Vane and Mabel Toth will all return for season 2.", "Nora Falk, Idris Vane, Mabel Toth"),
    ("Nora Falk (Reese) and Idris Vane (Otto) are reprising their roles.", "Nora Falk, Idris Vane"),
    (
        "Nora Falk will be back as Reese, as will Idris Vane (Otto) and Mabel Toth (Ingrid).",
        "Nora Falk, Idris Vane, Mabel Toth",
    ),
    ("Back for the second season are Nora Falk, Idris Vane and Lumi.", "Nora Falk, Idris Vane, Lumi"),
    ("Returning cast members include Nora Falk and Idris Vane.", "Nora Falk, Idris Vane"),
    ("Nora Falk and Idris Vane are confirmed to return.", "Nora Falk, Idris Vane"),
    ("Nora Falk is coming back for season 2.", "Nora Falk"),
    ("The second season sees the return of Nora Falk and Idris Vane.", "Nora Falk, Idris Vane"),
    ("Nora Falk will once again play Captain Reese.", "Nora Falk"),
    ("Nora Falk has signed on for season 2 again and reprises her role as Reese.", "Nora Falk"),
    ("Nora Falk and Idris Vane are back, as is Mabel Toth.", "Nora Falk, Idris Vane, Mabel Toth"),
    ("Idris Vane has been promoted to series regular for season 2.", "Idris Vane"),
    ("Nora Falk leads the returning cast.", "Nora Falk"),
    ("The season reunites Nora Falk with Idris Vane.", "Nora Falk, Idris Vane"),
    ("Alongside returning stars Nora Falk and Idris Vane, it promises more storms.", "Nora Falk, Idris Vane"),
    ("Who is coming back?\nNora Falk and Idris Vane, of course.", "Nora Falk, Idris Vane"),
    ("Returning cast\n- Nora Falk as Captain Reese\n- Idris Vane as Otto\nThat is all.", "Nora Falk, Idris Vane"),
]
LEAVES = [
    ("Nora Falk will not return for season 2.", "Nora Falk"),
    ("Nora Falk won't be back for the second season.", "Nora Falk"),
    ("Nora Falk is leaving the series.", "Nora Falk"),
    ("Nora Falk has left the show ahead of season 2.", "Nora Falk"),
    ("Nora Falk has exited the drama.", "Nora Falk"),
    ("Nora Falk isn't returning for season 2, she said.", "Nora Falk"),
    ("Nora Falk and Idris Vane are not part of the second season.", "Nora Falk, Idris Vane"),
    ("Nora Falk dropped out of season 2 over a clash of dates.", "Nora Falk"),
    ("Nora Falk has bowed out of the show.", "Nora Falk"),
    ("Season 2 will have to do without Nora Falk.", "Nora Falk"),
    ("Nora Falk has quit the series.", "Nora Falk"),
    ("Nora Falk is out.", "Nora Falk"),
    ("Not returning is Nora Falk, whose character died.", "Nora Falk"),
    ("The departure of Nora Falk was announced on Monday.", "Nora Falk"),
    ("Nora Falk is stepping away from the show.", "Nora Falk"),
]


@pytest.mark.parametrize(("text", "names"), JOINS)
def test_who_is_new_joins(text: str, names: str) -> None:
    assert cast(text) == {"joins": names}


@pytest.mark.parametrize(("text", "names"), RETURNS)
def test_who_was_there_before_returns(text: str, names: str) -> None:
    assert cast(text) == {"returns": names}


@pytest.mark.parametrize(("text", "names"), LEAVES)
def test_who_goes_leaves(text: str, names: str) -> None:
    assert cast(text) == {"leaves": names}


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (
            "es",
            "Nora Falk e Idris Vane se unen al reparto de la segunda temporada.",
            {"joins": "Nora Falk, Idris Vane"},
        ),
        ("es", "Nora Falk se suma al elenco de la temporada 2.", {"joins": "Nora Falk"}),
        (
            "es",
            "Entre los fichajes están Nora Falk, Idris Vane y Mabel Toth.",
            {"joins": "Nora Falk, Idris Vane, Mabel Toth"},
        ),
        ("es", "Nora Falk e Idris Vane vuelven a sus papeles.", {"returns": "Nora Falk, Idris Vane"}),
        ("es", "Regresan Nora Falk, Idris Vane y Mabel Toth.", {"returns": "Nora Falk, Idris Vane, Mabel Toth"}),
        ("es", "Nora Falk no volverá en la segunda temporada.", {"leaves": "Nora Falk"}),
        ("es", "Nora Falk abandona la serie.", {"leaves": "Nora Falk"}),
        ("id", "Nora Falk bergabung dengan jajaran pemain musim kedua.", {"joins": "Nora Falk"}),
        ("id", "Nora Falk dan Idris Vane kembali memerankan tokoh mereka.", {"returns": "Nora Falk, Idris Vane"}),
        ("id", "Nora Falk tidak akan kembali di musim kedua.", {"leaves": "Nora Falk"}),
        ("ko", "김하늘과 박도윤이 시즌2에 새로 합류한다.", {"joins": "Kim Ha-neul, Park Do-yoon"}),
        ("ko", "배우 최서연이 시즌2 출연을 확정했다.", {"joins": "Choi Seo-yeon"}),
        ("ko", "이준호(재민 역)와 한지우(수아 역)가 시즌2로 돌아온다.", {"returns": "Lee Jun-ho, Han Ji-woo"}),
        ("ko", "정은채는 시즌2에서 하차했다.", {"leaves": "Jung Eun-chae"}),
    ],
)
def test_casts_are_read_in_other_languages(lang: str, text: str, expected: dict[str, str]) -> None:
    assert cast(text, lang=lang) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Nora Falk joined the cast of season 3.", id="another season"),
        pytest.param("Season 1 featured Nora Falk and Idris Vane.", id="the first season's cast"),
        pytest.param("Will Nora Falk return for season 2?", id="a question"),
        pytest.param("Director Nora Falk returns for season 2.", id="a director"),
        pytest.param("Nora Falk joins as co-showrunner for season 2.", id="a showrunner"),
        pytest.param("Netflix has joined the debate on the second season.", id="a network"),
        pytest.param("Paper Kings returns on Friday.", id="another show"),
        pytest.param("“Paper Kings” is back.", id="another show in quotes"),
        pytest.param("Reese is back, and she is angry.", id="a part"),
        pytest.param("Nora Falk joined him for dinner.", id="a dinner"),
        pytest.param("Nora Falk left Paris in May.", id="a journey"),
        pytest.param("Nora Falk plays Captain Reese in Paper Kings.", id="another work"),
        pytest.param("Nora Falk has not been cast.", id="denied"),
        pytest.param("Fans want Nora Falk to return.", id="a wish"),
        pytest.param("The cast returns to Cape Town.", id="nobody by name"),
    ],
)
def test_what_says_nothing_of_this_cast_claims_nothing(text: str) -> None:
    assert cast(text) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nora Falk has reportedly joined the cast.", {"joins rumoured": "Nora Falk"}),
        ("Nora Falk is in talks to join the cast of season 2.", {"joins rumoured": "Nora Falk"}),
        ("Nora Falk is said to be leaving the show.", {"leaves rumoured": "Nora Falk"}),
        ("Nora Falk is expected to return.", {"returns predicted": "Nora Falk"}),
        ("Nora Falk could return for season 2.", {"returns predicted": "Nora Falk"}),
    ],
)
def test_a_hedge_makes_a_rumour_or_a_guess(text: str, expected: dict[str, str]) -> None:
    assert cast(text) == expected


def test_a_claim_tells_all_the_names_of_an_item_once() -> None:
    lines = ("Nora Falk has joined the cast.", "Newcomers include Nora Falk and Idris Vane.", "Mabel Toth is on board.")

    assert cast("\n".join(lines)) == {"joins": "Nora Falk, Idris Vane, Mabel Toth"}


def test_a_surname_is_told_as_the_full_name() -> None:
    text = "Nora Falk told us about it. Falk will not return for season 2."

    assert cast(text) == {"leaves": "Nora Falk"}


def test_a_pronoun_is_told_as_the_name_before_it() -> None:
    text = "The agency of Nora Falk wrote on Monday. The actress will once again play Captain Reese."

    assert cast(text) == {"returns": "Nora Falk"}


def test_the_evidence_of_names_is_the_sentence_that_tells_most_of_them() -> None:
    text = "Nora Falk joins the cast of season 2. Nora Falk and Idris Vane are the newcomers."
    (claim,) = (one for one in reading(text).claims if one.facet is Facet.CAST)

    assert claim.evidence.quote == "Nora Falk and Idris Vane are the newcomers."


def test_the_headline_of_a_text_that_is_cut_makes_a_rumour_at_most() -> None:
    assert cast("Read on.", title="Nora Falk joins Harbour Lights season 2") == {"joins rumoured": "Nora Falk"}


def test_who_leaves_does_not_return() -> None:
    text = "Nora Falk and Idris Vane are back for season 2.\nThen again, Nora Falk has quit the show."

    assert cast(text) == {"returns": "Idris Vane", "leaves": "Nora Falk"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Nora Falk joins ", id="joins"),
        pytest.param("Nora Falk, who is also now set to ", id="auxiliaries"),
        pytest.param("She will once again be reportedly returning as ", id="pronouns"),
        pytest.param("Newcomers include new additions new to the new cast ", id="newcomers"),
        pytest.param("- Nora Falk as Reese\n", id="a list of parts"),
        pytest.param("Nora Falk (Otto) and ", id="a list"),
        pytest.param("\ue006\ue007 joins the cast. ", id="the signs of the masks"),
        pytest.param("김하늘, 이준호, 새 얼굴 합류 ", id="Hangul"),
    ],
)
@pytest.mark.parametrize("lang", sorted(BOOKS))
def test_no_text_makes_the_cast_rules_slow(text: str, lang: str) -> None:
    def read_both() -> None:
        reading(text * (50_000 // len(text)), lang=lang)
        reading((text * (1_900 // len(text)) + ".\n") * 25, lang=lang)

    assert least_seconds(read_both, times=1) < MOST_SECONDS
