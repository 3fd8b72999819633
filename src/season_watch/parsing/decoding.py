"""Bytes to text. One reading of charsets for feeds and pages, so that each library is handed Unicode."""

import codecs
import re
from dataclasses import dataclass

# Where a document may state its own charset (HTML asks for the first 1,024 bytes; generators are less strict).
_HEAD_BYTES = 4096
_STATED = re.compile(
    rb"""(?:<\?xml[^>]{0,200}?encoding|<meta[^>]{0,500}?charset)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_IN_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
# Python also knows codecs that no document is written in, and some (punycode) take quadratic time.
_KNOWN = re.compile(
    r"(?:utf-?8|utf-?16|utf-?32|us-ascii|ascii|iso|latin|windows|cp\d|euc|ks_c|gb|big5|shift|sjis|koi8)", re.IGNORECASE
)
_STATEFUL = re.compile(r"(?:iso-2022|hz)", re.IGNORECASE)
# What browsers take these labels for (WHATWG Encoding): each is read as its superset.
_SUPERSETS = {
    "iso-8859-1": "cp1252",
    "us-ascii": "cp1252",
    "euc-kr": "cp949",
    "gb2312": "gb18030",
    "shift_jis": "cp932",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_BY_MARK = frozenset({"utf-8-sig", "utf-16", "utf-32"})
# Half of a UTF-16 pair that was written as if it were a character.
_LONE_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_REPLACEMENT = "\ufffd".encode()
# XML allows none of these, and HTML gives them no meaning.
_ILLEGAL_CHARACTERS = "".join(map(chr, (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF)))
_ILLEGAL = re.compile(f"[{re.escape(_ILLEGAL_CHARACTERS)}]")

# Of text in other charsets, at most one character in ten is valid UTF-8 by chance.
_GOOD_PER_BAD = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A body as text. `as_stated` is false where it was not what its labels said, or held what no text may."""

    text: str
    as_stated: bool


def decode_body(body: bytes, content_type: str) -> Decoded:
    """Decode by byte order mark, else as UTF-8, else by the stated charset, else as Windows-1252.

    UTF-8 goes first as text in another charset is hardly ever valid UTF-8, while labels are often wrong. What can't be
    decoded is U+FFFD.
    """
    stated = _stated_charsets(body, content_type)
    for charset in _candidates(body, stated):
        text = _decoded(body, charset)
        if text is not None:
            legal = _legal(text)
            as_labelled = not stated or charset in stated or charset in _BY_MARK or legal.isascii()
            return Decoded(text=legal, as_stated=as_labelled and legal == text and "\ufffd" not in text)
    return Decoded(text=_legal(body.decode("cp1252", errors="replace")), as_stated=False)


def _legal(text: str) -> str:
    # Most bodies hold no such character, and to look for each is three times as fast as to look for any.
    return _ILLEGAL.sub("", text) if any(map(text.__contains__, _ILLEGAL_CHARACTERS)) else text


def _candidates(body: bytes, stated: tuple[str, ...]) -> tuple[str, ...]:
    marked = tuple(charset for mark, charset in _BOMS if body.startswith(mark))[:1]
    # A stateful charset is ASCII on the wire, and so valid UTF-8.
    stateful = tuple(charset for charset in stated if _STATEFUL.match(charset))
    return (*marked, *stateful, "utf-8", *stated)


def _stated_charsets(body: bytes, content_type: str) -> tuple[str, ...]:
    in_header = _IN_HEADER.search(content_type)
    in_body = _STATED.search(body[:_HEAD_BYTES])
    labels = [in_header[1]] if in_header else []
    if in_body:
        labels.append(in_body[1].decode("ascii", errors="replace"))
    return tuple(filter(None, map(_codec_name, labels)))


def _codec_name(label: str) -> str | None:
    if not _KNOWN.match(label):
        return None
    try:
        return codecs.lookup(_SUPERSETS.get(label.lower(), label)).name
    except LookupError:
        return None


def _decoded(body: bytes, charset: str) -> str | None:
    try:
        return body.decode(charset)
    except UnicodeDecodeError:
        return _mostly_utf_8(body) if charset == "utf-8" else None


def _mostly_utf_8(body: bytes) -> str | None:
    """A text cut or pasted together carelessly: one bad byte mustn't turn all of it into another charset."""
    whole = _LONE_SURROGATE.sub(_REPLACEMENT, body)
    text = whole.decode("utf-8", errors="replace")
    bad = text.count("\ufffd") - whole.count(_REPLACEMENT)
    good = len(text) - len(text.encode("ascii", errors="ignore")) - bad
    return text if good >= bad * _GOOD_PER_BAD else None
