"""Lines of the journal in words: what happened to an event, and by how much.

Which lines are news is decided here too: corrections, and what merely follows from another line, are not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from calendar_service.domain.dates import parse_edtf, write
from calendar_service.domain.text import LocalText
from calendar_service.domain.words import _, say, say_number

VERBS = {
    "created": _("Draft added"),
    "published": _("Added"),
    "changed": _("Changed"),
    "moved": _("Date changed"),
    "proposed": _("Proposed"),
    "planned": _("Planned"),
    "confirmed": _("Confirmed"),
    "held": _("Held"),
    "postponed": _("Postponed"),
    "cancelled": _("Cancelled"),
    "reinstated": _("Reinstated"),
    "withdrawn": _("Withdrawn"),
    "merged": _("Merged with another record"),
    "checked": _("Checked, no news"),
    "unchecked": _("The check was taken back"),
    "window_opened": _("The window has opened, no day has been named"),
    "window_closed": _("The window has closed, no day was named"),
    "left_feeds": _("Left the feeds"),
    "restated": _("Shown anew, since something it names has changed"),
    "deleted": _("Draft deleted"),
}
_OF_NOUN = {
    ("document", "created"): _("Draft document added"),
    ("document", "published"): _("Document added"),
    ("format", "created"): _("Format added"),
    ("series", "created"): _("Series added"),
    ("party", "created"): _("Party added"),
    ("commitment", "created"): _("Promise recorded"),
    ("feed", "created"): _("Feed added"),
    ("secret_feed", "created"): _("Secret feed made"),
    ("secret_feed", "changed"): _("Secret feed changed"),
    ("secret_feed", "address_replaced"): _("Address of a secret feed replaced"),
    ("secret_feed", "ended"): _("Secret feed ended"),
    ("user", "created"): _("Account opened"),
    ("user", "changed"): _("Account changed"),
    ("user", "invited"): _("Invited"),
    ("user", "link_made"): _("One-time link made"),
    ("user", "password_set"): _("Password set"),
    ("user", "signed_out"): _("Signed out everywhere"),
    ("user", "disabled"): _("Account closed"),
    ("user", "reopened"): _("Account opened again"),
    ("user", "anonymised"): _("Made anonymous"),
    ("user", "token_made"): _("Token made"),
    ("user", "token_revoked"): _("Token revoked"),
    ("note", "reported"): _("Error reported"),
    ("note", "settled"): _("Report settled"),
    ("note", "reopened"): _("Report opened again"),
    ("note", "noted"): _("Private note written"),
    ("note", "changed"): _("Private note changed"),
    ("note", "deleted"): _("Private note deleted"),
    ("calendar", "cut_moved"): _("Large feeds now begin later"),
    ("calendar", "rendered"): _("All entries of feeds rendered anew"),
    ("calendar", "indexed"): _("All words for the search taken anew"),
}
NOUNS = {
    "event": _("event"),
    "document": _("document"),
    "commitment": _("commitment"),
    "format": _("format"),
    "series": _("series"),
    "party": _("party"),
    "feed": _("feed"),
    "secret_feed": _("secret feed"),
    "note": _("reader’s report or private note"),
    "user": _("user"),
    "calendar": _("the calendar as a whole"),
}
SHIFTS = {
    "named": _("The day has been named"),
    "narrowed": _("Date narrowed"),
    "slipped": _("Moved"),
    "widened": _("Date widened"),
}
NEWS = (
    "published", "changed", "moved", "planned", "confirmed", "held", "postponed", "cancelled", "reinstated",
    "checked", "window_opened", "window_closed",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A line in words: `verb` is what happened, `detail` from what to what (may be empty), `reason` why.

    `before` and `after` say the same as `detail` in two parts, and `shift` by how much, for pages that
    strike out what was.
    """

    verb: str
    detail: str = ""
    reason: str = ""
    before: str = ""
    after: str = ""
    shift: str = ""

    def __str__(self) -> str:
        *before, last = [part for part in (self.verb, self.detail, self.reason) if part]
        return ". ".join([*(part.rstrip(".") for part in before), last])


def word_for(noun: str, verb: str) -> str:
    """Return the message for what happened to a record of a noun; a verb that is not known stands as it is."""
    return _OF_NOUN.get((noun, verb)) or VERBS.get(verb, verb)


def verbs() -> dict[str, str]:
    """Return every verb with the message that says it of most records."""
    return {verb: message for (_noun, verb), message in _OF_NOUN.items()} | VERBS


def tell(verb: str, facts: Mapping[str, Any], reasons: LocalText, lang: str) -> Told:
    """Return a line of the journal in a language; a verb that is not known stands as it is."""
    reason = reasons.get(lang)
    if verb == "moved":
        return _moved(facts, reason, lang)
    return Told(verb=say(lang, VERBS.get(verb, verb)), reason=reason)


def _moved(facts: Mapping[str, Any], reason: str, lang: str) -> Told:
    before, after = (write(parse_edtf(str(facts.get(name, ""))), lang) for name in ("before", "after"))
    kind, days = str(facts.get("shift", "")), int(facts.get("days") or 0)
    is_named = bool(facts.get("names_day")) and kind == "narrowed"
    verb = say(lang, SHIFTS["named"] if is_named else SHIFTS.get(kind, VERBS["moved"]))
    detail = say(lang, _("was: %(before)s; now: %(after)s"), before=before, after=after)
    shift = _by_days(days, lang) if kind == "slipped" and days else ""
    if shift:
        detail = f"{detail} ({shift})"
    return Told(verb=verb, detail=detail, reason=reason, before=before, after=after, shift=shift)


def _by_days(days: int, lang: str) -> str:
    if days > 0:
        return say_number(lang, "%(number)s day later", "%(number)s days later", days)
    return say_number(lang, "%(number)s day earlier", "%(number)s days earlier", -days)
