"""What is said of a person: jobs, ages, origins, family, health and money beside a name or a pronoun.

The rules read the note with every name blanked out by one letter (`blanked`), so that a name counts as
somebody, whatever its form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from mentoring.redaction.found import Found
from mentoring.redaction.vocabulary import alternatives

NAME = "ʘ"
"""A letter that no note holds; it stands for every letter of a name."""

_WHO = rf"(?:{NAME}+|I|he|she|who)"
_BE = (
    rf"(?:\b{_WHO}(?: (?:is|was|am|became|remains|has been|had been|used to be|works as|worked as|"
    r"started (?:out )?as|trained as|began as|serves as|acts as|joined as)|['’]s|['’]m)|\b(?:im|shes|hes"
    r"|and (?:is|was))\b)"
    r"(?: (?:also|now|just|still|currently|originally|actually|already|both|half|part|very|himself|herself)){0,2} "
)
_DET = r"(?:the|our|my|his|her|their|your|a|an)"
_WORD = r"(?!(?:to|that|and|but|not|who|because|if|when|in|on|with|so|than|as|at|for|from|is|was|of|it)\b)[\w&/'’-]+ "
_HEAD = rf"(?:\w+-)?(?:{alternatives('heads')}|head|boss|chief)"
_AGENT = (
    rf"(?:{_HEAD}|(?!(?:number|other|member|matter|user|computer|answer|order|better|never|later|letter|paper|"
    r"folder|filter|winter|summer|quarter|offer|corner|fan|learner|listener|reader|reminder|newsletter|meeting|plan|"
    r"beginner|believer|hour|error|favour|colour|minor|major|list|artist|twist|human|newcomer|outsider)\b)"
    r"[a-z-]{3,}(?:ologist|er|or|ist|ian|man|woman|eer|ress)|pro|boss|number two|sidekick)"
)
_TAIL = r"(?: (?:of|for|at|in|on) (?:the |our )?[\w-]+(?: [A-Z][\w-]+)?)?"
_NO_ONE = (
    r"(?:way|thing|reason|problem|time|question|option|point|place|step|exception|rule|choice|tool|channel|"
    r"difference|goal|chance|part|day|week|month|issue|topic|answer|page|one that|ones?)\b"
)
_DEMONYM = alternatives("demonyms")
_KIN = alternatives("kin")
_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_UNITS = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_TEENS = r"(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
_NUMBER = rf"(?:\d{{1,2}}|{_TENS}(?:[- ]{_UNITS})?|{_TEENS}|{_UNITS})"
_ADULT = rf"(?:\d{{2}}|{_TENS}(?:[- ]{_UNITS})?|{_TEENS})"
_ENDS = r"(?=\s*(?:[,.;:!?)\n–—-]|$)| (?:and|who|at|in|from|on|for|but|since|with|says?|said|\w+ed)\b)"

_TEAM = r"(?:team|crew|group|office|department|unit|staff|shop) of (?:two|three|four|five|six|[2-6])"
_SMALL = r"(?:two|three|four|five|six|seven|eight|nine|[2-9])"
_UNIT = r"(?:team|crew|group|office|department|unit|shop|site|store|branch|depot|lab|station|shift|workshop|desk)"
_HANDS = r"(?:people|persons|staff|colleagues|employees|heads|souls|women|men|of us)"
_EVEN = r"(?:just |only |now |still |barely |about |all of |maybe )?"
_FEW = re.compile(
    r"\b(?:we|they|I)(?:['’]re| were| are| was) (?:in )?(?:just |only |now |then |still )?"
    rf"(?P<team>a {_TEAM})\b"
    rf"|\b(?:my|our|his|her|their) (?:[\w-]+ )?{_UNIT} (?:has|had|is|counts|employs|numbers) {_EVEN}"
    rf"(?P<hands>{_SMALL} {_HANDS})\b(?! (?:who|that|with|on|out|too)\b)"
    rf"|\bthere (?:are|were) {_EVEN}(?P<us>{_SMALL} of us (?:in|at|on) (?:the|my|our|this) (?:[\w-]+ )?{_UNIT})\b"
    rf"|\bwe(?:['’]re| are| were) {_EVEN}"
    rf"(?P<in>{_SMALL}(?: {_HANDS})? (?:in|at) (?:the|my|our|this) (?:[\w-]+ )?{_UNIT})\b",
    re.IGNORECASE,
)
"""How few they are: hidden whatever the tagger makes of it, for anybody can count a team of four."""
_FIRMS = r"(?!owner|partner|agent|buyer|broker|trader|recruiter|advis|consultant|producer)"
_ORIGIN = re.compile(
    rf"\b(?P<value>(?:[Oo]ur|[Mm]y|[Hh]is|[Hh]er|[Tt]he only) {_DEMONYM} {_FIRMS}{alternatives('heads')})\b(?!s|['’]s)"
)
"""Where one colleague comes from, before her job: hidden likewise, for few jobs are done by two of one nation. What a
firm may be too ("our German buyer") stays."""

_LOOSE: tuple[tuple[str, str], ...] = (
    ("ROLE", rf"{_BE}(?P<value>{_DET} (?:{_WORD}){{0,4}}?{_AGENT}\b{_TAIL})"),
    ("ROLE", rf"{_BE}(?P<value>(?:{_WORD}){{0,3}}?{_HEAD}\b{_TAIL}){_ENDS}"),
    ("ROLE", rf"{NAME}(?:,| ?[(–—-])? (?P<value>{_DET} (?:{_WORD}){{0,4}}?{_AGENT}\b{_TAIL}){_ENDS}"),
    ("ROLE", rf"{NAME}(?:, | ?\()(?:{_ADULT}, )?(?P<value>(?:{_WORD}){{0,3}}?{_HEAD}\b{_TAIL}){_ENDS}"),
    ("ROLE", rf"\b(?P<value>(?:{_DET} (?:{_WORD}){{0,2}}|[\w-]+ ){_HEAD}),? (?={NAME})"),
    ("ROLE", rf"\b(?P<value>(?:the|our|both|his|her|my) (?:two|three|four|five) (?:\w+ )?{_AGENT}s)\b"),
    ("ROLE", rf"\b(?P<value>{_TEAM})\b"),
    (
        "ROLE",
        rf"(?:{_BE}|\b(?:as|being) |[,(–—-] ?)(?P<value>(?:(?:the|our|their) (?:only|sole|youngest|oldest|eldest|"
        rf"longest[- ]serving|most (?:senior|junior))|(?:youngest|oldest|eldest)) (?!{_NO_ONE})[\w'’-]+"
        r"(?: [\w'’-]+){0,5}?)(?=\s*(?:[,.;:!?()\n]|$))",
    ),
    (
        "ROLE",
        rf"\b(?:is|was|being|as|I['’]m) (?P<value>the first (?:in|of|woman|man|person|female|from"
        rf"|{_DEMONYM})\b[^,.;:!?()\n]{{0,50}})",
    ),
    ("AGE", rf"{NAME}(?:, | ?\(| )(?P<value>{_ADULT})(?=[,.;)]| (?:yrs|years old|from|and from)\b)"),
    ("AGE", rf"\b(?P<value>{_ADULT} ?(?:yrs?|yo|y/o|y\.o\.)(?: old)?)\b(?! (?:of|in|with|at|here|ago|as|exp))"),
    (
        "AGE",
        rf"\b{_KIN},? ?(?:\(|who is |is |aged |just turned |turned |turns )?(?P<value>{_NUMBER})(?=\s*[,.;)\n]"
        rf"| and\b)",
    ),
    ("AGE", rf"\b(?P<value>{_NUMBER}[- ](?:years?|months?|weeks?|yr|mo)[- ]olds?)\b"),
    (
        "AGE",
        rf"\b(?:pushing|hits?|hitting|approaching|nearing|reached|celebrated|side of) (?P<value>{_TENS}"
        rf"|\d0)(?=\s*[,.;)\n]| )",
    ),
    ("AGE", rf"\b(?P<value>(?:{_TENS}|\d0)[- ](?:something|ish))\b"),
    (
        "AGE",
        r"\b(?:in|is|his|her|my) (?P<value>(?:(?:mid|early|late)[- ])(?:twenties|thirties|forties|fifties"
        r"|sixties|\d0['’]?s))\b",
    ),
    ("AGE", rf"\b(?P<value>(?:{_ADULT}(?:th|st|nd|rd)|\w+ieth) birthday)\b"),
    (
        "NATIONALITY",
        rf"(?:{_BE}|{NAME}, |\bas )(?P<value>(?:(?:a|an|the|only|proud|native|typical|true) ){{0,2}}{_DEMONYM}"
        rf"(?:[ -](?:{_DEMONYM}|born|woman|man|guy|girl|lady|citizen|national|native))?)\b(?! (?:office|team"
        rf"|market|branch))",
    ),
    ("NATIONALITY", rf"\b(?P<value>(?:the|our) only {_DEMONYM})\b"),
    (
        "NATIONALITY",
        rf"\b(?P<value>{_DEMONYM}(?:[- ](?:born|by birth)| (?:passport|accent|roots|descent|origin|heritage"
        rf"|parents|mother|father)))\b",
    ),
    ("NATIONALITY", r"\b(?P<value>(?:a|an|his|her|my|thick|strong|slight|heavy) (?:\w+ )?[\w-]+ accent)\b"),
    ("NATIONALITY", r"\b(?:native|mother tongue is|first language is) (?P<value>[A-Z]\w+(?: speaker)?)\b"),
    (
        "FAMILY",
        r"\b(?P<value>the (?:twins|triplets|baby|newborn|toddler|in-laws|missus|wife|husband"
        r"|little ones?))\b",
    ),
    (
        "FAMILY",
        rf"\b{_WHO} (?:has|have|had|got|with|expects|raises|lost)(?: got)? (?P<value>(?:a|an|two|three|four|five"
        rf"|one|no|\d) (?:[\w-]+ )?{_KIN})\b",
    ),
    (
        "FAMILY",
        rf"\b(?P<value>(?:{_DET} )?(?:only )?(?:son|daughter|child|grandson|granddaughter|mother|father|wife"
        rf"|husband|widow|niece|nephew) of (?:a |an |two |the )?\w+)\b",
    ),
    (
        "FAMILY",
        rf"{_BE}(?P<value>(?:a |an |newly |recently |getting |happily )?(?:widow(?:er|ed)?|single|married"
        rf"|divorced|newlywed|separated|engaged|orphan(?:ed)?|adopted|pregnant|expecting)\b)",
    ),
    ("FAMILY", rf"\b(?P<value>(?:my|his|her|{NAME}+['’]s?) (?:[\w-]+ ){{0,2}}?{_KIN})\b"),
    ("FAMILY", r"\b(?P<value>our (?:kids?|son|daughter|wedding|baby|twins|children|boys?|girls?))\b"),
    (
        "FAMILY",
        rf"(?:^[ \t*>•-]*|[.;!?:(–—-] )(?P<value>{_KIN})\b(?= (?:is|was|has|had|works?|lives?|said|says|born|in"
        rf"|at|from|just|also|moved|studies|sick|ill)\b)",
    ),
    (
        "FAMILY",
        r"\b(?P<value>(?:on|from|after|before|goes on|her|his|my) (?:maternity|paternity|parental|adoption"
        r"|bereavement|compassionate) leave)\b",
    ),
    ("FAMILY", rf"\b{_WHO} (?:is |are |was )?(?P<value>(?:getting|got|gets) (?:married|divorced|engaged))\b"),
    ("HEALTH", r"\b(?P<value>type (?:1|2|one|two|i|ii) diabetes)\b"),
    (
        "HEALTH",
        rf"\b{_WHO} (?P<value>(?:cannot|can['’]?t|could not|couldn['’]t|hardly|barely) (?:hear|see|walk|sleep"
        rf"|sit|stand|lift|swallow|breathe)s?(?: (?:well|properly|much))?(?: (?:on |in )?(?:his |her |my "
        rf"|the )?(?:left|right) \w+)?)",
    ),
    (
        "HEALTH",
        rf"\b(?:{_WHO}|his|her|my|'s|a|an|new) (?P<value>(?:(?:a|an|his|her|my|wears|has|new"
        rf"|with) ){{0,2}}(?:hearing aids?|pacemaker|prosthesis|insulin|wheelchair|inhaler|knee replacement"
        rf"|hip replacement))\b",
    ),
    (
        "HEALTH",
        rf"\b(?P<value>(?:his|her|my|{NAME}+['’]s) (?:\w+ )?(?:operation|op|surgery|treatment|therapy|therapist"
        rf"|diagnosis|chemo|illness|medication|pills|tablets|scan|hearing|eyesight|heart|shoulder|blood sugar"
        rf"|psychiatrist|oncologist|cardiologist))\b",
    ),
    (
        "HEALTH",
        r"\b(?P<value>(?:broke|tore|fractured|sprained|injured|hurt) (?:my|his|her|an?) (?!strip)\w+"
        r"|allergic to \w+|(?:\w+ )?allergy|recovering from \w+(?: \w+)?|off sick|signed off (?:sick|work)|(?:in"
        r"|to|into|from|out of) hospital)\b",
    ),
    (
        "DATE_OF_BIRTH",
        rf"\b(?:b\.|born|birth year|year of birth|born in|vintage):? (?:in "
        rf"|on )?(?P<value>(?:\d{{1,2}}[. ]+{alternatives('months')}\.? )?(?:19|20)\d\d|['’]\d\d)\b",
    ),
)
_SIGNED = (
    rf"^[> \t*_-]*{NAME}[{NAME} .'’-]*[ \t*_]*,?\n[> \t*_]*(?P<value>(?:[A-Z][\w&/'’-]*,? (?:of |for |and "
    rf"|& )?){{0,5}}"
    rf"(?i:{_HEAD})\b[^\n|,]{{0,40}})(?=\n|$|[|,])"
)
_COIN = (
    r"(?:soles|kr[oó]n(?:ur|or|er)|naira|cedis?|pesos?|baht|ringgit|rupiah|dong|won|yen|yuan|rand|shillings|bob"
    r"|dirhams?|"
    r"riyals?|dinars?|lira|forints?|lei|leva|hryvnia|roubles?|rubles?|francs?|euros?|pounds?|quid|dollars?|bucks"
    r"|rupees|"
    r"taka|birr|kwacha|pula|reais|zloty|zł|koruna|crowns|kr)"
)
_SCALE = r"(?:k|m|thousand|million|lakhs?|crores?|grand)"
_AMOUNT = re.compile(
    rf"(?:[£$€¥₹₦₵₱₩₪]|\b(?:[A-Z]{{2}}\$|[A-Z]{{3}}|Rs\.?|Kr\.?)) ?\d[\d.,'’ ]*\d(?: ?{_SCALE}\b)?|"
    rf"\b\d[\d.,'’]*(?: ?{_SCALE})?(?: {_COIN})\b|\b\d[\d.,]* ?(?:k|thousand|grand|lakhs?|€|£)(?!\w)"
)
_OWNED = re.compile(
    r"\b(?:salary|bonus|wages?|pay|paid|pays|earn\w*|makes?|owes?|owed|debts?|loan|mortgage|rents?|pension"
    r"|savings?|saved|"
    r"inherit\w*|sold|bought|fees|tuition|raise|increment|stipend|allowance|alimony|dowry|settlement|lent"
    r"|borrowed|lost|"
    r"a month|a year|per month|monthly|an hour)\b",
    re.IGNORECASE,
)
_PERSONAL = re.compile(rf"\b(?:I|my|me|he|she|his|her|him|{NAME}+)\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    loose = tuple((kind, re.compile(rule, re.IGNORECASE | re.MULTILINE)) for kind, rule in _LOOSE)
    return (*loose, ("ROLE", re.compile(_SIGNED, re.MULTILINE)))


def blanked(body: str, people: Sequence[Found]) -> str:
    """The body with every letter of a person's name replaced by NAME; offsets stay."""
    letters = list(body)
    for person in people:
        if person.type == "PERSON":
            letters[person.start : person.end] = NAME * (person.end - person.start)
    return "".join(letters)


