"""What can be chosen in the form of an event: formats, series, parties, documents, people; and parties by their names."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from uuid import UUID

from babel import Locale
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from calendar_service.domain import checks
from calendar_service.domain.access import RANKS, Actor
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.kinds import USER_ROLES
from calendar_service.domain.text import LocalText
from calendar_service.domain.words import LANGUAGES, _, say
from calendar_service.models.accounts import User
from calendar_service.models.documents import Document
from calendar_service.models.formats import Format, Series
from calendar_service.models.parties import Party
from calendar_service.services import accounts, faces, reading, registry

MOST_NAMED = 6  # in a sentence that asks which is meant
LANGUAGES_SPOKEN = ("ru", "en", "kk", "ky", "tg", "tk", "uz", "it", "fr", "de", "es", "ar", "zh")
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What can be chosen, in the language of the page."""

    lang: str
    formats: Sequence[Format]
    series: Sequence[Series]
    parties: Sequence[Party]
    documents: Sequence[Document]
    users: Sequence[User]

    def format_pairs(self) -> list[Pair]:
        """Return the formats to choose from."""
        return [(str(one.id), one.names.get(self.lang)) for one in self.formats]

    def series_groups(self) -> list[tuple[str, list[Pair]]]:
        """Return the series to choose from, by format; those outside any last."""

        def called(one: Series) -> str:
            return one.format.names.get(self.lang) if one.format else say(self.lang, _("Outside any format"))

        ordered = sorted(self.series, key=lambda one: (one.format.position if one.format else 999, called(one)))
        return [
            (name, [(str(one.id), one.names.get(self.lang)) for one in group])
            for name, group in groupby(ordered, key=called)
        ]

    def kind_of(self, series: str) -> str:
        """Return the kind of the meetings of a series that was chosen, nothing where none was."""
        return next((one.kind for one in self.series if str(one.id) == series), "")

    def documents_pairs(self) -> list[Pair]:
        """Return the documents to cite."""
        return [(str(one.id), one.titles.get(self.lang)) for one in self.documents]

    def owner_pairs(self) -> list[Pair]:
        """Return who can answer for a record: a role, or a person."""
        roles = [(f"role:{role}", say(self.lang, _("any %(role)s"), role=say(self.lang, words))) for role, words in USER_ROLES.items() if RANKS[role] >= RANKS["planner"]]  # fmt: skip
        return [*roles, *((f"user:{one.id}", accounts.called(one, self.lang)) for one in self.users)]

    def party_names(self) -> list[str]:
        """Return what can be typed for every party: its name in each language, with its code."""
        return list(dict.fromkeys(called(one, lang) for one in self.parties for lang in (self.lang, *LANGUAGES)))

    def party(self, text: str) -> Party:
        """Return the party that a part of its name, in any language, or its code names.

        Raises `InvalidInput` where there is none, or more than one.
        """
        found = matching(text, self.parties)
        if len(found) == 1:
            return found[0]
        if not found:
            raise InvalidInput(
                _("No party is called “%(name)s”. Write part of its name in Russian or English, or its code: KZ."),
                name=text[:80],
            )
        names = ", ".join(called(one, self.lang) for one in found[:MOST_NAMED])
        raise InvalidInput(_("“%(name)s” can be several: %(names)s. Write more of it."), name=text[:80], names=names)

    def of_party(self, party_id: UUID) -> str:
        """Return what stands in the field for a party."""
        return next((called(one, self.lang) for one in self.parties if one.id == party_id), str(party_id))


def read(session: Session, lang: str, *, to: Actor) -> Known:
    """Return what can be chosen, in five queries."""
    people = select(User).where(User.disabled_at.is_(None), User.role != "reader").order_by(User.name)
    return Known(
        lang=lang,
        formats=session.scalars(select(Format).order_by(Format.position, Format.slug)).all(),
        series=session.scalars(select(Series).options(joinedload(Series.format)).order_by(Series.slug)).all(),
        parties=registry.parties(session),
        documents=reading.list_of_documents(session, to=to),
        users=session.scalars(people.limit(registry.MOST_LISTED)).all(),
    )


def called(party: Party, lang: str) -> str:
    """Return how a party stands in a field: "Kazakhstan (KZ)"."""
    return f"{faces.party_face(party, lang).name.text} ({party.code})"


def matching(text: str, parties: Sequence[Party]) -> list[Party]:
    """Return the parties that a text may mean: by code, else by whole name, else by a part of a name."""
    wanted = _plain(text)
    code = wanted.rpartition("(")[2].rstrip(")") if wanted.endswith(")") else wanted
    by_code = [one for one in parties if one.code.casefold() == code]
    if by_code or not wanted:
        return by_code
    names = [(one, [_plain(name) for name in names_of(one)]) for one in parties]
    whole = [one for one, texts in names if wanted in texts]
    return whole or [one for one, texts in names if any(wanted in name for name in texts)]


def names_of(party: Party) -> list[str]:
    """Return every name of a party; a state also has those that CLDR gives it."""
    names = [text for _lang, text in party.names]
    if party.kind == "state":
        names += [faces.country_name(party.code, lang) for lang in LANGUAGES]
    return names


@lru_cache(maxsize=4)
def countries(lang: str) -> list[Pair]:
    """Return the countries to choose from, by name."""
    found = []
    for code, name in Locale(lang).territories.items():
        try:
            checks.check_country(str(code))
        except InvalidInput:
            continue
        found.append((str(code), str(name)))
    return sorted(found, key=lambda pair: _plain(pair[1]))


def tongues(lang: str, spoken: Sequence[str]) -> list[Pair]:
    """Return the working languages to choose from: the usual ones, and those that are chosen."""
    names = Locale(lang).languages
    return [(code, str(names.get(code, code))) for code in dict.fromkeys([*LANGUAGES_SPOKEN, *spoken])]


def local_of(texts: LocalText, name: str) -> dict[str, list[str]]:
    """Return the fields of a text in several languages."""
    return {f"{name}-{lang}": [texts.texts.get(lang, "")] for lang in LANGUAGES}


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("ё", "е").split())
