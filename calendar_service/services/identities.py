"""Identities: people who sign in through another provider, and have the role that it gives them.

A person is known by what the provider calls them for good. A name or an e-mail address is never
taken for proof that an account is theirs.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from calendar_service.domain.access import SERVICE
from calendar_service.domain.errors import Forbidden, InvalidInput
from calendar_service.domain.text import clean
from calendar_service.domain.words import _
from calendar_service.models.accounts import Identity, User
from calendar_service.services import accounts, journal

_SUBJECT_LENGTH = 255
_MOST_NAME = 60  # leaves room for a number


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What a provider says of a person: who says it, its lasting id, names that need not be anybody's own, the role."""

    issuer: str
    subject: str
    role: str
    name: str = ""
    full_name: str = ""


def enter(session: Session, claims: Claims, *, at: datetime, request_id: str = "") -> User:
    """Return the account of a person whom a provider vouches for, with the role of now; it is made the first time.

    Raises `Forbidden` where the account is closed.
    """
    if not 0 < len(claims.subject) <= _SUBJECT_LENGTH:
        raise Forbidden(_("The other system does not say who you are."))
    by = replace(SERVICE, request_id=request_id)
    journal.begin(session)
    query = select(User).join(Identity).where(Identity.issuer == claims.issuer, Identity.subject == claims.subject)
    user = session.scalar(query.execution_options(populate_existing=True))
    if user is None:
        name = _free_name(session, claims.name)
        user = accounts.invite(session, name, claims.role, full_name=_shown(claims.full_name), by=by, at=at)
        session.add(Identity(user_id=user.id, issuer=claims.issuer, subject=claims.subject, began_at=at))
        session.flush()
    if user.disabled_at is not None:
        raise Forbidden(_("Your account is closed. Ask an administrator."))
    if user.role != claims.role:
        journal.watch(session, user)
        user.role, user.updated_at = claims.role, at
        journal.record(session, user, "changed", by=by, at=at, public=False)
    return user


def _free_name(session: Session, wanted: str) -> str:
    """Return a name like the one that is wanted which no account has."""
    local = re.sub(r"[^a-z0-9._-]+", "-", wanted.partition("@")[0].lower()).strip("._-")[:_MOST_NAME] or "user"
    taken = set(session.scalars(select(User.name).where(User.name.startswith(local, autoescape=True))))
    number, name = 1, local
    while name in taken:
        number += 1
        name = f"{local}-{number}"
    return name


def _shown(full_name: str) -> str:
    """Return a full name as it may be kept; none where it may not."""
    try:
        return clean(full_name, field="full_name")
    except InvalidInput:
        return ""
