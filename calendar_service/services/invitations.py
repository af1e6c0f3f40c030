"""Invitations: a link for one use, by which a person sets the password of an account.

Whoever has the link can use it, so it is shown once, to the administrator who asked for it; the table
has a hash. It runs out by itself, with the next one for the same account, and when the account is closed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, joinedload

from calendar_service.domain.access import Actor
from calendar_service.domain.errors import Conflict, Gone, NotFound
from calendar_service.domain.words import _
from calendar_service.models.accounts import User
from calendar_service.models.invitations import Invitation
from calendar_service.services import accounts, journal, sessions

TERMS = {"invitation": timedelta(days=7), "reset": timedelta(hours=24)}
_TOKEN = 32  # octets
_REMEMBERED = timedelta(days=30)  # how long a link that has run out can still say so


@dataclass(frozen=True, slots=True)
class Issued:
    """A link that was just made: its token, which is known here and never again, what it is for, until when."""

    token: str
    purpose: str
    expires_at: datetime


def issue(session: Session, user_id: UUID, *, by: Actor, at: datetime) -> Issued:
    """Make a link for an account, which ends those made before; an invitation where it never had a password.

    Raises `Conflict` for an account that is closed, or that signs in by another provider.
    """
    user = accounts.editable(session, user_id, by)
    if user.disabled_at is not None:
        raise Conflict(_("The account of “%(name)s” is closed; a link would open nothing."), name=user.name)
    if user.identities:
        raise Conflict(_("“%(name)s” signs in elsewhere, and has no password here."), name=user.name)
    purpose = "reset" if user.password_hash else "invitation"
    session.execute(delete(Invitation).where(Invitation.expires_at < at - _REMEMBERED))
    revoke(session, user.id)
    made = Issued(token_urlsafe(_TOKEN), purpose, at + TERMS[purpose])
    row = {"token_hash": sessions.hashed(made.token), "purpose": purpose, "made_at": at, "expires_at": made.expires_at}
    session.add(Invitation(user_id=user.id, **row))
    journal.record(session, user, "link_made", by=by, at=at, public=False, facts={"purpose": purpose})
    return made


def find(session: Session, token: str, *, at: datetime) -> Invitation:
    """Return the link of a token, with its user.

    Raises `NotFound` where there is none, `Gone` for one that was used or has run out: each says what to do.
    """
    query = select(Invitation).where(Invitation.token_hash == sessions.hashed(token))
    found = session.scalar(query.options(joinedload(Invitation.user)).execution_options(populate_existing=True))
    if found is None:
        raise NotFound(
            _("No account is opened by this link. A letter of it may be missing, or a newer link was made since.")
        )
    if found.used_at is not None:
        raise Gone(_("This link has been used. A password was set by it; sign in with that."))
    if found.expires_at <= at or found.user.disabled_at is not None:
        raise Gone(_("This link has run out. Ask an administrator for a new one."))
    return found


def accept(session: Session, token: str, password: str, *, at: datetime, request_id: str = "") -> User:
    """Set the password of the account that a link is for, once; of two at the same time, one does."""
    journal.begin(session)
    found = find(session, token, at=at)
    user = accounts.accept(session, found.user, password, at=at, request_id=request_id)
    found.used_at = at
    return user


def revoke(session: Session, user_id: UUID) -> None:
    """End the links of an account that were not used yet."""
    session.execute(delete(Invitation).where(Invitation.user_id == user_id, Invitation.used_at.is_(None)))
