"""What the renderers of feeds are given, beside entries: values, made by whoever asks.

Nothing here knows where the values come from, or what bytes they become.
"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFace:
    """A feed as its readers see it, in one language.

    `modified` is aware: the moment of the last change in it, and never "now". `colour` is a CSS3
    colour name. `timezone` is the IANA zone in which its days are reckoned. A feed whose address is
    secret has no `self_url`; what ids are made from then is its `key`.
    """

    name: str
    lang: str
    page_url: str
    self_url: str
    site_url: str
    site_name: str
    modified: datetime
    description: str = ""
    colour: str = ""
    timezone: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFace:
    """A line of the journal as a feed of changes shows it. `number` is the journal's own; `id` is a URN."""

    number: int
    id: str
    at: datetime
    title: str
    summary: str
    url: str
    event_id: str = ""
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class ZoneUse:
    """An IANA zone that a component names, and the first and last day on which it does."""

    tzid: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """One VEVENT, ready to be joined: its lines end in CRLF. Components order by `sort_key`, then `uid`."""

    uid: str
    sort_key: str
    text: str
    zone: ZoneUse | None = None
