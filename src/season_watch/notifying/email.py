"""A delivery as a mail: the same bytes at every attempt, and no header that a feed could have written."""

import re
from datetime import UTC
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined

from season_watch.model.delivery import Delivery, Message
from season_watch.notifying.cleaning import header_text
from season_watch.notifying.content import Content, UpdateContent, content_of, human_date
from season_watch.notifying.textbody import text_body

_SPECIALS = r"\s<>()\[\]\\,;:@\"\x00-\x1f\x7f\ud800-\udfff"
_MAILBOX = re.compile(rf"(?P<user>[^{_SPECIALS}]+)@(?P<domain>[^{_SPECIALS}]+)")
_DOMAIN = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")

_PAGES = Environment(
    loader=PackageLoader("season_watch.notifying"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_PAGES.filters["human_date"] = human_date


def mailbox(text: str) -> Address | None:
    """The one address that `text` states (`a@b.example` or `Name <a@b.example>`); None where no header may carry it."""
    name, address = parseaddr(text)
    found = _MAILBOX.fullmatch(address)
    if found is None:
        return None
    return Address(header_text(name), found["user"], found["domain"])


def domain_of(sender: Address) -> str:
    """The sender's domain where it is plain ASCII, else a name that is nobody's: ids and EHLO carry no other."""
    return sender.domain if _DOMAIN.fullmatch(sender.domain) else "season-watch.invalid"


def rendered(delivery: Delivery, sender: Address, recipient: Address) -> EmailMessage:
    """The whole mail. Ids, boundary and date follow from the delivery alone, so that a repeat is the same mail."""
    message, content = delivery.message, content_of(delivery.message)
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender
    mail["To"] = recipient
    for name, value in _headers(delivery, content, domain_of(sender)).items():
        mail[name] = value
    mail.set_content(text_body(content, message.at), cte="quoted-printable")
    mail.make_alternative(boundary=_boundary(delivery))
    mail.add_alternative(html_body(content, message), subtype="html", cte="quoted-printable")
    return mail


def html_body(content: Content, message: Message) -> str:
    """The page in the mail. Whatever stands in `content` is shown as text."""
    name = "update.html" if isinstance(content, UpdateContent) else "notice.html"
    return _PAGES.get_template(name).render(content=content, message=message, title=header_text(message.subject))


def _headers(delivery: Delivery, content: Content, domain: str) -> dict[str, str]:
    headers = {
        "Subject": header_text(delivery.message.subject),
        "Date": format_datetime(delivery.message.at.astimezone(UTC)),
        "Message-ID": f"<{delivery.id}@{domain}>",
        "List-ID": f"<season-watch.{domain}>",
        "Auto-Submitted": "auto-generated",
    }
    if topic := _topic(content):
        # The root is a mail that was never sent: clients group by its id all the same, and no order of arrival matters.
        root = f"<thread_{_digest(topic)}@{domain}>"
        headers |= {"In-Reply-To": root, "References": root}
    return headers


def _topic(content: Content) -> tuple[str, ...]:
    """What a mail's thread is about: a facet of a watch, or a source; empty where it stands alone."""
    if isinstance(content, UpdateContent):
        return content.watch, content.facet
    return () if content.source is None else (content.source,)


def _boundary(delivery: Delivery) -> str:
    """`=_` can't occur in quoted-printable text (RFC 2045, 6.7)."""
    return f"=_{delivery.id}"


def _digest(topic: tuple[str, ...]) -> str:
    return sha256("\0".join(topic).encode()).hexdigest()[:24]
