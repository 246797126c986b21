"""Words and numbers that days are told with, English and those that slip in from other languages."""

from __future__ import annotations

import calendar
import re

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = tuple(name.lower() for name in calendar.month_name)
CARDINALS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth "
    "twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
)
ORDER = {word: at + 1 for at, word in enumerate(ORDINALS.split())}
_NUMBERS = {word: at + 1 for at, word in enumerate(CARDINALS.split())}
COUNT = _NUMBERS | {"a": 1, "an": 1}
_TWENTIES = {f"twenty-{word}": 20 + number for word, number in _NUMBERS.items() if number < 10}
SPOKEN = _NUMBERS | _TWENTIES | {"thirty": 30, "thirty-one": 31}
WEEKDAY = (
    r"(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday|s)?|wensday|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)"
)
MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
ORDINAL = "(" + "|".join(sorted((word.replace("-", "[ -]?") for word in ORDER), key=len, reverse=True)) + ")"
CARDINAL = "(" + "|".join(sorted((word.replace("-", "[ -]") for word in SPOKEN), key=len, reverse=True)) + ")"
IS_OVER = r"(?:(?:is|are) (?:out|over|done|up)|ends|closes|finishes|'s out|’s out|runs out)"
"""Said of a week or month that comes to its end."""
ABROAD = {
    day: at
    for at, days in enumerate((
        "montag lundi lunes segunda-feira lunedì maandag poniedziałek mandag måndag",
        "dienstag mardi martes terça-feira dinsdag wtorek tirsdag tisdag",
        "mittwoch mercredi miércoles quarta-feira mercoledì woensdag środa onsdag",
        "donnerstag jeudi jueves quinta-feira giovedì donderdag czwartek torsdag",
        "freitag vendredi viernes sexta-feira venerdì vrijdag piątek fredag",
        "samstag samedi sábado sabato zaterdag",
        "sonntag dimanche domingo domenica zondag",
    ))
    for day in days.split()
}  # fmt: skip
"""Weekdays that slip in from another language, only those that are no English word."""
SHORT_ABROAD = {
    day: at
    for at, days in enumerate(("lun", "", "mié mie mer", "jue jeu", "vie ven", "sáb sab", "dom"))
    for day in days.split()
} | {"Mo": 0, "Di": 1, "Mi": 2, "Fr": 4, "Sa": 5}
"""Their short forms, which count with a day of the month that is one ("vie 13"); none is an English word ("So")."""
MONTHS_ABROAD = {
    name: at + 1
    for at, names in enumerate(
        (
            "januar janvier enero gennaio janeiro januari",
            "februar février febrero febbraio fevereiro februari",
            "märz mars marzo março maart",
            "avril abril aprile",
            "mai mayo maggio maio mei",
            "juni juin junio giugno junho",
            "juli juillet julio luglio julho",
            "août agosto augustus",
            "septembre septiembre settembre setembro",
            "oktober octobre octubre ottobre outubro",
            "novembre noviembre novembro",
            "dezember décembre diciembre dicembre dezembro",
        )
    )
    for name in names.split()
}


def weekday_of(word: str) -> int:
    """0 for Monday to 6, of a name or its beginning."""
    return next(at for at, name in enumerate(WEEKDAYS) if name[:2] == word.lower()[:2])


def month_of(word: str) -> int:
    """1 for January to 12, of a name or its beginning."""
    return next(at for at, name in enumerate(MONTHS) if name and name[:3] == word.lower()[:3])


def number_of(digits: str | None, word: str | None) -> int:
    """Of "21" or "twenty-first"; KeyError of any other word."""
    return int(digits) if digits else ORDER[re.sub(r"(?<=ty)[ -]?(?=[a-z])", "-", (word or "").lower())]


def spoken(word: str) -> int:
    """Of "twenty eight"."""
    return SPOKEN[word.lower().replace(" ", "-")]


def count_of(word: str) -> int:
    """Of "3", "three" or "a"; of a word like "couple" two."""
    return int(word) if word.isdigit() else COUNT.get(word.lower(), 2)
