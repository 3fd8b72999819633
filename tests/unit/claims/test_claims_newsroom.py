"""A second sample of how outlets write, taken after the rules were: it showed what the first one had left out."""

import pytest

from tests.unit.claims.reading import told

RENEWAL = [
    ("Deadline hears that the drama has scored a second season.", "renewal.renewed rumoured"),
    ("The thriller is getting another season, Peacock said Tuesday.", "renewal.renewed confirmed"),
    ("Season 2 was announced at the upfronts in May.", "renewal.renewed confirmed"),
    ("AMC+ has placed an order for a second season of ten episodes.", "renewal.renewed confirmed"),
    ("The show has secured a second season.", "renewal.renewed confirmed"),
    ("The network has officially said yes to season 2.", "renewal.renewed confirmed"),
    ("A follow-up season has been confirmed.", "renewal.renewed confirmed"),
    ("The streamer has decided not to proceed with a second season.", "renewal.cancelled confirmed"),
    ("Harbour Lights has been cancelled by Netflix.", "renewal.cancelled confirmed"),
    ("It's the end of the road for the drama: Netflix won't be making a second season.", "renewal.cancelled confirmed"),
    ("Harbour Lights isn't coming back for a second season.", "renewal.cancelled confirmed"),
    ("The network has not announced whether the show will be renewed.", "renewal.not_renewed confirmed"),
    ("So far, the series has not been picked up for a second season.", "renewal.not_renewed confirmed"),
]

FILMING = [
    ("Production is in full swing in Galway.", "filming.started confirmed"),
    ("The crew is shooting on location in Galway.", "filming.started confirmed"),
    ("Filming kicked off last month.", "filming.started=2025-05 confirmed"),
    ("The cameras began to roll on 3 March.", "filming.started=2025-03-03 confirmed"),
    ("Season 2 started principal photography this week.", "filming.started=2025-06 confirmed"),
    ("We're rolling! the director wrote on Instagram.", "filming.started confirmed"),
    ("The second season is before the cameras in Vancouver.", "filming.started confirmed"),
    ("Filming has been going on since April.", "filming.started=2025-04 confirmed"),
    ("Shooting has now entered its third week.", "filming.started confirmed"),
    ("Production has restarted after a four-month break.", "filming.started confirmed"),
    ("The crew returned to work on Monday after the strike.", "filming.started=2025-06-16 confirmed"),
    ("Filming will get under way in the autumn.", "filming.scheduled=2025-23 confirmed"),
    ("The second season is set to film from January to May 2026.", "filming.scheduled=2026-01 confirmed"),
    ("Shooting is planned for early next year.", "filming.scheduled=2026-40 confirmed"),
    ("The new season goes into production in September.", "filming.scheduled=2025-09 confirmed"),
    ("We start filming in August, the showrunner said.", "filming.scheduled=2025-08 confirmed"),
    ("Filming could start as soon as August.", "filming.scheduled=2025-08 predicted"),
    ("The shoot wrapped last week.", "filming.wrapped=2025-06 confirmed"),
    ("Filming concluded on May 30.", "filming.wrapped=2025-05-30 confirmed"),
    ("Season 2 has finished filming.", "filming.wrapped confirmed"),
    ("They wrapped production in Galway on Friday.", "filming.wrapped=2025-06-13 confirmed"),
    ("The cast has wrapped filming on season 2.", "filming.wrapped confirmed"),
    ("Production came to a close in April.", "filming.wrapped=2025-04 confirmed"),
    ("The cast celebrated the end of filming with a party.", "filming.wrapped confirmed"),
    ("Filming is in the books.", "filming.wrapped confirmed"),
    ("Editing is under way.", "filming.wrapped confirmed"),
    ("The series has moved into post-production.", "filming.wrapped confirmed"),
    ("Filming should be done by October.", "filming.wrapped=2025-10 predicted"),
    ("Production was shut down on Tuesday after a fire.", "filming.paused confirmed"),
    ("Filming has been put on hold because of the actors' strike.", "filming.paused confirmed"),
    ("The producers have halted the shoot.", "filming.paused confirmed"),
    ("The strike has brought production to a standstill.", "filming.paused confirmed"),
    ("The scripts have been completed.", "filming.preparing confirmed"),
    ("Casting is under way for season 2.", "filming.preparing confirmed"),
    ("The showrunner is already writing season 2.", "filming.preparing confirmed"),
    ("The team is scouting locations in Galway.", "filming.preparing confirmed"),
    ("The second season is in development.", "filming.preparing confirmed"),
    ("Filming hasn't kicked off yet.", "filming.not_started confirmed"),
    ("The cameras aren't rolling yet.", "filming.not_started confirmed"),
    ("The cast has yet to set foot on set.", "filming.not_started confirmed"),
]

