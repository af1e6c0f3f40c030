"""Differences: the fields of a line of the journal in words, what stood there and what stands there now.

Records that a field leads to go by their names. What only belongs to the keeping of a record is left out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from babel import Locale
from sqlalchemy.orm import Session

from calendar_service.domain import kinds
from calendar_service.domain.access import Actor
from calendar_service.domain.dates import StatedDate, parse_edtf, places, write
from calendar_service.domain.entries import Said
from calendar_service.domain.lifecycle import STATUSES, VISIBILITIES
from calendar_service.domain.reverting import Back
from calendar_service.domain.words import LANGUAGES, _, say
from calendar_service.services import faces, restoring
from calendar_service.services.naming import Names

LABELS = {
    "titles": _("title"), "names": _("name"), "descriptions": _("description"), "editions": _("name of one edition"),
    "kind": _("kind"), "status": _("status"), "visibility": _("visibility"), "reasons": _("public reason"),
    "format_id": _("format"), "series_id": _("series"), "ordinal": _("number in its series"),
    "ordinal_is_inferred": _("number is inferred"), "date": _("date"), "date_edtf": _("date"),
    "date_stated": _("words of the date"), "start_time": _("begins"), "end_time": _("ends"),
    "date_timezone": _("time zone of the times"), "stated_on": _("day it was stated"), "timezone": _("time zone"),
    "cities": _("city"), "venues": _("venue"), "country": _("country"), "latitude": _("latitude"),
    "longitude": _("longitude"), "mode": _("mode"), "languages": _("working languages"), "hosts": _("hosts"),
    "participants": _("participants"), "relations": _("relations"), "sources": _("sources"), "links": _("links"),
    "external_ids": _("ids in other systems"), "owner_id": _("owner"), "owner_role": _("owner"), "has_drafts": _("drafts as well"),
    "private_note": _("private note"), "asked_again_on": _("ask again on"), "last_checked_on": _("last checked on"),
    "merged_into_id": _("merged into"), "slug": _("address"), "colour": _("colour"), "position": _("place in the order"),
    "secretariat_id": _("secretariat"), "members": _("members"), "is_standing": _("only recurs"), "state": _("state"),
    "language": _("language"), "dated_edtf": _("date it bears"), "url": _("link"), "event_id": _("event"),
    "document_id": _("document"), "paragraphs": _("paragraphs"), "is_dropped": _("dropped"), "is_broken": _("not kept"),
    "parties": _("parties"), "realisations": _("realised by"), "code": _("code"), "parent_id": _("belongs to"),
    "contact": _("contact"), "selection": _("filters"), "role": _("role"), "disabled_at": _("closed on"),
    "settled_at": _("settled on"), "settled_by_id": _("settled by"),
}  # fmt: skip
UNTOLD = frozenset(
    {
        "uid", "window", "status_before", "reasons_before", "has_left_feeds", "previous_edtf", "published_at",
        "withdrawn_on", "cancelled_on", "former_number", "date_language",
    }
)  # fmt: skip
_VOCABULARIES: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("event", "kind"): {key: one.label for key, one in kinds.KINDS.items()},
    ("series", "kind"): {key: one.label for key, one in kinds.KINDS.items()},
    ("document", "kind"): kinds.DOCUMENT_KINDS,
    ("party", "kind"): kinds.PARTY_KINDS,
    ("event", "status"): STATUSES,
    ("series", "status"): kinds.SERIES_STATUSES,
    ("event", "mode"): kinds.MODES,
    ("event", "owner_role"): kinds.USER_ROLES,
    ("user", "role"): kinds.USER_ROLES,
    ("document", "state"): kinds.DOCUMENT_STATES,
} | {(noun, "visibility"): VISIBILITIES for noun in ("event", "document", "feed")}
_FILTERS = {
    "q": _("words"), "kind": _("kind"), "format": _("format"), "series": _("series"), "party": _("party"),
    "host": _("host"), "status": _("status"), "event": _("event"), "from": _("from"), "to": _("to"),
}  # fmt: skip
_LOCAL = frozenset({"titles", "names", "descriptions", "editions", "cities", "venues", "reasons"})
_QUOTES = {"ru": "«%s»", "en": "“%s”"}
Lines = list[Said]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field: what it is called, what stood there and what stands there now, without what is the same in both."""

    field: str
    label: str
    before: Sequence[Said]
    after: Sequence[Said]


@dataclass(frozen=True, slots=True)
class Standing:
    """A field that may go back: what stood there before a line, what the line left, what stands there now."""

    label: str
    before: Sequence[Said]
    after: Sequence[Said]
    now: Sequence[Said]


