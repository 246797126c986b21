"""Which keys are known as first names, surnames, places or ordinary English words.

Made by evals/fit_redaction_lexicon.py, which names its sources and their licences.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sets of plain keys (see assemble.plain)."""

    first: frozenset[str]
    last: frozenset[str]
    places: frozenset[str]
    """Whole names; one of several words keeps its spaces."""
    words: dict[str, int]
    """Ordinary word -> how often it stood in lower case in the counted texts; 0 or 1 means rare."""

    def is_ordinary(self, key: str) -> bool:
        """Whether `key` is a word of everyday English, so that a name of that form needs context."""
        return self.words.get(key, -1) >= 3 or key in _ORDINARY

    def is_name(self, key: str) -> bool:
        """Whether `key` is known as a first name or surname."""
        return key in self.first or key in self.last


_ORDINARY = frozenset(
    ["grace", "joy", "sky", "rich", "will", "mark", "may", "chase", "hope", "faith", "april", "june", "august", "summer", "autumn", "dawn", "eve", "iris", "ivy", "rose", "lily", "jasmine", "heather", "hazel", "holly", "olive", "violet", "amber", "ruby", "pearl", "crystal", "melody", "harmony", "destiny", "patience", "prudence", "charity", "mercy", "constance", "angel", "star", "skye", "bill", "bob", "jack", "nick", "pat", "rob", "sue", "drew", "art", "gene", "guy", "dean", "earl", "duke", "baron", "frank", "ernest", "miles", "pierce", "grant", "lance", "chip", "chuck", "clay", "cliff", "dale", "glen", "forest", "heath", "reed", "rusty", "sandy", "stone", "rock", "wade", "ward", "cash", "max", "penny", "sunny", "happy", "honey", "candy", "ginger", "poppy", "daisy", "bliss", "page", "paige", "royal", "major", "bishop", "pope", "king", "prince", "young", "long", "short", "small", "little", "black", "white", "brown", "green", "gray", "grey", "gold", "bell", "ball", "bush", "field", "hill", "lake", "wood", "woods", "banks", "bridges", "brooks", "rivers", "marsh", "church", "parsons", "cook", "baker", "butler", "carter", "cooper", "farmer", "fisher", "gardner", "hunter", "judge", "knight", "mason", "miller", "porter", "potter", "shepherd", "skinner", "smith", "taylor", "turner", "walker", "weaver", "love", "hardy", "moody", "noble", "wise", "sharp", "swift", "strong", "power", "rush", "day", "night", "week", "summers", "winter", "winters", "frost", "snow", "rain", "bird", "crane", "drake", "fox", "hawk", "lamb", "lion", "wolf", "wren", "robin", "jay", "case", "cross", "crown", "dear", "english", "french", "german", "ireland", "holland", "jordan", "israel", "chance", "true", "justice", "merit", "pride", "river", "ocean", "brook", "rain", "gale", "ray", "rod", "peg", "dot", "ally", "ace", "sonny", "junior", "van", "den", "la", "the", "von", "do", "da", "an", "en", "so", "to", "min", "man", "hang", "song", "long", "bang", "dong", "wing", "fang", "sung", "see", "tang", "tan", "lim", "chin", "an", "kim", "le", "li", "lo", "ho", "ha", "hu", "ma", "mi", "bo", "ling", "yang", "ping", "sing", "ken", "don", "jo", "ed", "al", "vi", "ai", "my", "van", "sang", "sun", "son", "pin", "bin", "bay", "bar", "ban", "ng"]
)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    raw = gzip.decompress(files("mentoring.redaction").joinpath("weights/lexicon.txt.gz").read_bytes())
    first, last, places, words = set(), set(), set(), {}
    for line in raw.decode().splitlines():
        key, flags, count = line.split("\t")
        if "f" in flags:
            first.add(key)
        if "s" in flags:
            last.add(key)
        if "p" in flags:
            places.add(key)
        if "w" in flags:
            words[key] = int(count)
    return Lexicon(frozenset(first), frozenset(last), frozenset(places), words)
