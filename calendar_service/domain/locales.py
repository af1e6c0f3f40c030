"""Names of months and days in every language, from Babel.

Babel 2.18 lets one language's names leak into another's (python-babel/babel#1234): a locale that
inherits names by reference overwrites those of its source. `locale` therefore reads the source anew
for every language, so that none is shared; whoever formats with Babel goes through this module.
"""

from functools import lru_cache

from babel import Locale, localedata

SPOKEN = ("ru", "en", "it")  # languages that dates are read and written in
_WEEK = 7


@lru_cache(maxsize=16)
def locale(lang: str) -> Locale:
    """Return the Babel locale of a language, its names its own; British English for `en`."""
    name = "en_GB" if lang == "en" else lang
    with localedata._cache_lock:  # noqa: SLF001 - the leak is in the cache
        kept, localedata._cache = localedata._cache, {}  # noqa: SLF001
        localedata._cache = {**kept, name: localedata.load(name)}  # noqa: SLF001
    return Locale.parse(name)


@lru_cache(maxsize=64)
def months(lang: str, *, alone: bool = False) -> tuple[str, ...]:
    """Return the twelve names of months: as after a day (мая), or `alone` (май)."""
    found = locale(lang).months["stand-alone" if alone else "format"]["wide"]
    return tuple(str(found[number]) for number in range(1, 13))


@lru_cache(maxsize=16)
def weekdays(lang: str) -> tuple[str, ...]:
    """Return the seven names of weekdays, from Monday."""
    found = locale(lang).days["stand-alone"]["wide"]
    return tuple(str(found[number]) for number in range(_WEEK))
