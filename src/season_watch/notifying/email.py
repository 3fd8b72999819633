"""A delivery as a mail: the same bytes at every attempt, and no header that a feed could have written."""

import re
from datetime import UTC
from email.charset import QP, Charset
from email.header import Header
from email.headerregistry import Address
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import compat32
from email.utils import format_datetime, formataddr
from hashlib import sha256
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from season_watch.model.delivery import Delivery, Message
from season_watch.notifying.cleaning import header_address, header_text
from season_watch.notifying.content import Content, DigestContent, NoticeContent, UpdateContent, content_of, human_date
from season_watch.notifying.textbody import text_body
from season_watch.notifying.wording import BUILT_IN, Wording

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+"
_MAILBOX = re.compile(rf'(?:"?(?P<name>[^"<>\r\n]*?)"?\s*<)?(?P<user>{_ATOM})@(?P<domain>[A-Za-z0-9.-]+)(?(name)>)')
_READABLE = Charset("utf-8")
_READABLE.body_encoding = QP
_WIRE = compat32.clone(linesep="\r\n", max_line_length=None)
"""The older of Python's two ways to write mail: the newer one breaks a long subject after its very name (3.11).

A subject is folded before; no other header is long, but for an address, which must not be broken at all.
"""

_PAGES = Environment(
    loader=PackageLoader("season_watch.notifying"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_PAGES.filters["human_date"] = human_date


_TEMPLATES = {UpdateContent: "update.html", DigestContent: "digest.html", NoticeContent: "notice.html"}


def mailbox(text: str) -> Address | None:
    """The address in `a@b.example` or `Name <a@b.example>`; None for anything else, addresses beyond ASCII among it."""
    found = _MAILBOX.fullmatch(text.strip())
    if found is None:
        return None
    return Address(header_text(found["name"] or ""), found["user"], found["domain"])


def rendered(
    delivery: Delivery,
    sender: Address,
    recipient: Address,
    *,
    unsubscribe: str | None = None,
    wording: Wording = BUILT_IN,
) -> bytes:
    """The whole mail. Ids, boundary and date follow from the delivery alone, so that a repeat is the same mail.

    `unsubscribe` is the address where recipients leave, as in `EmailAccount`; `wording` is the owner's.
    """
    message, content = delivery.message, content_of(delivery.message)
    # `=_` can't occur in quoted-printable text (RFC 2045, 6.7), so the boundary never does.
    mail = MIMEMultipart("alternative", boundary=f"=_{delivery.id}")
    mail["From"] = formataddr((sender.display_name, sender.addr_spec))
    mail["To"] = formataddr((recipient.display_name, recipient.addr_spec))
    mail["Subject"] = _encoded(header_text(wording.subject or message.subject))
    headers = _headers(delivery, content, sender.domain) | _ways_out(unsubscribe, recipient)
    for name, value in headers.items():
        mail[name] = value
    mail.attach(_part(wording.text or text_body(content, message.at), "plain"))
    mail.attach(_part(wording.page or html_body(content, message), "html"))
    return mail.as_bytes(policy=_WIRE)


def _encoded(subject: str) -> str:
    return Header(subject, "us-ascii" if subject.isascii() else "utf-8", header_name="Subject").encode()


def _part(body: str, subtype: str) -> MIMENonMultipart:
    """Quoted-printable: still readable in the raw mail, and ASCII, so that every server passes it on as it is."""
    part = MIMENonMultipart("text", subtype)
    part.set_payload(body, _READABLE)
    return part


def html_body(content: Content, message: Message) -> str:
    """The page in the mail. Whatever stands in `content` is shown as text."""
    return _PAGES.get_template(_TEMPLATES[type(content)]).render(
        content=content, message=message, title=header_text(message.subject)
    )


def _headers(delivery: Delivery, content: Content, domain: str) -> dict[str, str]:
    headers = {
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


def _ways_out(unsubscribe: str | None, recipient: Address) -> dict[str, str]:
    """How a recipient's program may have them leave (RFC 2369), and that one POST is enough (RFC 8058: https alone)."""
    if unsubscribe is None:
        return {}
    url = unsubscribe.replace("{recipient}", quote(recipient.addr_spec, safe=""))
    post = {"List-Unsubscribe-Post": "List-Unsubscribe=One-Click"} if url.startswith("https://") else {}
    return {"List-Unsubscribe": f"<{header_address(url)}>", **post}


def _topic(content: Content) -> tuple[str, ...]:
    """What a mail's thread is about: a facet of a watch, all digests, or a source; empty where it stands alone."""
    if isinstance(content, UpdateContent):
        return content.watch, content.facet
    if isinstance(content, DigestContent):
        return ("digest",)
    return () if content.source is None else (content.source,)


def _digest(topic: tuple[str, ...]) -> str:
    return sha256("\0".join(topic).encode()).hexdigest()[:24]
