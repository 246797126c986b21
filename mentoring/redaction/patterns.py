"""Identifiers that have a form: e-mails, handles, profile links, phones, numbers of people and documents.

Phones are found by their form and the words around them, not by validity: notes hold numbers that no
numbering plan knows (extensions, examples, slips of the pen), and each of them still points at somebody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mentoring.redaction.assemble import plain
from mentoring.redaction.found import Found
from mentoring.redaction.lexicon import lexicon
from mentoring.redaction.triggers import Spots, stems_of
from mentoring.redaction.vocabulary import words_of

_WORD = r"[^\W_][\w+-]*"
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+'’-]*[\w+-]@(?:[^\W_][\w-]*\.)+[^\W\d_]{2,}", re.IGNORECASE)
_AT = r"\s?(?:\(\s?at\s?\)|\[\s?at\s?\]|\{\s?at\s?\}|<at>|\sat\s|\sarroba\s|\s@\s|_at_)\s?"
_DOT = r"\s?(?:\(\s?dot\s?\)|\[\s?dot\s?\]|\{\s?dot\s?\}|<dot>|\sdot\s|\spunto\s|\spunkt\s|_dot_)\s?"
_LOCAL = rf"{_WORD}(?:(?:{_DOT}|\.|\s(?:underscore|dash|hyphen|minus)\s){_WORD})*"
_SPOKEN_EMAIL = re.compile(
    rf"(?<!\w){_LOCAL}{_AT}{_WORD}(?:(?:{_DOT}|\.){_WORD})*{_DOT}[^\W\d_]{{2,10}}\b", re.IGNORECASE
)
_BRACKET_EMAIL = re.compile(
    rf"(?<!\w){_LOCAL}\s?(?:\(\s?at\s?\)|\[\s?at\s?\]|\{{\s?at\s?\}})\s?{_WORD}(?:\.{_WORD})+", re.IGNORECASE
)
_CUED_EMAIL = re.compile(
    r"\b(?:e-?mail|mail|write to|reach (?:me|him|her) (?:at|on)|address)"
    rf"\b[^\n.]{{0,20}}?\b(?P<value>{_LOCAL} at {_WORD}(?:\.{_WORD})+)",
    re.IGNORECASE,
)
_SHOUTED_EMAIL = re.compile(rf"(?<!\w){_LOCAL} AT {_WORD}(?:\.{_WORD})+")
_SPOKEN = re.compile(
    r"[(\[{<]\s?at\s?[)\]}>]|\bat\b(?=[^\n]{1,60}(?:\bdot\b|\bpunkt\b|"
    r"\bpunto\b|[\w-]\.[a-z]{2,}))|\barroba\b|_at_",
    re.IGNORECASE,
)
"""Something that may stand for the sign in an e-mail address."""
_URL = re.compile(r"(?:https?://|www\.)[^\s<>|\"')\]]+|\b(?:[a-z0-9-]+\.)+[a-z]{2,10}/[^\s<>|\"')\]]+", re.IGNORECASE)
_PROFILE = re.compile(
    r"/(?:in|u|user|users|profile|profiles|people|person|staff|team|author|"
    r"member|members|pub|id|me|channel|c)/[^/\s]|/[@~]"
    r"|(?:linkedin|github|gitlab|instagram|facebook|twitter|x|threads|"
    r"tiktok|xing|behance|t|mastodon|calendly|medium|soundcloud|strava)"
    r"\.[a-z]+/[^\s/]{2,}",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@/.])@[^\W\d_][\w.-]*\w|(?<![\w@/.])@[^\W\d_](?!\w)")
_EVERYBODY = frozenset({"@here", "@channel", "@all", "@everyone", "@team", "@group", "@media"})
_CUED_HANDLE = re.compile(
    r"\b(?:slack|insta(?:gram)?|ig|tiktok|twitter|discord|telegram|tg|"
    r"github|gitlab|teams|skype|wechat|signal|handle|user ?name|login|"
    r"alias|nick)\b"
    r"(?:\s*(?:handle|name|id|is|as|me|at|under|on|there|:|=|-|–))*\s*[\"“'`(]"
    r"?(?P<value>@?[^\W\d_][\w-]*(?:[._]\w+|\d{2,})+)",
    re.IGNORECASE,
)
_NETWORK = r"(?:github|gitlab|insta(?:gram)?|ig|tiktok|twitter|discord|telegram|skype)"
_LETTERS_HANDLE = re.compile(
    r"\b(?:(?:log-?in|user ?name|user ?id|handle|screen ?name|nick(?:name)?|sign-?on)(?: name)?(?: is| was|:| =|=)"
    rf"|({_NETWORK}:)|{_NETWORK} (?:as|under)|(?:\b(?:my|your|his|her|our|their)|['’]s) {_NETWORK} is)"
    r" ?[\"“'`(]?(?P<value>[a-z]{4,})(?![\w@.-]*\w)"
    r"(?(1)(?! (?!(?:and|or|but|on|for|from|if|in|with|is|was|has|too|now|then|i|she|he|we|you|they)\b)[a-z]))",
    re.IGNORECASE,
)
"""Letters alone, behind a word that announces a sign-on: a word of the language there says something of it.

