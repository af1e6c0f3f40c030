"""What a series proposes for its next edition, beside what is typed; and putting it into the fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from calendar_service.domain.access import Actor
from calendar_service.domain.kinds import KINDS
from calendar_service.domain.text import LocalText
from calendar_service.domain.words import LANGUAGE_NAMES, LANGUAGES, _, say
from calendar_service.services import faces, proposing
from calendar_service.services.proposing import Proposal, Turn
from calendar_service.web.editing.known import Known
from calendar_service.web.editing.names import ROWS
from calendar_service.web.forms import Typed

_TURNS = {
    Turn.FOLLOWED: _("it came after %(after)s before"),
    Turn.LEFT: _("it alone has not hosted yet"),
    Turn.LONGEST: _("all have hosted, it the longest ago"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A proposal for a field: its name, what it is in words, why, and the fields it fills.

    `stands` is "taken" where the form says it already, "other" where it says something else, "" where it says nothing.
    """

    name: str
    label: str
    words: str
    why: str = ""
    fields: Mapping[str, list[str]]
    stands: str = ""


@dataclass(frozen=True, slots=True)
class Suggested:
    """What a series proposes, and what it cannot tell."""

    series: str
    items: list[Suggestion]
    notes: list[str]


def read(session: Session, typed: Typed, known: Known, *, to: Actor) -> Suggested | None:
    """Return what the series that is chosen proposes; `None` where none is chosen."""
    try:
        series_id = UUID(typed.text("series"))
    except ValueError:
        return None
    ordinal = typed.text("ordinal").strip()
    number = int(ordinal) if ordinal.isdecimal() and 0 < int(ordinal[:6]) < 10_000 else None  # noqa: PLR2004
    proposal = proposing.of_series(session, series_id, ordinal=number, to=to)
    if proposal is None:
        return None
    items = [_standing(one, typed) for one in _items(proposal, number, known)]
    return Suggested(proposal.series.names.get(known.lang), items, _notes(proposal, number, known.lang))


def filled(typed: Typed, suggested: Suggested, *, only: str = "") -> Typed:
    """Return a form with what is proposed put into the fields that are empty; with `only`, into that one in any case."""
    values = dict(typed.values)
    for one in suggested.items:
        if one.name == only or (not only and one.stands == ""):
            values |= one.fields
    return Typed(values)


def _items(proposal: Proposal, number: int | None, known: Known) -> list[Suggestion]:
    lang = known.lang
    items = []
    if number is None and proposal.ordinal is not None and proposal.latest is not None:
        title = proposal.latest.titles.get(lang)
        why = say(
            lang, _("the latest recorded is number %(number)s: %(title)s"), number=proposal.latest.ordinal, title=title
        )
        fields = {"ordinal": [str(proposal.ordinal)], "ordinal_is_inferred": ["yes"]}
        items.append(
            Suggestion(
                name="ordinal",
                label=say(lang, _("Number in the series")),
                words=str(proposal.ordinal),
                why=why,
                fields=fields,
            )
        )
    items += [_title(proposal.titles, one, lang) for one in LANGUAGES if one in proposal.titles.texts]
    kind = say(lang, KINDS[proposal.kind].label)
    items.append(Suggestion(name="kind", label=say(lang, _("Kind")), words=kind, fields={"kind": [proposal.kind]}))
    if proposal.series.format is not None:
        words = proposal.series.format.names.get(lang)
        fields = {"format": [str(proposal.format_id)]}
        items.append(Suggestion(name="format", label=say(lang, _("Format")), words=words, fields=fields))
    if proposal.host is not None and proposal.turn is not None:
        items.append(_host(proposal, known))
    if proposal.participants:
        items.append(_participants(proposal, known))
    return items


def _title(titles: LocalText, one: str, lang: str) -> Suggestion:
    label = say(lang, _("Title"))
    named = f"{label} ({LANGUAGE_NAMES[one]})" if one != lang else label
    return Suggestion(
        name=f"title-{one}", label=named, words=titles.texts[one], fields={f"title-{one}": [titles.texts[one]]}
    )


def _host(proposal: Proposal, known: Known) -> Suggestion:
    assert proposal.host is not None
    assert proposal.turn is not None
    lang = known.lang
    after = faces.party_face(proposal.after, lang).name.text if proposal.after else ""
    message = _TURNS[proposal.turn]
    why = say(lang, message, after=after) if "%(after)s" in message else say(lang, message)
    return Suggestion(
        name="hosts",
        label=say(lang, _("Host, by past rotation")),
        words=faces.party_face(proposal.host, lang).name.text,
        why=why,
        fields={"host-party": [known.of_party(proposal.host.id)], "host-role": ["host"]},
    )


def _participants(proposal: Proposal, known: Known) -> Suggestion:
    lang, number = known.lang, len(proposal.participants)
    rows = ROWS["participants"]
    fields = {name: [""] * number for name in rows.written} | {
        name: [text] * number for name, text in rows.chosen.items()
    }
    fields |= {
        "participant-party": [known.of_party(one.id) for one in proposal.participants],
        "participant-basis": ["membership"] * number,
    }
    return Suggestion(
        name="participants",
        label=say(lang, _("Participants")),
        words=", ".join(faces.party_face(one, lang).name.text for one in proposal.participants),
        why=say(lang, _("as members of the format")),
        fields=fields,
    )


def _standing(one: Suggestion, typed: Typed) -> Suggestion:
    written = (
        one.fields
        if one.name not in ROWS
        else {name: one.fields[name] for name in ROWS[one.name].names if "party" in name}
    )
    now = {name: [text.strip() for text in typed.texts(name) if text.strip()] for name in written}
    is_empty = not any(now.values())
    is_same = all(now[name] == [text for text in texts if text] for name, texts in written.items())
    stands = "" if is_empty else "taken" if is_same else "other"
    return Suggestion(name=one.name, label=one.label, words=one.words, why=one.why, fields=one.fields, stands=stands)


def _notes(proposal: Proposal, number: int | None, lang: str) -> list[str]:
    notes = []
    if proposal.ordinal is None and number is None:
        notes.append(
            say(
                lang,
                _("No edition of it is recorded yet. Write the number as the text has it; the titles follow from it."),
            )
        )
    if proposal.host is None and proposal.waiting:
        names = ", ".join(faces.party_face(one, lang).name.text for one in proposal.waiting)
        notes.append(say(lang, _("The past does not tell who hosts next. Not hosted yet: %(names)s."), names=names))
    return notes
