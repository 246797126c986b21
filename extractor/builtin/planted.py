"""Recognises text that speaks to a machine: planted instructions, encoded blobs, lines in another language.

Rules for what names a machine or its orders, a fitted head (addressed) for bare orders, questions and errands.

Such units never become an item. A hit taints its whole block (a paragraph, a quoted mail, a turn), in
long blocks its neighbourhood, because the payload usually stands in the sentence after the order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.builtin.addressed import log_odds
from extractor.units import Unit

_IGNORE = (
    r"(?:ignor\w*|disregard\w*|forget|override|bypass|skip|zignoruj|pomi[nń]\w*|vergiss|negeer|oubli\w*|olvid\w*|"
    r"dimentic\w*|esque[cç]\w*|abaikan|puuza|игнорируй\w*|忽略|无视)"
)
_ORDERS = (
    r"(?:instruc\w*|instrukc\w*|polece\w*|anweisung\w*|instructie\w*|consignes?|ordres?|istruzion\w*|instru[cç]\w*|"
    r"arahan|maagizo|указани\w*|инструкц\w*|"
    r"prompts?|rules?|guidelines?|directives?|指令|指示)"
)
_MACHINE = (
    r"(?:\ba\.?i\.?\b|\bllms?\b|language model|chat ?bot|\bgpt\b|\bassistants?\b|asystent\w*|assistent\w*|asistente|"
    r"assistente|\bsystem (?:note|prompt|message|override)\b|"
    r"summari[sz]er|automat\w* (?:readers?|systems?|tools?|transla\w+)|"
    r"(?:traducteur|traductor|lector|asistente) autom\w+|"
    r"modelo de (?:linguagem|lenguaje)|mod[eè]le de langage|modello linguistico|taalmodel|sprachmodell\w*|"
    r"model\w* j[eę]zykow\w*|\bk\.?i\.?\b|\bia\b|\bbot\b)"
)
_TELLS = (
    r"(?:ignor|disregard|output|print|repl(?:y|ies)|respond|answer only|include|insert|append|add|state|write|say|mark|"
    r"rate|report|end (?:your|the)|finish|begin (?:your|the)|repeat|reveal|list|follow|must|"
    r"umie[sś][cć]|napisz|schreib\w*|f[uü]ge|"
    r"[eé]cri\w*|escrib\w*|inclu\w*|scriv\w*|escrev\w*)"
)
_READER = (
    rf"(?:{_MACHINE}|\bai\b|\b(?:companions?|summari[sz]ers?|(?:minute|note)[- ]?takers?|computers?|machines?|"
    r"software|algorithms?|scribes?|copilots?|transcri(?:ption|bing) \w+|"
    r"(?:recap|digest|summary) (?:tools?|engines?|services?)))"
)
"""Whoever, not human, may get to read a note."""
_READS = (
    r"(?:reads?|chews?|completes?|process(?:es)?|condenses?|parses?|summari[sz]es?|digests?|scans?|indexes|fills? in)"
)
_FED = r"(?:fed|given|read|condensed|processed|summari[sz]ed|digested|parsed|scanned|run|put)"
_HITS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_IGNORE}[^.!?\n]{{0,60}}{_ORDERS}",
        rf"{_MACHINE}[^.!?\n]{{0,30}}"
        r"(?:reading|processing|parsing|summari[sz]ing|czyta\w*|lie?st|lit\b|lee\b|legge)",
        r"(?:^|[\"'>\[(*]\s*)(?:to|dear|hey|attention|note (?:to|for)|hello|message (?:to|for)|do|an|à|al|para|att)"
        r"[^.!?\n]{0,25}"
        rf"{_MACHINE}[^\n]{{0,160}}{_TELLS}",
        rf"^\W*(?:system|assistant|ai|user|developer|admin)(?:[ -]\w+)?\s*[:>\]][^\n]*{_TELLS}",
        rf"{_MACHINE}[^.!?\n]{{0,40}}\b(?:if|when|while|before) you (?:read|see|summari[sz]e|condense|process|digest)",
        rf"{_MACHINE}[^.!?\n]{{0,40}}[:,]\s*{_IGNORE}",
        rf"{_READER}[^.!?\n]{{0,40}}\b{_READS} (?:this|these)\b",
        rf"{_READER}[^.!?\n]{{0,30}}\bwhen you \w+ (?:this|it|these)\b",
        rf"\b(?:this|these)(?: \w+){{0,2}} (?:is|are|gets?|be)(?: \w+)? {_FED}(?: \w+)? (?:to|by|through|into)\b"
        rf"[^.!?\n]{{0,20}}{_READER}",
        rf"(?:^|[:;.!?] ){_READER}\W+{_IGNORE}",
        r"\bwho(?:so)?ever (?:(?:sums|writes|types) (?:this|these|it|that) (?:up|out|down)|"
        r"(?:sums up|compiles|summari[sz]es|condenses|digests) (?:this|these|it|that|the notes?))\b[^,:.\n]{0,25}[,:]",
        rf"{_READER}[^.!?\n]{{0,30}}\b(?:must|should|shall|is to|are to|has to|have to)\b[^.!?\n]{{0,60}}"
        r"\b(?:(?:the|its?|all|every|each) (?:\w+ )?(?:summary|recap|digest|content|headings?|findings?)"
        r"|with the words?|the (?:text|phrase|string|single line|code))\b",
        r"[:\"'(\[]\s*(?:ai|assistant)\s*[:,]\s*(?:the|if|when|please|do|write|add|say|ignore)\b",
        r"(?:the|your|any|every|in) (?:summary|output|answer|response|report|digest|extraction)s?[^.!?\n]{0,60}"
        r"(?:must|should|has to|include|contain|mention|end with|begin with|start with)[^.!?\n]{0,60}"
        r"(?:word|phrase|code|string|sentence|token|text)\b",
        r"\b(?:(?:output|print)(?: only| just| exactly| out)* "
        r"(?:[\"'“]|the (?:word|phrase|code|string|following|text)\b)|"
        r"(?:reply|respond) (?:only )?with (?:the (?:word|phrase|code)|[\"'“])|answer only with|"
        r"include the (?:word|phrase|code)|"
        r"write the word|add the word|"
        r"insert the (?:word|phrase|line)|end with the word|finish with the word)\b",
        r"\b(?:sentence|line|point|statement|paragraph|bullet|item|summary)s?\b[^.!?\n]{0,60}"
        r"\b(?:starts?|begins?|ends?|opens?|finish(?:es)?|closes?) with (?:the )?(?:word|phrase|code|string|token)\b",
        r"^(?!.*\b(?:i|we|he|she|they|us|our|his|her|him|their|them)\b)(?!.*\[[A-Z]).*"
        r"(?:\b(?:in|of|to|into|from|for) your (?:\w+ )?(?:answers?|responses?|repl(?:y|ies)|output)\b|"
        r"\byour (?:answer|response|reply|output) (?:by|using|into)\b)",
        # What is to stand in the text that a machine makes of the note, whoever is said to see to it.
        r"\b(?:each|every|all|any)(?: single)? (?:line|sentence|item|bullet|point|insight|lesson|paragraph)s?"
        r" (?:of|in) (?:this|the|your|any|every) (?:summar(?:y|ies)|digests?|outputs?|extracts?|answers?)\b",
        r"\b(?:in|into|to|of|on|from) (?:this|your|every) (?:summary|digest|extraction)\b",
        r"\b(?:do not|don't|never) (?:mention|reveal|disclose|repeat) (?:this|these|that you)\b",
        r"\b(?:decode|base64|rot13)\b[^.\n]{0,40}\b(?:follow|execute|obey|run|instruction|before|and)\b",
        r"\b(?:jailbreak|prompt injection|developer mode|system prompt|new instructions?:|as an ai\b|you are now\b)",
        r"(?<![\w/+])(?=[\w+/]*[A-Z])(?=[\w+/]*[a-z])(?=[\w+/]*\d)[A-Za-z0-9+/]{28,}={0,2}(?![\w/])",
        r"<\|?(?:im_start|im_end|system|endoftext|/?inst)\|?>|\[/?INST\]|###\s*(?:system|instruction)",
    )
)  # fmt: skip
_COMMON = re.compile(
    r"\b(?:the|a|an|and|of|to|in|is|it|for|on|with|that|i|he|she|we|you|they|not|no|by|at|my|me|his|her|our|if|so|but|are|was|be|"
    r"have|has|does|its|then|than|which|up|till|every|everybody|nobody|same|gets?|about|out|when|only|w/o|whose|other|"
    r"there|into|down|abt|before|after|have|has|will|from|one|who|what|when|do|don't|as|this|more|than|or|all|w|bc|ppl)\b",
    re.IGNORECASE,
)
_DISGUISED_WORDS = 3
_DISGUISED = re.compile(
    r"\w+[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+\w[\w\u00ad\u200b-\u200f\u2060-\u2064\ufeff]*"
    r"|\w*(?:[a-zA-Z][\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][a-zA-Z])\w*"
    r"|[\uff01-\uff5e]{2,}"
)
"""Words with invisible signs between their letters, of two alphabets at once, or in full width."""
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_] ){7,}[^\W\d_](?!\w)")
"""Eight letters in a row that stand alone."""
_LONG_BLOCK = 6
_BESIDE = -1.5
"""Log-odds from which a sentence falls that shares a block with one the head bars: half an order is no lesson."""


def planted(units: Sequence[Unit]) -> frozenset[int]:
    """Positions of the units that must not become items."""
    hits = {at for at, unit in enumerate(units) if disguised(unit.text) or any(hit.search(unit.text) for hit in _HITS)}
    tainted = set(hits)
    for hit in hits:
        block = [at for at, unit in enumerate(units) if unit.block == units[hit].block]
        near = block if len(block) <= _LONG_BLOCK else [at for at in block if -1 <= at - hit <= 3]
        tainted.update(near)
    return frozenset(tainted | _sounding(units) | {at for at, unit in enumerate(units) if foreign(unit.text)})


def _sounding(units: Sequence[Unit]) -> set[int]:
    """What the fitted head bars, and what stands beside it and sounds alike."""
    # Shouted words are not the ones the head was fitted on.
    odds = log_odds([unit.text.lower() if unit.text.isupper() else unit.text for unit in units])
    sure = {at for at, one in enumerate(odds) if one > 0}
    return sure | {
        at
        for at, unit in enumerate(units)
        if odds[at] > _BESIDE and any(abs(at - hit) == 1 and units[hit].block == unit.block for hit in sure)
    }


def disguised(text: str) -> bool:
    """Whether a unit hides its words from whoever looks for them: nobody types a note like that."""
    return bool(_SPACED.search(text)) or len(_DISGUISED.findall(text)) >= _DISGUISED_WORDS


def foreign(text: str) -> bool:
    """Whether a unit of six words or more has hardly any of the commonest English words."""
    words = re.findall(r"[^\W\d_]+", re.sub(r"\[[A-Z_0-9]+\]", " ", text))
    letters = sum(not letter.isascii() for letter in "".join(words))
    return len(words) >= 6 and len(_COMMON.findall(text)) <= len(words) // 12 and (letters > 1 or len(words) >= 9)
