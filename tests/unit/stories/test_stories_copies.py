"""Copies: what syndication leaves of a text, and what only looks like a copy."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from season_watch.stories.copies import ANCHORS, SHARED_ANCHORS, anchors, is_copy, wording
from tests.stopwatch import least_seconds

TITLE = "Kite TV orders a second season of Saltmarsh"
LEAD = "Kite TV has ordered a second season of Saltmarsh, eight weeks after the tidal thriller began."
QUOTE = "“We left the last door ajar on purpose,” said Mara Lindqvist, who writes and produces it."
CAST = "Callum Drury and Nadia Okonjo return as the ferryman and the judge; six parts have been hired besides."
DATE = "The new episodes will start streaming on 10 March 2027, and there are to be eight of them again."
PLACE = "Most of the work is done on the mud flats near Turku, where the crew had to be rescued twice last year."
BOOKS = "The story follows the third of the novels by Gideon Marsh, which sold poorly before the series and well since."
TEXT = "\n\n".join((LEAD, QUOTE, CAST, DATE, PLACE, BOOKS))

OUTLETS_OWN = "Subscribe to our newsletter for more of this."

COPIES = [
    pytest.param(TITLE, TEXT, id="the same"),
    pytest.param("Saltmarsh: Kite TV orders more", TEXT, id="another headline"),
    pytest.param(
        "Season 2 of Saltmarsh, season 3 in talks: Kite TV orders more", TEXT, id="a headline that names two seasons"
    ),
    pytest.param(f"{TITLE} | The Daily Fathom", TEXT, id="the outlet behind the headline"),
    pytest.param(TITLE, "\n\n".join((LEAD, QUOTE, CAST)), id="trimmed to half"),
    pytest.param(TITLE, f"{LEAD}\n\nAlso read: what the tide brought in\n\n{QUOTE}\n\n{CAST}", id="a sidebar"),
    pytest.param(f"{TITLE} - News 24", TEXT, id="an outlet with a number"),
    pytest.param(TITLE.replace("second", "2nd"), TEXT.replace("second", "2nd").replace("six", "6"), id="numerals"),
    pytest.param(TITLE, TEXT.replace("10 March 2027", "March 10, 2027"), id="the month first"),
    pytest.param(TITLE, TEXT.replace("10 March 2027", "10 March"), id="the date without its year"),
    pytest.param(TITLE, f"By Dana Whitlow, 3 May 2026\n\n{TEXT}", id="a byline"),
    pytest.param(TITLE, TEXT.replace("“", "«").replace("”", "»"), id="other quotation marks"),
    pytest.param(TITLE, TEXT.replace(f"{QUOTE}\n\n", ""), id="the quote left out"),
    pytest.param(TITLE, f"Home > Television\n\n{TEXT}\n\n{OUTLETS_OWN}\n\n© Tellyline", id="a site's own lines"),
    pytest.param(TITLE, "\n\n".join((LEAD, CAST, QUOTE, BOOKS, PLACE, DATE)), id="paragraphs rearranged"),
    pytest.param(
        TITLE, TEXT.replace("has ordered", "ordered").replace("there are to be", "there will be"), id="words mended"
    ),
    pytest.param(TITLE.replace("Saltmarsh", "Saltmarch"), TEXT.replace("Saltmarsh", "Saltmarch"), id="a name misspelt"),
    pytest.param(TITLE, TEXT.replace("\n\n", " "), id="paragraphs run together"),
]

LOOKALIKES = [
    pytest.param(
        "Saltmarsh is coming back for another round",
        "Fans who waited for the tide to turn have got their wish, since more of Saltmarsh is on its way. "
        f"{QUOTE} The judge and the ferryman, which is to say Nadia Okonjo and Callum Drury, will be there. "
        "Eight more hours have been paid for, and the first can be seen in March of next year.",
        id="the same event in other words, with the same quote",
    ),
    pytest.param(TITLE.replace("second", "third"), TEXT.replace("second", "third"), id="the form, another season"),
    pytest.param(TITLE, TEXT.replace("10 March 2027", "24 September 2027"), id="the form, another date"),
    pytest.param(TITLE, TEXT.replace("10 March", "12 March"), id="the form, another day"),
    pytest.param(
        TITLE.replace("Saltmarsh", "Undertow"), TEXT.replace("Saltmarsh", "Undertow"), id="the form, another show"
    ),
    pytest.param(
        "Saltmarsh has wrapped",
        "\n\n".join(("There were tears on the flats on Friday, for the cameras have been packed.", CAST, PLACE, BOOKS)),
        id="next month's news above the same background",
    ),
    pytest.param(
        TITLE,
        "\n\n".join(
            (
                LEAD,
                "Nothing has been filmed since, because the harbour froze and nobody could get the boats out of it.",
                "The budget was cut in the meantime, and two directors left over the question of who pays the divers.",
                "Whoever hoped for spring will have to be patient, as the network now speaks of the year after next.",
                "A spin-off about the lighthouse is said to be in the works, with a cast of unknowns from the islands.",
            )
        ),
        id="a page that is kept up: the old beginning, told anew below",
    ),
    pytest.param(
        "The week in television",
        "\n\n".join(
            (
                "Distant Kin loses its lead actress, and a court in Leipzig will have to say who pays for that.",
                "Owl Season is to be shown on Sundays from now on, after the repeats did better than the premieres.",
                LEAD,
                QUOTE,
                "The makers of Ashfall have apologised for the noise, which was heard as far away as Halifax.",
                "Nine Lanterns gets a film, a musical and, if everything goes to plan, a theme park in the south.",
            )
        ),
        id="a list of the week's news that holds its first lines",
    ),
]

REPEATED = "The tide comes in and takes the judge's house, his dog and the last of his excuses with it. "
SHORT = "Kite TV has ordered more of it."


@pytest.mark.parametrize(("title", "text"), COPIES)
def test_a_copy_is_recognised_and_found(title: str, text: str) -> None:
    one, other = wording(TITLE, TEXT), wording(title, text)
    assert is_copy(one, other)
    assert is_copy(other, one)
    assert len(anchors(one) & anchors(other)) >= SHARED_ANCHORS


def test_the_same_figures_in_another_order_are_another_headline() -> None:
    one = wording("Saltmarsh renewed for season 4; season 3 first look out", TEXT)
    assert is_copy(one, wording("Saltmarsh renewed for season 4; first look at season 3 out", TEXT))


@pytest.mark.parametrize(("title", "text"), LOOKALIKES)
def test_what_only_looks_like_a_copy_is_none(title: str, text: str) -> None:
    one, other = wording(TITLE, TEXT), wording(title, text)
    assert not is_copy(one, other)
    assert not is_copy(other, one)


def test_a_text_too_short_to_tell_is_no_copy_and_has_no_anchors() -> None:
    short = wording(TITLE, SHORT)
    assert not is_copy(short, short)
    assert anchors(short) == frozenset()


def test_a_text_that_repeats_itself_is_a_copy_of_itself() -> None:
    one = wording(TITLE, REPEATED * 9)
    assert is_copy(one, one)


def test_anchors_are_few_and_fit_into_32_bits() -> None:
    found = anchors(wording(TITLE, TEXT))
    assert len(found) == ANCHORS
    assert all(0 <= anchor < 2**32 for anchor in found)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a" * 1_000_000, id="one word"),
        pytest.param("1 " * 500_000, id="figures alone"),
        pytest.param("\n" * 1_000_000, id="empty lines"),
        pytest.param("\ufdfa" * 200_000, id="characters that unfold"),
        pytest.param("".join(f"{'x' * 30}{n} " for n in range(50_000)), id="long words that are alike"),
        pytest.param("１" * 500_000, id="one number"),
    ],
)
def test_a_hostile_text_costs_no_more_than_a_long_one(text: str) -> None:
    def compared() -> None:
        one, other = wording(text[:200_000], text), wording(text[:200_000], f"{LEAD}\n{text}")
        is_copy(one, other)
        anchors(one)

    assert least_seconds(compared) < 0.5


TEXTS = st.text(alphabet=st.one_of(st.sampled_from("ab12 .\n“한三"), st.characters()), max_size=400)


@given(title=TEXTS, text=TEXTS)
def test_a_text_of_some_length_is_a_copy_of_itself(title: str, text: str) -> None:
    one = wording(title, f"{TEXT}\n{text}")
    assert is_copy(one, one)


@given(one=TEXTS, other=TEXTS)
@settings(max_examples=50)
def test_it_does_not_matter_which_of_two_texts_came_first(one: str, other: str) -> None:
    a, b = wording(one, f"{TEXT}{one}"), wording(other, f"{TEXT}{other}")
    assert is_copy(a, b) == is_copy(b, a)