TRAILER = [
    ("The trailer for season 2 has arrived.", "trailer.trailer confirmed"),
    ("Netflix has released the official trailer.", "trailer.trailer confirmed"),
    ("The official trailer was unveiled at the festival.", "trailer.trailer confirmed"),
    ("Check out the trailer for season 2.", "trailer.trailer confirmed"),
    ("The first teaser for season 2 has landed.", "trailer.teaser confirmed"),
    ("Hulu has unveiled a teaser for the second season.", "trailer.teaser confirmed"),
    ("A new teaser gives a glimpse of the lighthouse.", "trailer.teaser confirmed"),
    ("The network has released first images from season 2.", "trailer.first_look confirmed"),
    ("A new poster has been unveiled.", "trailer.first_look confirmed"),
    ("The streamer shared a first look at season 2.", "trailer.first_look confirmed"),
    ("There isn't a trailer yet.", "trailer.none confirmed"),
    ("There's no trailer as of now.", "trailer.none confirmed"),
    ("A trailer hasn't been released.", "trailer.none confirmed"),
    ("Netflix is yet to drop a trailer.", "trailer.none confirmed"),
]

RELEASE = [
    ("Season 2 premieres Friday, July 11 on Apple TV+.", "release.date=2025-07-11 confirmed"),
    ("All eight episodes will be released on 11 July.", "release.date=2025-07-11 confirmed"),
    ("The second season kicks off on July 11.", "release.date=2025-07-11 confirmed"),
    ("Season two is due on our screens on 11 July.", "release.date=2025-07-11 confirmed"),
    ("Season 2 will be available from 11 July.", "release.date=2025-07-11 confirmed"),
    ("The new season begins streaming July 11.", "release.date=2025-07-11 confirmed"),
    ("The series returns July 11.", "release.date=2025-07-11 confirmed"),
    ("July 11 is the date to circle.", "release.date=2025-07-11 confirmed"),
    ("The wait ends on July 11.", "release.date=2025-07-11 confirmed"),
    ("Season 2 will be out next year.", "release.window=2026 confirmed"),
    ("Season 2 will arrive sometime in 2026.", "release.window=2026 confirmed"),
    ("The network says the show will be back in the spring of 2026.", "release.window=2026-21 confirmed"),
    ("New episodes are coming this summer.", "release.window=2025-22 confirmed"),
    ("The second season is planned for 2026.", "release.window=2026 confirmed"),
    ("Season 2 debuts in the back half of 2025.", "release.window=2025-41 confirmed"),
    ("Season 2 is unlikely to arrive before 2026.", "release.window=2026/.. predicted"),
    ("Season 2 will likely premiere in late 2025.", "release.window=2025-41 predicted"),
    ("We may not see season 2 until 2027.", "release.window=2027/.. predicted"),
    ("The show might be back by the end of the year.", "release.window=2025-41 predicted"),
    ("A late 2026 premiere looks plausible.", "release.window=2026-41 predicted"),
    ("Expect season 2 to drop in 2026.", "release.window=2026 predicted"),
    ("Season 2 is rumoured to arrive in November.", "release.window=2025-11 rumoured"),
    ("The release of season 2 has been delayed to 2026.", "release.delayed=2026 confirmed"),
    ("Netflix has pushed season 2 to 2026.", "release.delayed=2026 confirmed"),
    ("The network has delayed the second season.", "release.delayed confirmed"),
    ("Season 2 will now arrive in 2026, later than planned.", "release.delayed=2026 confirmed"),
    ("The second season premiered last Friday.", "release.released=2025-06-13 confirmed"),
    ("The second season is finally here.", "release.released confirmed"),
    ("Season 2 dropped on Netflix on June 12.", "release.released=2025-06-12 confirmed"),
    ("Season 2 is available to stream now.", "release.released confirmed"),
    ("There is no release date for season 2 yet.", "release.none confirmed"),
    ("The streamer hasn't announced when season 2 will premiere.", "release.none confirmed"),
    ("A release date has not been set.", "release.none confirmed"),
    ("We don't have a release date yet.", "release.none confirmed"),
    ("It's not known when season 2 will premiere.", "release.none confirmed"),
    ("Netflix has kept quiet about a release date.", "release.none confirmed"),
]

NOTHING = [
    "The season 1 trailer dropped in April 2023.",
    "Filming on the spin-off wrapped last week.",
    "Season 3 will begin filming in August.",
    "Is season 2 in production?",
    "The season 2 premiere was watched by four million people.",
    "She will next be seen in Night Ferry, which premieres on July 11.",
    "The season 2 soundtrack arrives on July 11.",
    "Season 1 is streaming on Netflix.",
    "Jane Roe is filming a movie in Galway.",
    "The second season of Night Ferry premieres on July 11.",
    "Critics have seen the first two episodes of season 2.",
    "The next episode airs on July 11.",
    "Season 2 would have premiered in May but for the strike.",
    "Before season 2 wraps, there is one secret to be told.",
    "If season 2 gets a trailer, fans will know more.",
    "Harbour Lights season 1 was cancelled in error by a blog in 2022.",
    "A second season would be a mistake.",
    "The creator wants a second season.",
    "Could there be a second season?",
    "Who will return for a second season?",
    "The film rights were renewed in May.",
    "Season 2 of the podcast begins on July 11.",
]


@pytest.mark.parametrize(("text", "claim"), [*RENEWAL, *FILMING, *TRAILER, *RELEASE])
def test_a_sentence_claims_what_an_editor_would_note(text: str, claim: str) -> None:
    assert told(text) - {"renewal.renewed confirmed"} == {claim} - {"renewal.renewed confirmed"}
    assert claim in told(text)


@pytest.mark.parametrize("text", NOTHING)
def test_a_sentence_on_something_else_claims_nothing(text: str) -> None:
    assert told(text) == set()
