"""Whether a selector can be read. Apart from what uses selectors: what reads them takes long to import."""

import soupsieve


def selector_fault(selector: str) -> str | None:
    """Why a CSS selector can't be read, in a line; None where it can be."""
    try:
        soupsieve.compile(selector)
    except soupsieve.SelectorSyntaxError as error:
        return str(error).splitlines()[0]
    return None
