"""Parts of a form as two versions of it are compared: choices, rows, sources, in words."""

from collections.abc import Callable, Mapping, Sequence

from calendar_service.domain import kinds
from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.words import _, say
from calendar_service.web import conflicts
from calendar_service.web.conflicts import Compared
from calendar_service.web.editing import dating, sourcing
from calendar_service.web.editing.fields import Rows
from calendar_service.web.editing.known import Known, matching
from calendar_service.web.forms import Typed

_VOCABULARIES = {"-role": {**kinds.HOST_ROLES, **kinds.PARTICIPANT_ROLES}, "-level": kinds.LEVELS, "-answer": kinds.ANSWERS, "-basis": kinds.BASES, "-type": {**kinds.LINK_TYPES, **kinds.RELATIONS}}  # fmt: skip


def chosen(label: str, name: str, words: Mapping[str, str]) -> Compared:
    """Return a field that is chosen from a list, compared by what its choice is called."""

    def said(typed: Typed) -> list[str]:
        return [words.get(value, value) for value in typed.texts(name) if value]

    def key(typed: Typed) -> object:
        return tuple(filter(None, typed.texts(name)))

    return Compared(name=name, label=label, fields=(name,), words=said, key=key)


def party(label: str, name: str, known: Known) -> Compared:
    """Return a field that names a party, compared by which party it is."""

    def said(typed: Typed) -> list[str]:
        text = typed.text(name).strip()
        return [_word("-party", text, known)] if text else []

    def key(typed: Typed) -> object:
        text = typed.text(name).strip()
        return tuple(one.code for one in matching(text, known.parties)) or text

    return Compared(name=name, label=label, fields=(name,), words=said, key=key)


def rows(name: str, label: str, kind: Rows, known: Known) -> Compared:
    """Return rows of fields, compared as a whole, each row a line."""
    return Compared(name=name, label=label, fields=kind.names, words=_said(kind, known), key=_key(kind, known))


def sources(known: Known) -> Compared:
    """Return what a record cites, compared as a whole."""
    sorts = sourcing.ROWS.values()
    said, keys = [_said(sort, known) for sort in sorts], [_key(sort, known) for sort in sorts]
    return Compared(
        name="sources",
        label=say(known.lang, _("Source")),
        fields=tuple(name for sort in sorts for name in sort.names),
        words=lambda typed: [line for one in said for line in one(typed)],
        key=lambda typed: tuple(one(typed) for one in keys),
    )


def _said(kind: Rows, known: Known) -> Callable[[Typed], Sequence[str]]:
    def said(typed: Typed) -> list[str]:
        return [
            ", ".join(words for name in kind.spoken or kind.names if (words := _word(name, row[name], known)))
            for row in kind.of(typed)
        ]

    return said


def _word(name: str, value: str, known: Known) -> str:
    """Return what a field of a row says; a role that goes without saying is not said."""
    if name.endswith("-party"):
        found = matching(value, known.parties)
        return known.of_party(found[0].id) if len(found) == 1 else value
    if name == "paragraph-document":
        return dict(known.documents_pairs()).get(value, value)
    if name == "paragraph-mention":
        return say(known.lang, _("a further mention")) if value else ""
    if value in {"host", "member"} and name.endswith("-role"):
        return ""
    vocabulary = next((words for end, words in _VOCABULARIES.items() if name.endswith(end)), {})
    return say(known.lang, vocabulary[value]) if value in vocabulary else value


def _key(kind: Rows, known: Known) -> Callable[[Typed], object]:
    def part(name: str, value: str) -> object:
        if name.endswith("-party"):
            return tuple(one.code for one in matching(value, known.parties)) or value
        if name.endswith("-day"):
            try:
                return dating.read_day(value)
            except InvalidInput:
                return value
        return conflicts.normal(value)

    def key(typed: Typed) -> object:
        return tuple(tuple(part(name, row[name]) for name in kind.names) for row in kind.of(typed))

    return key
