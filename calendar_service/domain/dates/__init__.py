"""Stated dates: read as people write them, kept as EDTF with bounds, written in the reader's language.

`read` takes words in Russian, English or Italian, numerals, or EDTF; `parse_edtf` EDTF alone;
`write` and `bounds_in_words` go the other way; `compare` says what happened between two dates. The
convention all of it follows is one table with its rules: see `tests/domain/dates`.
"""

from calendar_service.domain.dates.forms import Kind
from calendar_service.domain.dates.reading import read
from calendar_service.domain.dates.refusals import DateRefused
from calendar_service.domain.dates.shifts import Shift, compare
from calendar_service.domain.dates.stated import UNKNOWN, StatedDate, parse_edtf
from calendar_service.domain.dates.writing import bounds_in_words, write

__all__ = [
    "UNKNOWN",
    "DateRefused",
    "Kind",
    "Shift",
    "StatedDate",
    "bounds_in_words",
    "compare",
    "parse_edtf",
    "read",
    "write",
]
