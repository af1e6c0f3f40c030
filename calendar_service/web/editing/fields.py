"""Fields of the larger forms: those that stand there several times, in rows, and those in each language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from calendar_service.domain.words import LANGUAGES
from calendar_service.web.forms import Typed

_DIGEST = 110  # characters


@dataclass(frozen=True, slots=True)
class Rows:
    """Fields that stand there several times: those one writes in, and those one chooses from."""

    written: tuple[str, ...]
    chosen: Mapping[str, str]  # with what is chosen in a new row
    spoken: tuple[str, ...] = ()  # in which order a row is said in words, if in another

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all its fields."""
        return (*self.written, *self.chosen)

    def of(self, typed: Typed) -> list[dict[str, str]]:
        """Return the rows in which something is written, in order."""
        columns = {name: typed.texts(name) for name in self.names}
        found = []
        for number in range(max(map(len, columns.values()), default=0)):
            row = {name: texts[number].strip() if number < len(texts) else "" for name, texts in columns.items()}
            if any(row[name] for name in self.written):
                found.append(row)
        return found

    def fields(self, rows: Iterable[Mapping[str, str]]) -> dict[str, list[str]]:
        """Return the fields that show rows."""
        found = list(rows)
        return {name: [row[name] for row in found] for name in self.names}

    def empty(self) -> dict[str, str]:
        """Return a row in which nothing is written yet."""
        return dict.fromkeys(self.written, "") | dict(self.chosen)


def both(*names: str) -> tuple[str, ...]:
    """Return the names of fields for texts in several languages."""
    return tuple(f"{name}-{lang}" for name in names for lang in LANGUAGES)


def is_filled(typed: Typed, names: Iterable[str]) -> bool:
    """Tell whether any of these fields holds something."""
    return any(text.strip() for name in names for text in typed.texts(name))


def fold(
    typed: Typed,
    names: Iterable[str],
    errors: Iterable[str],
    *,
    is_open: bool = False,
    words: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> tuple[bool, str]:
    """Return whether a fold that has these fields is open, and in short what it holds while it is not.

    `words` say what is chosen in a field, by its name.
    """
    own = tuple(names)
    wrong = any(error == one or error.startswith(f"{one}-") for error in errors for one in own)
    held = [(one, text.strip()) for one in own for text in typed.texts(one) if text.strip()]
    digest = "; ".join(dict.fromkeys(words.get(one, {}).get(text, text) for one, text in held))
    return is_open or wrong, f"{digest[:_DIGEST].rstrip()}…" if len(digest) > _DIGEST else digest
