"""What an entry says of itself in one line or a few: the composed texts that feeds and pages share.

A calendar's month cell shows a dozen characters, so what a reader must not miss stands first: that
a meeting is off, or that nobody has named the day on which it is shown. Escaping is the business of
`render`.
"""

from datetime import date

from calendar_service.domain.dates import StatedDate, bounds_in_words, write, zones
from calendar_service.domain.entries import CitationFace, Entry, LinkFace, RelationFace, Said
from calendar_service.domain.kinds import DOCUMENT_KINDS, HOST_ROLES, LINK_TYPES, MODES, RELATIONS
from calendar_service.domain.lifecycle import AWAITED, STATUSES
from calendar_service.domain.windows import Window, is_unheard
from calendar_service.domain.words import _, say

QUOTE_LENGTH = 400  # characters; the page has the rest
PARTICIPANTS_SHOWN = 12
CITATIONS_SHOWN = 3
_QUOTATION_MARKS = {"ru": ("«", "»"), "it": ("«", "»")}
_INNER_MARKS = {"ru": str.maketrans("«»", "„“"), "it": str.maketrans("«»", "“”"), "en": str.maketrans("“”", "‘’")}
_LINK_LABELS = {"source": _("source"), "document": _("outcome document")} | LINK_TYPES | DOCUMENT_KINDS

_DRAFT = _("Draft — %(summary)s")
_WITHDRAWN = _("This entry has been withdrawn")
_MERGED = _("Merged with another entry: %(title)s")
_CANCELLED = _("Cancelled: %(title)s")
_CANCELLED_MARKED = _("Cancelled (%(date)s): %(title)s")
_POSTPONED = _("Postponed, no new date: %(title)s")
_POSTPONED_MARKED = _("Postponed, no new date (was: %(date)s): %(title)s")
_HELD_MARKED = _("%(date)s: held; the day is not recorded — %(title)s")
_CLOSED = _("%(date)s: no day was named — %(title)s")
_AHEAD = _("%(date)s: date to be confirmed — %(title)s")


def summary(entry: Entry) -> str:
    """Return the one line under which an entry stands in a calendar (`ical.md`)."""
    if entry.visibility == "withdrawn":
        return say(entry.lang, _WITHDRAWN)
    title = marked(entry.title, entry.lang)
    template = _template(entry)
    said = say(entry.lang, template, title=title, date=write(entry.date, entry.lang)) if template else title
    return say(entry.lang, _DRAFT, summary=said) if entry.visibility == "draft" else said


def _template(entry: Entry) -> str:
    if entry.merged_into is not None:
        return _MERGED
    if entry.status == "cancelled":
        return _CANCELLED_MARKED if entry.is_marked else _CANCELLED
    if entry.status == "postponed":
        return _POSTPONED_MARKED if entry.is_marked else _POSTPONED
    if not entry.is_marked:
        return ""
    if entry.status == "held":
        return _HELD_MARKED
    return _CLOSED if entry.window is Window.CLOSED else _AHEAD


def status_words(entry: Entry) -> str:
    """Return an entry's status in words, with what its date adds: "planned; date to be confirmed"."""
    if entry.visibility == "withdrawn":
        return say(entry.lang, _("withdrawn"))
    if entry.merged_into is not None:
        return say(entry.lang, _("merged with another entry"))
    words = (STATUSES[entry.status], _status_note(entry))
    return "; ".join(say(entry.lang, word) for word in words if word)


def _status_note(entry: Entry) -> str:
    if is_unheard(entry.status, entry.window):
        return _("no word since") if entry.is_firm else _("no day named, no word since")
    if entry.status == "postponed":
        return _("no new date")
    if entry.is_marked and entry.status == "held":
        return _("the day is not recorded")
    return _("date to be confirmed") if entry.is_marked and entry.status in AWAITED else ""


def location(entry: Entry) -> str:
    """Return where an event takes place, as far as anyone has said: "Rome, Italy"; `""` where nobody has."""
    if entry.visibility == "withdrawn":
        return ""
    parts = [marked(entry.venue, entry.lang), marked(entry.city, entry.lang), entry.country_name]
    place = ", ".join(part for part in parts if part)
    return say(entry.lang, MODES["online"]) if not place and entry.mode == "online" else place


def description(entry: Entry) -> str:
    """Return what there is to know of an event as plain lines, the last of which links to its page.

    It repeats what calendars drop: the date as stated, the status, the hosts, the event it stands
    beside, and the documents.
    """
    if entry.visibility == "withdrawn":
        return ""
    blocks = (
        [*_date_lines(entry), *_status_lines(entry)],
        [*_people_lines(entry), *_relation_lines(entry)],
        [marked(entry.description, entry.lang)],
        [*_citation_lines(entry), *_link_lines(entry)],
        [say(entry.lang, _("Page of the event: %(url)s"), url=entry.url)],
    )
    texts = ("\n".join(line for line in block if line) for block in blocks)
    return "\n\n".join(text for text in texts if text)


def marked(said: Said, lang: str) -> str:
    """Return a text, marked with its language where that is not the one asked for: "Встреча [ru]"."""
    if said.text and said.lang and said.lang != lang:
        return f"{said.text} [{said.lang}]"
    return said.text


def quoted(text: str, lang: str) -> str:
    """Return a text in the quotation marks of its language; those in it are the inner ones."""
    opening, closing = _QUOTATION_MARKS.get(lang, ("“", "”"))
    return f"{opening}{inner(text, lang)}{closing}"


def inner(text: str, lang: str) -> str:
    """Return a text as it stands inside quotation marks: with the inner ones of its language."""
    marks = _INNER_MARKS.get(lang)
    return text.translate(marks) if marks else text


