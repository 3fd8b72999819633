"""Whole items in languages other than English: all that they claim and nothing else."""

from dataclasses import dataclass

import pytest

from tests.unit.claims.reading import told


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An invented news item, and its claims."""

    lang: str
    title: str
    text: str
    claims: frozenset[str]


ARTICLES = [
    Article(
        lang="es",
        title="'Harbour Lights': Filmax pone en marcha la segunda temporada",
        text="""La espera se acorta. La plataforma anunció este lunes que la producción de la segunda temporada de \
'Harbour Lights' ha arrancado en A Coruña, con Marta Rey de nuevo al frente del reparto.

La primera tanda, estrenada en enero de 2024, fue la serie más vista de aquel invierno.

De la fecha de estreno no se sabe nada por ahora, aunque lo más probable es que llegue en 2026. Tampoco hay tráiler.

Te puede interesar: 'Otra Serie' estrena su segunda temporada el 4 de julio""",
        claims=frozenset(
            {
                "cast.returns=Marta Rey confirmed",
                "filming.started confirmed",
                "release.none confirmed",
                "release.window=2026 predicted",
                "trailer.none confirmed",
            }
        ),
    ),
    Article(
        lang="es",
        title="Harbour Lights 2: ¿cuándo sale y qué se sabe?",
        text="""¿Habrá temporada 2 de Harbour Lights?

Sí. La cadena la renovó en febrero, antes incluso del final de la primera.

¿Ya terminó el rodaje?

Según un portal argentino, las grabaciones habrían concluido en mayo en Mar del Plata.

¿Cuándo se estrena?

La cadena confirmó que los nuevos episodios debutarán el 12 de septiembre.""",
        claims=frozenset(
            {
                "renewal.renewed confirmed",
                "filming.wrapped=2025-05 rumoured",
                "release.date=2025-09-12 confirmed",
            }
        ),
    ),
    Article(
        lang="ko",
        title="'등대의 밤' 시즌2, 오는 9월 12일 공개…메인 예고편도 첫선",
        text="""드라마 '등대의 밤'이 두 번째 이야기로 돌아온다.

제작사는 16일 '등대의 밤' 시즌2의 공개일을 오는 9월 12일로 확정하고 메인 예고편을 공개했다. \
예고편에는 항구를 떠나는 선장의 모습이 담겼다.

연출을 맡은 김 감독은 "촬영은 지난 4월 모두 마쳤다"고 말했다.

한편 시즌1은 2024년 1월 공개돼 큰 사랑을 받았다. 항구 도시를 배경으로 등대지기와 선장의 우정을 그린 작품은 \
잔잔한 연출로 호평을 얻었고, \
주말 저녁마다 온 가족이 함께 보는 드라마로 \
자리를 잡았다. 원작 소설도 덩달아 서점가에서 다시 주목을 받았다.

[관련기사] '다른 드라마' 시즌2 제작이 확정됐다.""",
        claims=frozenset(
            {
                "release.date=2025-09-12 confirmed",
                "trailer.trailer confirmed",
                "filming.wrapped=2025-04 confirmed",
            }
        ),
    ),
    Article(
        lang="ko",
        title="'등대의 밤' 시즌2 나오나…제작사 \"논의 중\"",
        text="""'등대의 밤' 시즌2 제작 여부에 관심이 쏠린다.

한 매체는 시즌2가 내년 초 촬영에 들어간다고 보도했다. 이에 대해 제작사 측은 "시즌2 제작은 \
아직 확정되지 않았다"고 밝혔다.""",
        claims=frozenset({"renewal.not_renewed confirmed", "filming.scheduled=2026-40 rumoured"}),
    ),
    Article(
        lang="id",
        title="Harbour Lights Season 2 Umumkan Jadwal Tayang, Trailer Perdana Dirilis",
        text="""Penantian penggemar terjawab sudah. Platform streaming itu mengumumkan Harbour Lights season 2 bakal \
tayang pada 12 September 2025.

Trailer berdurasi dua menit juga sudah dirilis pada Senin. Proses syuting sendiri telah rampung sejak April lalu.

Musim pertamanya tayang pada Januari 2024.

