"""Accounts: users, their roles and their passwords.

Administrators keep them; a person changes only what is their own. The role counts as it stands at
each request, so that a change of it holds at once.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, delete, func, or_, select
from sqlalchemy.orm import Session

from calendar_service.domain.access import Actor, require_rank
from calendar_service.domain.errors import Conflict, Forbidden, InvalidInput, NotFound
from calendar_service.domain.kinds import USER_ROLES
from calendar_service.domain.kinds import require as require_known
from calendar_service.domain.text import clean
from calendar_service.domain.words import LANGUAGES, _, say
from calendar_service.models.accounts import Identity, User
from calendar_service.models.drafts import FormDraft
from calendar_service.models.invitations import Invitation
from calendar_service.models.secret_feeds import SecretFeed
from calendar_service.models.sessions import SignIn
from calendar_service.models.tokens import Token
from calendar_service.services import journal, passwords, sessions

FIRST_ADMINISTRATOR = "admin"
NAME_LENGTH = 79
MOST_LISTED = 100
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,78}")  # no letter of another script can pass for one of these


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an account stands: `open`, `invited` (no password yet), `closed`, or of one who has `left`.

    `seen_at` is when it was last used in a browser that is still signed in; `link_until`, how long a
    link that was not used yet opens it.
    """

    user: User
    state: str
    sign_ins: int
    seen_at: datetime | None
    link_until: datetime | None
    is_elsewhere: bool  # signs in by another provider, which gives it the role too


def create(
    session: Session, name: str, role: str, password: str, *, by: Actor, at: datetime, full_name: str = ""
) -> User:
    """Record a user and return it; the password is kept as a hash only."""
    require_rank(by, "administrator")
    kept = passwords.hashed(password)
    return _add(session, name, role, full_name, "created", kept, by=by, at=at)


def invite(session: Session, name: str, role: str, *, by: Actor, at: datetime, full_name: str = "") -> User:
    """Record a user who will set the password by a link (`invitations.issue`), and return it."""
    require_rank(by, "administrator")
    return _add(session, name, role, full_name, "invited", "", by=by, at=at)


def edit(session: Session, user_id: UUID, role: str, full_name: str, *, version: int, by: Actor, at: datetime) -> User:
    """Change the role and full name of a user.

    Raises `Conflict` where someone has saved since `version`, where another provider gives the role,
    and for the last administrator's role.
    """
    user = editable(session, user_id, by)
    if user.version != version:
        raise Conflict(_("Someone has saved this account while you were looking at it."))
    if require_known(role, USER_ROLES, field="role") != user.role:
        if user.identities:
            raise Conflict(_("The role of this account comes from where it signs in."), field="role")
        _leave_an_administrator(session, user)
    user.role, user.full_name = role, clean(full_name, field="full_name")
    return _noted(session, user, "changed", by=by, at=at)


def describe(session: Session, full_name: str, language: str, *, by: Actor, at: datetime) -> User:
    """Change the full name and the language of one's own account; an empty language is none in particular."""
    user = _own(session, by)
    user.full_name = clean(full_name, field="full_name")
    user.language = require_known(language, {"": "", **dict.fromkeys(LANGUAGES, "")}, field="language")
    return _noted(session, user, "changed", by=by, at=at)


def change_password(session: Session, old: str, new: str, *, by: Actor, at: datetime) -> User:
    """Change the password of one's own account, which ends all its sign-ins.

    Raises `InvalidInput` where `old` is not the password, or `new` is the same.
    """
    user = _own(session, by)
    if not passwords.fits(old, user.password_hash):
        raise InvalidInput(_("This is not the password of your account."), field="password-old")
    if old == new:
        raise InvalidInput(_("This is the password you have already. Choose another one."), field="password-new")
    return _with_password(session, user, passwords.hashed(new, field="password-new"), by=by, at=at)


def set_password(session: Session, who: str | UUID, password: str, *, by: Actor, at: datetime) -> User:
    """Give a user another password, which ends all their sign-ins; raises `Conflict` for a closed account."""
    user = editable(session, who, by)
    if user.disabled_at is not None:
        raise Conflict(_("The account of “%(name)s” is closed; a password would open nothing."), name=user.name)
    return _with_password(session, user, passwords.hashed(password), by=by, at=at)


