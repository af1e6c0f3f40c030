"""By what a format or a series goes in addresses: as typed, else made of its English name."""

import re
import unicodedata

from calendar_service.domain.words import _, say
from calendar_service.web.forms import Typed
from calendar_service.web.registry.noun import Gathered

_LONGEST = 60  # of what is made, so that it can still be read


def of(typed: Typed) -> str:
    """Return the slug that is typed, else one made of the English name."""
    return typed.text("slug").strip().lower() or made_of(typed.text("name-en"))


def made_of(name: str) -> str:
    """Return a slug made of the Latin letters and digits of a name, cut after a whole word."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(one))
    words = re.findall(r"[a-z0-9]+", plain.replace("'", "").replace("’", ""))
    slug = ""
    for word in words:
        longer = f"{slug}-{word}".lstrip("-")
        if len(longer) > _LONGEST:
            break
        slug = longer
    return slug


def require(found: Gathered, typed: Typed) -> None:
    """Note that an address is wanted where there is nothing to make one of."""
    if typed.local("name") and not of(typed):
        found.errors["slug"] = say(found.lang, _("Give an address: there is no English name to make one of."))
