"""A feed's XML cut into its entries, so that what was read before need not be read again.

The cuts are made where expat, the parser behind every XML reader of Python, says that an entry begins and ends: a
closing tag in a CDATA section or a comment is none. What is not well-formed, has a DOCTYPE or entries within entries is
not cut at all.
"""

from dataclasses import dataclass
from hashlib import blake2b
from xml.parsers.expat import ExpatError, ParserCreate

from season_watch.parsing.hubs import Link
from season_watch.parsing.namespaces import ATOM_ADDRESS

_ENTRY_NAMES = ("item", "entry")
_NAME_BYTES = 12
_BETWEEN = " "
"""Between a namespace and a name, as expat reports them: no address holds a space."""

_LINK = f"{ATOM_ADDRESS}{_BETWEEN}link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """An entry's place in its document. Slices of one name hold the same bytes within the same ancestors."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A well-formed document with the slices of its entries, and all namespaces that it declares, by prefix.

    `links` are the Atom links that stand around its entries.
    """

    document: bytes
    slices: tuple[Slice, ...]
    namespaces: frozenset[tuple[str | None, str]]
    links: tuple[Link, ...]

    def holding(self, kept: tuple[Slice, ...]) -> bytes:
        """The document with these entries alone, and all that stands around entries."""
        if kept == self.slices:
            return self.document
        starts = {one.start for one in kept}
        pieces, at = [], 0
        for one in self.slices:
            pieces.append(self.document[at : one.end if one.start in starts else one.start])
            at = one.end
        return b"".join((*pieces, self.document[at:]))


def cut(document: bytes, *, url: str) -> Cut | None:
    """Cut a UTF-8 document that came from `url`, whatever charset it states; None where that can't be done safely."""
    cutter = _Cutter(document, url)
    try:
        cutter.run()
    except ExpatError:
        return None
    if cutter.is_in_doubt:
        return None
    return Cut(
        document=document,
        slices=tuple(cutter.slices),
        namespaces=frozenset(cutter.namespaces),
        links=tuple(cutter.links),
    )


class _Cutter:
    """Expat's handlers, and what they note.

    An entry's ancestors belong to its name: a base address or a namespace of theirs may change what it says.
    """

    def __init__(self, document: bytes, url: str) -> None:
        self.slices: list[Slice] = []
        self.namespaces: set[tuple[str | None, str]] = set()
        self.links: list[Link] = []
        self.is_in_doubt = False
        self._document = document
        self._declared = [url]
        self._ancestors: list[str] = []
        self._around: blake2b | None = None
        self._entry: str | None = None
        self._start = 0
        self._parser = ParserCreate("utf-8", _BETWEEN)

    def run(self) -> None:
        """Note the entries of the whole document. Raises ExpatError where it is not well-formed."""
        parser = self._parser
        parser.StartElementHandler = self._on_start
        parser.EndElementHandler = self._on_end
        parser.StartNamespaceDeclHandler = self._on_namespace
        parser.StartDoctypeDeclHandler = self._on_doctype
        try:
            parser.Parse(self._document, True)
        finally:
            # Parser and handlers hold each other, and with them the document.
            del self._parser

    def _on_start(self, name: str, attributes: dict[str, str]) -> None:
        if _is_entry(name):
            self._entry = name
            self._start = self._parser.CurrentByteIndex
            self._parser.StartElementHandler = None  # what begins within an entry is of no interest
        else:
            self._ancestors.append(f"{name} {sorted(attributes.items())}")
            self._around = None
            if name == _LINK:
                self.links.append((attributes.get("rel", ""), attributes.get("href", "")))

    def _on_end(self, name: str) -> None:
        if name == self._entry:
            self._end_entry(self._parser.CurrentByteIndex)
        elif _is_entry(name):
            self.is_in_doubt = True  # one entry was within another
        elif self._entry is None:
            self._ancestors.pop()
            self._around = None

    def _end_entry(self, end_tag: int) -> None:
        """Note a slice. An entry that is one empty tag ends where it began: its bytes are not looked for."""
        self._entry = None
        self._parser.StartElementHandler = self._on_start
        self.is_in_doubt |= end_tag == self._start
        end = self._document.index(b">", end_tag) + 1
        self.slices.append(Slice(name=self._named(self._document[self._start : end]), start=self._start, end=end))

    def _named(self, entry: bytes) -> str:
        if self._around is None:
            self._around = blake2b("\0".join((*self._declared, *self._ancestors)).encode(), digest_size=_NAME_BYTES)
        named = self._around.copy()
        named.update(entry)
        return named.hexdigest()

    def _on_namespace(self, prefix: str | None, uri: str | None) -> None:
        self.namespaces.add((prefix, uri or ""))
        if self._entry is None:
            self._declared.append(f"{prefix} {uri}")
            self._around = None

    def _on_doctype(self, *_declaration: object) -> None:
        self.is_in_doubt = True


def _is_entry(name: str) -> bool:
    return name.endswith(_ENTRY_NAMES) and name.rpartition(_BETWEEN)[2] in _ENTRY_NAMES
