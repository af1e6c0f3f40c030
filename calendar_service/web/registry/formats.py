"""The form of a format: names, members, colour and pennant, who keeps its papers, its sources."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from calendar_service.domain.records import COLOURS, FormatFacts
from calendar_service.domain.text import LocalText
from calendar_service.domain.words import _, say
from calendar_service.services import faces, formats, registry
from calendar_service.web import conflicts, rows
from calendar_service.web.conflicts import Compared
from calendar_service.web.editing import comparing, findings, sourcing
from calendar_service.web.editing.fields import Rows, both
from calendar_service.web.editing.known import Known, local_of
from calendar_service.web.forms import Typed
from calendar_service.web.registry import addresses
from calendar_service.web.registry.noun import Gathered, Noun, Words, named

ROWS = {"members": Rows(("member-party",), {}), **sourcing.ROWS}
PENNANTS = (
    _("dotted"),
    _("halved upright"),
    _("halved level"),
    _("a disc"),
    _("full"),
    _("by the bend"),
    _("a cross"),
    _("quartered"),
    _("three bands"),
)
_LABELS = {
    "slug": _("Address"),
    "name-ru": _("What it is called"),
    "name-en": _("What it is called"),
    "description-ru": _("Description"),
    "description-en": _("Description"),
    "position": _("Pennant"),
    "colour": _("Colour in calendar programs"),
    "secretariat": _("Secretariat"),
    "members": _("Members"),
    "sources": _("Source"),
}


def _begin(session: Session, _asked: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    taken = {line.format.position for line in registry.formats(session)}
    return {"position": [str(next(one for one in range(1, len(taken) + 2) if one not in taken))]}


def _gather(session: Session, typed: Typed, known: Known, present: FormatFacts | None) -> Gathered:
    found = Gathered(known.lang)
    papers = typed.text("secretariat").strip()
    secretariat = found.take("secretariat", lambda: known.party(papers), None) if papers else None
    position = typed.text("position")
    found.facts = FormatFacts(
        slug=addresses.of(typed),
        names=findings.texts(typed, "name", present.names if present else LocalText()),
        descriptions=findings.texts(typed, "description", present.descriptions if present else LocalText(), lines=True),
        colour=typed.text("colour"),
        position=int(position) if position.isdecimal() and len(position) < 4 else 0,  # noqa: PLR2004 - digits
        secretariat_id=secretariat.id if secretariat else None,
        members=named(found, typed, known, ROWS["members"]),
        sources=sourcing.read(session, found, typed, present.sources if present else ()),
    )
    addresses.require(found, typed)
    return found.check()


def _show(session: Session, facts: FormatFacts, known: Known) -> Typed:
    return Typed(
        {
            "slug": [facts.slug],
            **local_of(facts.names, "name"),
            **local_of(facts.descriptions, "description"),
            "colour": [facts.colour],
            "position": [str(facts.position)],
            "secretariat": [known.of_party(facts.secretariat_id) if facts.secretariat_id else ""],
            **ROWS["members"].fields({"member-party": known.of_party(one)} for one in facts.members),
            **sourcing.shown(session, facts.sources, known.lang),
        }
    )


def _units(known: Known) -> list[Compared]:
    lang = known.lang
    return [
        conflicts.of(say(lang, _("What it is called")), *both("name")),
        conflicts.of(say(lang, _("Address")), "slug"),
        conflicts.of(say(lang, _("Description")), *both("description")),
        comparing.rows("members", say(lang, _("Members")), ROWS["members"], known),
        comparing.party(say(lang, _("Secretariat")), "secretariat", known),
        comparing.chosen(say(lang, _("Pennant")), "position", {str(number): words for number, words in _pennants(lang, 64)}),
        conflicts.of(say(lang, _("Colour in calendar programs")), "colour"),
        comparing.sources(known),
    ]  # fmt: skip


def _pennants(lang: str, most: int) -> list[tuple[int, str]]:
    return [(number, say(lang, PENNANTS[rows.pennant(number)])) for number in range(most + 1)]


def _choices(known: Known, typed: Typed) -> dict[str, Any]:
    holders: dict[int, list[str]] = {}
    record = typed.text("record")
    for one in known.formats:
        if str(one.id) != record:
            holders.setdefault(one.position, []).append(one.names.get(known.lang))
    position = typed.text("position")
    chosen = int(position) if position.isdecimal() and len(position) < 4 else 0  # noqa: PLR2004 - digits
    most = max(8, chosen, *(number + 1 for number in holders))
    return {
        "pennants": [
            (number, words, holders.get(number, [])) for number, words in _pennants(known.lang, min(most, 64))
        ],
        "colours": [(one, one) for one in sorted(COLOURS)],
    }


NOUN = Noun(
    path="/formats",
    listed="/formats",
    template="format_form.html",
    words=Words(
        new=_("New format"),
        edit=_("Edit the format"),
        lead=_("A name is enough to save. All else can follow."),
        back=_("Back to the format"),
        address=_("The former address keeps leading here."),
    ),
    kept=formats.FORMATS,
    single=("slug", *both("name"), *both("description"), "position", "colour", "secretariat"),
    rows=ROWS,
    folds={
        "source": ("sources", *(name for one in sourcing.ROWS.values() for name in one.written)),
        "about": both("description"),
    },
    labels=_LABELS,
    find=registry.format_of,
    name_of=lambda row: str(row.slug),
    title_of=lambda row, lang: faces.said(row.names, lang),
    begin=_begin,
    gather=_gather,
    show=_show,
    units=_units,
    choices=_choices,
)