def _date_lines(entry: Entry) -> list[str]:
    lang, stated = entry.lang, entry.date
    if not stated.is_known:
        return [say(lang, _("Date: not set"))]
    written = write(stated, lang)
    lines = [say(lang, _("Date: %(date)s"), date=written)]
    if stated.stated and stated.stated != written:
        lines = [say(lang, _("Date: %(date)s (as stated: %(words)s)"), date=written, words=_words_stated(entry))]
    if entry.is_marked and stated.earliest != stated.latest:
        lines.append(say(lang, _("Possible days: %(bounds)s"), bounds=bounds_in_words(stated, lang)))
    if stated.earliest is None and entry.stated_on is not None:
        lines.append(say(lang, _("Stated on %(day)s"), day=_day(entry.stated_on, lang)))
    return [*lines, *_clock_lines(entry), _carried_line(entry)]


def _clock_lines(entry: Entry) -> list[str]:
    """Return what is to be said of times that clocks skip or show twice where the event takes place."""
    stated, zone = entry.date, entry.date.timezone or entry.timezone
    if not zone or not entry.is_firm:
        return []
    times = ((stated.earliest, stated.start_time), (stated.latest, stated.end_time))
    return [zones.resolve(day, time, zone).sentence(entry.lang) for day, time in times if day and time]


def _words_stated(entry: Entry) -> str:
    return quoted(entry.date.stated, entry.date.language or entry.lang)


def _carried_line(entry: Entry) -> str:
    if entry.carried is None:
        return ""
    origin = _related(entry.carried, entry.lang)
    return say(entry.lang, _("The date comes from another event — %(relation)s"), relation=origin)


def _status_lines(entry: Entry) -> list[str]:
    lang = entry.lang
    lines = [say(lang, _("Status: %(status)s"), status=status_words(entry))]
    if entry.merged_into is not None:
        lines.append(say(lang, _("See: %(title)s"), title=_titled(entry.merged_into, lang)))
    if entry.previous is not None and entry.previous.is_known:
        lines.append(say(lang, _("Moved from: %(date)s"), date=write(entry.previous, lang)))
    if entry.reason and (entry.previous is not None or entry.status in {"cancelled", "postponed"}):
        lines.append(say(lang, _("Reason: %(reason)s"), reason=marked(entry.reason, lang)))
    if entry.last_checked is not None and entry.status in AWAITED:
        lines.append(say(lang, _("Last checked on %(day)s"), day=_day(entry.last_checked, lang)))
    return lines


def _people_lines(entry: Entry) -> list[str]:
    lang = entry.lang
    hosts = "; ".join(_host(marked(host.party.name, lang), host.role, lang) for host in entry.hosts)
    participants = dict.fromkeys(marked(participant.party.name, lang) for participant in entry.participants)
    lines = [
        say(lang, _("Hosts: %(hosts)s"), hosts=hosts) if hosts else "",
        say(lang, _("Participants: %(names)s"), names=_listed(list(participants), lang)) if participants else "",
    ]
    if entry.mode:
        lines.append(say(lang, _("Attendance: %(mode)s"), mode=say(lang, MODES[entry.mode])))
    return lines


def _host(name: str, role: str, lang: str) -> str:
    return name if role == "host" else f"{name} ({say(lang, HOST_ROLES[role])})"


def _listed(names: list[str], lang: str) -> str:
    shown = ", ".join(names[:PARTICIPANTS_SHOWN])
    hidden = len(names) - PARTICIPANTS_SHOWN
    if hidden <= 0:
        return shown
    return say(lang, _("%(names)s and %(number)s more"), names=shown, number=hidden)


def _relation_lines(entry: Entry) -> list[str]:
    relations = [relation for relation in entry.relations if relation.outward and relation != entry.carried]
    lines = [_opened(_related(relation, entry.lang)) for relation in relations]
    replaced = [relation for relation in entry.relations if relation.type == "replaces" and not relation.outward]
    return lines + [
        say(entry.lang, _("Replaced by: %(title)s"), title=_titled(other, entry.lang)) for other in replaced
    ]


def _related(relation: RelationFace, lang: str) -> str:
    return f"{say(lang, RELATIONS[relation.type])}: {_titled(relation, lang)}"


def _titled(relation: RelationFace, lang: str) -> str:
    return f"{marked(relation.title, lang)} {relation.url}".strip()


def _citation_lines(entry: Entry) -> list[str]:
    announcing = [citation for citation in entry.citations if not citation.mention]
    return [_citation(citation, entry.lang) for citation in announcing[:CITATIONS_SHOWN]]


def _citation(citation: CitationFace, lang: str) -> str:
    quote = citation.quote
    if len(quote) > QUOTE_LENGTH:
        quote = quote[:QUOTE_LENGTH].rsplit(" ", 1)[0] + "…"
    template = _("%(document)s, clause %(number)s") if citation.clause else _("%(document)s, paragraph %(number)s")
    number = citation.clause or citation.paragraph
    source = say(lang, template, document=marked(citation.document, lang), number=number)
    return f"{quoted(quote, citation.lang)} — {source}: {citation.url or citation.document_url}"


def _link_lines(entry: Entry) -> list[str]:
    return [_link(link, entry.lang) for link in (*entry.documents, *entry.links)]


def _link(link: LinkFace, lang: str) -> str:
    label = _opened(say(lang, _LINK_LABELS.get(link.type, "")))
    title = f"{link.title} ({link.publisher})" if link.title and link.publisher else link.title or link.publisher
    name = ": ".join(part for part in (label, title) if part)
    return f"{name} — {link.url}" if name else link.url


def _day(day: date, lang: str) -> str:
    return write(StatedDate(day.isoformat()), lang)


def _opened(text: str) -> str:
    return text[:1].upper() + text[1:]
