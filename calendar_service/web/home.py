"""The first page: what is ahead, what is awaited, what has no date, what changed lately, what was."""

from datetime import datetime

from flask import Response

from calendar_service.domain.kinds import DOCUMENT_KINDS, SERIES_STATUSES
from calendar_service.services import history, overview, reading
from calendar_service.services.overview import Overview
from calendar_service.web import claims, filters, labels, links, page, rows, strips
from calendar_service.web.rows import Row


def show() -> Response:
    """Show what the filters in the address leave of the calendar."""
    given = page.asked()
    at = page.now()
    with page.database().reading() as session:
        site = links.know(session)
        asked, mistakes = filters.read(session, given)
        view = overview.overview(session, asked, to=page.actor(), at=at)
        today = site.day(at)
        axis = strips.axis_of(view.awaited, today)
        return page.respond(
            "home.html",
            session,
            status=400 if mistakes else 200,
            path="/",
            query=asked.query(without=("lang",)),
            view=view,
            claim=claims.claim(view, asked.lang, today),
            today=labels.long_day(today, asked.lang),
            axis=axis,
            fixed=[rows.row(entry, at, kinds=view.kinds) for entry in view.fixed],
            awaited=[rows.row(entry, at, axis, view.kinds) for entry in view.awaited],
            undated=[rows.row(entry, at, kinds=view.kinds) for entry in view.undated],
            last=_last_known(view, at),
            past=[rows.row(entry, at, kinds=view.kinds) for entry in view.past],
            standing=reading.standing(session, asked, to=page.actor()),
            news=history.news(session, asked, to=page.actor()),
            filters=filters.of(session, given, asked, path="/", mistakes=mistakes),
            series_statuses=SERIES_STATUSES,
            document_kinds=DOCUMENT_KINDS,
        )


def _last_known(view: Overview, at: datetime) -> Row | None:
    """Return the last meeting that was held on a known day."""
    held = [entry for entry in view.past if entry.is_firm and entry.status == "held"]
    return rows.row(held[0], at) if held else None
