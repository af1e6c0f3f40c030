"""Rendering everything anew: after an upgrade, or when the calendar is served under another address."""

from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version

from sqlalchemy.orm import Session

from calendar_service import __version__
from calendar_service.domain.access import SERVICE, Actor
from calendar_service.services import components, feeds, journal
from calendar_service.services import site as sites

EDITION = 2  # of what is rendered of the same records: the next one has all of it rendered anew on upgrade


def rebuild(session: Session, *, by: Actor, at: datetime, tell: Callable[[int], object] = lambda _number: None) -> None:
    """Render every component anew: one line of the journal, a new generation; stamps stay as they are.

    `tell` hears how many more events are done, as they are.
    """
    head = journal.begin(session)
    components.rebuild(session, feeds.visible_ids(session), tell)
    head.generation += 1
    head.rendered_as = made_with(session)
    journal.record_calendar(session, "rendered", by=by, at=at, facts={"generation": head.generation})


def settle(session: Session, *, base_url: str, at: datetime) -> bool:
    """Note the address that the calendar is served under, and rebuild if what renderings depend on has changed.

    Returns whether it has.
    """
    head = journal.begin(session)
    head.base_url = base_url
    session.flush()
    sites.forget(session)
    if head.rendered_as == made_with(session):
        return False
    rebuild(session, by=SERVICE, at=at)
    return True


def made_with(session: Session) -> str:
    """Return what renderings are made with besides the records: address, names, and versions of what renders."""
    site = sites.of(session)
    names = ";".join(f"{lang}={name}" for lang, name in site.names)
    versions = " ".join(f"{package}={version(package)}" for package in ("icalendar", "Babel", "tzdata"))
    return f"{__version__}/{EDITION} {versions} {site.base_url} {site.timezone} {site.language} {names}"[:500]
