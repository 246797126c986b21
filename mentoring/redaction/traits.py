"""What identifies together with other things: age, birth date, family, nationality, health, a person's money.

General observations stay: captions for deaf colleagues, under-25s, Romanian and Polish drivers. A trait
counts where it is said of one person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mentoring.redaction.found import Found
from mentoring.redaction.triggers import Spots, stems_of
from mentoring.redaction.vocabulary import alternatives

_ONE_TO_99 = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- "
    r"](?:one|two|three|four|five|six|seven|eight|nine))?|"
    r"ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
)
_YEARS = rf"(?:\d{{2}}|{_ONE_TO_99})"
_AGES = (
    rf"\bturn(?:s|ed|ing)? (?P<value>{_YEARS})\b"
    r"(?! (?:minutes|percent|people|days|weeks|hours|euros?|pounds|dollars|pages|heads))",
    rf"\b(?:man|woman|boy|girl|colleague|guy|lady|person|somebody|someone|one) (?:of|aged) (?P<value>{_YEARS})\b",
    rf"(?<!like a )(?<!than a )(?<!a typical )\b(?P<value>{_YEARS}[- ]years?[- ]old)\b",
    rf"\b(?P<value>{_YEARS} years? (?:old|of age|young))\b",
    r"\b(?:aged|age:?|age of|turn(?:s|ed|ing)?|turned|I am|I['’]m|I was|"
    r"(?:he|she)(?: is|['’]s| was| has)|who is|im|shes|hes|at the age "
    r"of|nearly|almost|just)"
    rf" (?:just |only |nearly |almost |already )?(?P<value>{_YEARS}(?: "
    r"years)?)(?=[\s]*(?:$|[,.;:!?)\n]| and | next | this | in | on | "
    r"so | but | now| years? old))(?! (?:minutes|percent|people|days|weeks|"
    r"hours|euros?|pounds|dollars|o'clock|past|to))",
    rf"\b(?:I|she|he) (?:have|has) (?P<value>{_YEARS}(?: years)?)(?=\s*(?:[,.;)]|and\b))",
    r"\bin (?:my|his|her) (?:early |mid[- ]?|late )?(?P<value>(?:twenties|"
    r"thirties|forties|fifties|sixties|seventies|\d0s))\b",
    rf"\b(?:will be|['’]ll be|must be|would be|would have been) (?P<value>{_YEARS})"
    r"(?=[,.;!?)\n]| (?:on|in|this|next|now|soon)\b)",
    r"\b(?:died|dead|passed|retired|retires|widowed|married|left|stopped|pregnant|a father|a mother)\b"
    r"[^.;\n]{0,20}? at "
    rf"(?P<value>{_YEARS})(?=[,.;!?)\n]|$| and\b)",
    rf"(?<=[(,] )(?P<value>{_YEARS})(?=\)?,? (?:from|and (?:from|a)|years in))",
    r"\b(?:his|her|my) (?P<value>(?:\d0th|thirtieth|fortieth|fiftieth|sixtieth) birthday)",
)
_MONTH = alternatives("months")
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ .-]+{_MONTH}\.?(?:,? (?:19|"
    rf"20)\d\d)?|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? (?:19|20)\d\d)"
    rf"?|\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d\d)|(?:19|20)\d\d-\d\d-\d\d)"
)
_BIRTHS = (
    r"\b(?:born|birthday|date of birth|d\.?o\.?b\.?|birth ?date|b-?day|"
    rf"turn(?:s|ed|ing)? {_YEARS})\b[^\n.;]{{0,25}}?(?P<value>{_DAY})",
    r"\bborn (?:and raised )?(?:in|around) (?:\w+ )?(?P<value>(?:19|20)\d\d)\b",
    rf"(?P<value>{_DAY}) is (?:my|his|her|\w+'s) birthday",
)
_KIN = alternatives("kin")
_WHOSE = r"(?:my|his|her|your|(?<=[\w])['’]s)"
_KIN_MODS = (
    r"(?:(?:own|late|ex|older|elder|younger|little|big|eldest|oldest|youngest|"
    r"first|second|teenage|elderly|new|only|dear|old|sick|pregnant|late|"
    r"\d+-year-old|[\w-]+-year-old|two|three|four|twin) ?-?){0,3}"
)
_FAMILIES = (
    rf"\b(?P<value>(?:my|his|her|your) {_KIN_MODS}{_KIN}"
    r"(?:,? who(?:(?! (?:and|but|so|while)\b)[^,.;:!?\n]){2,40}(?<=\w))?)\b",
    rf"\b(?P<value>their {_KIN_MODS}(?:wife|husband|son|daughter|mother|"
    r"father|mum|mom|dad|sister|brother|uncle|aunt|cousin))\b",
    rf"(?<=['’]s )(?P<value>{_KIN_MODS}{_KIN})\b",
    r"(?<![\w])(?P<value>Mum|Mom|Mam|Dad|Granny|Grandma|Grandpa|Nan|Papa|Mama|Nana)\b",
    rf"\b(?P<value>(?:the|my|his|her|their) (?:{alternatives('family_events')}))\b",
    r"\b(?P<value>(?:single|widowed|divorced|unmarried|expectant|adoptive)"
    r" (?:mother|mum|mom|father|dad|parent|man|woman)(?: of (?:one|two|"
    r"three|four|five|\d))?)\b",
    r"\b(?P<value>(?:mother|father|mum|mom|dad|parent|grandmother|grandfather)"
    r" of (?:one|two|three|four|five|six|twins|triplets|\d))\b",
    r"\b(?:I|he|she|who) (?:have|has|had|['’]ve got|got|with) (?P<value>(?:a|"
    r"one|two|three|four|five|\d) (?:small |young |little |grown |teenage "
    r"|school-age )?(?:kids?|children|child|babies|baby|sons?|daughters?|"
    r"toddlers?|twins|boys?|girls?))\b",
    r"\b(?P<value>(?:widow|widower|pregnant|newlywed|engaged to|married "
    r"to|divorced from)(?: (?:a|an|my|his|her) \w+)?)\b",
)
_DEMONYM = alternatives("demonyms")
_FOLK = (
    r"(?:woman|man|guy|girl|boy|lady|gentleman|person|colleague|engineer|"
    r"manager|intern|graduate|analyst|mother|father|parents?|wife|husband|"
    r"name|passport|citizen|national|accent|roots|origin|descent|heritage|"
    r"background|family|surname|chap|lad|lass|bloke|colleague|one|immigrant|"
    r"expat|refugee)"
)
_NATIONS = (
    r"\b(?P<value>(?:(?:only|one|other|a|an|the|long|young|old|second-generation|"
    rf"half|native|born|proud|our|my|first) )?{_DEMONYM}(?:-\w+)? {_FOLK})"
    r"\b(?!s)",
    r"\b(?:I am|I['’]m|im|I was|(?:[Hh]e|[Ss]he|[Ww]ho|[Ii]t)(?:['’]s|"
    r" is| was)|being|[Aa]s an?|feel|half|part|originally|by birth|being)"
    r" (?:also |half[- ]|originally |very |a |an |the only |only |typically "
    rf"|so )*(?P<value>{_DEMONYM}(?:-{_DEMONYM})?)\b(?= ?(?:[.,;:!?)\n]"
    r"|and\b|but\b|so\b|in\b|by\b|too\b|who\b|myself|himself|herself))",
    rf"\b(?P<value>half[- ]{_DEMONYM})\b",
    rf"(?<=, )(?P<value>{_DEMONYM})(?= and proud|,)",
)
_ILLNESS, _CONDITION, _BODY = alternatives("illness"), alternatives("condition"), alternatives("body")
_SOMEBODY = (
    r"(?:I|I['’]m|I['’]ve|me|my|he|she|he['’]s|she['’]s|his|her|who|who['’]"
    r"s|him|im|someone|somebody|the only|our only|\w+['’]s|ʘ+)"
)
_HEALTHS = (
    rf"\b{_SOMEBODY}\b(?:(?!\b(?:they|people|everyone|we|our)\b)[^.;!?\n]"
    rf"){{0,60}}?(?P<value>(?:(?:a|an|the|my|his|her|some|mild|severe|chronic|"
    rf"slight|bad|new|recent|torn|broken|second|minor|major) ){{0,3}}{_ILLNESS}(?: "
    r"(?:in|on|of) (?:my|his|her|the|one) \w+)?)\b",
    r"\b(?:is|am|was|['’]m|['’]s|being|who is|as a|born|gone|going|became|"
    r"slightly|profoundly|partially|legally|almost|registered|only) (?:a "
    r"|an |the |only |our |also |both |slightly |profoundly |very |partially "
    rf"|one |severely )*(?P<value>{_CONDITION})\b",
    rf"\bthe (?P<value>{_CONDITION})(?= (?:colleague|woman|man|guy|girl|"
    r"engineer|manager|intern|analyst|lady|person|designer|driver|apprentice|"
    r"trainee|clerk|picker|cashier|teacher|nurse)\b)",
    rf"\b(?P<value>(?:my|his|her|the) (?:left |right |bad |new |old |poor |stupid )?{_BODY})\b",
    r"\b(?P<value>(?:I|he|she)(?: am| is|['’]m|['’]s)? ?(?:isn['’]t|not|"
    r"hasn['’]t been|barely|hardly|can['’]t|cannot|don['’]t|doesn['’]t)"
    r" (?:sleep|sleeping|eating|eat)(?: (?:well|much|properly|at all))"
    r"?)\b",
    r"\b(?P<value>(?:on|off) (?:long-term )?(?:sick leave|medication|insulin|"
    r"antidepressants|chemo)|in (?:rehab|therapy|recovery|remission|a "
    r"wheelchair))\b",
)
_AMOUNT = (
    r"(?:(?:[£$€¥₹]|EUR|USD|GBP|CHF|PLN|SGD|KES|INR|SEK|NOK|DKK|Rs\.?|"
    r"R)\s?\d[\d.,' ]*\d?(?:\s?(?:k|K|m|M|million|thousand|lakhs?|crore)"
    r")?\b|\b\d[\d.,' ]*\d?\s?(?:k|K|thousand|lakhs?|crore|million)?\s?(?:€|"
    r"£|euros?|pounds?|quid|dollars?|zloty|zł|francs?|kronor|kroner|rupees|"
    r"shillings|rand|yen|yuan|reais|dirhams?|percent|per ?cent|%|k|K)(?!\w)"
    r"|"
    r"\b(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    r"a|hundred|thousand|and|half)[ -]){1,7}(?:hundred|thousand|grand|"
    r"k|million|euros?|pounds?|dollars?|quid|zloty|francs?|rupees|kroner|"
    r"kronor|lakhs?|percent|per cent)(?: (?:two|three|four|five|six|seven|"
    r"eight|nine|one) hundred)?(?: (?:euros?|pounds?|dollars?|quid|zloty|"
    r"francs?|rupees|kroner|kronor))?(?: a (?:year|month|week))?)"
)
_PAY = alternatives("pay")
_MONEYS = (
    rf"\b{_PAY}\b[^.!?\n]{{0,50}}?(?P<value>{_AMOUNT})",
    rf"(?P<value>{_AMOUNT})[^.!?\n]{{0,30}}?\b(?:more than (?:me|him|her|"
    r"I|he|she)|less than (?:me|him|her|I|he|she)|a (?:year|month)|salary|"
    r"bonus|underpaid|pay rise|of debt|in debt|mortgage)\b",
    r"\b(?P<value>(?:a|one|two|three|half a) month(?:['’]s|s['’]) (?:rent|salary|wages?|pay))\b",
    r"\b(?:I|he|she|\w+) (?:earns?|makes?|gets?|owes?|inherited|borrowed|"
    rf"lost) (?:about |around |roughly |only |just |nearly )?(?P<value>{_AMOUNT})",
)
_RULES: tuple[tuple[str, tuple[str, ...], int], ...] = (
    ("DATE_OF_BIRTH", _BIRTHS, re.IGNORECASE),
    ("AGE", _AGES, re.IGNORECASE),
    ("FAMILY", _FAMILIES[:3] + _FAMILIES[4:], re.IGNORECASE),
    ("FAMILY", _FAMILIES[3:4], 0),
    ("NATIONALITY", _NATIONS, 0),
    ("HEALTH", _HEALTHS, re.IGNORECASE),
    ("MONEY", _MONEYS, re.IGNORECASE),
)
_COMPILED = [(kind, [re.compile(rule, flags) for rule in rules]) for kind, rules, flags in _RULES]
_NUMBERS = (
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
TRIGGERS = {
    "DATE_OF_BIRTH": stems_of("born birthday birth dob bday turns turned turning"),
    "AGE": stems_of(_NUMBERS, "years aged age turns twenties thirties forties fifties sixties seventies birthday"),
    "FAMILY": stems_of(
        _KIN,
        alternatives("family_events"),
        "single widowed expectant mother father parent kids twins boys girls "
        "pregnant newlywed married engaged divorced",
    ),
    "NATIONALITY": stems_of(_DEMONYM),
    "HEALTH": stems_of(_ILLNESS, _CONDITION, _BODY, "sleep eat medication remission recovery")
    - {"of", "in", "on", "or", "the", "and"},
    "MONEY": stems_of(
        _PAY,
        "salary bonus underpaid mortgage debt rent wages month earns makes gets owes inherited borrowed lost more less",
    ),
}
_DIGITS = re.compile(r"(?<![\d:.,])\d{2}(?![\d:])")


def find_traits(body: str, spots: Spots) -> Iterator[Found]:
    """Every trait said of one person in `body`."""
    for kind, rules in _COMPILED:
        numbers = [m.start() for m in _DIGITS.finditer(body)] if kind == "AGE" else []
        for match in spots.hits(kind, rules, numbers):
            yield Found(*match.span("value"), kind, "pattern")
