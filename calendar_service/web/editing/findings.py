"""What is found while a form is read: what its fields say, and what is wrong, sentence by field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from calendar_service.domain.errors import CalendarError, InvalidInput
from calendar_service.domain.text import LocalText
from calendar_service.domain.words import LANGUAGES, _, say
from calendar_service.models.documents import Paragraph
from calendar_service.web.editing.known import Known
from calendar_service.web.forms import Typed

T = TypeVar("T")


@dataclass(slots=True)
class Findings:
    """What is wrong with what was typed: sentences by the ids of fields; and the paragraphs that were found in it."""

    lang: str
    errors: dict[str, str] = field(default_factory=dict)
    passages: dict[int, Paragraph] = field(default_factory=dict)  # what the rows of paragraphs lead to
    offered: dict[int, list[tuple[str, str]]] = field(default_factory=dict)  # the paragraphs of the document of a row

    @property
    def places(self) -> Mapping[str, str]:
        """Where a field of the domain stands in the form, if under another name."""
        return {}

    def take(self, name: str, reading: Callable[[], T], other: T) -> T:
        """Return what a field says; where it cannot be read, something else, and the error is noted."""
        try:
            return reading()
        except InvalidInput as error:
            self.errors[name] = error.sentence(self.lang)
            return other

    def note(self, error: CalendarError) -> None:
        """Note an error that the domain found."""
        name = error.field.replace(".", "-")
        self.errors.setdefault(self.places.get(name, name), error.sentence(self.lang))

    def party(self, known: Known, name: str, text: str) -> UUID | None:
        """Return the id of the party that a row names; where it names none, the error is noted."""
        if not text:
            self.errors[name] = say(self.lang, _("Say which party this is, or empty the row."))
            return None
        party = self.take(name, lambda: known.party(text), None)
        return None if party is None else party.id


def choice(text: str) -> UUID | None:
    """Return the id that was chosen, `None` for nothing; raises `InvalidInput` for what is no id."""
    try:
        return UUID(text) if text else None
    except ValueError:
        raise InvalidInput(_("This is none of those to choose from. Choose anew.")) from None


def texts(typed: Typed, name: str, present: LocalText, *, lines: bool = False) -> LocalText:
    """Return a text in the languages of the form, and in those that it does not show."""
    others = {lang: text for lang, text in present if lang not in LANGUAGES}
    said = dict(typed.local(name))
    if lines:
        said = {lang: text.replace("\r\n", "\n") for lang, text in said.items()}
    return LocalText(others | said)
