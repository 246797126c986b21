"""Postal addresses of any country, by their form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mentoring.redaction.found import Found
from mentoring.redaction.triggers import Spots, stems_of

_CAP = r"[^\W\d_a-zß-öø-ÿ][\w'’.-]*"
_NO = r"\d{1,5}(?: ?[a-zA-Z])?(?:[/-]\d{1,4}[a-zA-Z]?)?"
_KIND = (
    r"Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Court|Ct|Way|"
    r"Place|Pl|Square|Sq|Terrace|Crescent|Gardens|Grove|"
    r"Boulevard|Blvd|Hill|Row|Mews|Quay|Walk|Park|Parade|Highway|Wharf|"
    r"Rise|View|Green|Cross|Circus|Embankment|Esplanade|Marg|Nagar|Salai"
)
_TAIL = (
    rf"(?:,? (?:\d{{2}}-\d{{3}}(?: {_CAP})?|\d{{4,6}}(?:-\d{{3,4}})?|[A-Z]"
    rf"{{1,2}}\d[A-Z\d]? ?\d[A-Z]{{2}}|\d{{3}} ?\d{{2}}|{_CAP}(?: {_CAP})"
    rf"{{0,2}}(?: \d{{1,6}})?)){{0,3}}"
)
_UNIT = (
    r"(?:(?:Flat|Apt\.?|Apartment|Unit|Suite|Room|Block|Blk|Floor|Tower|"
    r"Building|House|Villa|Plot) [\w-]{1,6},? )"
)
_FORMS = (
    rf"{_UNIT}?{_NO},? (?:{_CAP} ){{1,4}}(?:{_KIND})\b\.?(?: \d{{1,3}})?{_TAIL}",
    rf"{_UNIT}(?:{_CAP} ){{1,4}}(?:{_KIND})\b\.?(?: \d{{1,3}})?{_TAIL}",
    r"\b(?:ul\.|ulica|al\.|os\.|pl\.|[Rr]ua|[Cc]alle|[Cc]/|[Vv]ia|[Vv]"
    r"iale|[Cc]orso|[Rr]ue|[Aa]venida|[Aa]v\.|[Pp]laza|[Pp]iazza|[Jj]alan|"
    r"[Jj]l\.|[Ll]orong|"
    r"[Pp]ra[cç]a|[Tt]ravessa|[Ss]tr\.|[Bb]d\.?|[Bb]oulevard|[Cc]hemin|"
    r"[Aa]venue|[Qq]uai|[Cc]arrer|[Cc]arrera|[Bb]ulevar\w*|[Tt]rg|[Cc]"
    r"addesi|[Ss]okak) (?:(?:de|da|do|dos|das|del|della|di|la|le|les|des|"
    r"du|el|los|las|d['’])[ ]?)*"
    rf"(?:{_CAP}[ ,]*){{1,4}}(?:n[º°.]? ?|No\.? ?|nr\.? ?|# ?)?{_NO}{_TAIL}",
    rf"\b\d{{1,4}},? (?:rue|avenue|boulevard|quai|chemin|place|impasse|"
    rf"allée) (?:(?:de|du|des|la|le|les|l['’]|d['’]) ?)*(?:{_CAP} ?){{1,4}}{_TAIL}",
    rf"\b{_CAP}(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ring|damm|ufer|"
    r"gatan|vägen|gränd|veien|gata|gade|vej|vænget|straat|laan|plein|kade|"
    r"gracht|dijk|singel|katu|tie|utca|út|ulice)"
    rf" {_NO}{_TAIL}",
    rf"\b(?:P\.? ?O\.? Box|Postfach|Postboks|Apartado) \d[\d ]{{0,7}}{_TAIL}",
    rf"\b{_CAP}(?: {_CAP}){{0,3}} (?:Street|Road|Avenue|Lane|Drive|Close|Crescent) \d{{1,3}}\b{_TAIL}",
)
_ADDRESS = [re.compile(form) for form in _FORMS]
_POSTCODE = re.compile(r"\b(?:GIR 0AA|[A-PR-UWYZ]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2})\b")


TRIGGERS = {
    "ADDRESS": stems_of(
        _KIND,
        "ul ulica al os pl rua calle via viale corso rue avenida av plaza "
        "piazza jalan jl lorong praca travessa str bd boulevard chemin quai "
        "carrer carrera "
        "bulevar trg caddesi sokak allee impasse flat apt apartment unit "
        "suite block blk tower building po box postfach postboks apartado",
    )
    - {"view", "rise", "way", "park", "cros", "walk", "row", "hill", "gree", "buil", "unit", "clos", "plac", "cour"},
}
_STREET_WORD = re.compile(
    r"\w(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ring|damm|ufer|gatan|"
    r"vägen|gränd|veien|gata|gade|vej|vænget|straat|laan|plein|kade|gracht|"
    r"dijk|singel|katu|tie|utca|út|ulice) \d"
    r"|\d,? (?:[^\W\d_]+ ){1,4}(?:Way|Place|Park|Rise|View|Row|Hill|Walk|Cross|Green|Close|Court)\b"
)


def find_addresses(body: str, spots: Spots) -> Iterator[Found]:
    """Street addresses with what follows them (town, postcode), and British postcodes on their own."""
    if not any(c.isdigit() for c in body):
        return
    extra = [m.start() for m in _STREET_WORD.finditer(body)]
    for match in (*spots.hits("ADDRESS", _ADDRESS, extra), *_POSTCODE.finditer(body)):
        end = match.end() - (len(match[0]) - len(match[0].rstrip(" ,.")))
        yield Found(match.start(), end, "ADDRESS", "pattern")
