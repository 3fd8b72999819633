"""What sentences of Japanese news claim, and what claims nothing. None of them stands in a rule."""

import pytest

from tests.unit.claims.reading import told

CLAIMS = [
    ("Netflixがシーズン2の制作を発表した。", "renewal.renewed confirmed"),
    ("シーズン2の製作が決定した。", "renewal.renewed confirmed"),
    ("第2期の制作決定が発表された。", "renewal.renewed confirmed"),
    ("セカンドシーズンへの更新が決まった。", "renewal.renewed confirmed"),
    ("シーズン2の制作が決まったとの噂がある。", "renewal.renewed rumoured"),
    ("シーズン2の制作はまだ決まっていない。", "renewal.not_renewed confirmed"),
    ("シーズン2の制作は中止となった。", "renewal.cancelled confirmed"),
    ("シリーズは打ち切りが決まった。", "renewal.cancelled confirmed"),
    ("シーズン2の撮影が3月に始まった。", "filming.started=2025-03 confirmed"),
    ("シーズン2は現在撮影中だ。", "filming.started confirmed"),
    ("シーズン2がクランクインした。", "filming.started confirmed"),
    ("シーズン2の撮影は8月に始まる。", "filming.scheduled=2025-08 confirmed"),
    ("撮影は秋に開始される予定だ。", "filming.scheduled=2025-23 confirmed"),
    ("撮影は年内に始まるとみられる。", "filming.scheduled=2025 predicted"),
    ("シーズン2の撮影が終了した。", "filming.wrapped confirmed"),
    ("シーズン2がクランクアップを迎えた。", "filming.wrapped confirmed"),
    ("現在はポストプロダクションの段階にある。", "filming.wrapped confirmed"),
    ("シーズン2の脚本を執筆中だ。", "filming.preparing confirmed"),
    ("撮影はまだ始まっていない。", "filming.not_started confirmed"),
    ("撮影はストライキのため中断している。", "filming.paused confirmed"),
    ("シーズン2の予告編が公開された。", "trailer.trailer confirmed"),
    ("Netflixがシーズン2の本予告を解禁した。", "trailer.trailer confirmed"),
    ("シーズン2のティザー映像が公開された。", "trailer.teaser confirmed"),
    ("シーズン2の場面写真が公開された。", "trailer.first_look confirmed"),
    ("キービジュアルが解禁された。", "trailer.first_look confirmed"),
    ("予告編はまだ公開されていない。", "trailer.none confirmed"),
    ("シーズン2は2025年11月14日に配信される。", "release.date=2025-11-14 confirmed"),
    ("シーズン2は10月3日より配信開始。", "release.date=2025-10-03 confirmed"),
    ("シーズン2が明日から配信される。", "release.date=2025-06-17 confirmed"),
    ("シーズン2が2026年春に配信される。", "release.window=2026-21 confirmed"),
    ("第2期は来年1月に放送開始。", "release.window=2026-01 confirmed"),
    ("シーズン2は2026年後半に配信されるとみられる。", "release.window=2026-41 predicted"),
    ("シーズン2は来年上半期に配信予定だ。", "release.window=2026-40 confirmed"),
    ("シーズン2は2026年第3四半期に配信される可能性がある。", "release.window=2026-35 predicted"),
    ("シーズン2は12月に配信されると報じられている。", "release.window=2025-12 rumoured"),
    ("来月配信がスタートする。", "release.window=2025-07 confirmed"),
    ("シーズン2の配信は2027年以降になる見通しだ。", "release.window=2027/.. predicted"),
    ("シーズン2はいつ配信される？\n2026年3月だ。", "release.window=2026-03 confirmed"),
    ("配信日は未定だ。", "release.none confirmed"),
    ("配信時期はまだ発表されていない。", "release.none confirmed"),
    ("シーズン2の配信は2027年に延期された。", "release.delayed=2027 confirmed"),
    ("シーズン2が配信中だ。", "release.released confirmed"),
    ("シーズン2の配信が始まった。", "release.released confirmed"),
    ("シーズン2が6月6日に配信された。", "release.released=2025-06-06 confirmed"),
    ("シーズン2の撮影は10月まで続く。", "filming.wrapped=2025-10 predicted"),
    ("シーズン2は10月頃に配信されると思う。", "release.window=2025-10 predicted"),
    ("シーズン2の制作にゴーサインが出た。", "renewal.renewed confirmed"),
    ("続編となるシーズン2が決定した。", "renewal.renewed confirmed"),
    ("シーズン2の撮影は先週スタートした。", "filming.started=2025-06 confirmed"),
    ("キャストが再集結し、シーズン2の撮影に臨んでいる。", "filming.started confirmed"),
    ("シーズン2は全ての撮影を終えた。", "filming.wrapped confirmed"),
    ("シーズン2は今秋、世界独占配信となる。", "release.window=2025-23 confirmed"),
    ("11月21日に全8話が一挙配信される。", "release.date=2025-11-21 confirmed"),
    ("シーズン2の配信開始日は明かされていない。", "release.none confirmed"),
    ("シーズン2の本編映像を使った予告編が到着した。", "trailer.trailer confirmed"),
    ("シーズン2は2026年のどこかで配信される見込みだ。", "release.window=2026 predicted"),
    ("脚本の執筆はすでに始まっている。", "filming.preparing confirmed"),
    ("シーズン2は昨日から配信されている。", "release.released=2025-06-15 confirmed"),
]
SILENT = [
    "シーズン2はあるのか？",
    "ファンが作った予告編が話題だ。",
    "予告編は金曜日に公開される。",
    "シーズン1は2024年3月に配信された。",
    "シーズン3は2027年に配信される。",
    "『別の作品』シーズン2は7月4日に配信される。",
    "関連記事：別の作品のシーズン2が7月4日に配信決定",
    "ファンはシーズン2を待ち望んでいる。",
    "第4話は6月20日に放送される。",
]


@pytest.mark.parametrize(("text", "claim"), CLAIMS)
def test_a_sentence_of_japanese_news_makes_its_claim(text: str, claim: str) -> None:
    assert told(text, lang="ja") == {claim}


@pytest.mark.parametrize("text", SILENT)
def test_a_sentence_of_japanese_news_that_claims_nothing_is_silent(text: str) -> None:
    assert told(text, lang="ja") == set()
