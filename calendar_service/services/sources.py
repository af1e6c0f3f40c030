"""Sources: the paragraphs, links and private notes that facts come from."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from calendar_service.domain.errors import InvalidInput
from calendar_service.domain.facts import SourceFacts
from calendar_service.domain.words import _
from calendar_service.models.documents import Paragraph
from calendar_service.models.sources import Source

_FIELDS = (
    "paragraph_id", "quote", "url", "title", "publisher", "seen_on", "note", "number", "dated_on", "is_mention",
)  # fmt: skip


def facts_of(kept: Iterable[Source]) -> tuple[SourceFacts, ...]:
    """Return what rows say."""
    return tuple(SourceFacts(**{name: getattr(one, name) for name in _FIELDS}) for one in kept)


def fields_of(facts: SourceFacts) -> dict[str, Any]:
    """Return the fields of the row that keeps a source."""
    return {"sort": facts.sort, **{name: getattr(facts, name) for name in _FIELDS}}


def check_quotes(session: Session, said: Iterable[SourceFacts]) -> None:
    """Raise `InvalidInput` unless every quotation stands in its paragraph, word for word."""
    cited = [one for one in said if one.paragraph_id is not None]
    ids = [one.paragraph_id for one in cited]
    texts = dict(session.execute(select(Paragraph.id, Paragraph.text).where(Paragraph.id.in_(ids))).all())
    for one in cited:
        if one.paragraph_id not in texts:
            raise InvalidInput(_("The paragraph that is cited is no longer there. Choose it anew."), field="sources")
        if one.quote not in texts[one.paragraph_id]:
            raise InvalidInput(
                _("The words “%(quote)s” do not stand in that paragraph. Copy them from it."),
                field="sources",
                quote=one.quote[:80],
            )
