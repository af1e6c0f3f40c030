"""The form of a party: what it is, its code and names; a state is named by the list of countries where nothing else is."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from calendar_service.domain import checks, kinds
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.records import PartyFacts
from calendar_service.domain.text import LocalText
from calendar_service.domain.words import LANGUAGE_NAMES, LANGUAGES, _, say
from calendar_service.services import faces, parties, registry
from calendar_service.web import conflicts
from calendar_service.web.conflicts import Compared
from calendar_service.web.editing import comparing, findings
from calendar_service.web.editing.fields import both
from calendar_service.web.editing.known import Known, local_of
from calendar_service.web.forms import Typed
from calendar_service.web.registry.noun import Gathered, Noun, Words

_LABELS = {
    "kind": _("What it is"),
    "code": _("Code"),
    "name-ru": _("What it is called"),
    "name-en": _("What it is called"),
    "parent": _("Belongs to"),
    "contact": _("Contact"),
}


def proposed(typed: Typed) -> dict[str, str]:
    """Return the names that CLDR gives the state whose code is typed, by language; nothing for what is no state."""
    code = _code(typed)
    try:
        checks.check_country(code)
    except InvalidInput:
        return {}
    return {lang: faces.country_name(code, lang) for lang in LANGUAGES} if code else {}


def reading(typed: Typed) -> dict[str, Any]:
    """Return what is said under the code: the names of the country, and whether they are wanted."""
    names = proposed(typed) if typed.text("kind") == "state" else {}
    empty = any(not typed.text(f"name-{one}").strip() for one in names)
    return {
        "country": [(LANGUAGE_NAMES[one], one, name) for one, name in names.items()],
        "can_fill": empty,
        "is_unknown": bool(_code(typed)) and typed.text("kind") == "state" and not names,
    }


def _code(typed: Typed) -> str:
    return typed.text("code").strip().upper()


def _fill(typed: Typed, _known: Known) -> Typed:
    names = {f"name-{lang}": [name] for lang, name in proposed(typed).items() if not typed.text(f"name-{lang}").strip()}
    return Typed({**typed.values, **names})


def _begin(_session: Session, _asked: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {"kind": ["state"]}


def _gather(_session: Session, typed: Typed, known: Known, present: PartyFacts | None) -> Gathered:
    found = Gathered(known.lang)
    belongs = typed.text("parent").strip()
    parent = found.take("parent", lambda: known.party(belongs), None) if belongs else None
    found.facts = PartyFacts(
        code=_code(typed),
        kind=typed.text("kind"),
        names=findings.texts(typed, "name", present.names if present else LocalText()),
        parent_id=parent.id if parent else None,
        contact=typed.text("contact").strip(),
    )
    return found.check()


def _show(_session: Session, facts: PartyFacts, known: Known) -> Typed:
    return Typed(
        {
            "kind": [facts.kind],
            "code": [facts.code],
            **local_of(facts.names, "name"),
            "parent": [known.of_party(facts.parent_id) if facts.parent_id else ""],
            "contact": [facts.contact],
        }
    )


def _units(known: Known) -> list[Compared]:
    lang = known.lang
    return [
        comparing.chosen(say(lang, _("What it is")), "kind", _kinds(lang)),
        conflicts.of(say(lang, _("Code")), "code"),
        conflicts.of(say(lang, _("What it is called")), *both("name")),
        comparing.party(say(lang, _("Belongs to")), "parent", known),
        conflicts.of(say(lang, _("Contact")), "contact"),
    ]


def _kinds(lang: str) -> dict[str, str]:
    return {key: say(lang, words) for key, words in kinds.PARTY_KINDS.items()}


def _choices(known: Known, typed: Typed) -> dict[str, Any]:
    return {"kinds": list(_kinds(known.lang).items()), **reading(typed)}


NOUN = Noun(
    path="/parties",
    listed="/parties",
    template="party_form.html",
    words=Words(
        new=_("New party"),
        edit=_("Edit the party"),
        lead=_("A state needs its code alone; all else, a code and a name."),
        back=_("Back to the party"),
        address=_("The former code keeps leading here, in addresses and in feeds."),
    ),
    kept=parties.KEPT,
    single=("kind", "code", *both("name"), "parent", "contact"),
    labels=_LABELS,
    find=registry.party_of,
    name_of=lambda row: str(row.code),
    title_of=lambda row, lang: faces.party_face(row, lang).name,
    begin=_begin,
    gather=_gather,
    show=_show,
    units=_units,
    choices=_choices,
    fill=_fill,
)
