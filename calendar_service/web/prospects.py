"""Prospects: what is ahead of a format, a series or a party, and what was promised there, as their pages show it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from calendar_service.domain.access import Actor
from calendar_service.domain.kinds import DOCUMENT_KINDS, HOST_ROLES, KINDS, PARTY_KINDS, SERIES_STATUSES
from calendar_service.domain.promises import tally
from calendar_service.domain.selection import Selection
from calendar_service.services import overview, reckoning
from calendar_service.services.overview import Overview
from calendar_service.services.reckoning import Reckoned
from calendar_service.web import claims, outcomes, rows, strips
from calendar_service.web.rows import Row
from calendar_service.web.strips import Axis

MOST_PROMISES = 5
VOCABULARIES: dict[str, Any] = {
    "kinds": KINDS,
    "series_statuses": SERIES_STATUSES,
    "host_roles": HOST_ROLES,
    "party_kinds": PARTY_KINDS,
    "document_kinds": DOCUMENT_KINDS,
}


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is ahead of a format, a series or a party: days fixed, windows with their axis, what has no date."""

    fixed: Sequence[Row]
    awaited: Sequence[Row]
    undated: Sequence[Row]
    past: Sequence[Row]
    axis: Axis
    view: Overview
    claim: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing is ahead at all."""
        return not (self.fixed or self.awaited or self.undated)


def ahead(session: Session, asked: Selection, *, to: Actor, at: datetime, today: date) -> Ahead:
    """Return what is ahead of those that a selection names, and where that stands in a sentence."""
    view = overview.overview(session, asked, to=to, at=at)
    axis = strips.axis_of(view.awaited, today)
    claim = claims.claim(view, asked.lang, today)
    return Ahead(
        fixed=[rows.row(entry, at, kinds=view.kinds) for entry in view.fixed],
        awaited=[rows.row(entry, at, axis, view.kinds) for entry in view.awaited],
        undated=[rows.row(entry, at, kinds=view.kinds) for entry in view.undated],
        past=[rows.row(entry, at, kinds=view.kinds) for entry in view.past],
        axis=axis,
        view=view,
        claim=f"{claim.first} {claim.rest}".strip(),
    )


def told(session: Session, made: Iterable[Reckoned], lang: str, *, to: Actor, at: datetime) -> dict[str, Any]:
    """Return what a page says of promises: their tally, a sentence, and the first of them."""
    found = sorted(made, key=reckoning.by_term)
    counted = tally(row.outcome.state for row in found)
    return {
        "tally": counted,
        "sentence": outcomes.sentence(counted, lang),
        "promised": outcomes.shown(session, found[:MOST_PROMISES], lang, to=to, at=at),
    }
