"""A commitment as a command: the owner's verb first, who promised and when it was said left out.

"I'll send him the map" -> "Send the mentee the map"; "Could you draw it?" -> "Draw it"; "The list will be printed by
her" -> "Print the list"; a thing without a verb is provided or arranged; what only shall be so, is made sure of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractor.owned import GIVEN, NAMED, ROLE, Sentence, as_owned, beside, by_name, is_owner, listener
from extractor.promising import CONTROL, WILL, after, base, carried, doer, finite, promises, subordinate
from extractor.rewrite import Teller, subject_of, tidy
from extractor.spoken_of import COLLEAGUES, quoted_in
from mentoring.records import Owner

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SAYING = frozenset({"say", "think", "mean", "believe", "promise", "guess", "know", "reckon", "suppose", "hope"})
_OWN = {"i": "my", "he": "his", "she": "her", "you": "your"}
_LEAD = 8
"""Words before the promise ("on Monday, both crews,") that are worth keeping behind it."""
_ENOUGH = 6
"""Words of substance beyond which one sentence of a commitment says no more than another."""
_OUR_MEETING = re.compile(r"\bour (?:\w+ )?(?:talk|meeting|session|date|call|meet|walk|next)\b", re.IGNORECASE)
_DAY = re.compile(r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|week|month|today)\b", re.IGNORECASE)
_PAPER = re.compile(
    r"\b(?:lists?|photos?|pictures?|numbers?|figures|texts?|notes?|links?|files?|clips?|tables?|counts?|drafts?|pages?|"
    r"summar(?:y|ies)|templates?|forms?|recordings?|names|reports?|glossary|screenshots?|videos?|audios?|prices?|"
    r"examples?|questions|one-?pager|mock-?ups?|proposal|results?|data|map|sketch|slides?|spreadsheet|quotes?)\b",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"\b(?:hour|call|lunch|talk|session|meeting|visit|walk|training|slot|demo|coffee|town hall)\b", re.IGNORECASE
)
_EMPTY = re.compile(
    r"\b(?:the ment(?:or|ee)(?:'s)?|colleague|(?:mon|tues|wednes|thurs|fri|satur|sun)day|next|week|by|on|at|until|"
    r"before|after|the|tomorrow|today|tonight|first thing|weeks|days?|months?|fortnight|"
    r"an?|it|that|this|them|they|to|of|in|for|with|and|or|be|is|are|do|have|so|then|not|i|you|he|she|me|yes|no|"
    r"make sure|provide|arrange|hold|give|promise|fine|okay|there|will|can|could|would|us|staff|one|too|from)\b"
)


_BEING = re.compile(r"(?:do not )?be (?!(?:there|present|ready)\b)")
"""Says how or where somebody is, which is no deed where the same promise has one."""
_LOOSE = re.compile(r"arrange (?:after|before|by|till|until|at|on|in|for|from|with|during)\b")
"""Only when or how: what is to be done stands elsewhere."""
_OWN_DEED = re.compile(
    r"(?:the ment(?:or|ee)|you|i|he|she|they) ([a-z]{3,}) (?=(?:the|an?|up|it|them|half|one|two|to|\d)\b)"
)
"""A promise in the present that a parser took for a thing ("you raise the files")."""
_ORDERS = frozenset({
    "record", "issue", "draft", "check", "send", "call", "test", "ask", "film", "propose", "translate", "write",
    "bring", "make", "share", "print", "book", "move", "open", "collect", "prepare", "invite", "pay", "phone",
    "start", "stop", "arrange", "put", "give", "show", "add", "set", "mend", "buy", "visit", "find", "get", "tell",
    "post", "ring", "mail", "email", "text",
})  # fmt: skip
"""Verbs that a list of tasks begins with, though a parser may read them as nouns ("record menu in Somali")."""


def command(sentences: Sequence[Sentence], owner: Owner) -> str:
    """The command with most to say; without one, a sentence as a thing to provide or to make sure of."""
    one_of_two = [as_owned(one, owner) for one in sentences]
    spoken = [words for one in one_of_two if (words := _said(one, owner))]
    spoken = [words for words in spoken if not _BEING.match(words)] or spoken
    said = [words for words in spoken if substance(words) > 1] or spoken
    best = max(said, key=lambda one: min(substance(one), _ENOUGH) - 2 * (said.index(one) > 0), default="")
    if substance(best) > 1:
        return best
    longest = max((_thing(one, owner) for one in one_of_two), key=substance, default="")
    if not substance(best) and not substance(longest):
        return ""  # a day alone is no task
    if best and _LOOSE.match(longest):
        return f"{best}: {longest.removeprefix('arrange ')}" if substance(longest) > 1 else best
    return longest if substance(longest) > substance(best) + 1 else best or longest


def substance(words: str) -> int:
    """How many words say something: not roles, pronouns, function words or days."""
    return len(re.findall(r"\w+", _EMPTY.sub("", words.lower())))


def _said(one: Sentence, owner: Owner) -> str:
    """The first reading that says something, else the one that says most."""
    said: list[str] = []
    for attempt in (_promised, _given, _passive, _imperative):
        said.append(attempt(one, owner))
        if substance(said[-1]) > 1:
            return said[-1]
    return max(said, key=substance)


def _words(one: Sentence, owner: Owner) -> list[str]:
    team = "the pair" if _OUR_MEETING.search(one.doc.text) else "the team"
    said = Teller(listener=listener(one, owner), team=team).words(one.doc, one.voice)
    own = {
        _OWN[token.lower_]
        for token in one.doc
        if token.lower_ in _OWN and said[token.i].strip() != "they" and is_owner(token, one, owner)
    }
    first = next((token for token in one.doc if token.lower_ in own and said[token.i].strip() == "their"), None)
    if first is not None and owner in ROLE:
        # The command leaves out whom "their" would take up.
        said[first.i] = f"{ROLE[owner]}'s{first.whitespace_}"
    return said


def _promised(one: Sentence, owner: Owner) -> str:
    """I'll send the map."""
    verbs = []
    for token in one.doc:
        subject = subject_of(token) or (doer(token) if token.lemma_ in CONTROL else None)
        if subject is not None and promises(token) and token.lemma_ not in _SAYING and is_owner(subject, one, owner):
            verbs.append(token)
    quoted = quoted_in(one.doc)
    verbs = [verb for verb in verbs if verb.i not in quoted] or verbs
    verbs = [verb for verb in verbs if not by_name(verb)] or verbs
    verbs = [verb for verb in verbs if verb.dep_ != "relcl" or any(child.tag_ == "MD" for child in verb.children)]
    verbs.sort(key=lambda token: (subordinate(token), token.i))
    if not verbs or (subordinate(verbs[0]) and verbs[0].i > 1 and substance(verbs[0].lemma_) == 0):
        verbs = after([token for token in one.doc if is_owner(token, one, owner)])
    if not verbs:
        return ""
    head = verbs[0]
    verb = carried(head)
    subject = doer(head) or head.nbor(-1)
    start = min(subject.i, *(token.i for token in subject.subtree)) if subject.head == head else subject.i
    said = _words(one, owner)
    partners = {other.i for other in verbs[1:] if other.i > verb.i and beside(other, doer(head))}
    return _with_lead(_from(one.doc, verb, said, partners), tidy("".join(said[:start])), list(one.doc[:start]))


