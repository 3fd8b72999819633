"""What sentences of Indonesian news claim, and what claims nothing. None of them stands in a rule."""

import pytest

from tests.unit.claims.reading import told

CLAIMS = [
    ("Netflix resmi memperpanjang serial ini untuk musim kedua.", "renewal.renewed confirmed"),
    ("Serial ini resmi dilanjutkan ke season 2.", "renewal.renewed confirmed"),
    ("Season 2 telah dikonfirmasi.", "renewal.renewed confirmed"),
    ("Netflix mengumumkan bahwa serial ini akan memiliki musim kedua.", "renewal.renewed confirmed"),
    ("Kabarnya serial ini akan berlanjut ke musim kedua.", "renewal.renewed rumoured"),
    ("Belum ada kepastian soal musim kedua.", "renewal.not_renewed confirmed"),
    ("Netflix belum memperpanjang serial ini.", "renewal.not_renewed confirmed"),
    ("Serial ini tidak akan berlanjut ke musim kedua.", "renewal.cancelled confirmed"),
    ("Netflix membatalkan serial ini.", "renewal.cancelled confirmed"),
    ("Syuting musim kedua dimulai pada Maret 2025.", "filming.started=2025-03 confirmed"),
    ("Proses syuting season 2 tengah berlangsung di Bali.", "filming.started confirmed"),
    ("Para pemain sudah mulai syuting musim kedua.", "filming.started confirmed"),
    ("Musim kedua sedang dalam tahap produksi.", "filming.started confirmed"),
    ("Syuting dijadwalkan dimulai pada Agustus 2025.", "filming.scheduled=2025-08 confirmed"),
    ("Syuting musim kedua akan dimulai bulan depan.", "filming.scheduled=2025-07 confirmed"),
    ("Syuting diperkirakan mulai akhir tahun ini.", "filming.scheduled=2025-41 predicted"),
    ("Proses syuting telah rampung.", "filming.wrapped confirmed"),
    ("Syuting season duanya sudah dimulai.", "filming.started confirmed"),
    ("Syuting musim kedua yang sempat jadi bahan obrolan sudah dimulai.", "filming.started confirmed"),
    ("Musim kedua sudah selesai syuting.", "filming.wrapped confirmed"),
    ("Serial ini memasuki tahap pascaproduksi.", "filming.wrapped confirmed"),
    ("Menurut bocoran, syuting sudah selesai.", "filming.wrapped rumoured"),
    ("Naskah musim kedua sedang ditulis.", "filming.preparing confirmed"),
    ("Musim kedua masih dalam tahap praproduksi.", "filming.preparing confirmed"),
    ("Syuting belum dimulai.", "filming.not_started confirmed"),
    ("Syuting musim kedua dihentikan sementara.", "filming.paused confirmed"),
    ("Trailer resmi musim kedua telah dirilis.", "trailer.trailer confirmed"),
    ("Netflix akhirnya merilis trailer perdana season 2.", "trailer.trailer confirmed"),
    ("Teaser perdana musim kedua sudah dirilis.", "trailer.teaser confirmed"),
    ("Netflix membagikan foto-foto pertama musim kedua.", "trailer.first_look confirmed"),
    ("Poster resmi season 2 telah diluncurkan.", "trailer.first_look confirmed"),
    ("Hingga kini belum ada trailer resmi.", "trailer.none confirmed"),
    ("Season 2 akan tayang pada 14 November 2025.", "release.date=2025-11-14 confirmed"),
    ("Musim kedua dijadwalkan tayang perdana 3 Oktober 2025.", "release.date=2025-10-03 confirmed"),
    ("Musim kedua bakal tayang awal tahun depan.", "release.window=2026-40 confirmed"),
    ("Musim kedua diperkirakan tayang pada paruh kedua 2026.", "release.window=2026-41 predicted"),
    ("Season 2 kemungkinan besar hadir pada pertengahan 2026.", "release.window=2026-22 predicted"),
    ("Musim kedua dikabarkan tayang Desember mendatang.", "release.window=2025-12 rumoured"),
    ("Musim kedua siap menyapa penonton mulai 5 September 2025.", "release.date=2025-09-05 confirmed"),
    ("Musim kedua bisa tayang pada kuartal ketiga 2026.", "release.window=2026-35 predicted"),
    ("Musim kedua tayang hari ini.", "release.released=2025-06-16 confirmed"),
    ("Musim kedua tidak akan tayang sebelum 2027.", "release.window=2027/.. confirmed"),
    ("Kapan musim kedua tayang?\nPada Maret 2026.", "release.window=2026-03 confirmed"),
    ("Tanggal rilis belum diumumkan.", "release.none confirmed"),
    ("Belum diketahui kapan musim kedua akan tayang.", "release.none confirmed"),
    ("Penayangan musim kedua diundur ke 2027.", "release.delayed=2027 confirmed"),
    ("Musim kedua sudah tayang di Netflix.", "release.released confirmed"),
    ("Season 2 resmi tayang sejak 6 Juni 2025.", "release.released=2025-06-06 confirmed"),
    ("Syuting diperkirakan selesai pada Oktober 2025.", "filming.wrapped=2025-10 predicted"),
    ("Sebuah akun penggemar menyebut musim kedua tayang 5 September 2025.", "release.date=2025-09-05 rumoured"),
    ("Netflix resmi memberi lampu hijau untuk musim kedua.", "renewal.renewed confirmed"),
    ("Kru sudah kembali ke lokasi untuk syuting musim kedua.", "filming.started confirmed"),
    ("Pengambilan gambar musim kedua sudah tuntas.", "filming.wrapped confirmed"),
    ("Musim kedua bisa disaksikan mulai 21 November 2025.", "release.date=2025-11-21 confirmed"),
    ("Kelanjutan kisahnya baru akan tayang pada 2027.", "release.window=2027 confirmed"),
    ("Netflix masih merahasiakan tanggal tayangnya.", "release.none confirmed"),
    ("Musim kedua ditargetkan tayang pada paruh pertama 2026.", "release.window=2026-40 predicted"),
    ("Netflix memutuskan tidak melanjutkan serial ini ke musim kedua.", "renewal.cancelled confirmed"),
    ("Penulis masih menggodok naskah musim kedua.", "filming.preparing confirmed"),
    ("Trailer musim kedua akhirnya rilis.", "trailer.trailer confirmed"),
    ("Syuting musim kedua bakal digelar pada September.", "filming.scheduled=2025-09 confirmed"),
    ("Mulai hari ini, musim kedua sudah bisa ditonton.", "release.released=2025-06-16 confirmed"),
]
SILENT = [
    "Apakah akan ada musim kedua?",
    "Trailer yang beredar itu buatan penggemar.",
    "Trailer akan dirilis pekan depan.",
    "Musim pertama tayang pada Maret 2024.",
    "Musim ketiga akan tayang pada 2027.",
    "Baca juga: Serial Lain season 2 tayang 4 Juli",
    "Penggemar berharap ada musim kedua.",
    "Episode 4 tayang 20 Juni 2025.",
]


@pytest.mark.parametrize(("text", "claim"), CLAIMS)
def test_a_sentence_of_indonesian_news_makes_its_claim(text: str, claim: str) -> None:
    assert told(text, lang="id") == {claim}


@pytest.mark.parametrize("text", SILENT)
def test_a_sentence_of_indonesian_news_that_claims_nothing_is_silent(text: str) -> None:
    assert told(text, lang="id") == set()