def find_said(text: str) -> Iterator[Found]:
    """Everything said of a person in `text`, a body as `blanked` leaves it."""
    for match in _FEW.finditer(text):
        yield Found(*match.span(str(match.lastgroup)), "ROLE", "count")
    for match in _ORIGIN.finditer(text):
        yield Found(*match.span("value"), "NATIONALITY", "count")
    for kind, rule in _rules():
        for match in rule.finditer(text):
            yield Found(*match.span("value"), kind, "pattern")
    for match in _AMOUNT.finditer(text):
        sentence = _around(text, match.start(), match.end())
        if _OWNED.search(sentence) and _PERSONAL.search(sentence):
            yield Found(*match.span(), "MONEY", "pattern")


def _around(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - 120) : start], text[end : end + 80]
    return re.split(r"[.!?\n] ?(?!\d)", before)[-1] + text[start:end] + re.split(r"[.!?\n](?!\d)", after)[0]


_LEAD = re.compile(
    rf"(?:\b(?:{_DET}|only|one|late|own|newly|new|old|young|retired|former|small|little|sole|some|bad|mild"
    rf"|severe|chronic|"
    r"type [12]) )+$",
    re.IGNORECASE,
)
_AGE_TAIL = re.compile(r"(?: years?| yrs?)?(?: old| of age|[- ]olds?)?", re.IGNORECASE)


def widened(text: str, find: Found) -> Found:
    """The find with the article before it, and an age with its unit: what is left would tell the kind of person."""
    if find.type not in ("ROLE", "FAMILY", "HEALTH", "NATIONALITY", "AGE"):
        return find
    lead = _LEAD.search(text[max(0, find.start - 40) : find.start]) if find.type != "AGE" else None
    tail = _AGE_TAIL.match(text, find.end) if find.type == "AGE" else None
    start, end = find.start - len(lead[0]) if lead else find.start, tail.end() if tail else find.end
    return Found(start, end, find.type, find.by, find.who)
