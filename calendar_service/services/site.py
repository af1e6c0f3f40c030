"""The calendar as a whole, as a session knows it."""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from calendar_service.domain.site import Site
from calendar_service.models.events import Event
from calendar_service.models.journal import Head

_KEY = "site"


def of(session: Session) -> Site:
    """Return the site of a session: its settings, with the address it was last served under."""
    site = session.info.get(_KEY)
    if isinstance(site, Site):
        return site
    configured = session.info.get("configured_site")
    site = configured if isinstance(configured, Site) else Site()
    if not site.is_explicit:
        served = session.scalar(select(Head.base_url))
        site = replace(site, base_url=served or site.base_url)
    session.info[_KEY] = site
    return site


def day_of(session: Session, event: Event, at: datetime) -> date:
    """Return the venue's day at a moment; the calendar's own where the venue's zone is not known."""
    return of(session).day(at, event.timezone)


def forget(session: Session) -> None:
    """Have the site looked up again, as is due when the address it is served under has been noted."""
    session.info.pop(_KEY, None)
