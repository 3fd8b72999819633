"""What sentences of Portuguese news claim, and what claims nothing. None of them stands in a rule."""

import pytest

from tests.unit.claims.reading import told

CLAIMS = [
    ("A Netflix renovou a série para a segunda temporada.", "renewal.renewed confirmed"),
    ("A série foi renovada para a 2ª temporada.", "renewal.renewed confirmed"),
    ("A série ganhará uma segunda temporada.", "renewal.renewed confirmed"),
    ("A segunda temporada está confirmada.", "renewal.renewed confirmed"),
    ("A plataforma encomendou uma segunda temporada.", "renewal.renewed confirmed"),
    ("Segundo rumores, a série foi renovada para a segunda temporada.", "renewal.renewed rumoured"),
    ("A Netflix ainda não renovou a série.", "renewal.not_renewed confirmed"),
    ("A plataforma ainda não confirmou a segunda temporada.", "renewal.not_renewed confirmed"),
    ("A Netflix cancelou a série.", "renewal.cancelled confirmed"),
    ("A série não terá uma segunda temporada.", "renewal.cancelled confirmed"),
    ("As gravações da segunda temporada começaram em março.", "filming.started=2025-03 confirmed"),
    ("A segunda temporada já está sendo gravada em Lisboa.", "filming.started confirmed"),
    ("As filmagens estão em andamento.", "filming.started confirmed"),
    ("A rodagem da segunda temporada arrancou em Sintra.", "filming.started confirmed"),
    ("As gravações começam em agosto.", "filming.scheduled=2025-08 confirmed"),
    ("As filmagens devem começar no segundo semestre.", "filming.scheduled=2025-41 predicted"),
    ("As gravações foram concluídas.", "filming.wrapped confirmed"),
    ("O elenco terminou de gravar a segunda temporada.", "filming.wrapped confirmed"),
    ("A série está em pós-produção.", "filming.wrapped confirmed"),
    ("Fontes próximas afirmam que as gravações terminaram.", "filming.wrapped rumoured"),
    ("Os roteiros da segunda temporada já estão prontos.", "filming.preparing confirmed"),
    ("A segunda temporada está em pré-produção.", "filming.preparing confirmed"),
    ("As gravações ainda não começaram.", "filming.not_started confirmed"),
    ("As filmagens foram suspensas por causa da greve.", "filming.paused confirmed"),
    ("A Netflix divulgou o trailer da segunda temporada.", "trailer.trailer confirmed"),
    ("Confira o trailer oficial da 2ª temporada.", "trailer.trailer confirmed"),
    ("O primeiro teaser da segunda temporada foi lançado.", "trailer.teaser confirmed"),
    ("A plataforma divulgou as primeiras imagens da nova temporada.", "trailer.first_look confirmed"),
    ("Ainda não há trailer.", "trailer.none confirmed"),
    ("A segunda temporada estreia em 14 de novembro de 2025.", "release.date=2025-11-14 confirmed"),
    ("A segunda temporada estreará no dia 3 de outubro.", "release.date=2025-10-03 confirmed"),
    ("A 2ª temporada chega à Netflix no início de 2026.", "release.window=2026-40 confirmed"),
    ("A segunda temporada deve estrear em 2026.", "release.window=2026 predicted"),
    ("A segunda temporada poderia chegar no final do próximo ano.", "release.window=2026-41 predicted"),
    ("A segunda temporada estrearia em maio de 2026.", "release.window=2026-05 predicted"),
    ("A segunda temporada chegará na primavera de 2026.", "release.window=2026-21 confirmed"),
    ("A estreia está marcada para o próximo mês.", "release.window=2025-07 confirmed"),
    ("Supostamente, a segunda temporada estreia em dezembro.", "release.window=2025-12 rumoured"),
    ("A segunda temporada não chegará antes de 2027.", "release.window=2027/.. confirmed"),
    ("Quando estreia a segunda temporada?\nEm março de 2026.", "release.window=2026-03 confirmed"),
    ("A segunda temporada chega ao catálogo amanhã.", "release.date=2025-06-17 confirmed"),
    ("Ainda não há data de estreia.", "release.none confirmed"),
    ("A data de estreia não foi divulgada.", "release.none confirmed"),
    ("A estreia foi adiada para 2027.", "release.delayed=2027 confirmed"),
    ("A segunda temporada já está disponível na Netflix.", "release.released confirmed"),
    ("A segunda temporada estreou ontem.", "release.released=2025-06-15 confirmed"),
    ("As gravações devem terminar em outubro.", "filming.wrapped=2025-10 predicted"),
    ("A segunda temporada, que o canal promete para 2026, terá oito episódios.", "release.window=2026 confirmed"),
    ("O canal bateu o martelo e confirmou que haverá segunda temporada.", "renewal.renewed confirmed"),
    ("A equipe já está no set para rodar os novos episódios.", "filming.started confirmed"),
    ("O elenco se despediu do set após o fim das gravações.", "filming.wrapped confirmed"),
    ("Os novos episódios desembarcam no streaming a partir de 21 de novembro.", "release.date=2025-11-21 confirmed"),
    ("A previsão é que a segunda temporada chegue no segundo semestre de 2026.", "release.window=2026-41 predicted"),
    ("O streaming ainda não revelou quando os novos episódios chegam.", "release.none confirmed"),
    ("Os roteiristas já trabalham na segunda temporada.", "filming.preparing confirmed"),
    ("A segunda temporada só deve chegar em 2027.", "release.window=2027 predicted"),
    ("Saiu o trailer da segunda temporada.", "trailer.trailer confirmed"),
    ("A série não vai voltar para uma segunda temporada.", "renewal.cancelled confirmed"),
    ("A rodagem arranca em setembro, em Lisboa.", "filming.scheduled=2025-09 confirmed"),
    ("Todos os episódios da segunda temporada já podem ser vistos.", "release.released confirmed"),
    ("Tudo indica que a série foi renovada para a segunda temporada.", "renewal.renewed rumoured"),
]
SILENT = [
    "Vai haver segunda temporada?",
    "O trailer feito por fãs já tem um milhão de visualizações.",
    "O trailer será lançado na sexta-feira.",
    "A primeira temporada estreou em março de 2024.",
    "A terceira temporada chega em 2027.",
    "A segunda temporada de Outra Série estreia em 4 de julho.",
    "Leia também: Outra Série ganha trailer da segunda temporada",
    "Os fãs pedem uma segunda temporada.",
    "O episódio 4 vai ao ar em 20 de junho.",
    "A primeira temporada foi lançada em março.",
    "Dark Harbor estreia em 4 de julho na Netflix.",
    "As gravações de Dark Harbor terminaram.",
    "A Netflix renovou Dark Harbor para a segunda temporada.",
]


@pytest.mark.parametrize(("text", "claim"), CLAIMS)
def test_a_sentence_of_portuguese_news_makes_its_claim(text: str, claim: str) -> None:
    assert told(text, lang="pt") == {claim}


@pytest.mark.parametrize("text", SILENT)
def test_a_sentence_of_portuguese_news_that_claims_nothing_is_silent(text: str) -> None:
    assert told(text, lang="pt") == set()
