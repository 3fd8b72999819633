"""The demo: play a season's history before the daemon, then show the board, the updates and what was sent."""

import asyncio
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from season_watch.cli import logs
from season_watch.cli.actions.boards import board_lines
from season_watch.cli.actions.updates import list_updates
from season_watch.cli.output import BLANK, Line, say, show_lines
from season_watch.cli.phrases import counted
from season_watch.config.tables import LogFormat, LogLevel
from season_watch.demo.configuration import RECIPIENT
from season_watch.demo.history import WATCH, stories
from season_watch.demo.perform import Moment, Performance, perform
from season_watch.demo.sources import PUBLISHERS
from season_watch.notifying.wrapping import wrapped
from season_watch.storage import queries


def show_demo() -> None:
    """Play the whole history, and print what came of it; exits with 1 where an alert was not new."""
    logs.set_up(LogFormat.TEXT, LogLevel.WARNING)
    history = stories()
    first, last = history[0].published, history[-1].published
    show_lines((Line(text=f"{WATCH.label}, {first:%B %Y} to {last:%B %Y}", style="bold"), *_introduction(len(history))))
    with tempfile.TemporaryDirectory(prefix="season-watch-demo-") as folder:
        with _progress(len(history)) as show:
            performance = asyncio.run(perform(Path(folder), show))
        _show_board(performance)
        _show_updates(performance)
        _show_sent(performance)
    is_right = _show_figures(performance, len(history))
    say("")
    say("Next: `season-watch init` writes a configuration, to be edited for a season that you wait for.")
    if not is_right:
        raise typer.Exit(1)


def _introduction(items: int) -> tuple[Line, ...]:
    text = (
        f"{items} real pieces of news, retold by invented outlets, come out one after the other on this machine, in "
        f"{len(PUBLISHERS)} feeds and pages. The daemon polls them, reads the articles behind them, and sends mails "
        "and posts to a mail server and a webhook receiver, also on this machine. Only the calendar is simulated."
    )
    return *(Line(text=line) for line in wrapped(text).splitlines()), BLANK


@contextmanager
def _progress(total: int) -> Iterator[Callable[[Moment], None]]:
    """A bar on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with Progress(TextColumn("{task.description}"), BarColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda moment: bar.update(task, completed=moment.number, description=_moment(moment))


def _moment(moment: Moment) -> str:
    return (
        f"{moment.story.published:%d %b %Y}  {moment.story.outlet[:24]:<24}  {counted(moment.mails, 'mail', 'mails')}"
    )


def _show_board(performance: Performance) -> None:
    with queries.reading(performance.database) as connection:
        board = queries.board(connection, WATCH.name)
    _headed("The board (season-watch status)")
    show_lines(tuple(board_lines(WATCH, board, stories()[-1].published.date())))


def _show_updates(performance: Performance) -> None:
    _headed("What changed it (season-watch list)")
    list_updates(performance.database, watch=None, facet=None, certainty=None, since=None, limit=None, as_json=False)
    say("")


def _show_sent(performance: Performance) -> None:
    _headed(f"Mailed to {RECIPIENT}, and posted to the webhook")
    show_lines(tuple(Line(text=str(mail["Subject"])) for mail in performance.mails))
    say("")
    _headed("The last mail")
    show_lines(tuple(Line(text=line, indent=2, laid_out=True) for line in _text_of(performance.mails[-1]).splitlines()))
    say("")


def _headed(title: str) -> None:
    show_lines((Line(text=title, style="bold underline"), BLANK))


def _text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def _show_figures(performance: Performance, items: int) -> bool:
    """The figure that matters, and how it came about; whether each alert was new, and went out once a channel."""
    counts, statuses = performance.counts, performance.statuses
    posted = Counter(post.document["data"]["update"]["key"] for post in performance.posts)
    each_new = len(posted) == counts.updates == len(performance.mails) and set(posted.values()) <= {1}
    requests = counted(sum(statuses.values()), "request", "requests")
    mails = counted(len(performance.mails), "mail", "mails")
    posts = counted(len(performance.posts), "post", "posts")
    say(f"{requests}, {statuses.get(304, 0)} of them answered “not modified”; {mails} and {posts} sent.")
    verdict = "each new" if each_new else "NOT each new"
    show_lines((Line(text=f"{items} pieces of news read, {counts.updates} alerts, {verdict}.", style="bold"),))
    return each_new
