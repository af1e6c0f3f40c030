"""The form of a series: names, format and kind, how an edition is called, who takes part, relations, sources."""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from calendar_service.domain import kinds, titles
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.facts import RelationFacts
from calendar_service.domain.records import SeriesFacts
from calendar_service.domain.text import LocalText
from calendar_service.domain.words import _, say
from calendar_service.models.formats import Series
from calendar_service.services import faces, formats, registry
from calendar_service.web import conflicts
from calendar_service.web.conflicts import Compared
from calendar_service.web.editing import comparing, findings, sourcing
from calendar_service.web.editing.fields import Rows, both
from calendar_service.web.editing.known import MOST_NAMED, Known, local_of
from calendar_service.web.forms import Typed
from calendar_service.web.registry import addresses
from calendar_service.web.registry.noun import Gathered, Noun, Words, named

ROWS = {
    "participants": Rows(("participant-party",), {}),
    "relations": Rows(("relation-to",), {"relation-type": "follows"}, ("relation-type", "relation-to")),
    **sourcing.ROWS,
}
_SHOWN = (1, 2, 3)  # of which editions the titles are shown
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LABELS = {
    "slug": _("Address"),
    "name-ru": _("What it is called"),
    "name-en": _("What it is called"),
    "edition-ru": _("One edition is called"),
    "edition-en": _("One edition is called"),
    "description-ru": _("Description"),
    "description-en": _("Description"),
    "format": _("Format"),
    "kind": _("Kind"),
    "status": _("How settled it is"),
    "participants": _("Who takes part"),
    "relations": _("Relations"),
    "sources": _("Source"),
}


def reading(typed: Typed) -> dict[str, Any]:
    """Return how the first editions would be called, in each language that names one."""
    editions = typed.local("edition")
    called = [(number, titles.propose(editions, number)) for number in _SHOWN] if editions else []
    return {"called": [(number, list(texts)) for number, texts in called]}


def _fill(typed: Typed, known: Known) -> Typed:
    """Put how an edition of such a kind is called in the format into fields that are empty."""
    kind = typed.text("kind")
    if kind not in kinds.KINDS:
        return typed
    names = next((one.names for one in known.formats if str(one.id) == typed.text("format")), LocalText())
    texts = titles.edition_for(kind, names).texts
    fields = {f"edition-{lang}": [text] for lang, text in texts.items() if not typed.text(f"edition-{lang}").strip()}
    return Typed({**typed.values, **fields})


