"""How entertainment journalism tells of orders, shoots and trailers, in the words of many outlets on one show."""

import pytest

from tests.unit.claims.reading import told

RENEWED = "renewal.renewed confirmed"
CANCELLED = "renewal.cancelled confirmed"
NOT_RENEWED = "renewal.not_renewed confirmed"
STARTED = "filming.started confirmed"
WRAPPED = "filming.wrapped confirmed"
PAUSED = "filming.paused confirmed"
PREPARING = "filming.preparing confirmed"
NOT_STARTED = "filming.not_started confirmed"
NO_TRAILER = "trailer.none confirmed"
TEASER = "trailer.teaser confirmed"
TRAILER = "trailer.trailer confirmed"
FIRST_LOOK = "trailer.first_look confirmed"

ORDERS = [
    ("handed a season", "Hulu has handed the crime drama a second season.", RENEWED),
    ("picked up", "The comedy has been picked up for a second season ahead of its finale.", RENEWED),
    ("re-upped", "ABC has re-upped the series for a second season.", RENEWED),
    ("recommissioned", "The BBC has recommissioned the drama for a second series.", RENEWED),
    ("will return for", "The drama will return for a second season.", RENEWED),
    ("brought back", "Paramount+ is bringing the show back for a second season.", RENEWED),
    ("given the green light", "The network has given a second season the green light.", RENEWED),
    ("a go", "A second season is officially a go.", RENEWED),
    ("happening", "Season 2 is officially happening.", RENEWED),
    ("sophomore season", "Apple has ordered a sophomore season.", RENEWED),
    ("second-season renewal", "The series scored a second-season renewal on Tuesday.", RENEWED),
    ("second-season order", "Its second-season order came within a week of the premiere.", RENEWED),
    ("participle first", "Renewed for season 2 back in March, the drama now has a new showrunner.", RENEWED),
    ("verbless", "Second season confirmed.", RENEWED),
    ("there will be", "The studio has confirmed that there will be a second season.", RENEWED),
    ("on the way", "The story isn't over: a second season is on the way.", RENEWED),
    ("commissioned a run", "The channel wasted no time and commissioned a second run.", RENEWED),
    ("opted to renew", "The streamer has opted to renew the drama.", RENEWED),
    ("continues", "Prime Video will continue the story with a second season.", RENEWED),
    ("got the nod", "Season 2 got the nod in April.", RENEWED),
    ("order by a report", "According to a local report, a second season has been ordered.", "renewal.renewed rumoured"),
    ("order by a source", "A second season has been greenlit, a source says.", "renewal.renewed rumoured"),
    ("renewal likely", "A renewal looks likely.", "renewal.renewed predicted"),
    ("yet to order", "The network has yet to order a second season.", NOT_RENEWED),
    ("not ordered", "A second season has not been ordered.", NOT_RENEWED),
    ("no decision", "No decision has been made on a second season.", NOT_RENEWED),
    ("not officially renewed", "The show has not been officially renewed.", NOT_RENEWED),
    ("still no word", "There is still no word on a second season.", NOT_RENEWED),
    ("fate undecided", "The fate of season 2 is still undecided.", NOT_RENEWED),
    ("up in the air", "The show's future remains up in the air.", NOT_RENEWED),
    ("axed", "The network has axed the drama.", CANCELLED),
    ("plug pulled", "The network has pulled the plug on the second season.", CANCELLED),
    ("scrapped", "Season 2 has been scrapped.", CANCELLED),
    ("no longer moving forward", "The second season is no longer moving forward.", CANCELLED),
    ("will not go ahead", "The second season will not go ahead.", CANCELLED),
    ("won't be returning", "The series won't be returning for a second season.", CANCELLED),
    ("there will be none", "There will be no second season.", CANCELLED),
    ("passed on", "The network has passed on a second season.", CANCELLED),
    ("canned after one", "The show has been canned after one season.", CANCELLED),
    ("cancelled after one", "The drama has been cancelled after one season.", CANCELLED),
]