def _given(one: Sentence, owner: Owner) -> str:
    """You'll get the map: whoever owns the promise gives it."""
    wanted = ROLE.get(owner)
    others = {"you": one.voice.other, "he": one.voice.other, "she": one.voice.other, "i": one.voice.first}
    for verb in one.doc:
        subject = subject_of(verb)
        if verb.lemma_ not in GIVEN or subject is None or not promises(verb) or wanted is None:
            continue
        if any(child.dep_ in {"dative", "iobj"} for child in verb.children):
            continue  # "you'll get me the map": who gets it gives it on
        them = NAMED.get(subject.text) or others.get(subject.lower_)
        thing = next((child for child in verb.children if child.dep_ in {"dobj", "obj"}), None)
        if them and them != wanted and thing is not None and thing.i > verb.i:
            return tidy(f"give {them} " + "".join(_words(one, owner)[verb.i + 1 :]))
    return ""


def _passive(one: Sentence, owner: Owner) -> str:
    """The list will be printed by her."""
    forms = {"me": one.voice.first, "him": one.voice.other, "her": one.voice.other, **NAMED}
    for verb in one.doc:
        subject = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
        agent = next(
            (child for child in verb.children if child.dep_ in {"agent", "prep"} and child.lower_ == "by"), None
        )
        by = next((child for child in agent.children if child.dep_ == "pobj"), None) if agent else None
        if subject is None or agent is None or by is None or forms.get(by.text) != ROLE.get(owner, ""):
            continue
        said = _words(one, owner)
        thing = "".join(said[token.i] for token in subject.subtree)
        left_out = {token.i for token in agent.subtree}
        rest = "".join(said[at] for at in range(verb.i + 1, len(one.doc)) if at not in left_out)
        return tidy(f"{verb.lemma_} {_lower(thing)} {rest}")
    return ""


def _imperative(one: Sentence, owner: Owner) -> str:
    """A sentence that starts with its verb, read as a noun or not: "names two dates", "draft the page"."""
    found = [token for token in one.doc if token.is_alpha or token.like_num]
    if not found or found[0].tag_ in {"VBG", "VBN", "VBD"} or found[0].text in (*NAMED, *COLLEAGUES):
        return ""
    first, second = found[0], found[1] if len(found) > 1 else None
    acted = first.tag_ in {"VB", "VBP", "VBZ"} and first.pos_ in {"VERB", "AUX"} and subject_of(first) is None
    acted = acted or (first.lower_ in _ORDERS and second is not None and second.pos_ in {"NOUN", "PROPN", "ADJ"})
    behind = second is not None and second.i == first.i + 1 and second.pos_ in {"DET", "NUM", "PRON"}
    if not acted and not (first.pos_ not in {"DET", "NUM", "PRON", "ADP", "ADV"} and behind):
        return ""
    partners = {o.i for o in first.conjuncts if o.tag_ in {"VBZ", "VBP", "VB"} and not subject_of(o)}
    said = _words(one, owner)
    rest = "".join(
        base(token) + token.whitespace_ if token.i in partners else said[token.i] for token in one.doc[first.i + 1 :]
    )
    return tidy(f"{first.lemma_.lower()}{first.whitespace_}{rest}")


