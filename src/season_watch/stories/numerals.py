"""Words for numbers and months, so that "season two" and "season 2", "third of March" and "March 3" compare as equal.

A word that means something else in another of the languages (once, seize, elf, may) is left out.
"""

NUMBERS = {
    1: "one first eins erste ersten erster primera primero premier première primeira satu pertama 첫 一",
    2: "two second ii zwei zweite zweiten zweiter segunda segundo deux deuxième dois duas dua kedua 두 二",
    3: "three third iii drei dritte dritten tres tercera tercero trois troisième três terceira tiga ketiga 세 三",
    4: "four fourth iv vier vierte vierten cuatro cuarta cuarto quatre quatrième quatro quarta empat keempat 네 四",
    5: "five fifth fünf fünfte fünften fünfter cinco quinta quinto cinq cinquième lima kelima 다섯 五",
    6: "six sixth vi sechs sechste sechsten sexta sixième seis enam keenam 여섯 六",
    7: "seven seventh vii sieben siebte siebten siete séptima septième sete sétima tujuh ketujuh 일곱 七",
    8: "eight eighth viii acht achte achten ocho octava huit huitième oito oitava delapan 여덟 八",
    9: "nine ninth ix neun neunte neunten nueve novena neuf neuvième nove nona sembilan 아홉 九",
    10: "ten tenth zehn zehnte zehnten diez décima dix dixième dez sepuluh 열 十",
    11: "eleven eleventh elfte elften onze sebelas",
    12: "twelve twelfth zwölf zwölfte doce douze doze",
    13: "thirteen thirteenth dreizehn trece treize treze",
    14: "fourteen fourteenth vierzehn catorce quatorze",
    15: "fifteen fifteenth fünfzehn quince quinze",
    16: "sixteen sixteenth sechzehn dieciséis dezesseis",
    17: "seventeen seventeenth siebzehn diecisiete dezessete",
    18: "eighteen eighteenth achtzehn dieciocho dezoito",
    19: "nineteen nineteenth neunzehn diecinueve dezenove",
    20: "twenty twentieth zwanzig veinte vingt vinte",
    30: "thirty thirtieth dreißig treinta trente trinta",
    40: "forty vierzig cuarenta quarante quarenta",
    50: "fifty fünfzig cincuenta cinquante cinquenta",
    60: "sixty sechzig sesenta soixante sessenta",
}

MONTHS = {
    1: "january jan januar enero janvier janeiro januari",
    2: "february feb februar febrero février fevereiro februari",
    3: "march märz marzo mars março maret",
    4: "april apr abril avril",
    5: "mayo maio",
    6: "june jun juni junio juin junho",
    7: "july jul juli julio juillet julho",
    8: "august aug agosto août agustus",
    9: "september sep sept septiembre septembre setembro",
    10: "october oct oktober octubre octobre outubro",
    11: "november nov noviembre novembre novembro",
    12: "december dec dezember diciembre décembre dezembro desember",
}
