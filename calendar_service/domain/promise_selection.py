"""Which promises a page shows and in which order, as it stands in the address.

Repeated values of one filter are alternatives; different filters must all hold, as in `selection`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.promises import STATES, State
from calendar_service.domain.selection import MOST_VALUES, QUERY_LENGTH, unknown
from calendar_service.domain.text import clean
from calendar_service.domain.words import _

ORDERS = {"term": _("By term"), "document": _("By document"), "party": _("By party")}
_NAMED = ("document", "format", "party")
MOST_PAGES = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseSelection:
    """What is asked for. Names (slugs, codes) are checked by whoever knows them (`services.promises`)."""

    document: tuple[str, ...] = ()
    format: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    state: tuple[State, ...] = ()
    q: str = ""
    sort: str = "term"
    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.document or self.format or self.party or self.state or self.q)

    def query(self, **changed: object) -> str:
        """Return the selection as a query string, in one order, with some of it changed (`None`: left out).

        The page is not part of it unless it is named.
        """
        said: dict[str, object] = {name: getattr(self, name) for name in (*_NAMED, "state", "q", "sort")} | changed
        pairs = [(name, each) for name, value in said.items() for each in _each(value)]
        return urlencode([pair for pair in pairs if pair not in {("sort", "term"), ("page", "1")}])


def _each(value: object) -> list[str]:
    values = value if isinstance(value, tuple) else (value,)
    return [str(one) for one in values if one]


def read(given: Mapping[str, list[str]]) -> PromiseSelection:
    """Return the selection that an address asks for; empty values say nothing, unknown parameters neither.

    Raises `InvalidInput`, which names the parameter and what is known of it.
    """
    values = {name: _values(name, given) for name in (*_NAMED, "state")}
    for value in values["state"]:
        if value not in STATES:
            raise unknown("state", value, STATES)
    sort = _last("sort", given) or "term"
    if sort not in ORDERS:
        raise unknown("sort", sort, ORDERS)
    return PromiseSelection(
        **{name: values[name] for name in _NAMED},
        state=tuple(State(value) for value in values["state"]),
        q=clean(_last("q", given), field="q", limit=QUERY_LENGTH),
        sort=sort,
        page=_page(_last("page", given)),
    )


def _last(name: str, given: Mapping[str, list[str]]) -> str:
    return next((value for value in reversed(given.get(name, [])) if value), "")


def _values(name: str, given: Mapping[str, list[str]]) -> tuple[str, ...]:
    values = sorted({value for value in given.get(name, []) if value})
    if len(values) > MOST_VALUES:
        raise InvalidInput(
            _("“%(name)s” is given %(number)s times; %(limit)s at most are taken."),
            field=name,
            name=name,
            number=len(values),
            limit=MOST_VALUES,
        )
    return tuple(values)


def _page(text: str) -> int:
    if not text:
        return 1
    if not (
        text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= MOST_PAGES and len(text) <= len(str(MOST_PAGES))
    ):
        raise unknown("page", text, [f"1–{MOST_PAGES}"])
    return int(text)
