"""The page of what was found: meetings first, then passages of documents, promises, and what is called so."""

from collections.abc import Mapping
from itertools import groupby

from flask import Response

from calendar_service.domain.kinds import DOCUMENT_KINDS
from calendar_service.domain.words import _, pair, say, say_number
from calendar_service.services import finding
from calendar_service.services.finding import Passage
from calendar_service.web import filters, labels, language, links, page, rows

PATH = "/search"
_COUNTED = {
    "event": pair("%(number)s meeting", "%(number)s meetings"),
    "passage": pair("%(number)s passage of a document", "%(number)s passages of documents"),
    "promise": pair("%(number)s promise", "%(number)s promises"),
    "format": pair("%(number)s format", "%(number)s formats"),
    "series": pair("%(number)s series", "%(number)s series"),
    "party": pair("%(number)s party", "%(number)s parties"),
    "document": pair("%(number)s document", "%(number)s documents"),
}
NOUNS = {"format": _("format"), "series": _("series"), "party": _("party"), "document": _("document")}


def show() -> Response:
    """Show what the words and filters in the address find."""
    given = page.asked()
    at, lang = page.now(), language.current()
    with page.database().reading() as session:
        site = links.know(session)
        asked, mistakes = filters.read(session, given)
        query = asked.query(without=("lang",))
        found = finding.find(session, asked, to=page.actor(), at=at) if query else None
        return page.respond(
            "search.html",
            session,
            status=400 if mistakes else 200,
            path=PATH,
            query=query,
            sought=given.get("q", [""])[-1],
            asked=asked,
            others=asked.query(without=("lang", "q")),
            found=found,
            sum=counted(found.numbers, lang) if found else "",
            passages=[list(group) for _url, group in groupby(found.passages, _document)] if found else [],
            rows=[rows.row(entry, at, kinds=found.kinds) for entry in found.entries] if found else [],
            label_of=lambda promise: labels.of_date(promise.date, lang, site.day(at) if promise.date.latest else None),
            filters=filters.of(session, given, asked, path=PATH, mistakes=mistakes),
            document_kinds=DOCUMENT_KINDS,
            nouns=NOUNS,
            most=finding.MOST_EVENTS,
        )


def _document(passage: Passage) -> str:
    return passage.url.partition("#")[0]


def counted(numbers: Mapping[str, int], lang: str) -> str:
    """Return how much was found, in a sentence; nothing where there is nothing."""
    said = [_number(lang, noun, numbers[noun]) for noun in _COUNTED if numbers.get(noun)]
    return say(lang, _("Found: %(what)s."), what=", ".join(said)) if said else ""


def _number(lang: str, noun: str, number: int) -> str:
    if number > finding.MOST_COUNTED:
        return say(lang, _("over %(what)s"), what=say_number(lang, *_COUNTED[noun], finding.MOST_COUNTED))
    return say_number(lang, *_COUNTED[noun], number)
