"""Readies the words of a unit for a neutral sentence: no label, filler, aside or shorthand; nothing of substance goes.

Works on redacted text, before a parser sees it.
"""

from __future__ import annotations

import re

from extractor.owners import OWNER_LABEL, other_of
from extractor.units import Speaker
from mentoring.records import Owner

_FILLER = re.compile(
    r"^(?:(?:and|so|but|then|well|ok|okay|oh|also|yeah|yep|yup|nah|um|er|mm|hm|ha|haha|you know|anyway)\b[,.!:]?\s+|"
    r"(?:no|yes|right|now|good|fine|true|exactly|easy|easy as|look|see|listen|sure|please|plus|aye|lastly|finally|"
    r"brilliant|all right|honestly|frankly|basically|mind you|to be fair|hey|sorry|thanks|results? of the day|too|"
    r"properly|(?:first|second|third|fourth|fifth|sixth)(?:ly)?)[,.!:]\s+|please (?=the\b|an?\b))+(?=\S+ \S+ \S+)",
    re.IGNORECASE,
)
"""Words that only begin: some of them alone, the others ("no", "right") only before a comma or stop."""
_FRAME = re.compile(
    r"^(?=(?:\S+\s+){0,9}?\S*:\s)[^:]{0,90}?\b(?:told|tells?|taught|teach\w*|said|says?|say|gave|gift|advice|advised|"
    r"lesson|rule|tip|trick|learn\w*|takeaway|take|return|view|point|added|reminded|heard|see|explained|answered|agreed|"
    r"decided|promised|promises?|found|contributed|wrote|swears?|thinks?|believes?|matters?|thing|topic|from|fm|me|"
    r"actions?|step|to-?do|fixed|settled|decision|follows|happens|homework|her|his|mine)\b[^:.]{0,40}?:\s+",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"^(?:in return |then |(?:from|for) (?:me|him|her)[,:]? )?(?:he|she|i|\[MENTOR\]|\[MENTEE\])(?: also| then| has)? "
    r"(?:(?:told|taught|teached|reminded|say|said|says|learned|learnt|added|admitted)"
    r"|(?:showed|noticed|observed|remarked|pointed out|explained|described|mentioned|noted|reported)"
    r"(?=.{0,40}?(?:\bthat\b|\bhow\b|:)))(?: (?:me|him|her|us|to me|to him|to her))?"
    r"(?: (?:also|as well|too|that|how|this|something good also|something(?: too| else| also)?,?|one thing))*[:,]?\s+"
    r"(?=\S+ \S+ \S+ \S+)",
    re.IGNORECASE,
)
_YOU_TOLD = re.compile(r"^you (?:told|taught|showed|reminded) (?:me|us)(?: (?:that|how))? ", re.IGNORECASE)
_WE_FOUND = re.compile(
    r"^we(?: also)?(?: both)? (?:(?:agreed?|found|noticed|saw|learnt|concluded) that|reckon(?:ed)?(?: that)?)\s+",
    re.IGNORECASE,
)
_THAT = re.compile(
    r"^that (?=[\"“]|(?:an?|the|if|when|you|people|nobody|they|we|i|he|she|it|there|with|in|most|every|no|our|my|your"
    r"|many|some|all)\b)",
    re.IGNORECASE,
)
_ARROW = re.compile(
    r"^\W*(?:from )?(?:he|she|her|him|me|\[\w+\])(?: to (?:me|him|her))?\s*(?:->|→|:)(?:\s*me\s*:)?\s*", re.IGNORECASE
)
_ASIDE = re.compile(
    r"[\U0001F300-\U0001FAFF☀-➿▫▪◦\uFE0F\u200D]"
    r"|\[(?:[a-z][^\]]*|\.{3}|…| |x|X)\]|\*(?:laughs?|sighs?|pause|smiles?|shrugs?)\*"
    r"|\s*\((?i:laugh|sigh|paus|smil|grin|chuckl|cough|shrug|nod|wink|jok|lol|haha|sic)\w*[^)]*\)"
    r"|\s*\((?:\w+[:,]? ?)?(?:\s*\[[A-Z_]+(?:_\d+)?\][\s,;]*)+\)",
)
_WHO = r"(?:he|she|i|\[(?:MENTOR|MENTEE|PERSON_\d+)\])"
_SAID = re.compile(
    rf",\s*(?:{_WHO} (?:said|says|told (?:me|him|her)|tells me|added|explained|reckons|promised|offered|swears)"
    r"|(?:in )?(?:her|his|my) (?:own )?words|promise|i promise)(?=\s*(?:[,.;]|$))",
    re.IGNORECASE,
)
_TELLING = re.compile(
    r"(?<=\S),? (?:and|but|so) (?:he|she|i|\[MENT(?:OR|EE)\]) "
    r"(?:(?:told|tells|reminded|taught) (?:me|him|her|us)|said|says)(?: that)? "
    r"(?=(?:it|this|that|they|people|nobody|everybody|the|an?|there|we|you|if|when|in)\b)",
    re.IGNORECASE,
)
"""A frame in the middle: "..., and she told me it works like a stamp"."""
_APPOSED = re.compile(r"([a-z]|\[(?:LOCATION|ROLE|ORG)_\d+\]), \[PERSON_\d+\](?:,(?= (?!and\b|or\b|\[))|(?=\.?$))")
"""A name behind the common noun it belongs to ("the broker, [PERSON_1], ...")."""
_CALLED = re.compile(r"(?<=[a-z]), \[PERSON_\d+\],(?= (?:with|in|on|at|by|for|from|to|without)\b)")
"""Whom the words call in their middle: "how they work, [PERSON_1], with respect"."""
_NUMBERED = re.compile(
    r"^\d+(?:\.\d+)+\.?\s(?=[A-Z][a-z]|I\b|\[)|^\d{1,2}[.)]\s(?=[A-Za-z\[])|^\d{1,2}\s"
    r"(?=(?:(?i:we|i|he|she|they|you|it|the|there|if|when|my|our|his|her)|\[(?:MENT\w+|PERSON_\d+)\])(?:\s|:))"
)
"""The number of a point in a list: never a count, a share or a clock ("7.40 at the gate", "1.5 hours")."""
_OWNER_AFTER = re.compile(
    r"(?<=:)\s*(?:mine|hers|his|me|mentor|mentee)\b,?|[,;]\s*(?:me|him|her|both|us|\[(?:MENTOR|MENTEE)\])\.?$",
    re.IGNORECASE,
)
_ACTS = re.compile(r"[a-z]+[^\Wsui]s (?!(?:of|from|for|in|on|with|per|and|to|by|at|what|who)\b|w/)")
"""What may be a verb of the third person where a label stood before it ("me: checks the price")."""
_SHOUTED = re.compile(
    r"\b(?:AND|BUT|NOT|ALL|NEVER|ALWAYS|ONE|ONLY|NO|NOBODY|EVERY|BEFORE|AFTER|THE|IS|ARE|VERY|MORE|LESS)\b"
)
_SHORT = {
    r"w/?out|w/o": "without", r"w/": "with ", r"w(?= )": "with",
    r"bc|b/c|cos|'cause|bcs|bcuz|cuz": "because", r"ppl": "people",
    r"mtgs": "meetings", r"mtg": "meeting",
    r"dont": "don't", r"doesnt": "doesn't", r"didnt": "didn't",
    r"wont": "won't", r"cant": "can't", r"isnt": "isn't", r"havent": "haven't", r"thats": "that's",
    r"its(?= (?:an?|the|not|like|so)\b)": "it's", r"yday": "yesterday", r"tmrw": "tomorrow", r"pls|plz": "please",
    r"pwd": "password", r"wks": "weeks", r"wk": "week", r"yrs": "years", r"yr": "year", r"yrself": "yourself",
    r"hrs": "hours", r"mins?(?=\b)": "minutes", r"approx": "about", r"mgrs": "managers", r"mgr": "manager",
    r"nowt": "nothing", r"owt": "anything", r"abt": "about", r"thru": "through", r"btwn|b/w": "between",
    r"fm|frm": "from",
    r"u": "you", r"ur": "your", r"hv": "have", r"msgs": "messages", r"msg": "message", r"tho": "though",
    r"govt": "government", r"mgmt": "management", r"dept": "department", r"nxt": "next", r"em|'em": "them",
    r"gonna|gunna": "going to", r"wanna": "want to", r"gotta": "have to", r"re:": "about", r"eo": "end of",
    r"vids": "videos", r"vid": "video", r"accts": "accounts", r"acct": "account", r",? ?(?:lol|lmao|tbh|imo|imho)": "",
    r"shut up": "stay silent", r"a sec": "a second", r"kinda": "rather", r"cos": "because",
    r"incl\.?": "including", r"mo\.": "months", r"sb": "somebody", r"sth": "something", r"b4": "before",
}  # fmt: skip
_PAIR = r"(?:him|her|he|she|you|\[MENT\w+\]) and (?:me|i)|(?:me|i) and (?:him|her|he|she|you|\[MENT\w+\])"
_PROMISED = tuple(
    (re.compile(wording, re.IGNORECASE), plain)
    for wording, plain in (
        (r"\b(he|she)s(?= (?:gonna|gunna|going|\w+ing)\b)", r"\1's"),
        (
            r"(?:(?:['’]ve|\bhas|\bhave) )?"
            r"\b(?:agreed|promised|offered|undert(?:ook|akes|aken)|accepted|volunteered) to\b",
            " will",
        ),
        (r"(?:['’](?:m|s|re)|\b(?:am|is|are)|(?<=\bi)m) (?:going to|gonna|gunna)\b", " will"),
        (r"\b(?:gonna|gunna)\b", "will"),
        (rf"\b(?:{_PAIR}|the two(?: of us)?(?= (?:will|are|meet)))\b", "we"),
        (r"^\W*(?:my|his|her|your) (?:part|job|task|bit|turn) is to ", ""),
        (r"\bundersigned\b", "I"),
        (r"\bim\b(?= will)", "I"),
    )
)
"""Roundabout promises in the words a command is made of."""
_TWO_OWNERS = re.compile(r"^\W*\[MENT\w+\]\s*(?:\+|&|and|/)\s*(?:\[MENT\w+\]|me)\s*(?::|->|→|–|-(?=\s))", re.IGNORECASE)
_TO_DO = re.compile(
    r"^\W*(?:\[(?:MENTOR|MENTEE|PERSON_\d+)\]|me\b)\s*(?:\([^)]*\)\s*)?(?:(?:sir|madam|is|has|also) )?to\s+(?=[a-z])"
)
_TASK_HEAD = re.compile(
    r"^\W*(?:to-?\s?do'?s?|do|things?|actions?|resolutions?|engagements?|next(?: steps?)?|agreed|homework|tasks?)"
    r"\s*:\s*(?=\S)|^\W*(?:\d{1,2}\s+)?(?:ap|to-?do|action point)\s+(?=\S)",
    re.IGNORECASE,
)
_CALLED_ON = re.compile(
    r"^\W*(?:\[MENT(?:OR|EE)\]|me|you|he|she|him|her),\s+(?=(?:the|an?|\d+|one|two|three|all|both)\b)", re.IGNORECASE
)
"""Whom a list calls on for a thing: "me, the three never-says"."""
_ME_FIRST = re.compile(r"^\W*(?:me|him)\s+(?!(?:and|or|too|also|to|is|will|with|as)\b|&)(?=[a-z0-9])")
"""A label without a sign behind it: "me list of all texts"."""
_INITIALS = re.compile(r"^\W*(?:[A-Z]{1,4}|\[ROLE_\d+\]):\s+(?=[a-z])")
"""A title or initials as a label, where somebody is known to own what follows."""
_HONOURED = re.compile(r"\b(?:[A-Za-z]{1,3}\.|Mr|Mrs|Ms|Dr|Sir|Madam)\s+(?=\[(?:MENTOR|MENTEE|PERSON_\d+)\])")
_TO_WHOM = re.compile(r"\s*(?:->|→|=>|➜)\s*(?:(me|us)|(him|her)|\[(MENTOR|MENTEE)\])(?!\w)", re.IGNORECASE)
"""An arrow behind a thing: towards whoever gets it ("3 films → him"), or who sees to it."""
_GIVEN_WORD = re.compile(
    r"^\W*(?:you|he|she|\[MENT(?:OR|EE)\]) (?:said|promised|agreed|confirmed)(?:,[^,]{1,50},)? that "
    r"(?=\S+ \S+ \S+)",
    re.IGNORECASE,
)
_DAYS = {name[:2].lower(): name for name in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")}
_WEEKDAY = re.compile(
    r"\b(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r?s?(?:day)?)?|fri(?:day)?)\b(?!-)", re.IGNORECASE
)
_SHORTHAND = tuple(
    (re.compile(rf"(?<![\w/@.])(?:{short})(?![\w'@])", re.IGNORECASE), full) for short, full in _SHORT.items()
)


def frame_length(text: str) -> int:
    """Characters at the start that only introduce what follows ("In return she told me: ")."""
    for pattern in (_FRAME, _TOLD, _YOU_TOLD, _WE_FOUND, _ARROW):
        found = pattern.match(text)
        if found and len(text[found.end() :].split()) >= 4:
            return found.end()
    return 0


def bare(text: str) -> str:
    """The words of one unit in full, without frame, filler and asides."""
    text = _ASIDE.sub(" ", re.sub(r"\s+", " ", text.replace("**", ""))).strip()
    text = re.sub(r"^[AQ]: ", "", text)
    framed = frame_length(text)
    if framed:
        text = re.sub(r"^to (?=[a-z]+ )", "", re.sub(r", and that ", ", and ", text[framed:], count=1))
    text = _THAT.sub("", _SAID.sub("", _FILLER.sub("", _NUMBERED.sub("", text))))
    text = _APPOSED.sub(r"\1", _CALLED.sub(",", _TELLING.sub("; ", text)))
    text = re.sub(r"\b(?:the (?:two|pair) of us|both of us|we (?:two|both))\b", "we", text, flags=re.IGNORECASE)
    text = re.sub(r"\b(?:is|are) to be (?=\w+(?:ed|en|un|t) )", "will be ", text)
    return _plain(_signs(_spelled(text)))


def without_owner(text: str, owner: Owner, writer: Speaker = "mentor") -> str:
    """`text` without the label that names its owner ("me:", "[MENTEE] ->", "both:", ", me").

    What then may start with its verb ("checks the price") gets the owner back as its subject, for the parser.
    """
    text = _HONOURED.sub("", _ASIDE.sub(" ", _NUMBERED.sub("", _TASK_HEAD.sub("", text)))).strip()
    text = _GIVEN_WORD.sub("", text)
    for pattern, plain in _PROMISED:
        text = pattern.sub(plain, text)
    text = _CALLED_ON.sub("", text)
    label = _TWO_OWNERS.match(text) or OWNER_LABEL.match(text)
    if label and text[label.end() :].strip():
        text = text[label.end() :]
    known = "" if owner in {"both", "unassigned"} else f"[{'PERSON_1' if owner == 'other' else owner.upper()}]"
    if known and (ordered := _TO_DO.match(text)):
        text = f"{known} will {text[ordered.end() :]}"
    text = _ME_FIRST.sub("", _TO_DO.sub("", text))
    text = _INITIALS.sub("", text) if known else text
    text = _TO_WHOM.sub(lambda found: _towards(found, owner, writer), _OWNER_AFTER.sub("", text.strip()))
    return f"{known} {text}" if known and _ACTS.match(text) else text


def _towards(found: re.Match[str], owner: Owner, writer: Speaker) -> str:
    """Who stands behind an arrow gets the thing, unless he is its owner."""
    who = writer if found[1] else other_of(writer) if found[2] else found[3].lower()
    return "" if who == owner else f" to [{who.upper()}]"


def _spelled(text: str) -> str:
    for short, full in _SHORTHAND:
        text = short.sub(full, text)
    text = _WEEKDAY.sub(lambda found: _DAYS[found.group(1)[:2].lower()], text)
    return _SHOUTED.sub(lambda found: found.group().lower(), text)


def _signs(text: str) -> str:
    """Arrows, equal signs, plus signs and comparisons as words."""
    text = re.sub(r"\s*(?:->|→|=>|➜)\s*", ": ", text)
    text = re.sub(r"^=\s+", "means ", text)
    text = re.sub(r"\s+=\s+(?=[\d€$£])", " is ", text)
    text = re.sub(r"\s+=\s+", " means ", text)
    text = re.sub(r"(?<=\w)\s+(?:\+|&)\s+(?=\w)", " and ", text)
    return re.sub(r"(?<!\S)<\s?(?=\d)", "under ", re.sub(r"(?<!\S)>\s?(?=\d)", "over ", text))


def _plain(text: str) -> str:
    """Trimmed of what dangles at either end, quotation marks in pairs or not at all."""
    text = re.sub(r"\s+", " ", text).strip(" -–—:;,>|*_•·")
    text = re.sub(r"(?:[\s,;:–-]+(?:and|but|or|so|because|which|while))+[\s.]*$", "", text)
    whole = re.fullmatch(r"[\"“]([^\"“”]*)[\"”]([.!?]?)", text)
    if whole:
        return whole.group(1)
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        text = re.sub(r"[\"“”]", "", text)
    return re.sub(r"[()]", "", text) if text.count("(") != text.count(")") else text