A network is said to be many things ("GitHub is dockerised"), and heads lines that go on ("GitHub: kubernetes runners
fail"): only what somebody calls hers is a sign-on there.
"""
_FILE = r"(?P<value>[^\n<>:/\\|()]{1,80}?)\.[a-z][a-z0-9]{2,4}"
_ATTACHED = re.compile(
    rf"(?:[:\]-] |^){_FILE} \((?:[^()\n]{{0,12}} )?(?:attached|angehängt|adjunto|joint|anexado|allegato|bijgevoegd)\)"
    rf"|<(?:attached|anhang|adjunto|pièce jointe|anexo|allegato|bijlage) ?: ?{_FILE.replace('value', 'bracketed')}>",
    re.IGNORECASE | re.MULTILINE,
)
"""What a chat's export says of a file that was sent."""
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_CAMERA = frozenset({"img", "vid", "aud", "ptt", "stk", "doc", "dsc", "pxl", "dcim", "mvimg", "pano", "gif", "photo"})
_EMPLOYEE = re.compile(
    r"\b(?:employee|emp|staff|personnel|badge|payroll|worker|associate|"
    r"clock(?:ing)?|hr|pers|workday|sap|colleague|matricule|mitarbeiter)"
    r"\.?[- ]?"
    r"(?:id|ids|no|nr|num|number|card|code|#|ref)?\b\.?\s*(?:number|no\.?|id|is|was|:|=|#|\(|,|-|–)*\s*"
    r"(?P<value>(?=[\w/-]*\d)[A-Za-z]{0,5}[-/ ]?\d[\w/-]{2,14}\d?)\b",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"\b(?i:passport|personal|personnummer|ahv|dni|nie|nif|curp|bvn|nin|"
    r"svnr|matricule|visa|permit|licen[cs]e|driving licence|national id|id card|"
    r"identity card|nric|fin|cpr|bsn|pesel|cpf|rut|aadhaar|pan|ssn|"
    r"social security|national insurance|ni|nino|nhs|tax|steuer|iban|account|"
    r"sort code|policy|medical record|patient|case|claim|student|matric(?:ulation)"
    r"?|"
    r"membership|member|reservation|booking|registration|grievance|file|docket|id)\s?"
    r"(?:card|file|id|no|nr|num|number|code|ref(?:erence)?|#|is|was|ends in|:|=|,|\.|-|–|the|\s)*\s?"
    r"(?P<value>[A-Z]{0,6}[-/ ]?\d(?:[A-Z0-9]|[-/ .](?=[A-Z0-9]*\d)){3,30}(?: [A-Z](?![\w]))?)(?!\w)",
)
_STAFF_CODE = re.compile(
    r"(?<![\w/-])(?!ISO|EN-|FY|ANSI|IEC|RFC|COVID|GPT|SOP|INC|JIRA|TKT|PO-|CR-)[A-Z]{1,4}(?:-|/(?!(?:19|20)\d\d\b))\d{4,7}(?![\w/-])"
)
_PLATE = re.compile(
    r"\b(?i:plates?|cars?|vans?|truck|lorry|pick-?up|taxi|motorbike|scooter|trailer|vehicle|bakkie)\b[^\d\n.;]{0,25}?(?<![\w-])"
    r"(?!(?:KW|CW|FY|ISO|EN|DIN|EUR|USD|GBP|CHF|PLN|SGD|KES|INR|SEK|NOK|DKK|AUD|CAD|NZD|JPY|CNY|ZAR|AED|SAR|HKD)\b)"
    r"(?P<value>[A-Z]{2,3}(?:[ -][A-Z]{1,3})?[ -]?\d{2,5}(?: ?[A-Z]{1,3})?)(?![\w-]|[.,]\d)"
)
"""A number plate behind the word for what bears it."""
_TRAVEL = re.compile(
    r"\b(?i:passport|pass?port|pssprt|visa|permit)\b[^\d\n;]{0,30}?(?P<value>\b[A-Z]{1,3}[ -]?\d{6,9})\b"
)
"""A number of letters and many digits near the paper it stands on."""
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b")


TRIGGERS = {
    "EMPLOYEE_ID": stems_of(
        "employee emp staff personnel badge payroll worker associate clock "
        "clocking hr pers workday sap colleague matricule mitarbeiter"
    ),
    "HANDLE": stems_of(
        "slack insta instagram ig tiktok twitter discord telegram tg github "
        "gitlab teams skype wechat signal handle user username login alias "
        "nick"
    ),
    "ID_NUMBER": stems_of(
        "passport visa permit licence license driving national id identity "
        "nric fin cpr bsn pesel cpf rut aadhaar pan ssn social ni nino nhs "
        "tax steuer iban account "
        "personal personnummer ahv dni nie nif curp bvn nin svnr sort policy "
        "medical patient case claim student matric membership member reservation "
        "booking registration grievance file docket matricule"
    ),
}


def find_forms(body: str, spots: Spots) -> Iterator[Found]:
    """Every e-mail, handle, profile link, employee number and document number in `body`."""
    yield from _mails(body)
    yield from _links(body)
    yield from (f for f in _hits(_HANDLE, body, "HANDLE") if body[f.start : f.end].lower() not in _EVERYBODY)
    yield from (Found(*m.span("value"), "HANDLE", "pattern") for m in spots.hits("HANDLE", [_CUED_HANDLE]))
    yield from _strange(_LETTERS_HANDLE, body, "HANDLE")
    yield from _strange(_ATTACHED, body, "PERSON")
    if any(c.isdigit() for c in body):
        for kind, pattern in (("EMPLOYEE_ID", _EMPLOYEE), ("ID_NUMBER", _DOCUMENT)):
            yield from (Found(*m.span("value"), kind, "pattern") for m in spots.hits(kind, [pattern]))
        yield from _hits(_PLATE, body, "ID_NUMBER")
        yield from _hits(_TRAVEL, body, "ID_NUMBER")
        yield from _hits(_STAFF_CODE, body, "EMPLOYEE_ID")
        yield from _hits(_IBAN, body, "ID_NUMBER")


def _mails(body: str) -> Iterator[Found]:
    for at in re.finditer("@", body):
        start = max(0, at.start() - 80)
        for match in _EMAIL.finditer(body, start, min(len(body), at.end() + 80)):
            yield Found(*match.span(), "EMAIL", "pattern")
    for match in _SHOUTED_EMAIL.finditer(body):
        yield Found(*match.span(), "EMAIL", "pattern")
    for match in _SPOKEN.finditer(body):
        start, end = max(0, match.start() - 80), min(len(body), match.end() + 80)
        for pattern in (_SPOKEN_EMAIL, _BRACKET_EMAIL, _CUED_EMAIL):
            for mail in pattern.finditer(body, start, end):
                yield Found(*mail.span("value" if pattern is _CUED_EMAIL else 0), "EMAIL", "pattern")


def _hits(pattern: re.Pattern[str], body: str, kind: str) -> Iterator[Found]:
    for match in pattern.finditer(body):
        start, end = match.span("value" if "value" in pattern.groupindex else 0)
        if start < end:
            yield Found(start, end, kind, "pattern")


def _strange(pattern: re.Pattern[str], body: str, kind: str) -> Iterator[Found]:
    """Words in what the pattern finds that no English text was seen to hold."""
    for match in pattern.finditer(body):
        start, end = next(match.span(name) for name in pattern.groupindex if match[name])
        for word in _LETTERS.finditer(body, start, end):
            key = plain(word[0])
            known = _CAMERA | words_of("never names") | words_of("not names")
            if lexicon().count(key) < 0 and not {key, key.removesuffix("s")} & known:
                yield Found(*word.span(), kind, "pattern")


def _links(body: str) -> Iterator[Found]:
    for match in _URL.finditer(body):
        url = match[0].rstrip(".,;:!?")
        if _PROFILE.search(url):
            yield Found(match.start(), match.start() + len(url), "URL", "pattern")