def _from(doc: Doc, verb: Token, said: list[str], partners: set[int]) -> str:
    """The words from `verb` on; it and the verbs beside it in their plain form, without their subject."""
    plain, dropped = {verb.i, *partners}, set[int]()
    for one in (verb, *(doc[at] for at in partners)):
        alike = {"VBZ", "VBP", "VB", one.tag_}
        equals = [o for o in one.conjuncts if o.tag_ in alike and o.i > verb.i and not subject_of(o)]
        plain |= {o.i for o in equals}
        dropped |= {c.i for o in equals for c in o.children if c.dep_ == "aux" and c.lower_ in WILL}
    for at in partners:
        subject = subject_of(doc[at])
        dropped |= {token.i for token in (subject.subtree if subject is not None else ())}
        dropped |= {c.i for c in doc[at].children if c.dep_ in {"aux", "auxpass"}}
    words = "".join(
        base(token) + token.whitespace_ if token.i in plain else said[token.i]
        for token in doc[verb.i :]
        if token.i not in dropped
    )
    denied = any(child.dep_ == "neg" and (child.i < verb.i or verb.lemma_ == "be") for child in verb.children)
    words = re.sub(r"^owe\b", "give", re.sub(r"^be not\b", "be", tidy(words)))
    return f"do not {words}" if denied else words


def _with_lead(words: str, lead: str, before: Sequence[Token]) -> str:
    """What stood before the promise, behind it; what the command only points at ("see to it"), after a colon."""
    words = words.rstrip(" .!?;")
    lead = re.sub(r"^.*:\s+", "", lead)
    lead = re.sub(r"^(?:(?:and|so|but|then|well|yes|okay)\b[\s,]*)+", "", lead, flags=re.IGNORECASE)
    lead = re.sub(r"[\s,]*\b(?:and|so|but|that|which|then)$", "", lead, flags=re.IGNORECASE)
    if not words or lead.endswith(":") or not (substance(lead) or _DAY.search(lead)):
        return words
    if len(words.split()) == 1 and re.match(r"(?:the|an?|your|my|his|her|this|that|these|those)\b", lead, re.I):
        return f"{words} {_lower(lead)}"
    if re.search(r"\b(?:it|that|this|them)\b", words) and substance(words) <= 2:
        return f"{words}: {_lower(lead)}"
    clause = any(token.pos_ in {"VERB", "AUX"} for token in before)
    return words if clause or len(lead.split()) > _LEAD else f"{words}, {_lower(lead)}"


def _thing(one: Sentence, owner: Owner) -> str:
    """A clause to make sure of, or a thing to hand over, to hold or to arrange."""
    teller = Teller(listener=listener(one, owner), team="the team")
    words = _lower(re.sub(r"[?!]+$", "", teller.say(one.doc, one.voice)))
    if not words:
        return ""
    if own := _OWN_DEED.match(words):
        verb = next((token for token in one.doc if token.text == own.group(1)), None)
        if verb is not None and verb.pos_ in {"VERB", "NOUN", "ADJ"}:
            return f"{verb.lemma_.lower()} {words[own.end() :]}"
    if len(words.split()) > 3 and any(finite(token) for token in one.doc):
        return f"make sure that {words}"
    if sent := _sent(one.doc, words):
        return sent
    head = re.split(r"[,(:;]| (?:by|for|with|in|on|after|before|about|to|at) ", words)[0]
    if _PAPER.search(head):
        return f"provide {words}"
    return f"hold {words}" if _MEETING.search(head) else f"arrange {words}"


def _sent(doc: Doc, words: str) -> str:
    """Something to be brought somewhere, or to be made somebody's: "the list to legal", "a colleague to read it"."""
    found = re.match(r"((?:[\w'-]+ ){1,5})to (?=[a-z]+ )", words)
    to = next((token for token in doc if token.lower_ == "to"), None)
    if found is None or to is None:
        return ""
    if to.pos_ == "PART":
        return f"have {found.group(1)}{words[found.end() :]}"
    if found.group(1).split()[-1] in {"go", "goes"}:
        return f"make sure that {words}"
    return "" if any(token.pos_ in {"VERB", "AUX"} for token in doc[: to.i]) else f"get {words}"


def _lower(words: str) -> str:
    first = words.split(" ", 1)[0]
    named = re.match(
        r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Febr)uary|March|April|May|June|July|August|\w+ber\b", first
    )
    plain = first == "A" or first[1:].islower()
    return words if named or not plain else words[0].lower() + words[1:]