def _begin(session: Session, asked: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    wanted = (asked.get("format") or [""])[-1]
    format_id = next((str(line.format.id) for line in registry.formats(session) if line.format.slug == wanted), "")
    return {"status": ["running"], "format": [format_id]}


def _gather(session: Session, typed: Typed, known: Known, present: SeriesFacts | None) -> Gathered:
    found = Gathered(known.lang)
    nothing = LocalText()
    found.facts = SeriesFacts(
        slug=addresses.of(typed),
        kind=typed.text("kind"),
        names=findings.texts(typed, "name", present.names if present else nothing),
        editions=findings.texts(typed, "edition", present.editions if present else nothing),
        descriptions=findings.texts(typed, "description", present.descriptions if present else nothing, lines=True),
        format_id=found.take("format", lambda: findings.choice(typed.text("format")), None),
        is_standing=typed.has("is_standing"),
        status=typed.text("status"),
        participants=named(found, typed, known, ROWS["participants"]),
        relations=_relations(found, typed, known),
        sources=sourcing.read(session, found, typed, present.sources if present else ()),
    )
    addresses.require(found, typed)
    if found.facts.kind not in kinds.KINDS:
        found.errors["kind"] = say(known.lang, _("Choose what kind of meeting it is."))
    return found.check()


def _relations(found: Gathered, typed: Typed, known: Known) -> tuple[RelationFacts, ...]:
    related = []
    for number, row in enumerate(ROWS["relations"].of(typed)):
        target = found.take(f"relation-to-{number}", partial(_target, row["relation-to"], known), None)
        if target is not None:
            related.append(RelationFacts(type=row["relation-type"], **target))
    return tuple(related)


def _target(text: str, known: Known) -> dict[str, UUID]:
    """Return to which series, by a part of its name, or which event, by its address, a relation leads."""
    if event := _UUID.search(text.lower()):
        return {"event_id": UUID(event[0])}
    return {"series_id": series_of(text, known).id}


def series_of(text: str, known: Known) -> Series:
    """Return the series that a part of its name means; raises `InvalidInput` where there is none, or more than one."""
    wanted = conflicts.normal(text).casefold()
    named = [(one, [name.casefold() for _lang, name in one.names]) for one in known.series]
    found = [one for one, names in named if wanted in names] or [
        one for one, names in named if one.slug == wanted or any(wanted in name for name in names)
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        raise InvalidInput(
            _("No series is called “%(name)s”. Write part of its name, or the address of an event."), name=text[:80]
        )
    names = ", ".join(one.names.get(known.lang) for one in found[:MOST_NAMED])
    raise InvalidInput(_("“%(name)s” can be several: %(names)s. Write more of it."), name=text[:80], names=names)


def _show(session: Session, facts: SeriesFacts, known: Known) -> Typed:
    called = {one.id: one.names.get(known.lang) for one in known.series}
    related = [
        {
            "relation-type": one.type,
            "relation-to": called.get(one.series_id, "") if one.series_id else f"/events/{one.event_id}",
        }
        for one in facts.relations
    ]
    return Typed(
        {
            "slug": [facts.slug],
            "kind": [facts.kind],
            **local_of(facts.names, "name"),
            **local_of(facts.editions, "edition"),
            **local_of(facts.descriptions, "description"),
            "format": [str(facts.format_id or "")],
            "is_standing": ["yes"] if facts.is_standing else [],
            "status": [facts.status],
            **ROWS["participants"].fields({"participant-party": known.of_party(one)} for one in facts.participants),
            **ROWS["relations"].fields(related),
            **sourcing.shown(session, facts.sources, known.lang),
        }
    )


def _units(known: Known) -> list[Compared]:
    lang = known.lang
    return [
        conflicts.of(say(lang, _("What it is called")), *both("name")),
        conflicts.of(say(lang, _("Address")), "slug"),
        comparing.chosen(say(lang, _("Format")), "format", dict(known.format_pairs())),
        comparing.chosen(say(lang, _("Kind")), "kind", {key: say(lang, one.label) for key, one in kinds.KINDS.items()}),
        conflicts.of(say(lang, _("One edition is called")), *both("edition")),
        comparing.chosen(say(lang, _("It only recurs")), "is_standing", {"yes": say(lang, _("yes"))}),
        comparing.chosen(say(lang, _("How settled it is")), "status", _statuses(lang)),
        conflicts.of(say(lang, _("Description")), *both("description")),
        comparing.rows("participants", say(lang, _("Who takes part")), ROWS["participants"], known),
        comparing.rows("relations", say(lang, _("Relations")), ROWS["relations"], known),
        comparing.sources(known),
    ]


def _statuses(lang: str) -> dict[str, str]:
    return {key: say(lang, words) for key, words in kinds.SERIES_STATUSES.items()}


def _choices(known: Known, typed: Typed) -> dict[str, Any]:
    lang = known.lang
    return {
        "formats": known.format_pairs(),
        "kinds": [(key, say(lang, one.label)) for key, one in kinds.KINDS.items()],
        "statuses": list(_statuses(lang).items()),
        "relation_types": [(key, say(lang, words)) for key, words in kinds.RELATIONS.items()],
        "series_names": [one.names.get(lang) for one in known.series if str(one.id) != typed.text("record")],
        **reading(typed),
    }


NOUN = Noun(
    path="/series",
    listed="/formats",
    template="series_form.html",
    words=Words(
        new=_("New series"),
        edit=_("Edit the series"),
        lead=_("A name and a kind are enough to save. All else can follow."),
        back=_("Back to the series"),
        address=_("The former address keeps leading here."),
    ),
    kept=formats.SERIES,
    single=(
        "slug", "format", "kind", *both("name"), *both("edition"), *both("description"), "is_standing", "status",
    ),
    rows=ROWS,
    folds={
        "about": both("description"),
        "people": ("participants", *ROWS["participants"].written),
        "related": ("relations", *ROWS["relations"].written),
        "source": ("sources", *(name for one in sourcing.ROWS.values() for name in one.written)),
    },
    labels=_LABELS,
    find=registry.series_of,
    name_of=lambda row: str(row.slug),
    title_of=lambda row, lang: faces.said(row.names, lang),
    begin=_begin,
    gather=_gather,
    show=_show,
    units=_units,
    choices=_choices,
    fill=_fill,
)  # fmt: skip
