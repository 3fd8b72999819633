"""Why a connection did not become secure: a name for each fault, and a sentence for people.

OpenSSL says it in codes. Those of certificates are of `openssl-verification-options(1)`, under "Diagnostics".
"""

import ssl

from season_watch.outbound.exchange import Failure

_TLS = "tls"
_CERTIFICATE = "certificate-"
_EXPIRED = f"{_CERTIFICATE}expired"
_NOT_YET = f"{_CERTIFICATE}not-yet-valid"
_REVOKED = f"{_CERTIFICATE}revoked"
_OTHER_NAME = f"{_CERTIFICATE}of-another-name"
_UNTRUSTED = f"{_CERTIFICATE}untrusted"
_WEAK = f"{_CERTIFICATE}too-weak"

CERTIFICATE_FAULTS: dict[int, tuple[str, str]] = {
    9: (_NOT_YET, "is not valid yet; is the clock of this machine right?"),
    10: (_EXPIRED, "has expired"),
    18: (_UNTRUSTED, "is signed by nobody but itself"),
    19: (_UNTRUSTED, "is signed by an authority that this machine does not trust"),
    20: (_UNTRUSTED, "is signed by an authority that this machine does not know, or its server leaves out who vouches"),
    21: (_UNTRUSTED, "is vouched for by nobody: its server leaves out who signed it"),
    23: (_REVOKED, "was revoked"),
    62: (_OTHER_NAME, "is that of another name"),
    64: (_OTHER_NAME, "is that of another address"),
    66: (_WEAK, "has a key that is too weak"),
    68: (_WEAK, "is signed in a way that is no longer safe"),
}
"""By OpenSSL's verification code: the fault's name, and how a sentence about the certificate ends."""

TLS_FAULTS: dict[str, str] = {
    "WRONG_VERSION_NUMBER": "the server does not speak TLS at this port",
    "HTTP_REQUEST": "the server does not speak TLS at this port",
    "RECORD_LAYER_FAILURE": "the server does not speak TLS at this port",
    "UNSUPPORTED_PROTOCOL": "the server speaks only versions of TLS that are no longer safe",
    "TLSV1_ALERT_PROTOCOL_VERSION": "the server speaks only versions of TLS that are no longer safe",
    "SSLV3_ALERT_HANDSHAKE_FAILURE": "the server and this machine have no way to encrypt in common",
    "DH_KEY_TOO_SMALL": "the server's way to encrypt is too weak",
    "TLSV1_UNRECOGNIZED_NAME": "the server knows no site of that name",
    "TLSV13_ALERT_CERTIFICATE_REQUIRED": "the server asks for a certificate of ours, and there is none",
    "UNEXPECTED_EOF_WHILE_READING": "the server hung up in the middle",
}
"""By OpenSSL's word for what went wrong."""


def is_of_tls(reason: str) -> bool:
    """Whether a failure's reason is one of these. Their details never name an address, which may be secret."""
    return reason == _TLS or reason.startswith(_CERTIFICATE)


def tls_failure(error: ssl.SSLError) -> Failure:
    """The failure that an error of TLS stands for; one that no table knows is told in OpenSSL's own words."""
    if isinstance(error, ssl.SSLCertVerificationError):
        unknown = (_UNTRUSTED, f"is not to be trusted: {error.verify_message}")
        reason, sentence = CERTIFICATE_FAULTS.get(error.verify_code, unknown)
        return Failure(reason=reason, detail=f"the certificate of the server {sentence}")
    word: str = getattr(error, "reason", None) or ""  # what the standard library raises on its own has none
    said = word.replace("_", " ").lower() or " ".join(str(error).split())
    return Failure(reason=_TLS, detail=TLS_FAULTS.get(word, f"no secure connection came about: {said}"))
