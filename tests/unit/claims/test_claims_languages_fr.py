"""What sentences of French news claim, and what claims nothing. None of them stands in a rule."""

import pytest

from tests.unit.claims.reading import told

CLAIMS = [
    ("Netflix a renouvelé la série pour une deuxième saison.", "renewal.renewed confirmed"),
    ("La série est renouvelée pour une saison 2.", "renewal.renewed confirmed"),
    ("La saison 2 est officiellement confirmée.", "renewal.renewed confirmed"),
    ("La série aura droit à une deuxième saison.", "renewal.renewed confirmed"),
    ("Netflix a commandé une saison 2.", "renewal.renewed confirmed"),
    ("D'après une rumeur, la série est renouvelée pour une saison 2.", "renewal.renewed rumoured"),
    ("Netflix n'a pas encore renouvelé la série.", "renewal.not_renewed confirmed"),
    ("Aucune saison 2 n'a été commandée pour l'instant.", "renewal.not_renewed confirmed"),
    ("Il n'y aura pas de saison 2.", "renewal.cancelled confirmed"),
    ("Netflix a annulé la série.", "renewal.cancelled confirmed"),
    ("Le tournage de la saison 2 a débuté en mars.", "filming.started=2025-03 confirmed"),
    ("La saison 2 est actuellement en tournage à Marseille.", "filming.started confirmed"),
    ("Le tournage est en cours.", "filming.started confirmed"),
    ("Le tournage de la saison 2 a repris.", "filming.started confirmed"),
    ("Le tournage aurait déjà commencé.", "filming.started rumoured"),
    ("Le tournage débutera en août.", "filming.scheduled=2025-08 confirmed"),
    ("Le tournage devrait commencer à l'automne.", "filming.scheduled=2025-23 predicted"),
    ("Le tournage est terminé.", "filming.wrapped confirmed"),
    ("Le tournage de la saison 2 s'est achevé la semaine dernière.", "filming.wrapped=2025-06 confirmed"),
    ("La série est désormais en post-production.", "filming.wrapped confirmed"),
    ("Les scénarios de la saison 2 sont en cours d'écriture.", "filming.preparing confirmed"),
    ("La saison 2 est en préproduction.", "filming.preparing confirmed"),
    ("Le tournage n'a pas encore commencé.", "filming.not_started confirmed"),
    ("Le tournage a été interrompu par la grève.", "filming.paused confirmed"),
    ("Netflix a dévoilé la bande-annonce de la saison 2.", "trailer.trailer confirmed"),
    ("Découvrez la bande-annonce officielle de la saison 2.", "trailer.trailer confirmed"),
    ("Un premier teaser de la saison 2 vient d'être dévoilé.", "trailer.teaser confirmed"),
    ("Netflix a partagé les premières images de la saison 2.", "trailer.first_look confirmed"),
    ("Aucune bande-annonce n'a encore été diffusée.", "trailer.none confirmed"),
    ("La saison 2 sera disponible le 14 novembre 2025.", "release.date=2025-11-14 confirmed"),
    ("La deuxième saison arrive le 3 octobre sur Netflix.", "release.date=2025-10-03 confirmed"),
    ("La saison 2 arrivera début 2026.", "release.window=2026-40 confirmed"),
    ("La saison 2 devrait arriver fin 2026.", "release.window=2026-41 predicted"),
    ("La saison 2 serait attendue au printemps 2026.", "release.window=2026-21 rumoured"),
    ("La diffusion est prévue pour le premier semestre 2026.", "release.window=2026-40 confirmed"),
    ("La saison 2 sort demain.", "release.date=2025-06-17 confirmed"),
    ("La saison 2 arriverait en décembre, selon une source proche.", "release.window=2025-12 rumoured"),
    ("La saison 2 ne sortira pas avant 2027.", "release.window=2027/.. confirmed"),
    ("Quand sort la saison 2 ?\nEn mars 2026.", "release.window=2026-03 confirmed"),
    ("La saison 2 pourrait sortir au troisième trimestre 2026.", "release.window=2026-35 predicted"),
    ("« Harbour Lights » saison 2 sera diffusée en septembre prochain.", "release.window=2025-09 confirmed"),
    ("Aucune date de sortie n'a été annoncée.", "release.none confirmed"),
    ("On ignore encore quand sortira la saison 2.", "release.none confirmed"),
    ("La sortie est repoussée à 2027.", "release.delayed=2027 confirmed"),
    ("La saison 2 est désormais disponible sur Netflix.", "release.released confirmed"),
    ("La saison 2 est sortie le 6 juin.", "release.released=2025-06-06 confirmed"),
    ("Le tournage se poursuivra jusqu'en octobre.", "filming.wrapped=2025-10 predicted"),
    ("Le tournage, entamé en janvier, se déroule en Bretagne.", "filming.started=2025-01 confirmed"),
    ("La plateforme vient d'officialiser la mise en chantier d'une deuxième saison.", "renewal.renewed confirmed"),
    ("L'équipe a donné le premier tour de manivelle de la saison 2 lundi.", "filming.started=2025-06-16 confirmed"),
    ("Tout est tourné : la saison 2 est en boîte depuis vendredi.", "filming.wrapped=2025-06-13 confirmed"),
    ("La saison 2 débarquera le 21 novembre sur la plateforme.", "release.date=2025-11-21 confirmed"),
    ("Il faudra s'armer de patience : la suite n'est pas attendue avant 2027.", "release.window=2027/.. confirmed"),
    ("La chaîne n'a pas encore communiqué de date.", "release.none confirmed"),
    ("Une première bande-annonce a été mise en ligne mardi.", "trailer.trailer confirmed"),
    ("La saison 2 devrait voir le jour courant 2026.", "release.window=2026 predicted"),
    ("Le tournage doit démarrer à la rentrée, en septembre.", "filming.scheduled=2025-09 confirmed"),
    ("Les huit épisodes de la saison 2 sont à voir dès maintenant.", "release.released confirmed"),
    ("Les auteurs planchent déjà sur la saison 2.", "filming.preparing confirmed"),
    ("Clap de fin : la série ne reviendra pas pour une saison 2.", "renewal.cancelled confirmed"),
    ("Tout porte à croire que le tournage de la saison 2 est terminé.", "filming.wrapped rumoured"),
]
SILENT = [
    "Y aura-t-il une saison 2 ?",
    "Cette bande-annonce réalisée par des fans circule sur YouTube.",
    "La bande-annonce sera dévoilée vendredi.",
    "La première saison est sortie en mars 2024.",
    "La saison 3 arrivera en 2027.",
    "La saison 2 d'Autre Série sort le 4 juillet.",
    "À lire aussi : Autre Série, la saison 2 arrive le 4 juillet",
    "Les fans réclament une saison 2.",
    "L'épisode 4 sera diffusé le 20 juin.",
    "La première saison a été diffusée en mars.",
    "Dark Harbor arrive le 4 juillet sur Netflix.",
    "Le tournage de Dark Harbor est terminé.",
    "Netflix a renouvelé Dark Harbor pour une saison 2.",
]


@pytest.mark.parametrize(("text", "claim"), CLAIMS)
def test_a_sentence_of_french_news_makes_its_claim(text: str, claim: str) -> None:
    assert told(text, lang="fr") == {claim}


@pytest.mark.parametrize("text", SILENT)
def test_a_sentence_of_french_news_that_claims_nothing_is_silent(text: str) -> None:
    assert told(text, lang="fr") == set()
