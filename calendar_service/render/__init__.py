"""Renderers: how a selection of events becomes bytes, by the ending of a feed's address.

A new format is a module here and its line in `RENDERERS`; routes, links and contract tests read the
registry. A renderer is given values and returns bytes: it asks nobody anything, and the same values
give the same bytes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from calendar_service.domain.words import _
from calendar_service.render import atom, ical, jcal, json_feed, table
from calendar_service.render.faces import ChangeFace, Component, FeedFace, ZoneUse

__all__ = ["RENDERERS", "ChangeFace", "Component", "FeedFace", "Renderer", "Takes", "ZoneUse"]

Takes = Literal["components", "entries", "changes"]


@dataclass(frozen=True, slots=True)
class Renderer:
    """One output format. How `render` is called follows from what it takes.

    - components: `(face, texts of components in order, uses of zones)`
    - entries: `(face, entries in order)`
    - changes: `(face, changes in any order)`
    """

    extension: str
    media_type: str
    takes: Takes
    label: str
    render: Callable[..., bytes]


RENDERERS: dict[str, Renderer] = {
    renderer.extension: renderer
    for renderer in (
        Renderer("ics", "text/calendar; charset=utf-8", "components", _("iCalendar, for calendars"), ical.calendar),
        Renderer("jcal", "application/calendar+json", "components", _("jCal, for programs"), jcal.calendar),
        Renderer(
            "json", "application/feed+json; charset=utf-8", "entries", _("JSON Feed, for programs"), json_feed.feed
        ),
        Renderer("atom", "application/atom+xml; charset=utf-8", "changes", _("Atom, what has changed"), atom.feed),
        Renderer("csv", "text/csv; charset=utf-8", "entries", _("CSV, for spreadsheets"), table.table),
    )
}
