"""The errors a user can cause. Each has a stable code and a sentence that says what to do.

The sentence is an English message with named values; it is translated where it is shown, by
`CalendarError.sentence`. What only a programmer can cause is not here.
"""

from calendar_service.domain import words


class CalendarError(Exception):
    """Something a user asked for cannot be done; `sentence` says what to do instead.

    `code` is stable and machine-readable; `field` names the field at fault, where there is one.
    """

    code = "error"

    def __init__(self, message: str, /, *, field: str = "", **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.values = values

    def sentence(self, lang: str = "en") -> str:
        """Return the sentence in a language (a code such as `ru`); English where it is not known."""
        return words.say(lang, self.message, **self.values)

    def __str__(self) -> str:
        return self.sentence()


class InvalidInput(CalendarError):
    """What was typed or sent cannot be taken as it is."""

    code = "invalid"


class NotFound(CalendarError):
    """The thing does not exist, or not for this reader."""

    code = "not_found"


class Gone(CalendarError):
    """The thing was public once and has been withdrawn."""

    code = "gone"


class Forbidden(CalendarError):
    """The actor may see the thing but not do this with it."""

    code = "forbidden"


class Conflict(CalendarError):
    """The record has changed since it was read, or the step does not follow from where it stands."""

    code = "conflict"


class Unavailable(CalendarError):
    """The service cannot answer just now; trying again later may help."""

    code = "unavailable"


class TooMany(CalendarError):
    """The thing was tried too often in a short time; it may be tried again after `retry_after` seconds."""

    code = "too_many"

    def __init__(self, message: str, /, *, retry_after: int, **values: object) -> None:
        super().__init__(message, field="", **values)
        self.retry_after = retry_after