def accept(session: Session, user: User, password: str, *, at: datetime, request_id: str = "") -> User:
    """Have the person to whom a link was given set the password of their account, which ends all its sign-ins."""
    by = Actor(user_id=user.id, name=user.name, role=user.role, request_id=request_id)
    journal.begin(session)
    journal.watch(session, user)
    return _with_password(session, user, passwords.hashed(password, field="password-new"), by=by, at=at)


def disable(session: Session, who: str | UUID, *, by: Actor, at: datetime) -> User:
    """Close a user's account; raises `Conflict` for the last administrator's, and for one that is closed."""
    user = editable(session, who, by)
    if user.disabled_at is not None:
        raise Conflict(_("The account of “%(name)s” is closed already."), name=user.name)
    _leave_an_administrator(session, user)
    user.disabled_at = at
    sessions.end_all(session, user.id)
    return _noted(session, user, "disabled", by=by, at=at)


def reopen(session: Session, who: str | UUID, *, by: Actor, at: datetime) -> User:
    """Open a closed account again, with the role and the password that it had."""
    user = editable(session, who, by)
    if user.disabled_at is None:
        raise Conflict(_("The account of “%(name)s” is open already."), name=user.name)
    user.disabled_at = None
    return _noted(session, user, "reopened", by=by, at=at)


def end_sign_ins(session: Session, who: str | UUID, *, by: Actor, at: datetime) -> User:
    """Sign a user out everywhere."""
    user = editable(session, who, by)
    sessions.end_all(session, user.id)
    return _noted(session, user, "signed_out", by=by, at=at)


def anonymise(session: Session, who: str | UUID, *, by: Actor, at: datetime) -> User:
    """Close the account of a person who has left, and forget who it was; the journal keeps the id. There is no way back.

    Raises `Conflict` for the last administrator's.
    """
    user = editable(session, who, by)
    _leave_an_administrator(session, user)
    sessions.end_all(session, user.id)
    for table in (Invitation, Identity, FormDraft, Token):
        session.execute(delete(table).where(table.user_id == user.id))
    session.execute(delete(SecretFeed).where(SecretFeed.owner_id == user.id))
    session.expire(user, ["identities"])
    user.former_number = (session.scalar(select(func.max(User.former_number))) or 0) + 1
    user.name = f"former user {user.former_number}"  # nobody can be given a name with spaces
    user.full_name = user.password_hash = user.language = ""
    user.disabled_at = user.disabled_at or at
    return _noted(session, user, "anonymised", by=by, at=at)


def verify(session: Session, name: str, password: str) -> User | None:
    """Return the user whose name and password these are; takes as long where there is no such user."""
    query = select(User).where(User.name == name, User.disabled_at.is_(None))
    user = session.scalar(query) if _NAME.fullmatch(name) else None
    return user if passwords.fits(password, user.password_hash if user is not None else "") else None


def ensure_administrator(session: Session, password: str | None, *, by: Actor, at: datetime) -> str | None:
    """Make the first administrator where there is none yet, and return the password, or `None` if there was one."""
    if session.scalar(select(User.id).where(User.role == "administrator").limit(1)) is not None:
        return None
    chosen = password or token_urlsafe(12)
    create(session, FIRST_ADMINISTRATOR, "administrator", chosen, by=by, at=at)
    return chosen


def listed(
    session: Session, *, by: Actor, at: datetime, after: str = "", limit: int = MOST_LISTED
) -> Sequence[Standing]:
    """Return the accounts by name, those that follow the name `after`, at most `limit`."""
    require_rank(by, "administrator")
    query = _standings(at).where(User.name > after).order_by(User.name).limit(limit)
    return [_standing(row) for row in session.execute(query)]


def standing(session: Session, user_id: UUID, *, by: Actor, at: datetime) -> Standing:
    """Return how an account stands; raises `NotFound` where there is none."""
    require_rank(by, "administrator")
    row = session.execute(_standings(at).where(User.id == user_id)).first()
    if row is None:
        raise NotFound(_("There is no such user."))
    return _standing(row)


