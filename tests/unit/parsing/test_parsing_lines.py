"""Lines that are no part of a text are known by their words; what tells of the same things stays."""

import pytest

from season_watch.parsing.articles import extract_article
from season_watch.parsing.lines import without_lines
from tests.stopwatch import least_seconds

TEXT = "Netflix has ordered a second season of its zombie drama, it said on Monday in a clip of its cast."

BESIDE = [
    "Updated May 3, 2026 at 10:30 a.m. EDT",
    "This story originally appeared in the May issue.",
    "Advertisement",
    "ADVERTISEMENT - CONTINUE READING BELOW",
    "Article continues after advertisement",
    "SCROLL TO CONTINUE WITH CONTENT",
    "Sign up for our weekly TV newsletter here.",
    "Want more? Join our newsletter for renewals and release dates.",
    "Get all the news of season 3 to your inbox: sign up for Stream Weekly.",
    "Suscríbete a nuestro boletín y recibe las novedades.",
    "Inscreva-se na nossa newsletter.",
    "Abonnez-vous à notre newsletter.",
    "Daftar newsletter kami sekarang.",
    "뉴스레터를 구독하세요.",
    "▶ 네이버에서 하버뉴스 구독하기",
    "We may earn a commission if you buy something through links on this page.",
    "All of it is independently selected by our editors. However, we may receive a commission.",
    "This post contains affiliate links.",
    "Este artículo contiene enlaces de afiliados.",
    "Follow Harbour on Google News to see our stories first.",
    "Sigue a Harbour en WhatsApp",
    "Ikuti kami di WhatsApp Channel Harbour",
    "홍길동 기자 hong@harbour.example",
    "하버뉴스 홍길동 기자 hong@harbour.example",
    "[하버뉴스 홍길동 기자]",
    "기사제보 및 보도자료 hong@harbour.example",
    "ⓒ 하버뉴스, 무단전재 및 재배포 금지",
    "<저작권자 ⓒ 하버뉴스 무단전재 및 재배포, AI학습 이용 금지>",
    "Copyright © 2026 Harbour. All rights reserved.",
    "[사진=넷플릭스]",
    "사진제공=넷플릭스",
    "'오징어 게임' 시즌3 포스터 / 사진=넷플릭스",
    "▲ '오징어 게임' 시즌3 스틸컷. 사진 | 넷플릭스",
    "Foto: Dok. Netflix",
    "Photo by Jane Doe/Getty Images",
    "Season 3 premieres on May 5. (Image credit: Netflix)",
    "The cast of season 3. | Photo: Netflix",
    "The lead of season 3. Cr. Jane Doe/Netflix © 2026",
    "The lead on the set of season 3 Jane Doe/Netflix",
    "Last updated: June 6, 2022",
    "Published Monday, June 6 at 5pm",
    "This article originally appeared on Harbour.",
    "3 min read",
    "(wes/dar)",
    "By signing up you agree to our terms.",
    "홍길동 기자입력 2026. 11. 23. 09:00",
    "기사입력 2026.11.23. 오전 9:00",
    "Simak berita pilihan kami langsung di ponselmu. Pilih saluran andalanmu akses berita di WhatsApp Channel.",
    "— Netflix (@netflix) June 6, 2022",
    "* * *",
    "Also read | Season 3 premieres on May 5",
    "Lee también: La temporada 3 se estrena el 5 de mayo",
    "Baca juga: Season 3 tayang 5 Mei",
    "[관련기사] 시즌3 5월 공개 확정",
    'Simak Video "Trailer Season 3"',
    "Trending now",
    "Te recomendamos:",
    "많이 본 뉴스",
]
OF_THE_TEXT = [
    "Wednesday is renewed for season 3! Sign up for our newsletter for more.",
    "Sigue sin confirmarse la segunda temporada, dijo Netflix en Instagram.",
    "Siguen las dudas sobre la segunda temporada, también en X.",
    "저작권자인 tvN은 시즌2 제작을 확정했다고 밝혔다.",
    "무단 복제 논란에도 시즌2 제작이 확정됐다.",
    "Jetzt ist es offiziell: Staffel 3 kommt, schreibt Netflix im Newsletter.",
    "The renewal of the series for a third season was confirmed to us by press@netflix.example.",
    "The series, all rights reserved by its maker, was renewed on Monday.",
    "Sumber: Netflix mengonfirmasi musim 3 akan tayang",
    "Got a tip? Season 3 of the show premieres on May 5.",
    "제보 내용에 따르면 시즌3 제작이 취소됐다.",
    "Posted on May 3, the teaser shows Geralt.",
    "Updated May 3: Netflix has renewed the series.",
    "This story was first published as a webtoon, and season 2 comes in May.",
    "Find it on X. Season 2 premieres on May 3.",
    "Recibe luz verde la segunda temporada, según un correo de la productora.",
    "Fans who sign up for the show's newsletter will see the trailer first.",
    "She told readers of her newsletter that filming had wrapped.",
    "The drama may receive a commission for a second series from the broadcaster.",
    "The show will get a third-series commission, its maker said.",
    "Local affiliate programming will make way for the finale.",
    "She shared a photo by a fan who had been on the set.",
    "Photos from the set show the cast in Seoul.",
    "Updated with a premiere date.",
    "Updated costumes suggest that the story moves on by ten years.",
    "Copyright filings show a third season in the works.",
    "Related: a plain sentence that begins like an invitation.",
    "She will read more scripts before she says yes.",
    "The cast: Jane Doe/John Roe",
    "The season follows two sisters on a farm.",
    "Follow the money, he said: season 3 will happen.",
    "Write to the makers, and they may answer: season 3 is theirs to make.",
    "시즌2 사진이 공개됐다.",
    "(서울=하버뉴스) 홍길동 기자 = 시즌2가 확정됐다.",
    "▲ 시즌2는 5월 5일 공개된다.",
    "▶ 시즌2 공개일: 5월 5일",
    "넷플릭스 구독자는 시즌2를 먼저 볼 수 있다.",
    f"Advertisement {'and more of it ' * 40}",
]


