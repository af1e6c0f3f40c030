"""Accounts: users, their roles and their passwords."""

import re
from datetime import datetime
from secrets import token_urlsafe

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from calendar_service.domain.access import Actor, require_rank
from calendar_service.domain.errors import Conflict, InvalidInput, NotFound
from calendar_service.domain.kinds import USER_ROLES
from calendar_service.domain.kinds import require as require_known
from calendar_service.domain.text import clean
from calendar_service.domain.words import _
from calendar_service.models.accounts import User
from calendar_service.services import journal, sessions

FIRST_ADMINISTRATOR = "admin"
SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,78}")  # no letter of another script can pass for one of these
_HASHER = PasswordHasher()


def create(
    session: Session, name: str, role: str, password: str, *, by: Actor, at: datetime, full_name: str = ""
) -> User:
    """Record a user and return it; the password is kept as a hash only."""
    require_rank(by, "administrator")
    journal.begin(session)
    if session.scalar(select(User.id).where(User.name == _checked_name(name))) is not None:
        raise Conflict(_("There is a user “%(name)s” already."), field="name", name=name)
    user = User(
        name=name,
        role=require_known(role, USER_ROLES, field="role"),
        full_name=clean(full_name, field="full_name"),
        password_hash=_hashed(password),
        created_at=at,
        updated_at=at,
    )
    session.add(user)
    session.flush()
    journal.record(session, user, "created", by=by, at=at, public=False)
    return user


def set_password(session: Session, name: str, password: str, *, by: Actor, at: datetime) -> User:
    """Give a user another password, which ends all their sign-ins; raises `Conflict` for a closed account."""
    user = _editable(session, name, by)
    if user.disabled_at is not None:
        raise Conflict(_("The account of “%(name)s” is closed; a password would open nothing."), name=name)
    user.password_hash = _hashed(password)
    sessions.end_all(session, user.id)
    user.updated_at = at
    journal.record(session, user, "password_set", by=by, at=at, public=False)
    return user


def disable(session: Session, name: str, *, by: Actor, at: datetime) -> User:
    """Close a user's account; raises `Conflict` for the last administrator's, and for one that is closed."""
    user = _editable(session, name, by)
    if user.disabled_at is not None:
        raise Conflict(_("The account of “%(name)s” is closed already."), name=name)
    if user.role == "administrator" and _administrators(session) <= 1:
        raise Conflict(_("This is the last administrator. Make another one first."))
    user.disabled_at = user.updated_at = at
    sessions.end_all(session, user.id)
    journal.record(session, user, "disabled", by=by, at=at, public=False)
    return user


def verify(session: Session, name: str, password: str) -> User | None:
    """Return the user whose name and password these are; takes as long where there is no such user."""
    if len(password) > LONGEST_PASSWORD:
        return None
    user = session.scalar(select(User).where(User.name == name, User.disabled_at.is_(None)))
    try:
        _HASHER.verify(user.password_hash if user is not None else _NOBODY, password)
    except (VerificationError, InvalidHashError):
        return None
    return user


def ensure_administrator(session: Session, password: str | None, *, by: Actor, at: datetime) -> str | None:
    """Make the first administrator where there is none yet, and return the password, or `None` if there was one."""
    if _administrators(session, with_disabled=True):
        return None
    chosen = password or token_urlsafe(12)
    create(session, FIRST_ADMINISTRATOR, "administrator", chosen, by=by, at=at)
    return chosen


def _administrators(session: Session, *, with_disabled: bool = False) -> int:
    query = select(func.count()).select_from(User).where(User.role == "administrator")
    if not with_disabled:
        query = query.where(User.disabled_at.is_(None))
    return session.scalar(query) or 0


def _editable(session: Session, name: str, by: Actor) -> User:
    require_rank(by, "administrator")
    journal.begin(session)
    user = session.scalar(select(User).where(User.name == name).execution_options(populate_existing=True))
    if user is None:
        raise NotFound(_("There is no user “%(name)s”."), name=name)
    journal.watch(session, user)
    return user


def _checked_name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise InvalidInput(
            _("A user's name has small Latin letters, digits, dots, hyphens and underscores, 79 at most."), field="name"
        )
    return name


def _hashed(password: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise InvalidInput(
            _("A password has from %(least)s to %(most)s characters."),
            field="password",
            least=SHORTEST_PASSWORD,
            most=LONGEST_PASSWORD,
        )
    return _HASHER.hash(password)


_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$bm9ib2R5bm9ib2R5bm8$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
