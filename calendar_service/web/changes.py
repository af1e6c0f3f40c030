"""The public journal as a page: what changed, in words, newest first, paged by the number of a line."""

from collections.abc import Mapping
from urllib.parse import urlencode

from flask import Response

from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.words import _
from calendar_service.services import history
from calendar_service.web import filters, links, page

PAGE_LENGTH = 50
_LARGEST = 2**63 - 1  # of a number that a database takes
_DIGITS = 19


def show() -> Response:
    """Show a page of the journal: of everything, or of the events that the filters leave."""
    given = page.asked()
    with page.database().reading() as session:
        links.know(session)
        asked, mistakes = filters.read(session, given)
        before = _before(given)
        found = history.page(session, asked, to=page.actor(), before=before, limit=PAGE_LENGTH)
        query = asked.query(without=("lang",))
        return page.respond(
            "changes.html",
            session,
            status=400 if mistakes else 200,
            path="/changes",
            section="/calendar",
            query=_joined(query, before),
            lines=found.lines,
            filters=filters.of(session, given, asked, path="/changes", mistakes=mistakes),
            newest=links.link("/changes", query) if before is not None else "",
            earlier=links.link("/changes", _joined(query, found.before)) if found.before is not None else "",
            atom=links.feed("all", "atom", asked.lang, query),
            is_signed_in=page.actor().has_rank("reader"),
        )


def _joined(query: str, before: int | None) -> str:
    number = urlencode({"before": before}) if before is not None else ""
    return "&".join(part for part in (query, number) if part)


def _before(given: Mapping[str, list[str]]) -> int | None:
    return number_in(next((value for value in reversed(given.get("before", [])) if value), ""))


def number_in(typed: str) -> int | None:
    """Return the number of the line before which a page begins; raises `InvalidInput` for what is none."""
    if not typed:
        return None
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= _DIGITS and int(typed) <= _LARGEST):
        raise InvalidInput(
            _("“before” is the number of a line in the journal, not “%(value)s”. Begin with the newest changes."),
            field="before",
            value=typed[:40],
        )
    return int(typed)
