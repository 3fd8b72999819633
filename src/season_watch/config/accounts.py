"""From a channel's table to the channel and the account that it sends by."""

from season_watch.config.checking import Row
from season_watch.model.delivery import Channel, ChannelKind
from season_watch.notifying.accounts import (
    Account,
    AppriseAccount,
    CommandAccount,
    EmailAccount,
    OwnTemplates,
    Security,
    StdoutAccount,
    WebhookAccount,
)
from season_watch.outbound.addresses import Allowed

# RFC 6409, RFC 8314 and RFC 5321: submission, submission over TLS, and plain delivery.
_PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}


def channel_of(row: Row) -> Channel:
    """The channel, with whom it reaches."""
    return Channel(name=row.values["name"], kind=row.values["kind"], recipients=_recipients(row))


def _recipients(row: Row) -> tuple[str, ...]:
    kind = ChannelKind(row.values["kind"])
    match kind:
        case ChannelKind.EMAIL:
            return tuple(row.values["to"])
        case ChannelKind.WEBHOOK:
            return (row.values["url"],)
        case ChannelKind.APPRISE | ChannelKind.COMMAND | ChannelKind.STDOUT:
            return (kind.value,)


def account_of(
    row: Row, secrets: tuple[str, ...], templates: OwnTemplates | None, allow: tuple[Allowed, ...]
) -> Account:
    """What the channel needs to send; `secrets` are its own, newest first, `allow` is what all may reach."""
    values, kind = row.values, ChannelKind(row.values["kind"])
    match kind:
        case ChannelKind.EMAIL:
            return _email(row, secrets, templates)
        case ChannelKind.WEBHOOK:
            return WebhookAccount(channel=values["name"], secrets=secrets, allow=values["allow"])
        case ChannelKind.APPRISE:
            return AppriseAccount(
                channel=values["name"], url=secrets[0], allow=allow + values["allow"], templates=templates
            )
        case ChannelKind.COMMAND:
            return CommandAccount(
                channel=values["name"], argv=values["argv"], seconds=values["timeout"].total_seconds()
            )
        case ChannelKind.STDOUT:
            return StdoutAccount(channel=values["name"], format=values["format"])


def _email(row: Row, secrets: tuple[str, ...], templates: OwnTemplates | None) -> EmailAccount:
    values = row.values
    return EmailAccount(
        channel=values["name"],
        host=values["host"],
        port=values["port"] or _PORTS[values["security"]],
        sender=values["from"],
        security=values["security"],
        username=values["username"],
        password=secrets[0] if secrets else None,
        unsubscribe=values["unsubscribe"],
        templates=templates,
    )
