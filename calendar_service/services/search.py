"""Search: the words of an event, kept as one text in which whole words are found.

SQLite knows upper and lower case of Latin letters only, so words are folded here, not in queries.
"""

import re
import unicodedata

from sqlalchemy import ColumnElement, and_

from calendar_service.models.events import Event
from calendar_service.models.sources import Source

_WORD = re.compile(r"\w+")
MOST_WORDS = 20


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded: lower case, ё as е, without accents that NFKC joins."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return _WORD.findall(folded)


def text_of(event: Event) -> str:
    """Return the words by which an event is found, each between spaces."""
    texts = [text for local in (event.titles, event.descriptions, event.cities, event.venues) for _, text in local]
    texts += [source.quote for source in event.sources if _is_public(source)]
    texts += [text for named in (event.format, event.series) if named is not None for _, text in named.names]
    for host in event.hosts:
        texts += [text for _, text in host.party.names]
    for participant in event.participants:
        texts += [text for names in (participant.party.names, participant.names) for _, text in names]
    words = dict.fromkeys(word for text in texts for word in words_of(text))
    return f" {' '.join(words)} "


def _is_public(source: Source) -> bool:
    return source.paragraph is not None and source.paragraph.document.visibility == "published"


def finds(query: str) -> ColumnElement[bool] | None:
    """Return the condition that an event holds every word of a query; `None` for a query without words."""
    words = list(dict.fromkeys(words_of(query)))[:MOST_WORDS]
    if not words:
        return None
    return and_(*(Event.search_text.contains(f" {word} ", autoescape=True) for word in words))