class Teller:
    """Puts fields of lines into the words of a language, for one actor; it knows the names of all they lead to."""

    def __init__(self, session: Session, values: Iterable[Mapping[str, Any]], lang: str, *, to: Actor) -> None:
        self.lang = lang
        self.names = Names(session, values, lang, to=to)

    def differences(self, noun: str, fields: Mapping[str, Sequence[Any]]) -> list[Difference]:
        """Return the fields that a line changed, in the order in which they are known."""
        told = []
        for name in sorted(fields.keys() & LABELS.keys() - UNTOLD, key=list(LABELS).index):
            if not fields[name][0] and fields[name][1] in (0, False):
                continue  # new, and as it is where nothing is said
            before, after = (self.words(noun, name, value) for value in fields[name])
            kept = [one for one in before if one not in after], [one for one in after if one not in before]
            if before != after:
                told.append(Difference(name, say(self.lang, LABELS[name]), *(kept if any(kept) else (before, after))))
        return told

    def standing(self, noun: str, one: Back) -> Standing:
        """Return a field that may go back, in words."""
        before, after, now = (self.words(noun, one.field, value) for value in (one.before, one.after, one.now))
        return Standing(say(self.lang, LABELS.get(one.field, one.field)), before, after, now)

    def words(self, noun: str, name: str, value: Any) -> Lines:
        """Return what a field says, in lines; none where it says nothing."""
        if value in (None, "", [], {}):
            return []
        if name in _LOCAL:
            return [Said(value[lang], lang) for lang in sorted(value, key=self._order)]
        if (noun, name) in _VOCABULARIES:
            return [self._said(say(self.lang, _VOCABULARIES[noun, name].get(value, value)))]
        if name == "date":
            return [self._said(write(restoring.date_of(value), self.lang))]
        if isinstance(value, list) and isinstance(value[0], dict):
            return [self._said(self._child(name, row)) for row in value]
        return [self._said(self._plain(name, value))]

    def _order(self, lang: str) -> int:
        return LANGUAGES.index(lang) if lang in LANGUAGES else len(LANGUAGES)

    def _said(self, text: str) -> Said:
        return Said(text, self.lang)

    def _plain(self, name: str, value: Any) -> str:
        if name.endswith("_id"):
            return self.names.of(value)
        if name == "selection":
            return "; ".join(f"{say(self.lang, _FILTERS.get(key, key))}: {', '.join(map(str, said))}" for key, said in value.items())  # fmt: skip
        if name == "languages":
            return ", ".join(self._language(code) for code in value)
        told = _PLAIN.get(name)
        if told is not None:
            return told(value, self.lang)
        if isinstance(value, bool):
            return say(self.lang, _("yes") if value else _("no"))
        return self._language(value) if name == "language" else str(value)

    def _language(self, code: str) -> str:
        return str(Locale(self.lang).languages.get(code, code))

    def _child(self, name: str, row: Mapping[str, Any]) -> str:
        told = {
            "sources": self._source,
            "relations": self._relation,
            "links": self._link,
            "external_ids": self._external_id,
            "paragraphs": self._paragraph,
            "realisations": self._target,
        }.get(name, self._party)
        return told(row)

    def _party(self, row: Mapping[str, Any]) -> str:
        """Return a party with what is said of its part: "Italy: chair; minister; A. Rossi"."""
        roles = {**kinds.PARTICIPANT_ROLES, **kinds.HOST_ROLES}
        words = [say(self.lang, roles[row["role"]])] if row.get("role") not in {None, "host", "member"} else []
        for name, known in (("level", kinds.LEVELS), ("answer", kinds.ANSWERS), ("basis", kinds.BASES)):
            words += [say(self.lang, known.get(row[name], row[name]))] if row.get(name) else []
        for name in ("names", "offices"):
            words += [" / ".join(dict.fromkeys(row[name].values()))] if row.get(name) else []
        return ": ".join(part for part in (self.names.of(row["party_id"]), "; ".join(words)) if part)

    def _relation(self, row: Mapping[str, Any]) -> str:
        return f"{say(self.lang, kinds.RELATIONS.get(row['type'], row['type']))} {self._quoted(self._target(row))}"

    def _target(self, row: Mapping[str, Any]) -> str:
        return self.names.of(next(row[key] for key in ("to_event_id", "to_series_id", "event_id", "series_id") if row.get(key)))  # fmt: skip

    def _link(self, row: Mapping[str, Any]) -> str:
        kind = say(self.lang, kinds.LINK_TYPES.get(row["type"], row["type"]))
        return f"{kind}: {_joined(row['title'], row['url'])}"

    def _external_id(self, row: Mapping[str, Any]) -> str:
        return f"{row['system']}: {_joined(row['value'], row['url'])}"

    def _source(self, row: Mapping[str, Any]) -> str:
        if row["sort"] == "document":
            told = f"{self.names.of(row['paragraph_id'])}: {self._quoted(row['quote'])}"
            return _joined(told, say(self.lang, _("a mention")) if row["is_mention"] else "")
        if row["sort"] == "link":
            seen = say(self.lang, _("seen on %(day)s"), day=_day(row["seen_on"], self.lang)) if row["seen_on"] else ""
            return _joined(row["title"], row["publisher"], row["url"], seen)
        day = _day(row["dated_on"], self.lang) if row["dated_on"] else ""
        return f"{say(self.lang, _('private'))}: {_joined(row['note'], row['number'], day)}"

    def _paragraph(self, row: Mapping[str, Any]) -> str:
        return f"¶{row['number']}: {row['text']}"

    def _quoted(self, text: str) -> str:
        return _QUOTES.get(self.lang, _QUOTES["en"]) % text


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _day(value: str, lang: str) -> str:
    return write(StatedDate(value[:10]), lang)


def _edtf(value: str, lang: str) -> str:
    return write(parse_edtf(value), lang)


def _zone(value: str, lang: str) -> str:
    return places.name_of(value, lang)


def _clock(value: str, _lang: str) -> str:
    return value[:5]


_PLAIN: Mapping[str, Callable[[Any, str], str]] = {
    **dict.fromkeys(("date_edtf", "dated_edtf"), _edtf),
    **dict.fromkeys(("stated_on", "asked_again_on", "last_checked_on", "disabled_at", "settled_at"), _day),
    **dict.fromkeys(("timezone", "date_timezone"), _zone),
    **dict.fromkeys(("start_time", "end_time"), _clock),
    "country": faces.country_name,
}
