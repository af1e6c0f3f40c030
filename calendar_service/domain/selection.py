"""Selection: which events a feed or a page shows, as it stands in the address.

Repeated values of one filter are alternatives; different filters must all hold. Unknown parameters
are ignored; an unknown value of a known filter is refused with what is known.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from calendar_service.domain.dates import DateRefused, parse_edtf
from calendar_service.domain.entries import DateMode
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.kinds import KINDS
from calendar_service.domain.lifecycle import STATUSES
from calendar_service.domain.text import clean
from calendar_service.domain.words import LANGUAGES, _

QUERY_LENGTH = 200
MOST_VALUES = 50
CANCELLED = ("mark", "show", "omit")
PROFILES = ("plain", "rich")
OUTSIDE = "outside"  # as a format: what belongs to none
_ALARM = re.compile(r"P(?:\d{1,3}W|\d{1,3}D(?:T\d{1,2}H)?|T\d{1,3}H(?:\d{1,2}M)?|T\d{1,4}M)", re.ASCII)
_CHOICES = frozenset({"lang", "dates", "cancelled", "profile", "alarm"})
_SINGLE = {
    "lang": LANGUAGES,
    "dates": tuple(mode.value for mode in DateMode),
    "cancelled": CANCELLED,
    "profile": PROFILES,
}
_LISTED = {"kind": tuple(KINDS), "status": tuple(STATUSES)}
_NAMED = ("format", "series", "party", "host", "event")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is asked for. Names (slugs, codes, ids) are checked by whoever knows them (`services.feeds`)."""

    lang: str = ""
    kind: tuple[str, ...] = ()
    format: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    host: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    q: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    dates: str = "marker"
    cancelled: str = "mark"
    profile: str = "plain"
    alarm: str = ""

    def query(self, *, without: Iterable[str] = (), beside: "Selection | None" = None) -> str:
        """Return the selection as a query string, in one order, without what is as it would be anyway.

        `beside` is the selection of a saved feed, whose ways of showing things hold where nothing else is said.
        """
        names = {"first": "from", "last": "to"}
        pairs: list[tuple[str, str]] = []
        for one in fields(self):
            value = getattr(self, one.name)
            usual = getattr(beside, one.name) if beside and one.name in _CHOICES else one.default
            if one.name in without or value == usual:
                continue
            values = value if isinstance(value, tuple) else (value,)
            pairs += [(names.get(one.name, one.name), str(each)) for each in values]
        return urlencode(pairs)


def read(given: Mapping[str, list[str]], *, lang: str = "") -> Selection:
    """Return the selection that an address asks for; empty values say nothing. `lang` is for who asks for none.

    Raises `InvalidInput`, which names the parameter and what is known of it.
    """
    values = {name: _values(name, given.get(name, [])) for name in (*_LISTED, *_NAMED)}
    single = {name: _single(name, given.get(name, []), known) for name, known in _SINGLE.items()}
    chosen = {name: value for name, value in single.items() if value}
    first = _day("from", given.get("from", []), latest=False)
    last = _day("to", given.get("to", []), latest=True)
    if first is not None and last is not None and last < first:
        raise InvalidInput(
            _("“%(name)s” lies before “%(other)s”. Put the earlier day first."), field="to", name="to", other="from"
        )
    return Selection(
        **{"lang": lang, **chosen},  # type: ignore[arg-type]  # the names are those of its fields
        **{name: tuple(sorted(value)) for name, value in values.items()},  # type: ignore[arg-type]
        q=tuple(sorted(_queries(given.get("q", [])))),
        first=first,
        last=last,
        alarm=_alarm(given.get("alarm", [])),
    )


def _values(name: str, given: list[str]) -> set[str]:
    values = {value for value in given if value}
    if len(values) > MOST_VALUES:
        raise InvalidInput(
            _("“%(name)s” is given %(number)s times; %(limit)s at most are taken."),
            field=name,
            name=name,
            number=len(values),
            limit=MOST_VALUES,
        )
    for value in sorted(values):
        if name in _LISTED and value not in _LISTED[name]:
            raise unknown(name, value, _LISTED[name])
    return values


def _single(name: str, given: list[str], known: tuple[str, ...]) -> str:
    value = next((value for value in reversed(given) if value), "")
    if value and value not in known:
        raise unknown(name, value, known)
    return value


def unknown(name: str, value: str, known: Iterable[str]) -> InvalidInput:
    """Return the error for a value that a filter does not know."""
    return InvalidInput(
        _("“%(name)s” does not know “%(value)s”. It knows: %(known)s."),
        field=name,
        name=name,
        value=value[:80],
        known=", ".join(known) or "—",
    )


def _queries(given: list[str]) -> set[str]:
    return {cleaned for text in _values("q", given) if (cleaned := clean(text, field="q", limit=QUERY_LENGTH))}


def _day(name: str, given: list[str], *, latest: bool) -> date | None:
    text = next((value for value in reversed(given) if value), "")
    if not text:
        return None
    try:
        stated = parse_edtf(text)
    except DateRefused as refusal:
        raise _not_a_day(name, text) from refusal
    if stated.earliest is None or stated.latest is None:
        raise _not_a_day(name, text)
    return stated.latest if latest else stated.earliest


def _not_a_day(name: str, text: str) -> InvalidInput:
    return InvalidInput(
        _("“%(name)s” takes a day, a month or a year such as 2026-05-12, 2026-05 or 2026, not “%(value)s”."),
        field=name,
        name=name,
        value=text[:80],
    )


def _alarm(given: list[str]) -> str:
    value = next((value for value in reversed(given) if value), "")
    if value and not _ALARM.fullmatch(value):
        raise InvalidInput(
            _("“alarm” takes a time before the event such as P1D, PT2H or P1W, not “%(value)s”."),
            field="alarm",
            value=value[:80],
        )
    return value


def event_id(text: str) -> UUID | None:
    """Return the event id that a text is, or `None`."""
    try:
        return UUID(text)
    except ValueError:
        return None
