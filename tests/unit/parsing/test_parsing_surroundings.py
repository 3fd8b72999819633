"""What is known by its element or its place is no part of a text; what only looks like it stays."""

import pytest

from season_watch.parsing.markup import html_tree
from season_watch.parsing.surroundings import drop_surroundings
from tests.stopwatch import least_seconds

TEXT = "Netflix has ordered a second season of its zombie drama, it said on Monday in a clip of its cast."
OTHER = "Squid Game season 3 has a date at last, and a trailer with it, as we hear from Seoul."


def left(markup: str) -> str:
    page = html_tree(f"<html><body>{markup}</body></html>")
    drop_surroundings(page)
    return "".join(page.itertext())


@pytest.mark.parametrize(
    "beside",
    [
        pytest.param(f"<amp-ad>{OTHER}</amp-ad>", id="an advert of AMP"),
        pytest.param(f"<amp-consent><p>{OTHER}</p></amp-consent>", id="consent"),
        pytest.param(f"<div><p>{OTHER}</p><form><input type=email></form></div>", id="a letter"),
        pytest.param(f"<aside><form><p>{OTHER}</p><input name=user_email></form></aside>", id="a letter's form"),
        pytest.param(f"<div><h3>12 Comments</h3><p>{OTHER}</p></div>", id="comments"),
        pytest.param(f"<section><h2>Join the conversation</h2>{f'<p>{OTHER}</p>' * 50}</section>", id="many comments"),
        pytest.param(f"<div><h3>댓글 3</h3><p>{OTHER}</p></div>", id="Korean comments"),
        pytest.param(f'<br><a href="/x">{OTHER}</a><br>', id="a line that is a link"),
        pytest.param(f'<br>▶ <a href="/x">{OTHER}</a>', id="a last line that is a link"),
    ],
)
def test_what_stands_beside_a_text_is_gone(beside: str) -> None:
    found = left(f"<article><h1>A report</h1><p>{TEXT}</p>{beside}</article>")
    assert TEXT in found
    assert OTHER not in found


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(
            f"<div><p>{OTHER}</p><form><input type=search></form></div>", id="a form that asks something else"
        ),
        pytest.param(f"<div>{f'<p>{OTHER}</p>' * 20}<form><input type=email></form></div>", id="a form in a text"),
        pytest.param(f"<div><p>Said so.</p><h3>Comments</h3><p>{OTHER}</p></div>", id="a heading amid a text"),
        pytest.param(f"<div><h3>Comments by the director</h3><p>{OTHER}</p></div>", id="another heading"),
        pytest.param(f"<br>He said: <a href=/x>{OTHER}</a><br>", id="a link in a sentence"),
        pytest.param(f"<br><a href=/x>Squid Game</a><br>{OTHER}", id="a link that is a heading"),
        pytest.param(f"<i>x</i><a href=/x>{OTHER}</a><br>", id="no line of its own"),
    ],
)
def test_what_is_of_the_text_stays(part: str) -> None:
    assert OTHER in left(f"<article><h1>A report</h1><p>{TEXT}</p>{part}</article>")


FIRST = f"<article><h1>A report</h1><p>{TEXT}</p></article>"


@pytest.mark.parametrize(
    ("markup", "stays"),
    [
        pytest.param(f"{FIRST}<article><h1>Another</h1><p>{OTHER}</p></article>", False, id="a headline"),
        pytest.param(f"{FIRST}<article><h2><a href=/x>Another</a></h2>{OTHER}</article>", False, id="a linked one"),
        pytest.param(f"{FIRST}<article><a href=/x><h3>Another</h3></a>{OTHER}</article>", False, id="one in a link"),
        pytest.param(f"{FIRST}<article><h2>When is it out?</h2><p>{OTHER}</p></article>", True, id="a chapter"),
        pytest.param(f"{FIRST}<article><p>{OTHER}</p></article>", True, id="a further part"),
        pytest.param(f"<h1>A report</h1><article><h2>14:20</h2>{OTHER}</article>", True, id="posts"),
        pytest.param(
            f"<article><h1>A report</h1></article><article><h1>Why</h1>{OTHER}</article>", True, id="a headline alone"
        ),
        pytest.param(f"{FIRST}<div><article><h1>Why</h1>{OTHER}</article></div>", True, id="at another place"),
    ],
)
def test_the_articles_that_follow_are_others(markup: str, stays: bool) -> None:
    assert (OTHER in left(markup)) is stays


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("<div><form><input type=email>" * 20_000, id="nested forms"),
        pytest.param("<div><form><input type=email></form>" + "<i>x</i>" * 50_000, id="a form and much"),
        pytest.param("<form>" + "<input type=email>" * 50_000, id="many fields"),
        pytest.param("<div><h3>Comments</h3>" * 20_000, id="nested comments"),
        pytest.param(f"<h2>comments{'.' * 40_000}x</h2>", id="a long heading"),
        pytest.param("<article>" * 20_000 + "<h1>x</h1>", id="nested articles"),
        pytest.param("<article><p>x</p></article>" * 20_000, id="many articles"),
        pytest.param("<br><a href=x>y</a>" * 30_000, id="many lines"),
    ],
)
def test_hostile_pages_take_no_long_time(markup: str) -> None:
    page = html_tree(markup)
    assert least_seconds(lambda: drop_surroundings(page), times=1) < 2.0
