"""Folding: one spelling for all ways to write the same text, with every character at its place."""

_SPELLINGS = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "´": "'",
        "`": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "「": '"',
        "」": '"',
        "『": '"',
        "』": '"',
        "《": '"',
        "》": '"',
        "：": ":",
        "（": "(",
        "）": ")",
        "–": "-",
        "—": "-",
        "‑": "-",
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u3000": " ",
        "\t": " ",
        "\r": "\n",
        "\u2028": "\n",
        **dict(zip("０１２３４５６７８９", "0123456789", strict=True)),
    }
)


def fold(text: str) -> str:
    """Lower case and plain quotes, dashes and blanks; the length and every offset stay."""
    plain = text.translate(_SPELLINGS)
    lowered = plain.lower()
    if len(lowered) == len(plain):
        return lowered
    return "".join(_lowered_in_place(character) for character in plain)


def _lowered_in_place(character: str) -> str:
    """A few capitals (İ) have two characters as their small letter: those keep their case."""
    lowered = character.lower()
    return lowered if len(lowered) == 1 else character