Baca juga: Serial Lain Season 2 Tayang 4 Juli""",
        claims=frozenset(
            {
                "release.date=2025-09-12 confirmed",
                "trailer.trailer confirmed",
                "filming.wrapped=2025-04 confirmed",
            }
        ),
    ),
    Article(
        lang="id",
        title="Apakah Harbour Lights Akan Berlanjut ke Season 2?",
        text="""Hingga saat ini pihak produksi belum mengonfirmasi kelanjutan Harbour Lights ke season 2.

Meski begitu, sejumlah sumber menyebutkan syuting bakal dimulai pada awal 2026. Jika benar, season 2 kemungkinan \
baru tayang akhir 2026.""",
        claims=frozenset(
            {
                "renewal.not_renewed confirmed",
                "filming.scheduled=2026-40 rumoured",
                "release.window=2026-41 predicted",
            }
        ),
    ),
    Article(
        lang="pt",
        title="Harbour Lights: 2ª temporada ganha data de estreia e trailer",
        text="""A espera acabou! A plataforma anunciou nesta segunda-feira que a segunda temporada de Harbour Lights \
estreia em 12 de setembro. O anúncio veio acompanhado do primeiro trailer, que você confere acima.

As gravações foram encerradas em abril, no Porto.

Leia também: Outra Série é cancelada após uma temporada""",
        claims=frozenset(
            {
                "release.date=2025-09-12 confirmed",
                "trailer.trailer confirmed",
                "filming.wrapped=2025-04 confirmed",
            }
        ),
    ),
    Article(
        lang="fr",
        title="Harbour Lights : la saison 2 en tournage, ce que l'on sait déjà",
        text="""Bonne nouvelle pour les amateurs de phares. Le tournage de la saison 2 de « Harbour Lights » a \
commencé début juin en Bretagne, a annoncé la chaîne.

Aucune date de diffusion n'a été communiquée, mais la suite ne devrait pas arriver avant 2026.

À lire aussi : « Autre Série », la saison 3 arrive le 4 juillet""",
        claims=frozenset(
            {
                "filming.started=2025-06 confirmed",
                "release.none confirmed",
                "release.window=2026/.. predicted",
            }
        ),
    ),
    Article(
        lang="de",
        title="„Harbour Lights“: Zweite Staffel bestätigt – wann geht es weiter?",
        text="""Gute Nachrichten für Fans: Der Sender hat eine zweite Staffel von „Harbour Lights“ in Auftrag gegeben.

Die Dreharbeiten beginnen im September in Bremerhaven. Mit einer Ausstrahlung ist frühestens Ende 2026 zu rechnen. \
Einen Trailer gibt es folglich noch nicht.

Auch interessant: „Andere Serie“ bekommt dritte Staffel""",
        claims=frozenset(
            {
                "renewal.renewed confirmed",
                "filming.scheduled=2025-09 confirmed",
                "release.window=2026-41/.. predicted",
                "trailer.none confirmed",
            }
        ),
    ),
    Article(
        lang="ja",
        title="「Harbour Lights」シーズン2、9月12日配信決定　予告編も解禁",
        text="""人気ドラマ「Harbour Lights」のシーズン2が9月12日より独占配信されることが決定し、予告編が公開された。

監督は「撮影は4月に終えた」と明かした。

なお、シーズン1は2024年1月に配信された。港町の灯台守と船長の友情を静かに描き、幅広い世代の支持を集めた。

関連記事：「別の作品」シーズン2の制作が決定した。""",
        claims=frozenset(
            {
                "release.date=2025-09-12 confirmed",
                "trailer.trailer confirmed",
                "filming.wrapped=2025-04 confirmed",
            }
        ),
    ),
]


@pytest.mark.parametrize(
    "article", [pytest.param(article, id=f"{article.lang} {place}") for place, article in enumerate(ARTICLES)]
)
def test_an_item_makes_its_claims_and_no_others(article: Article) -> None:
    assert told(article.text, title=article.title, lang=article.lang) == article.claims


def test_a_language_without_rules_claims_nothing() -> None:
    assert told("2. sezon 4 Mayıs 2026'da yayınlanacak. Fragman yayınlandı.", lang="tr") == set()
    assert told("Season 2 has been renewed. Filming has begun.", lang="nl") == set()
