"""Form drafts: what is typed is kept until it is saved or thrown away, through errors, closed tabs and ended sign-ins.

One draft a form: of the person who types, or of the browser where nobody is signed in just then. They
are no records of the calendar: nobody else reads them, and the journal knows nothing of them.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, or_, select
from sqlalchemy.orm import Session

from calendar_service.domain.access import Actor
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.words import _
from calendar_service.models.drafts import FormDraft

KEPT = timedelta(days=30)
MOST_CHARACTERS = 400_000
_NEVER_KEPT = ("password", "csrf")


def keep(
    session: Session, path: str, typed: Mapping[str, list[str]], *, by: Actor, browser: str, at: datetime
) -> FormDraft:
    """Keep what was typed into the form at a path, in place of what was kept of it before.

    Raises `InvalidInput` for more than can be kept. Passwords are never kept.
    """
    values = {name: texts for name, texts in typed.items() if not name.startswith(_NEVER_KEPT)}
    if sum(len(text) for texts in values.values() for text in texts) > MOST_CHARACTERS:
        raise InvalidInput(_("That is too much text to keep. Shorten it."))
    session.execute(delete(FormDraft).where(FormDraft.kept_at < at - KEPT))
    drop(session, path, by=by, browser=browser)
    draft = FormDraft(user_id=by.user_id, browser=browser, path=path[:300], typed=values, kept_at=at)
    session.add(draft)
    session.flush()
    return draft


def find(session: Session, path: str, *, by: Actor, browser: str) -> FormDraft | None:
    """Return what is kept of the form at a path for who is there, the latest first; `None` where nothing is."""
    query = select(FormDraft).where(FormDraft.path == path[:300], _own(by, browser))
    return session.scalars(query.order_by(FormDraft.kept_at.desc()).limit(1)).first()


def drop(session: Session, path: str, *, by: Actor, browser: str) -> None:
    """Throw away what is kept of the form at a path."""
    session.execute(delete(FormDraft).where(FormDraft.path == path[:300], _own(by, browser)))


def _own(by: Actor, browser: str) -> ColumnElement[bool]:
    """Return the condition that a draft is of this person, or was left in this browser by nobody signed in."""
    nobodys = and_(FormDraft.user_id.is_(None), FormDraft.browser == browser)
    return nobodys if by.user_id is None else or_(FormDraft.user_id == by.user_id, nobodys)
