"""Whose words a message is sent in; whatever the owner's templates do, it is sent."""

import pytest

from season_watch.isolation.isolation import ChildIsolation
from season_watch.model.delivery import ChannelName, Message
from season_watch.notifying.accounts import OwnTemplates
from season_watch.notifying.wording import BUILT_IN, Wording, Wordings
from tests.fakes.isolation import DirectIsolation
from tests.unit.notifying.samples import notice, update

MAIL = ChannelName("mail")
STOPPED = "it took too much time or memory and was stopped"


def own(**texts: str) -> OwnTemplates:
    names = {"subject": "subject.txt", "text": "text.txt", "page": "page.html"}
    return OwnTemplates(texts=tuple((names[name], text) for name, text in texts.items()))


async def worded(templates: OwnTemplates | None, message: Message | None = None) -> Wording:
    return await Wordings(DirectIsolation()).of(message or update(), MAIL, templates)


async def test_each_template_words_its_part_and_the_built_in_ones_the_rest() -> None:
    wording = await worded(own(subject="News of {{ update.label }}", page="<b>{{ update.headline }}</b>"))
    assert wording == Wording(
        subject="News of All of Us Are Dead S2", page="<b>filming has wrapped in December 2025</b>"
    )


@pytest.mark.parametrize("message", [notice(), notice(source=None)], ids=["a source", "itself"])
async def test_what_the_program_says_of_itself_is_worded_by_it(message: Message) -> None:
    assert await worded(own(text="{{ 1 / 0 }}"), message) == BUILT_IN


async def test_without_templates_all_is_built_in() -> None:
    assert await worded(None) == BUILT_IN


async def test_a_template_that_raises_leaves_all_to_the_built_in_ones_and_says_why() -> None:
    wording = await worded(own(subject="fine", text="{{ nothing }}"))
    assert (wording.subject, wording.text, wording.page) == (None, None, None)
    assert wording.fault is not None
    assert wording.fault.what == "text.txt:1: UndefinedError: 'nothing' is undefined"


async def test_a_template_that_fails_for_one_message_words_the_next() -> None:
    wordings, templates = Wordings(DirectIsolation()), own(text="{{ before.headline }}")
    assert (await wordings.of(update(before=None), MAIL, templates)).fault is not None
    assert (await wordings.of(update(), MAIL, templates)).text == "filming has wrapped"


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", id="a loop"),
        pytest.param("{{ ('x' * 9 ** 12) | length }}", id="a text without end"),
        pytest.param("{{ 9 ** (9 ** 9) }}", id="a number without end"),
    ],
)
async def test_a_template_without_end_is_stopped_and_not_started_again(text: str) -> None:
    async with ChildIsolation(seconds=0.5, first_seconds=5) as isolation:
        wordings = Wordings(isolation)
        first = await wordings.of(update(), MAIL, own(text="fine", page=text))
        assert first.text is None
        assert first.fault is not None
    # Its isolation is gone: whoever asked it now would hang or raise.
    assert await wordings.of(update(), MAIL, own(text="fine", page=text)) == Wording(fault=first.fault)
