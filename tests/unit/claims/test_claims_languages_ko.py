"""What sentences of Korean news claim, and what claims nothing. None of them stands in a rule."""

import pytest

from tests.unit.claims.reading import told

CLAIMS = [
    ("넷플릭스가 '등대의 밤' 시즌2 제작을 공식 발표했다.", "renewal.renewed confirmed"),
    ("시즌2 제작이 확정됐다.", "renewal.renewed confirmed"),
    ("넷플릭스가 시즌2를 제작하기로 했다.", "renewal.renewed confirmed"),
    ("시즌2 제작이 확정된 것으로 전해졌다.", "renewal.renewed rumoured"),
    ("시즌2 제작 여부는 아직 결정되지 않았다.", "renewal.not_renewed confirmed"),
    ('넷플릭스 측은 "시즌2 제작은 정해진 바 없다"고 밝혔다.', "renewal.not_renewed confirmed"),
    ("시즌2 제작이 무산됐다.", "renewal.cancelled confirmed"),
    ("시즌2는 지난 3월 크랭크인했다.", "filming.started=2025-03 confirmed"),
    ("시즌2가 부산에서 촬영 중이다.", "filming.started confirmed"),
    ("시즌2 촬영이 한창 진행되고 있다.", "filming.started confirmed"),
    ("시즌2 첫 촬영을 시작했다.", "filming.started confirmed"),
    ("배우들이 시즌2 촬영에 한창이다.", "filming.started confirmed"),
    ("시즌2는 오는 8월 크랭크인한다.", "filming.scheduled=2025-08 confirmed"),
    ("시즌2는 8월 촬영에 돌입할 예정이다.", "filming.scheduled=2025-08 confirmed"),
    ("시즌2는 하반기 촬영을 시작할 것으로 보인다.", "filming.scheduled=2025-41 predicted"),
    ("한 관계자에 따르면 시즌2는 9월 촬영을 시작한다.", "filming.scheduled=2025-09 rumoured"),
    ("시즌2 촬영이 모두 마무리됐다.", "filming.wrapped confirmed"),
    ("시즌2는 최근 크랭크업했다.", "filming.wrapped confirmed"),
    ("시즌2는 현재 후반 작업 중이다.", "filming.wrapped confirmed"),
    ('감독은 "촬영은 이미 끝났다"고 말했다.', "filming.wrapped confirmed"),
    ("시즌2 촬영은 아직 시작되지 않았다.", "filming.not_started confirmed"),
    ("시즌2 촬영이 잠정 중단됐다.", "filming.paused confirmed"),
    ("시즌2 대본 작업이 진행 중이다.", "filming.preparing confirmed"),
    ("시즌2가 프리프로덕션 단계에 들어갔다.", "filming.preparing confirmed"),
    ("시즌2 대본 리딩이 진행됐다.", "filming.preparing confirmed"),
    ("넷플릭스가 시즌2 공식 예고편을 공개했다.", "trailer.trailer confirmed"),
    ("시즌2 메인 예고편이 베일을 벗었다.", "trailer.trailer confirmed"),
    ("시즌2 티저 영상이 공개됐다.", "trailer.teaser confirmed"),
    ("시즌2 첫 스틸컷이 공개됐다.", "trailer.first_look confirmed"),
    ("시즌2 캐릭터 포스터를 선보였다.", "trailer.first_look confirmed"),
    ("아직 예고편은 공개되지 않았다.", "trailer.none confirmed"),
    ("시즌2는 11월 14일 전 세계에 공개된다.", "release.date=2025-11-14 confirmed"),
    ("시즌2가 오는 12월 5일 첫 방송된다.", "release.date=2025-12-05 confirmed"),
    ("시즌2는 오는 27일 공개된다.", "release.date=2025-06-27 confirmed"),
    ("시즌2는 내년 상반기 공개 예정이다.", "release.window=2026-40 confirmed"),
    ("시즌2는 2026년 하반기에 공개될 예정이다.", "release.window=2026-41 confirmed"),
    ("시즌2는 내년 봄 시청자들을 찾는다.", "release.window=2026-21 confirmed"),
    ("시즌2는 내년 3분기 공개될 전망이다.", "release.window=2026-35 predicted"),
    ("시즌2는 10월 편성을 확정했다.", "release.window=2025-10 confirmed"),
    ("시즌2가 내년 1월 공개되는 것으로 알려졌다.", "release.window=2026-01 rumoured"),
    ("이르면 내년 초 공개될 것으로 예상된다.", "release.window=2026-40 predicted"),
    ("시즌2는 2026년에 만나볼 수 있다.", "release.window=2026 confirmed"),
    ("시즌2는 언제 공개되나?\n내년 3월이다.", "release.window=2026-03 confirmed"),
    ("공개일은 미정이다.", "release.none confirmed"),
    ("구체적인 공개 일정은 아직 알려지지 않았다.", "release.none confirmed"),
    ("시즌2 공개가 내년으로 연기됐다.", "release.delayed=2026 confirmed"),
    ("시즌2가 지난 6일 공개됐다.", "release.released=2025-06-06 confirmed"),
    ("시즌2 전편이 공개됐다.", "release.released confirmed"),
    ("'등대의 밤(HL)' 시즌2 촬영이 시작됐다.", "filming.started confirmed"),
    ("시즌2 촬영은 10월까지 계속된다.", "filming.wrapped=2025-10 predicted"),
    ("시즌2는 하반기 공개될 것 같다.", "release.window=2025-41 predicted"),
    ("넷플릭스가 시즌2 제작 소식을 공식적으로 알렸다.", "renewal.renewed confirmed"),
    ("시즌2는 이달 초 첫 촬영에 돌입했다.", "filming.started=2025-06 confirmed"),
    ("시즌2 촬영은 막바지에 접어들었다.", "filming.started confirmed"),
    ("제작진은 모든 촬영을 마치고 편집에 들어갔다.", "filming.wrapped confirmed"),
    ("시즌2가 11월 21일 시청자와 만난다.", "release.date=2025-11-21 confirmed"),
    ("시즌2는 내년 하반기 편성이 유력하다.", "release.window=2026-41 predicted"),
    ("공개 시점에 대해서는 말을 아꼈다.", "release.none confirmed"),
    ("시즌2의 1차 예고편이 공개됐다.", "trailer.trailer confirmed"),
    ("시즌2 제작은 없던 일이 됐다.", "renewal.cancelled confirmed"),
    ("작가는 현재 시즌2 대본을 쓰고 있다.", "filming.preparing confirmed"),
    ("시즌2 전 회차가 오늘 공개됐다.", "release.released=2025-06-16 confirmed"),
]
SILENT = [
    "시즌2가 나올까?",
    "온라인에 퍼진 예고편은 AI로 제작된 가짜다.",
    "예고편은 다음 주 공개된다.",
    "시즌1은 2024년 3월 공개됐다.",
    "시즌3 제작이 확정됐다.",
    "'다른 드라마' 시즌2가 11월 공개된다.",
    "팬들은 시즌2를 기다리고 있다.",
    "관련기사 다른 드라마 시즌2 제작 확정",
    "시즌2 4회는 금요일 방송된다.",
    "시즌2 촬영을 마쳤다는 보도는 사실이 아니다.",
    "시즌2 제작에 청신호가 켜졌다.",
]


@pytest.mark.parametrize(("text", "claim"), CLAIMS)
def test_a_sentence_of_korean_news_makes_its_claim(text: str, claim: str) -> None:
    assert told(text, lang="ko") == {claim}


@pytest.mark.parametrize("text", SILENT)
def test_a_sentence_of_korean_news_that_claims_nothing_is_silent(text: str) -> None:
    assert told(text, lang="ko") == set()
