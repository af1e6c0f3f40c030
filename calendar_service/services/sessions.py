"""Sign-ins: begin one, find whose it is, end it.

A sign-in is known by a random token that its browser alone holds; the table has its hash. It ends when
it has not been used for a while, after a longest time whatever happens, when its account is closed,
and with every change of the password.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, joinedload

from calendar_service.domain.access import ANYONE, Actor
from calendar_service.models.accounts import User
from calendar_service.models.sessions import SignIn

IDLE = timedelta(hours=12)
LONGEST = timedelta(days=14)
SEEN_EVERY = timedelta(minutes=10)  # how exactly it is known when a sign-in was last used
_TOKEN = 32  # octets
_AGENT_LENGTH = 300


def begin(session: Session, user: User, *, at: datetime, agent: str = "") -> str:
    """Sign a user in and return the token for the browser; what has run out is cleared away."""
    session.execute(delete(SignIn).where(SignIn.expires_at < at))
    token = token_urlsafe(_TOKEN)
    session.add(
        SignIn(
            token_hash=hashed(token),
            user_id=user.id,
            began_at=at,
            seen_at=at,
            expires_at=at + LONGEST,
            agent=agent[:_AGENT_LENGTH],
        )
    )
    session.flush()
    return token


def find(session: Session, token: str, *, at: datetime) -> SignIn | None:
    """Return the sign-in that a token stands for, with its user; `None` where it has ended."""
    query = select(SignIn).where(SignIn.token_hash == hashed(token)).options(joinedload(SignIn.user))
    found = session.scalar(query)
    if found is None or found.expires_at <= at or found.seen_at + IDLE <= at or found.user.disabled_at is not None:
        return None
    return found


def actor_of(found: SignIn | None, request_id: str = "") -> Actor:
    """Return who acts in a sign-in, with the role the account has now; `ANYONE` where there is none."""
    if found is None:
        return ANYONE
    user = found.user
    return Actor(user_id=user.id, name=user.name, role=user.role, request_id=request_id)


def is_to_be_seen(found: SignIn, *, at: datetime) -> bool:
    """Tell whether it is time to note that a sign-in is in use."""
    return found.seen_at + SEEN_EVERY <= at


def see(session: Session, sign_in_id: UUID, *, at: datetime) -> None:
    """Note that a sign-in is in use, so that it does not end for idleness."""
    session.execute(update(SignIn).where(SignIn.id == sign_in_id, SignIn.seen_at < at).values(seen_at=at))


def end(session: Session, token: str) -> None:
    """End the sign-in of a token; nothing happens where it has ended already."""
    session.execute(delete(SignIn).where(SignIn.token_hash == hashed(token)))


def end_one(session: Session, sign_in_id: UUID, user_id: UUID) -> None:
    """End one of a user's own sign-ins; nothing happens where it has ended already, or is another's."""
    session.execute(delete(SignIn).where(SignIn.id == sign_in_id, SignIn.user_id == user_id))


def end_all(session: Session, user_id: UUID, *, but: str = "") -> None:
    """End every sign-in of a user, except the one of the token `but`."""
    query = delete(SignIn).where(SignIn.user_id == user_id)
    session.execute(query.where(SignIn.token_hash != hashed(but)) if but else query)


def of_user(session: Session, user_id: UUID, *, at: datetime) -> Sequence[SignIn]:
    """Return where a user is signed in, the latest use first."""
    query = select(SignIn).where(SignIn.user_id == user_id, SignIn.expires_at > at, SignIn.seen_at > at - IDLE)
    return session.scalars(query.order_by(SignIn.seen_at.desc())).all()


def hashed(token: str) -> str:
    """Return the hash under which a token is kept; it is random, so that no slow hash is needed."""
    return sha256(token.encode()).hexdigest()
