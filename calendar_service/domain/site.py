"""The calendar as a whole: its address, its name, and the zone in which its days are reckoned."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from calendar_service.domain.text import LocalText
from calendar_service.domain.words import LANGUAGES

DEFAULT_NAMES = LocalText({"ru": "Дипломатический календарь", "en": "Diplomatic Calendar"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What every link, name and day is made with.

    `language` is that of who asks for none. `is_explicit` tells whether the address was set by whoever runs the calendar; where it was not,
    the one it was last served under is used (`services.site`).
    """

    base_url: str = "http://127.0.0.1:8000"
    is_explicit: bool = False
    names: LocalText = field(default_factory=lambda: DEFAULT_NAMES)
    timezone: str = "Asia/Almaty"
    language: str = LANGUAGES[0]

    def url(self, path: str) -> str:
        """Return the full address of a path that begins with a slash."""
        return f"{self.base_url}{path}"

    def day(self, at: datetime, zone: str = "") -> date:
        """Return the day that a moment falls on in a zone; in the calendar's own where none is given."""
        return at.astimezone(ZoneInfo(zone or self.timezone)).date()
