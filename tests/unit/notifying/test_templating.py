"""The owner's templates: what can be told of them beforehand, and what they do wrong."""

import pytest

from season_watch.model.errors import ParseError
from season_watch.notifying.accounts import OwnTemplates
from season_watch.notifying.content import UpdateContent, content_of
from season_watch.notifying.templating import MOST_CHARS, Order, faults_in, render
from season_watch.notifying.wording import values_of
from tests.unit.notifying.samples import update


def rendered(name: str, text: str, **changes: object) -> str:
    message = update("update.confirmed", None, **changes)
    content = content_of(message)
    assert isinstance(content, UpdateContent)
    return render(Order(templates=OwnTemplates(texts=((name, text),)), values=values_of(message, content)))[name]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("{{ update.label }}: {{ update.headline }}", None, id="what is believed now"),
        pytest.param("{{ before.headline if before else 'nothing' }}", "filming has wrapped", id="and was before"),
        pytest.param("{{ evidence.published | human_date }}", "17 December 2025", id="a day for reading"),
        pytest.param("{{ kind }} {{ at | human_date }}", "update.confirmed 17 December 2025", id="kind and day"),
        pytest.param("{% for step in timeline %}{{ step.headline }}{% endfor %}", "", id="a timeline"),
        pytest.param("{{ story.outlets if story }}", "", id="no story"),
        pytest.param("{{ subject[:24] }}", "[All of Us Are Dead S2] ", id="the built-in subject"),
    ],
)
def test_a_template_may_say(text: str, written: str | None) -> None:
    expected = written if written is not None else "All of Us Are Dead S2: filming has wrapped in December 2025"
    assert rendered("text.txt", text) == expected


def test_the_built_in_text_is_at_hand() -> None:
    assert "> Cameras stopped rolling" in rendered("text.txt", "{{ text }}")


def test_what_a_feed_wrote_is_text_in_a_page_and_one_line_everywhere() -> None:
    evil = "<script>alert(1)</script>\r\n\x1b[31m"
    page = rendered("page.html", "<p>{{ evidence.quote }}</p>", quote=evil)
    assert page == "<p>&lt;script&gt;alert(1)&lt;/script&gt; [31m</p>"
    assert "\n" not in rendered("text.txt", "{{ evidence.quote }}", quote=evil)


def test_what_is_no_web_address_is_none() -> None:
    assert rendered("page.html", "{{ evidence.url }}", url="javascript:alert(1)") == ""


def test_a_feed_s_text_is_no_template() -> None:
    assert rendered("text.txt", "{{ evidence.quote }}", quote="{{ 7 * 7 }}") == "{{ 7 * 7 }}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("one\n{{ updat.label }}", "text.txt:2: UndefinedError: 'updat' is undefined", id="a wrong name"),
        pytest.param("{{ 1 / 0 }}", "text.txt:1: ZeroDivisionError: division by zero", id="an error"),
        pytest.param("{% for a in range(1000000) %}{% endfor %}", "text.txt:1: OverflowError", id="a long range"),
        pytest.param("{{ ''.__class__.__mro__ }}", "text.txt:1: SecurityError", id="a way out"),
        pytest.param("{% include '/etc/passwd' %}", "text.txt:1: TemplateNotFound", id="a file"),
        pytest.param("{% include 'text.txt' %}", "text.txt:1: RecursionError", id="itself"),
        pytest.param(
            "{% for a in range(9999) %}{{ 'x' * 99 }}{% endfor %}",
            "text.txt:1: ValueError: it comes to more than 100000 characters",
            id="too much",
        ),
    ],
)
def test_what_goes_wrong_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(ParseError) as caught:
        rendered("text.txt", text)
    assert str(caught.value).startswith(told)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        pytest.param("{{ update.label }}", [], id="none"),
        pytest.param("one\n{{ update.label", [2], id="an end that is missing"),
        pytest.param("one\ntwo {% if %}", [2], id="a condition that is missing"),
        pytest.param("one\n{{ at | human_day }} {{ at | shout }}", [2, 2], id="filters that are not there"),
        pytest.param("{{ " + "(" * 5000 + " }}", [1], id="nested too deep"),
    ],
)
@pytest.mark.parametrize("name", MOST_CHARS)
def test_what_is_wrong_beforehand_is_told_with_its_line(name: str, text: str, faults: list[int]) -> None:
    assert [line for line, _ in faults_in(text, is_page=name.endswith(".html"))] == faults


def test_to_check_a_template_works_out_nothing_of_it() -> None:
    assert list(faults_in("{{ 9 ** (9 ** 9) }} {{ 'x' * 9 ** 12 }} {{ 'x' | center(9 ** 12) }}")) == []
