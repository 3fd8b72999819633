"""What sentences of German news claim, and what claims nothing. None of them stands in a rule."""

import pytest

from tests.unit.claims.reading import told

CLAIMS = [
    ("Netflix hat die Serie um eine zweite Staffel verlängert.", "renewal.renewed confirmed"),
    ("Die zweite Staffel ist bestätigt.", "renewal.renewed confirmed"),
    ("Netflix bestellt eine zweite Staffel.", "renewal.renewed confirmed"),
    ("Es wird eine zweite Staffel geben.", "renewal.renewed confirmed"),
    ("Die Serie geht in die zweite Runde.", "renewal.renewed confirmed"),
    ("Gerüchten zufolge wurde die Serie um eine zweite Staffel verlängert.", "renewal.renewed rumoured"),
    ("Netflix hat die Serie noch nicht verlängert.", "renewal.not_renewed confirmed"),
    ("Eine zweite Staffel ist noch nicht bestätigt.", "renewal.not_renewed confirmed"),
    ("Netflix hat die Serie abgesetzt.", "renewal.cancelled confirmed"),
    ("Eine zweite Staffel wird es nicht geben.", "renewal.cancelled confirmed"),
    ("Die Dreharbeiten zur zweiten Staffel haben im März begonnen.", "filming.started=2025-03 confirmed"),
    ("Staffel 2 wird derzeit in Hamburg gedreht.", "filming.started confirmed"),
    ("Die Dreharbeiten laufen.", "filming.started confirmed"),
    ("Die zweite Staffel befindet sich in Produktion.", "filming.started confirmed"),
    ("Die Dreharbeiten sollen bereits begonnen haben.", "filming.started rumoured"),
    ("Die Dreharbeiten beginnen im August.", "filming.scheduled=2025-08 confirmed"),
    ("Die Dreharbeiten sollen im Herbst starten.", "filming.scheduled=2025-23 predicted"),
    ("Die Dreharbeiten sind abgeschlossen.", "filming.wrapped confirmed"),
    ("Die letzte Klappe für Staffel 2 ist gefallen.", "filming.wrapped confirmed"),
    ("Die zweite Staffel befindet sich in der Postproduktion.", "filming.wrapped confirmed"),
    ("An den Drehbüchern zur zweiten Staffel wird gearbeitet.", "filming.preparing confirmed"),
    ("Die Drehbücher sind fertig.", "filming.preparing confirmed"),
    ("Die Dreharbeiten haben noch nicht begonnen.", "filming.not_started confirmed"),
    ("Die Dreharbeiten wurden wegen des Streiks unterbrochen.", "filming.paused confirmed"),
    ("Netflix hat den offiziellen Trailer zur zweiten Staffel veröffentlicht.", "trailer.trailer confirmed"),
    ("Der Trailer zu Staffel 2 ist da.", "trailer.trailer confirmed"),
    ("Ein erster Teaser zur zweiten Staffel ist erschienen.", "trailer.teaser confirmed"),
    ("Netflix zeigt erste Bilder aus der zweiten Staffel.", "trailer.first_look confirmed"),
    ("Einen Trailer gibt es noch nicht.", "trailer.none confirmed"),
    ("Die zweite Staffel startet am 14. November 2025.", "release.date=2025-11-14 confirmed"),
    ("Staffel 2 läuft ab dem 3. Oktober bei Netflix.", "release.date=2025-10-03 confirmed"),
    ("Die 2. Staffel startet morgen.", "release.date=2025-06-17 confirmed"),
    ("Die zweite Staffel kommt Anfang 2026.", "release.window=2026-40 confirmed"),
    ("Die zweite Staffel dürfte Ende 2026 erscheinen.", "release.window=2026-41 predicted"),
    ("Staffel 2 soll im Frühjahr 2026 erscheinen.", "release.window=2026-21 predicted"),
    ("Die zweite Staffel erscheint im Sommer 2026.", "release.window=2026-22 confirmed"),
    ("Die Premiere ist für nächsten Monat geplant.", "release.window=2025-07 confirmed"),
    (
        "Die zweite Staffel wird voraussichtlich im dritten Quartal 2026 ausgestrahlt.",
        "release.window=2026-35 predicted",
    ),
    ("Die zweite Staffel könnte in der zweiten Jahreshälfte 2026 kommen.", "release.window=2026-41 predicted"),
    ("Laut Insidern startet die zweite Staffel im Dezember.", "release.window=2025-12 rumoured"),
    ("Die zweite Staffel kommt nicht vor 2027.", "release.window=2027/.. confirmed"),
    ("Wann startet Staffel 2?\nIm März 2026.", "release.window=2026-03 confirmed"),
    ("Ein Starttermin steht noch nicht fest.", "release.none confirmed"),
    ("Wann die zweite Staffel erscheint, ist noch unklar.", "release.none confirmed"),
    ("Der Start der zweiten Staffel wurde auf 2027 verschoben.", "release.delayed=2027 confirmed"),
    ("Die zweite Staffel ist jetzt bei Netflix verfügbar.", "release.released confirmed"),
    ("Die zweite Staffel ist am 6. Juni erschienen.", "release.released=2025-06-06 confirmed"),
    ("Gedreht wird derzeit in Kanada.", "filming.started confirmed"),
    ("Die Dreharbeiten dauern noch bis Oktober.", "filming.wrapped=2025-10 predicted"),
    ("Ein erster Teaser ist ebenfalls da.", "trailer.teaser confirmed"),
    ("Der Sender hat Nachschub geordert, eine zweite Staffel ist beschlossene Sache.", "renewal.renewed confirmed"),
    (
        "Hinter den Kulissen wird bereits an Staffel 2 gearbeitet, die Autoren schreiben an den neuen Folgen.",
        "filming.preparing confirmed",
    ),
    ("Am Montag fiel in Hamburg die erste Klappe für die zweite Staffel.", "filming.started confirmed"),
    ("Im Oktober sollen die Kameras für Staffel 2 laufen.", "filming.scheduled=2025-10 predicted"),
    ("Die Arbeiten am Set sind beendet, nun geht es in den Schnitt.", "filming.wrapped confirmed"),
    (
        "Der Termin ist da: Ab dem 21. November stehen die neuen Folgen zum Abruf bereit.",
        "release.date=2025-11-21 confirmed",
    ),
    ("Auf einen Sendetermin müssen Fans noch warten.", "release.none confirmed"),
    ("Mit der zweiten Staffel ist im Laufe des nächsten Jahres zu rechnen.", "release.window=2026 predicted"),
    ("Fans müssen sich länger gedulden: Die zweite Staffel kommt erst 2027.", "release.window=2027 confirmed"),
    ("Seit heute sind alle acht Folgen der zweiten Staffel abrufbar.", "release.released=2025-06-16 confirmed"),
    ("Netflix zieht den Stecker: Eine Fortsetzung wird es nicht geben.", "renewal.cancelled confirmed"),
    ("Ein paar Sekunden aus Staffel 2 gibt es in einem ersten Teaser zu sehen.", "trailer.teaser confirmed"),
    ("Laut Deadline hat der Sender eine zweite Staffel bestellt.", "renewal.renewed rumoured"),
]
SILENT = [
    "Wird es eine zweite Staffel geben?",
    "Der Fan-Trailer sorgt für Verwirrung.",
    "Der Trailer erscheint am Freitag.",
    "Die erste Staffel erschien im März 2024.",
    "Staffel 3 kommt 2027.",
    "Die zweite Staffel von „Andere Serie“ startet am 4. Juli.",
    "Lesen Sie auch: Andere Serie bekommt zweite Staffel",
    "Fans fordern eine zweite Staffel.",
    "Folge 4 läuft am 20. Juni.",
    "Am 4. Juli geht „Dark Harbor“ zu Ende.",
    "„Dark Harbor“ startet am 4. Juli.",
    "Die Dreharbeiten zu „Dark Harbor“ sind abgeschlossen.",
    "Einen Trailer zur dritten Staffel von „Dark Harbor“ gibt es auch.",
]


@pytest.mark.parametrize(("text", "claim"), CLAIMS)
def test_a_sentence_of_german_news_makes_its_claim(text: str, claim: str) -> None:
    assert told(text, lang="de") == {claim}


@pytest.mark.parametrize("text", SILENT)
def test_a_sentence_of_german_news_that_claims_nothing_is_silent(text: str) -> None:
    assert told(text, lang="de") == set()
