"""The kinds of event, and the other short vocabularies of the domain: one line each.

A label is an English message, translated by the catalogue where it is shown. A new kind is a line
here; nothing in the database lists them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.words import _


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of event: its key, its label, its iCalendar category, and whether people gather."""

    key: str
    label: str
    category: str
    gathers: bool = True


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind("summit", _("summit"), "SUMMIT"),
        Kind("ministerial", _("ministerial meeting"), "MINISTERIAL"),
        Kind("forum", _("forum"), "FORUM"),
        Kind("conference", _("conference"), "CONFERENCE"),
        Kind("round_table", _("round table"), "ROUND TABLE"),
        Kind("dialogue", _("dialogue"), "DIALOGUE"),
        Kind("consultative", _("consultative meeting"), "CONSULTATIVE MEETING"),
        Kind("session", _("session"), "SESSION"),
        Kind("meeting", _("meeting"), "MEETING"),
        Kind("visit", _("visit"), "VISIT"),
        Kind("signing", _("signing"), "SIGNING"),
        Kind("exercise", _("exercise"), "EXERCISE"),
        Kind("other", _("other event"), "OTHER"),
        Kind("milestone", _("milestone"), "MILESTONE", gathers=False),
    )
}

_TOLD_BY = {  # what in a title tells of which kind the event is; the first that is found decides
    "summit": r"саммит|summit",
    "round_table": r"кругл\w+ стол|round table",
    "consultative": r"консультац|консультатив|consultat",
    "ministerial": r"министерск|(встреч|совещани|конференци)\w* министров|ministerial|(meeting|conference) of [\w\s]*ministers",
    "forum": r"форум|forum",
    "conference": r"конференц|conference",
    "dialogue": r"диалог|dialogue",
    "session": r"сесси[яи]|заседани|session",
    "signing": r"подписани|signing",
    "visit": r"визит|\bvisit",
    "exercise": r"\bучени[яй]|\bexercise",
}

PARTY_KINDS = {
    "state": _("state"),
    "organisation": _("international organisation"),
    "institution": _("institution"),
}
HOST_ROLES = {"host": _("host"), "chair": _("chair"), "organiser": _("organiser")}
PARTICIPANT_ROLES = {"member": _("member"), "observer": _("observer"), "guest": _("guest")}
LEVELS = {
    "head_of_state": _("head of state"),
    "head_of_government": _("head of government"),
    "minister": _("minister"),
    "senior_official": _("senior official"),
    "expert": _("expert"),
}
ANSWERS = {
    "invited": _("invited"),
    "confirmed": _("has confirmed"),
    "declined": _("has declined"),
    "attended": _("attended"),
}
BASES = {"named": _("named in the source"), "membership": _("as members of the format")}
MODES = {"in_person": _("in person"), "online": _("online"), "hybrid": _("in person and online")}
RELATIONS = {
    "sidelines_of": _("on the sidelines of"),
    "timed_to": _("timed to"),
    "prepares": _("prepares"),
    "follows": _("follows"),
    "between": _("between the editions of"),
    "replaces": _("replaces"),
}
LINK_TYPES = {
    "official": _("official page"),
    "accreditation": _("accreditation"),
    "webcast": _("webcast"),
    "register": _("registration"),
    "press": _("press contact"),
}
DOCUMENT_KINDS = {
    "communique": _("communiqué"),
    "declaration": _("declaration"),
    "roadmap": _("roadmap"),
    "treaty": _("treaty"),
    "minutes": _("minutes"),
    "other": _("document"),
}
DOCUMENT_STATES = {"draft_text": _("draft text"), "adopted": _("adopted")}
SERIES_STATUSES = {
    "running": _("running"),
    "standing": _("standing"),
    "planned": _("planned"),
    "proposed": _("proposed"),
}
USER_ROLES = {
    "reader": _("reader"),
    "planner": _("planner"),
    "editor": _("editor"),
    "administrator": _("administrator"),
}


def require(value: str, known: dict[str, str] | dict[str, Kind], *, field: str) -> str:
    """Return a value that a vocabulary knows; raises `InvalidInput`, which lists what is known."""
    if value not in known:
        raise InvalidInput(
            _("“%(value)s” is not known here. Known are: %(known)s."),
            field=field,
            value=value[:80],
            known=", ".join(known),
        )
    return value


def told_by(titles: Iterable[str]) -> str:
    """Return the kind of which titles, in any language, tell; a meeting where they tell of none."""
    text = "\n".join(titles).casefold()
    return next((kind for kind, words in _TOLD_BY.items() if re.search(words, text)), "meeting")