def called(user: User, lang: str) -> str:
    """Return how to call a user: by the full name, else by the account's; who has left, as one of those."""
    if user.former_number is not None:
        return say(lang, _("former user %(number)s"), number=user.former_number)
    return user.full_name or user.name


def editable(session: Session, who: str | UUID, by: Actor) -> User:
    """Return a user, by id or name, for an administrator to change; raises `NotFound` where there is none.

    Raises `Conflict` for one who has left for good: nothing of that account can be changed.
    """
    require_rank(by, "administrator")
    user = _locked(session, User.id == who if isinstance(who, UUID) else User.name == who)
    if user is None:
        raise NotFound(_("There is no user “%(name)s”."), name=who)
    if user.former_number is not None:
        raise Conflict(_("This person has left, and the account was made anonymous. That cannot be undone."))
    return user


def checked_name(name: str) -> str:
    """Return a name that an account can have; raises `InvalidInput` for any other."""
    if not _NAME.fullmatch(name):
        raise InvalidInput(
            _("A user's name has small Latin letters, digits, dots, hyphens and underscores, 79 at most."), field="name"
        )
    return name


def _standings(at: datetime) -> Select[Any]:
    is_live = (SignIn.user_id == User.id, SignIn.expires_at > at, SignIn.seen_at > at - sessions.IDLE)
    opens = (Invitation.user_id == User.id, Invitation.used_at.is_(None), Invitation.expires_at > at)
    return select(
        User,
        select(func.count(SignIn.id)).where(*is_live).scalar_subquery(),
        select(func.max(SignIn.seen_at)).where(*is_live).scalar_subquery(),
        select(func.max(Invitation.expires_at)).where(*opens).scalar_subquery(),
        User.identities.any(),
    )


def _standing(row: Any) -> Standing:
    user, sign_ins, seen_at, link_until, is_elsewhere = row
    state = "left" if user.former_number is not None else "closed" if user.disabled_at is not None else "open"
    if state == "open" and not user.password_hash and not is_elsewhere:
        state = "invited"
    return Standing(
        user=user, state=state, sign_ins=sign_ins, seen_at=seen_at, link_until=link_until, is_elsewhere=is_elsewhere
    )


def _own(session: Session, by: Actor) -> User:
    user = _locked(session, User.id == by.user_id)
    if user is None or user.disabled_at is not None:
        raise Forbidden(_("Sign in first."))
    return user


def _locked(session: Session, condition: ColumnElement[bool]) -> User | None:
    """Return a user as the writer before left it, with how it stands now remembered for the journal."""
    journal.begin(session)
    user = session.scalar(select(User).where(condition).execution_options(populate_existing=True))
    if user is not None:
        journal.watch(session, user)
    return user


def _add(
    session: Session, name: str, role: str, full_name: str, verb: str, kept: str, *, by: Actor, at: datetime
) -> User:
    journal.begin(session)
    if session.scalar(select(User.id).where(User.name == checked_name(name))) is not None:
        raise Conflict(_("There is a user “%(name)s” already."), field="name", name=name)
    user = User(
        name=name,
        role=require_known(role, USER_ROLES, field="role"),
        full_name=clean(full_name, field="full_name"),
        password_hash=kept,
        created_at=at,
        updated_at=at,
    )
    session.add(user)
    session.flush()
    journal.record(session, user, verb, by=by, at=at, public=False)
    return user


def _with_password(session: Session, user: User, kept: str, *, by: Actor, at: datetime) -> User:
    user.password_hash = kept
    sessions.end_all(session, user.id)
    return _noted(session, user, "password_set", by=by, at=at)


def _noted(session: Session, user: User, verb: str, *, by: Actor, at: datetime) -> User:
    user.updated_at = at
    journal.record(session, user, verb, by=by, at=at, public=False)
    return user


def _leave_an_administrator(session: Session, user: User) -> None:
    """Raise `Conflict` where nobody else could administer the calendar if this user no longer did."""
    can_enter = or_(User.password_hash != "", User.identities.any())
    others = select(func.count()).where(
        User.role == "administrator", User.disabled_at.is_(None), User.id != user.id, can_enter
    )
    if user.role == "administrator" and user.disabled_at is None and not session.scalar(others):
        raise Conflict(_("This is the last administrator. Make another one first."))
