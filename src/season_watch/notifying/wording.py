"""How a message is worded: by the owner's templates where there are any and they work, else by the built-in ones."""

from dataclasses import dataclass
from typing import Any

from season_watch.model.delivery import ChannelName, Message, TemplateFault
from season_watch.notifying.accounts import OwnTemplates
from season_watch.notifying.cleaning import one_line, without_surrogates
from season_watch.notifying.content import UpdateContent, content_of
from season_watch.notifying.templating import FAULTY, Order, render
from season_watch.notifying.textbody import text_body
from season_watch.pipeline.ports import Isolation, ReadFailed


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What the owner's templates made of a message; None where the built-in one is to be used. `fault` is why."""

    subject: str | None = None
    text: str | None = None
    page: str | None = None
    fault: TemplateFault | None = None


BUILT_IN = Wording()


class Wordings:
    """Words messages by the owner's templates, in a child that is stopped where that takes too long or too much."""

    def __init__(self, isolation: Isolation) -> None:
        self._isolation = isolation
        self._given_up: dict[ChannelName, TemplateFault] = {}

    async def of(self, message: Message, channel: ChannelName, templates: OwnTemplates | None) -> Wording:
        """An update as the owner words it. What else is said, of the program itself above all, is worded by it.

        Templates that had to be stopped are not tried again until the configuration is read anew.
        """
        content = content_of(message)
        if templates is None or not isinstance(content, UpdateContent):
            return BUILT_IN
        if channel in self._given_up:
            return Wording(fault=self._given_up[channel])
        rendered = await self._isolation.run(render, Order(templates=templates, values=values_of(message, content)))
        if isinstance(rendered, ReadFailed):
            return Wording(fault=self._told(rendered, channel, templates))
        worded = {name: without_surrogates(text) for name, text in rendered.items()}
        return Wording(subject=worded.get("subject.txt"), text=worded.get("text.txt"), page=worded.get("page.html"))

    def _told(self, failed: ReadFailed, channel: ChannelName, templates: OwnTemplates) -> TemplateFault:
        if failed.reason == FAULTY:
            return TemplateFault(what=one_line(failed.detail), version=templates.version)
        fault = TemplateFault(what="it took too much time or memory and was stopped", version=templates.version)
        self._given_up[channel] = fault
        return fault


def values_of(message: Message, content: UpdateContent) -> dict[str, Any]:
    """What a template may name: the message's data with each text one clean line, and the built-in subject and text."""
    data = _cleaned({"before": None, "story": None, "timeline": [], **message.data})
    data["evidence"]["url"] = content.proof.url or ""
    return {
        **data,
        "kind": message.kind,
        "at": message.at.isoformat(),
        "subject": one_line(message.subject),
        "text": text_body(content, message.at),
    }


def _cleaned(value: Any) -> Any:  # noqa: ANN401 - it is JSON, whose types nest without end
    match value:
        case str():
            return one_line(value)
        case dict():
            return {name: _cleaned(each) for name, each in value.items()}
        case list():
            return [_cleaned(each) for each in value]
        case _:
            return value
