"""The months as TikTok Studio and people write them, in thirteen languages. Source: exports seen, else Unicode CLDR."""

import re
import unicodedata

# Per language, January to December; "/" separates spellings. Nominative, genitive and common abbreviations.
# Japanese, Chinese and Korean write the month as a number: 8月3日, 8월 3일.
_MONTHS = {
    "en": "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept "
    "october/oct november/nov december/dec",
    "es": "enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago "
    "septiembre/setiembre/sep/sept octubre/oct noviembre/nov diciembre/dic",
    "pt": "janeiro/jan fevereiro/fev março/mar abril/abr maio/mai junho/jun julho/jul agosto/ago setembro/set "
    "outubro/out novembro/nov dezembro/dez",
    "fr": "janvier/janv février/févr/fév mars avril/avr mai juin juillet/juil août septembre/sept "
    "octobre/oct novembre/nov décembre/déc",
    "de": "januar/jan/jänner februar/feb märz/mär/mrz april/apr mai juni/jun juli/jul august/aug september/sep/sept "
    "oktober/okt november/nov dezember/dez",
    "it": "gennaio/gen febbraio/feb marzo/mar aprile/apr maggio/mag giugno/giu luglio/lug agosto/ago settembre/set "
    "ottobre/ott novembre/nov dicembre/dic",
    "el": "ιανουαρίου/ιανουάριος/ιαν φεβρουαρίου/φεβρουάριος/φεβ μαρτίου/μάρτιος/μαρ απριλίου/απρίλιος/απρ "
    "μαΐου/μάιος/μαϊ ιουνίου/ιούνιος/ιουν ιουλίου/ιούλιος/ιουλ αυγούστου/αύγουστος/αυγ "
    "σεπτεμβρίου/σεπτέμβριος/σεπ οκτωβρίου/οκτώβριος/οκτ νοεμβρίου/νοέμβριος/νοε δεκεμβρίου/δεκέμβριος/δεκ",
    "id": "januari/jan februari/feb maret/mar april/apr mei juni/jun juli/jul agustus/agu/agt september/sep "
    "oktober/okt november/nov desember/des",
    "vi": "tháng_một/tháng_giêng tháng_hai tháng_ba tháng_tư tháng_năm tháng_sáu tháng_bảy tháng_tám tháng_chín "
    "tháng_mười tháng_mười_một tháng_mười_hai/tháng_chạp",
    "th": "มกราคม/ม.ค. กุมภาพันธ์/ก.พ. มีนาคม/มี.ค. เมษายน/เม.ย. พฤษภาคม/พ.ค. มิถุนายน/มิ.ย. กรกฎาคม/ก.ค. "
    "สิงหาคม/ส.ค. กันยายน/ก.ย. ตุลาคม/ต.ค. พฤศจิกายน/พ.ย. ธันวาคม/ธ.ค.",
}
# Each language by its own name, which needs no translation.
LANGUAGES = {
    "en": "English",
    "es": "Español",
    "pt": "Português",
    "fr": "Français",
    "de": "Deutsch",
    "it": "Italiano",
    "el": "Ελληνικά",
    "id": "Bahasa Indonesia",
    "vi": "Tiếng Việt",
    "th": "ไทย",
    "ja": "日本語",
    "zh": "中文",
    "ko": "한국어",
}
# "de" and the like stand between day and month: 8 de marzo. The ordinals are of 1er, 1º, 3rd.
_FILLERS = {"de", "del", "of", "le", "den", "ngay", "nam", "er", "st", "nd", "rd", "th", "o", "a", "ที่", "วันที่", "พ.ศ."}
_ACCENTS = re.compile("[\u0300-\u036f]")


def folded(text: str) -> str:
    """Lower case, half width, no Latin or Greek accents. Other scripts keep their marks: they are letters."""
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    return unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed)).strip()


def month_key(words: str) -> str:
    """The folded words of a date without its numbers, fillers and punctuation."""
    kept = (word.strip(",.") for word in folded(words).split() if word.strip(",") not in _FILLERS)
    return " ".join(word for word in kept if word and word not in _FILLERS)


def _table() -> dict[str, tuple[int, frozenset[str]]]:
    found: dict[str, tuple[int, frozenset[str]]] = {}
    for language, months in _MONTHS.items():
        for number, spellings in enumerate(months.split(), start=1):
            for spelling in spellings.split("/"):
                key = month_key(spelling.replace("_", " "))
                known = found.get(key, (number, frozenset()))
                if known[0] != number:
                    raise ValueError(f"{spelling} is month {known[0]} and {number}")
                found[key] = (number, known[1] | {language})
    return found


# folded words → (month 1-12, the languages that say so)
MONTHS = _table()
