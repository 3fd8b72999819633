"""What sentences of Spanish news claim, and what claims nothing. None of them stands in a rule."""

import pytest

from tests.unit.claims.reading import told

CLAIMS = [
    ("Netflix renueva la serie por una segunda temporada.", "renewal.renewed confirmed"),
    ("La serie contará con una temporada 2.", "renewal.renewed confirmed"),
    ("La cadena ha encargado una segunda temporada de ocho episodios.", "renewal.renewed confirmed"),
    ("La segunda temporada ya es oficial.", "renewal.renewed confirmed"),
    ("La segunda temporada está confirmada.", "renewal.renewed confirmed"),
    ("Se rumorea que la serie ha sido renovada por una segunda temporada.", "renewal.renewed rumoured"),
    ("Aún no se ha confirmado una segunda temporada.", "renewal.not_renewed confirmed"),
    ("Netflix canceló la serie.", "renewal.cancelled confirmed"),
    ("La serie no tendrá segunda temporada.", "renewal.cancelled confirmed"),
    ("El rodaje de la segunda temporada arrancó en marzo en Galicia.", "filming.started=2025-03 confirmed"),
    ("La segunda temporada ya se está rodando en Madrid.", "filming.started confirmed"),
    ("El equipo se encuentra grabando los nuevos episodios.", "filming.started confirmed"),
    ("Las cámaras ya ruedan la segunda temporada.", "filming.started confirmed"),
    ("La filmación de la temporada 2 comenzaría en agosto.", "filming.scheduled=2025-08 rumoured"),
    ("Las grabaciones empezarían el próximo año.", "filming.scheduled=2026 rumoured"),
    ("Está previsto que el rodaje empiece en septiembre.", "filming.scheduled=2025-09 confirmed"),
    ("El rodaje terminó la semana pasada.", "filming.wrapped=2025-06 confirmed"),
    ("El equipo ha finalizado las grabaciones de la segunda temporada.", "filming.wrapped confirmed"),
    ("La segunda temporada ya está rodada.", "filming.wrapped confirmed"),
    ("La serie se encuentra en postproducción.", "filming.wrapped confirmed"),
    ("El rodaje ya habría terminado.", "filming.wrapped rumoured"),
    ("Los guiones de la segunda temporada ya están escritos.", "filming.preparing confirmed"),
    ("La segunda temporada se encuentra en preproducción.", "filming.preparing confirmed"),
    ("Todavía no ha comenzado el rodaje de la segunda temporada.", "filming.not_started confirmed"),
    ("La producción se vio obligada a parar por la huelga.", "filming.paused confirmed"),
    ("Ya puedes ver el tráiler oficial de la segunda temporada.", "trailer.trailer confirmed"),
    ("Prime Video ha lanzado el primer avance de la segunda temporada.", "trailer.teaser confirmed"),
    ("El primer adelanto de la temporada 2 ya está aquí.", "trailer.teaser confirmed"),
    ("La plataforma ha compartido las primeras imágenes de la segunda temporada.", "trailer.first_look confirmed"),
    ("Aún no se ha publicado ningún tráiler.", "trailer.none confirmed"),
    ("¿Hay tráiler?\nDe momento, no.", "trailer.none confirmed"),
    ("La segunda temporada se estrenará el 14 de noviembre de 2025.", "release.date=2025-11-14 confirmed"),
    ("La segunda temporada verá la luz en otoño de 2026.", "release.window=2026-23 confirmed"),
    ("Los nuevos capítulos llegarían a finales de 2026.", "release.window=2026-41 predicted"),
    ("Se espera que la temporada 2 aterrice en la plataforma a mediados de 2026.", "release.window=2026-22 predicted"),
    ("El estreno está previsto para el próximo mes de marzo.", "release.window=2026-03 confirmed"),
    ("El estreno está fijado para el 3 de octubre.", "release.date=2025-10-03 confirmed"),
    ("Según una filtración, la segunda temporada llegará en diciembre.", "release.window=2025-12 rumoured"),
    ("No veremos la segunda temporada antes de 2027.", "release.window=2027/.. confirmed"),
    ("Quizá la veamos en el primer semestre de 2026.", "release.window=2026-40 predicted"),
    ("Podría estrenarse en el tercer trimestre de 2026.", "release.window=2026-35 predicted"),
    ("Si todo va bien, llegará a finales de 2026.", "release.window=2026-41 predicted"),
    ("La serie regresa mañana.", "release.date=2025-06-17 confirmed"),
    ("¿Cuándo se estrena la segunda temporada?\nEn primavera de 2026.", "release.window=2026-21 confirmed"),
    ("Aún no hay fecha confirmada para el estreno.", "release.none confirmed"),
    ("Se desconoce cuándo llegará la segunda temporada.", "release.none confirmed"),
    ("El estreno de la segunda temporada se retrasa hasta 2027.", "release.delayed=2027 confirmed"),
    ("La segunda temporada ya se puede ver completa en Netflix.", "release.released confirmed"),
    ("La segunda temporada se estrenó el pasado 6 de junio.", "release.released=2025-06-06 confirmed"),
    ("La segunda temporada llega el lunes 14.", "release.date=2025-07-14 confirmed"),
    ("El rodaje se prolongará hasta octubre.", "filming.wrapped=2025-10 predicted"),
    ("Creo que rodaremos a finales de este año.", "filming.scheduled=2025-41 predicted"),
    ("La plataforma no ha dicho cuándo se estrenarán los nuevos capítulos.", "release.none confirmed"),
    ("La plataforma ya ha dado el visto bueno a la segunda temporada.", "renewal.renewed confirmed"),
    ("Las cámaras volvieron a encenderse el lunes para la segunda temporada.", "filming.started=2025-06-16 confirmed"),
    ("La segunda temporada aterriza el 21 de noviembre.", "release.date=2025-11-21 confirmed"),
    ("Habrá que esperar hasta 2027 para ver los nuevos episodios.", "release.window=2027 confirmed"),
    ("La fecha de estreno sigue en el aire.", "release.none confirmed"),
    ("La cadena baraja el otoño de 2026 para el estreno.", "release.window=2026-23 predicted"),
    ("La serie ha sido cancelada tras una sola temporada.", "renewal.cancelled confirmed"),
    ("Los guionistas ya trabajan en la segunda temporada.", "filming.preparing confirmed"),
    ("Este jueves vio la luz el tráiler de la segunda temporada.", "trailer.trailer confirmed"),
    ("La grabación de los nuevos capítulos está prevista para septiembre.", "filming.scheduled=2025-09 confirmed"),
    ("Desde hoy puede verse la segunda temporada completa.", "release.released=2025-06-16 confirmed"),
    ("Todo hace pensar que el rodaje de la segunda temporada ha terminado.", "filming.wrapped rumoured"),
    ("Según Deadline, la segunda temporada llegará en 2027.", "release.window=2027 rumoured"),
]
SILENT = [
    "¿Tendrá la serie una segunda temporada?",
    "El tráiler que circula por TikTok fue creado con inteligencia artificial.",
    "El tráiler se publicará el viernes.",
    "La primera temporada se estrenó en marzo de 2024.",
    "La tercera temporada llegará en 2027.",
    "La segunda temporada de Otra Serie se estrena el 4 de julio.",
    "Lee también: Otra Serie renueva por una segunda temporada",
    "El capítulo 4 se emite el viernes.",
    "Los fans piden una segunda temporada.",
    "Se habría estrenado en mayo de 2025 de no ser por la huelga.",
    "La actriz ya rueda su nueva película.",
    "El reparto se despidió ayer del set tras cinco meses de trabajo: la segunda temporada está en la nevera.",
    "Dark Harbor se estrena el 4 de julio en Netflix.",
    "El 27 de junio llega a su fin Dark Harbor.",
    "El rodaje de Dark Harbor terminó la semana pasada.",
    "Netflix renovó Dark Harbor por una segunda temporada.",
    "“Dark Harbor” llegará a los cines el 4 de julio.",
]


@pytest.mark.parametrize(("text", "claim"), CLAIMS)
def test_a_sentence_of_spanish_news_makes_its_claim(text: str, claim: str) -> None:
    assert told(text, lang="es") == {claim}


@pytest.mark.parametrize("text", SILENT)
def test_a_sentence_of_spanish_news_that_claims_nothing_is_silent(text: str) -> None:
    assert told(text, lang="es") == set()
