"""Which rules carry over from stream to stream."""

from tests.quality.corpus import MEASURED, paths, stream
from tests.quality.coverage import lonely, report, rules_in, share_lonely, silent

RULES = {
    "en.wide": frozenset({"a", "b", "c"}),
    "en.twice": frozenset({"a", "b"}),
    "es.once": frozenset({"b"}),
    "es.never": frozenset[str](),
}


def test_rules_that_fire_in_one_stream_are_told_from_those_that_never_do() -> None:
    assert (lonely(RULES), silent(RULES)) == (["es.once"], ["es.never"])
    assert round(share_lonely(RULES), 3) == 0.333


def test_where_no_rule_fires_none_is_lonely() -> None:
    assert share_lonely({"es.never": frozenset()}) == 0.0


def test_the_report_names_the_stream_of_a_lonely_rule_and_sums_up_each_language() -> None:
    assert list(report(RULES)) == [
        "  3  en.wide",
        "  2  en.twice",
        "  1  es.once                         b",
        "never: es.never",
        "en: 2 of 2 rules fire, 0 of them in one stream only, 0.0%",
        "es: 1 of 2 rules fire, 1 of them in one stream only, 100.0%",
        "all: 3 of 4 rules fire, 1 of them in one stream only, 33.3% (bar 15%)",
    ]


def test_rules_fire_in_every_measured_stream() -> None:
    assert all(rules_in(stream(path)) for section in MEASURED for path in paths(section))
