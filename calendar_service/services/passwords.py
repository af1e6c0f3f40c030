"""Passwords: kept as argon2 hashes, and compared in the same time whether there is one or not."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.words import _

SHORTEST, LONGEST = 10, 200  # characters
_HASHER = PasswordHasher()
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$bm9ib2R5bm9ib2R5bm9ibw$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"


def hashed(password: str, *, field: str = "password") -> str:
    """Return the hash of a password; raises `InvalidInput` for one too short or too long, which is not hashed."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise InvalidInput(
            _("A password has from %(least)s to %(most)s characters."), field=field, least=SHORTEST, most=LONGEST
        )
    return _HASHER.hash(password)


def fits(password: str, kept: str) -> bool:
    """Tell whether a password is the one that was kept; takes as long where none is kept."""
    if len(password) > LONGEST:
        return False
    try:
        _HASHER.verify(kept or _NOBODY, password)
    except (VerificationError, InvalidHashError):
        return False
    return bool(kept)
