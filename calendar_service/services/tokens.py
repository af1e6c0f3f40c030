"""Tokens: by which programs act for a person over the API. Made once shown once, kept as a hash.

What a token may do is looked up at every request: its scope, and the role its user has then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe
from uuid import UUID

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session, joinedload

from calendar_service.domain.access import RANKS, SCOPES, Actor
from calendar_service.domain.errors import Conflict, Forbidden, InvalidInput, NotFound
from calendar_service.domain.text import clean
from calendar_service.domain.words import _
from calendar_service.models.accounts import User
from calendar_service.models.tokens import Token
from calendar_service.services import accounts, journal, sessions

PREFIX = "cal_"  # by which a token can be known where it has leaked
MOST_DAYS = 730
MOST_OWN = 50
USED_EVERY = timedelta(minutes=10)  # how exactly it is known when a token was last used
_TOKEN = 32  # octets
_HINT = 10  # letters
_HIGHEST = {"read": "editor", "write": "editor", "admin": "administrator"}  # what a scope makes of a role


@dataclass(frozen=True, slots=True)
class Made:
    """A token that was just made: its text, which is known here and never again, and its row."""

    text: str
    row: Token


def make(
    session: Session, user: User, scope: str, *, note: str = "", days: int | None = None, by: Actor, at: datetime
) -> Made:
    """Make a token for a user: for oneself, or for anyone by an administrator.

    `days` is how long it holds; for good where it is `None`. Raises `InvalidInput` for a scope that
    the user's role does not reach, or that there is none of.
    """
    journal.begin(session)
    if by.user_id != user.id and not by.has_rank("administrator"):
        raise Forbidden(_("A token is made for one's own account."))
    if scope not in SCOPES:
        raise InvalidInput(_("A token's scope is one of: %(known)s."), field="scope", known=", ".join(SCOPES))
    if RANKS[user.role] < RANKS[SCOPES[scope]] or user.disabled_at is not None:
        raise InvalidInput(
            _("The role of this account does not allow the scope “%(scope)s”."), field="scope", scope=scope
        )
    if days is not None and not 1 <= days <= MOST_DAYS:
        raise InvalidInput(_("A token holds from 1 to %(most)s days, or for good."), field="days", most=MOST_DAYS)
    if len(session.scalars(_live(user.id, at)).all()) >= MOST_OWN:
        raise Conflict(_("This account has %(most)s tokens. Revoke one that is no longer used."), most=MOST_OWN)
    text = PREFIX + token_urlsafe(_TOKEN)
    row = Token(
        user_id=user.id, note=clean(note, field="note"), hint=text[:_HINT], token_hash=sessions.hashed(text), scope=scope,
        made_at=at, expires_at=None if days is None else at + timedelta(days=days),
    )  # fmt: skip
    session.add(row)
    _tell(session, user, "token_made", row, by=by, at=at)
    return Made(text, row)


def find(session: Session, text: str, *, at: datetime) -> Token | None:
    """Return the token of a text, with its user; `None` where it has run out, was revoked, or its user cannot act."""
    query = select(Token).where(Token.token_hash == sessions.hashed(text)).options(joinedload(Token.user))
    found = session.scalar(query)
    if found is None or not is_live(found, at) or found.user.disabled_at is not None:
        return None
    return found


def is_live(row: Token, at: datetime) -> bool:
    """Tell whether a token still holds."""
    return row.revoked_at is None and (row.expires_at is None or row.expires_at > at)


def actor_of(found: Token, request_id: str = "") -> Actor:
    """Return who acts by a token: its user, with what the scope leaves of the role that the account has now."""
    user, highest = found.user, _HIGHEST[found.scope]
    role = user.role if RANKS[user.role] <= RANKS[highest] else highest
    return Actor(user_id=user.id, name=user.name, role=role, request_id=request_id, token_id=found.id)


def may(found: Token, scope: str) -> bool:
    """Tell whether a token's scope allows what needs another."""
    order = list(SCOPES)
    return order.index(found.scope) >= order.index(scope)


def see(session: Session, token_id: UUID, *, at: datetime) -> None:
    """Note that a token is in use."""
    session.execute(update(Token).where(Token.id == token_id).values(used_at=at))


def is_to_be_seen(found: Token, *, at: datetime) -> bool:
    """Tell whether it is time to note that a token is in use."""
    return found.used_at is None or found.used_at + USED_EVERY <= at


def of_user(session: Session, user_id: UUID, *, by: Actor, at: datetime) -> Sequence[Token]:
    """Return the tokens of a user that hold, the newest first: one's own, or anyone's to an administrator."""
    if by.user_id != user_id and not by.has_rank("administrator"):
        raise NotFound(_("There is no such user."))
    return session.scalars(_live(user_id, at)).all()


def revoke(session: Session, token_id: UUID, *, by: Actor, at: datetime) -> Token:
    """End a token at once. Raises `Conflict` for the one that acts: it cannot end itself by accident."""
    journal.begin(session)
    row = session.get(Token, token_id, populate_existing=True)
    if row is None or (row.user_id != by.user_id and not by.has_rank("administrator")):
        raise NotFound(_("There is no such token."))
    if row.id == by.token_id:
        raise Conflict(_("A token does not revoke itself. Revoke it on the page of your account, or by another token."))
    if row.revoked_at is None:
        row.revoked_at = at
        _tell(session, row.user, "token_revoked", row, by=by, at=at)
    return row


def _live(user_id: UUID, at: datetime) -> Select[Token]:
    holds = Token.expires_at.is_(None) | (Token.expires_at > at)
    return (
        select(Token).where(Token.user_id == user_id, Token.revoked_at.is_(None), holds).order_by(Token.made_at.desc())
    )


def _tell(session: Session, user: User, verb: str, row: Token, *, by: Actor, at: datetime) -> None:
    facts = {"scope": row.scope, "hint": row.hint, "note": row.note}
    journal.record(session, user, verb, by=by, at=at, public=False, facts=facts)


def by_name(session: Session, name: str) -> User:
    """Return the user of a name; raises `NotFound`."""
    user = session.scalar(select(User).where(User.name == accounts.checked_name(name)))
    if user is None:
        raise NotFound(_("There is no user “%(name)s”."), name=name)
    return user