@pytest.mark.parametrize("line", BESIDE)
def test_a_line_beside_the_text_is_left_out(line: str) -> None:
    assert without_lines(line) == ""
    assert without_lines(f"{TEXT}\n{line}\n{TEXT}") == f"{TEXT}\n{TEXT}"


@pytest.mark.parametrize("line", OF_THE_TEXT)
def test_a_line_of_the_text_stays(line: str) -> None:
    assert without_lines(line) == line


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Netflix has renewed it for season 3. Photo: Netflix", "Netflix has renewed it for season 3."),
        ("HBO has renewed the drama. Credit: HBO", "HBO has renewed the drama."),
        ("시즌2가 제작된다고 tvN이 밝혔다 /사진=tvN", "시즌2가 제작된다고 tvN이 밝혔다"),
        ("시즌2 촬영이 시작됐다. 사진=넷플릭스", "시즌2 촬영이 시작됐다."),
    ],
)
def test_of_a_sentence_before_a_credit_the_sentence_stays(line: str, sentence: str) -> None:
    assert without_lines(line) == sentence


@pytest.mark.parametrize("frame", ["article", "div"])
def test_an_article_is_read_without_such_lines_whatever_its_shape(frame: str) -> None:
    inner = f"<h1>A report</h1><p>{TEXT}</p><p>Baca juga: Season 3 tayang 5 Mei</p>"
    article = extract_article(
        f"<html><body><{frame}>{inner}</{frame}></body></html>".encode(),
        url="https://a.example/1",
        content_type="text/html",
    )
    assert article.text == TEXT


def test_a_text_that_is_stated_for_machines_is_read_without_such_lines() -> None:
    stated = f'{{"@type": "NewsArticle", "articleBody": "{TEXT}\\n\\nBaca juga: Season 3 tayang 5 Mei\\n\\n{TEXT}"}}'
    markup = f'<body><script type="application/ld+json">{stated}</script></body>'
    article = extract_article(markup.encode(), url="https://a.example/1", content_type="text/html")
    assert article.text == f"{TEXT}\n\n{TEXT}"


@pytest.mark.parametrize(
    "unit", ["a", "get ", "photo: ", "a@", "(", ". ", "A B/", "join us on ", "commission ", "사진 "]
)
def test_hostile_lines_take_no_long_time(unit: str) -> None:
    lines = "\n".join([(unit * 320)[:320]] * 500)
    assert least_seconds(lambda: without_lines(lines), times=1) < 2.0