SHOOTS = [
    ("cameras on", "Cameras are rolling on season 2.", STARTED),
    ("under way on", "Production is underway on the second season.", STARTED),
    ("currently shooting", "The second season is currently shooting in Leeds.", STARTED),
    ("got under way", "Shooting got under way in Leeds.", STARTED),
    ("back on set", "The cast is back on set for season 2.", STARTED),
    ("commenced on", "Principal photography commenced on 2 June.", "filming.started=2025-06-02 confirmed"),
    ("on floors", "The second season went on floors in May.", "filming.started=2025-05 confirmed"),
    ("now in production", "Season 2 is now in production.", STARTED),
    ("status in production", "Status: In production", STARTED),
    ("status under way", "Filming: Underway", STARTED),
    ("began production", "The second season began production in March.", "filming.started=2025-03 confirmed"),
    ("filming since", "Cast and crew have been filming since March.", "filming.started=2025-03 confirmed"),
    ("first clapper", "The first clapperboard has come down on season 2.", STARTED),
    ("lensing", "Lensing began in Budapest in May.", "filming.started=2025-05 confirmed"),
    ("resumed", "Shooting has resumed after the strike.", STARTED),
    ("picked up again", "Filming has picked up again.", STARTED),
    ("back up and running", "Production on season 2 is back up and running.", STARTED),
    ("being filmed", "The new season is being filmed in Cork.", STARTED),
    ("rolling again", "The cameras are rolling again in Leeds.", STARTED),
    ("seems to have begun", "Filming seems to have begun.", "filming.started rumoured"),
    ("by insiders", "Filming has begun, insiders say.", "filming.started rumoured"),
    ("will start", "Season 2 will start shooting in September.", "filming.scheduled=2025-09 confirmed"),
    ("slated to begin", "Production is slated to begin in early 2026.", "filming.scheduled=2026-40 confirmed"),
    ("cameras roll", "Cameras roll in October.", "filming.scheduled=2025-10 confirmed"),
    ("due this autumn", "The shoot is due to kick off this autumn.", "filming.scheduled=2025-23 confirmed"),
    ("starts on a day", "Filming starts on August 4.", "filming.scheduled=2025-08-04 confirmed"),
    ("floors next month", "The second season goes on floors next month.", "filming.scheduled=2025-07 confirmed"),
    ("pushed start", "The start of filming has been pushed to January.", "filming.scheduled=2026-01 confirmed"),
    ("likely start", "Filming will likely start in August.", "filming.scheduled=2025-08 predicted"),
    ("hoped-for start", "I hope we start shooting in August.", "filming.scheduled=2025-08 predicted"),
    ("reported start", "Filming will reportedly start in August.", "filming.scheduled=2025-08 rumoured"),
    ("strike", "Production has shut down amid the strike.", PAUSED),
    ("downed tools", "The crew has downed tools.", PAUSED),
    ("suspended", "Filming was suspended after the lead was injured.", PAUSED),
    ("on pause", "Production is on pause.", PAUSED),
    ("ground to a halt", "Work on the second season has ground to a halt.", PAUSED),
    ("on ice", "Shooting has been put on ice.", PAUSED),
    ("until further notice", "The shoot has been halted until further notice.", PAUSED),
    ("in the can", "The second season is in the can.", WRAPPED),
    ("that's a wrap", "That's a wrap on season 2!", WRAPPED),
    ("cameras stopped", "The cameras stopped rolling in May.", "filming.wrapped=2025-05 confirmed"),
    ("wrapped", "Season 2 has wrapped.", WRAPPED),
    ("status wrapped", "Filming: Wrapped", WRAPPED),
    ("complete", "Shooting on the second season is complete.", WRAPPED),
    ("done", "Filming is done.", WRAPPED),
    ("in post", "The season is now in post-production.", WRAPPED),
    ("in the editing room", "Season 2 is in the editing room.", WRAPPED),
    ("last scene", "The last scene of the season was shot on Friday.", "filming.wrapped=2025-06-13 confirmed"),
    ("finished shooting", "The second season finished shooting in May.", "filming.wrapped=2025-05 confirmed"),
    ("post under way", "Post-production is under way.", WRAPPED),
    ("room open", "The writers' room is open.", PREPARING),
    ("writers at work", "The writers are hard at work on the second season.", PREPARING),
    ("scripts in", "The scripts for season 2 are in.", PREPARING),
    ("pre-production", "Pre-production is under way in Leeds.", PREPARING),
    ("room back", "The writers' room has reconvened.", PREPARING),
    ("read-through", "The cast gathered for the first table read of season 2.", PREPARING),
    ("yet to begin", "Filming has yet to begin.", NOT_STARTED),
    ("has it begun", "Has filming begun? Not yet.", NOT_STARTED),
    ("cameras not yet", "The cameras have not yet started rolling.", NOT_STARTED),
    ("not entered production", "Season 2 has not entered production.", NOT_STARTED),
    ("not before the cameras", "The second season hasn't gone before the cameras yet.", NOT_STARTED),
    ("not a scene", "Not a single scene has been shot.", NOT_STARTED),
]

PICTURES = [
    ("teaser dropped", "A teaser has dropped.", TEASER),
    ("teaser aired", "A 30-second teaser aired during the final.", TEASER),
    ("first teaser", "The streamer put out a first teaser on Monday.", TEASER),
    ("trailer here", "The first trailer is here.", TRAILER),
    ("watch below", "Watch the official trailer for season 2 below.", TRAILER),
    ("just dropped", "Netflix just dropped the trailer.", TRAILER),
    ("viewed below", "The trailer can be viewed below.", TRAILER),
    ("landed", "The full trailer landed on Friday.", TRAILER),
    ("debut", "The first full-length trailer made its debut at the convention.", TRAILER),
    ("new images", "New images from season 2 have been released.", FIRST_LOOK),
    ("first-look photos", "The network has shared first-look photos.", FIRST_LOOK),
    ("key art", "Key art for season 2 was unveiled.", FIRST_LOOK),
    ("featurette", "A behind-the-scenes featurette is online.", FIRST_LOOK),
    ("announcement clip", "The news came with a short announcement clip.", FIRST_LOOK),
    ("not so far", "Is there a trailer? Not so far.", NO_TRAILER),
    ("none released", "No trailer has been released yet.", NO_TRAILER),
    ("yet to see", "We have yet to see a trailer.", NO_TRAILER),
    ("status none", "Trailer: None yet", NO_TRAILER),
    ("nor a trailer", "Nor is there a trailer.", NO_TRAILER),
    ("no footage", "No footage has been shown.", NO_TRAILER),
    ("official one missing", "There is no official trailer; the one online is fan-made.", NO_TRAILER),
]

NOTHING = [
    ("a wish", "Fans want the show renewed for a second season."),
    ("a question", "Will it be renewed for season 2?"),
    ("an order to come", "If the network orders a second season, the cast would come back."),
    ("another show ordered", "The network has renewed Night Ferry for a second season."),
    ("a spin-off ordered", "The spin-off has been renewed."),
    ("another season ordered", "The show has been renewed for a third season."),
    ("another season cancelled", "The third season has been scrapped."),
    ("an older order", "The first season was ordered in 2022."),
    ("another season wrapped", "Filming on season 1 wrapped in 2023."),
    ("own part done", "Jane Roe has wrapped her scenes."),
    ("own last day", "It was her last day of filming."),
    ("had it not been", "Had the strike not come, filming would have started in May."),
    ("a plan overtaken", "Filming was supposed to begin in May."),
    ("a plan dropped", "Filming had been scheduled to begin in May."),
    ("a spin-off shoots", "The spin-off has begun filming."),
    ("another show shoots", "Night Ferry has started production on its second season."),
    ("another shoot wraps", "Production on Night Ferry has wrapped."),
    ("a question about a shoot", "Has production on the second season begun?"),
    ("a condition", "Once filming has wrapped, the editors take over."),
    ("a fan's trailer", "A fan-made trailer has racked up two million views."),
    ("a machine's trailer", "The AI-generated trailer for season 2 was released on Friday."),
    ("a concept trailer", "A concept trailer for season 2 is out."),
    ("a trailer to come", "The trailer is expected in July."),
    ("a trailer some day", "Expect a trailer closer to the premiere."),
    ("the first season's trailer", "The trailer for season 1 was released in 2023."),
    ("another show's trailer", "The trailer for Night Ferry was released on Friday."),
    ("a film's trailer", "The movie's trailer is out."),
    ("scripts of another season", "The scripts for season 3 are being written."),
    ("a denied rumour", "Reports that season 2 was cancelled are false."),
]


def _cases(table: list[tuple[str, str, str]]) -> list[object]:
    return [pytest.param(text, claim, id=name) for name, text, claim in table]


@pytest.mark.parametrize(("text", "claim"), _cases(ORDERS))
def test_an_order_or_its_end_is_read_in_any_of_its_wordings(text: str, claim: str) -> None:
    assert claim in told(text)
    assert {one.split()[0] for one in told(text) if one.startswith("renewal")} == {claim.split()[0]}


@pytest.mark.parametrize(("text", "claim"), _cases(SHOOTS))
def test_the_state_of_a_shoot_is_read_in_any_of_its_wordings(text: str, claim: str) -> None:
    assert told(text) == {claim}


@pytest.mark.parametrize(("text", "claim"), _cases(PICTURES))
def test_pictures_are_read_in_any_of_their_wordings(text: str, claim: str) -> None:
    assert told(text) == {claim}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in NOTHING])
def test_what_is_said_of_others_or_of_what_is_not_claims_nothing(text: str) -> None:
    assert told(text) == set()
