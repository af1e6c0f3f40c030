"""Faces of promises: what is shown of each, for those that a page or an export shows.

Nothing of what an actor may not see gets into a face: not a draft that realises a promise, not a
private source.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from calendar_service.domain.access import Actor, may_see
from calendar_service.domain.dates import StatedDate
from calendar_service.domain.entries import LinkFace, Said
from calendar_service.domain.lifecycle import AWAITED
from calendar_service.domain.promises import DocumentFace, PromiseFace, RealisingFace
from calendar_service.domain.windows import Window, window_on
from calendar_service.models.commitments import Commitment, CommitmentParty, Realisation
from calendar_service.models.documents import Document, Paragraph
from calendar_service.models.events import Event
from calendar_service.models.formats import Format, Series
from calendar_service.models.sources import Source
from calendar_service.services import faces
from calendar_service.services import site as sites
from calendar_service.services.reckoning import Reckoned


def of(session: Session, rows: Sequence[Reckoned], lang: str, *, to: Actor, at: datetime) -> list[PromiseFace]:
    """Return the faces of promises in a language, in the order of their rows."""
    cited = selectinload(Commitment.sources).joinedload(Source.paragraph).joinedload(Paragraph.document)
    realised = selectinload(Commitment.realisations)
    query = (
        select(Commitment)
        .where(Commitment.id.in_([row.id for row in rows]))
        .options(
            joinedload(Commitment.document).joinedload(Document.event),
            selectinload(Commitment.parties).joinedload(CommitmentParty.party),
            realised.joinedload(Realisation.event),
            realised.joinedload(Realisation.series),
            cited,
        )
    )
    found = {one.id: one for one in session.scalars(query)} if rows else {}
    formats = _formats(session, {row.format_id for row in rows if row.format_id})
    maker = _Maker(session, lang, to, at)
    return [maker.face(found[row.id], row, formats.get(row.format_id or row.id)) for row in rows]


def _formats(session: Session, ids: set[UUID]) -> dict[UUID, Format]:
    if not ids:
        return {}
    return {one.id: one for one in session.scalars(select(Format).where(Format.id.in_(ids)))}


def of_document(session: Session, document: Document, lang: str, to: Actor) -> DocumentFace:
    """Return the face of a document; the city is that in which it was adopted, where that may be seen."""
    event = document.event
    is_seen = event is not None and may_see(to, event.visibility) and document.state == "adopted"
    return DocumentFace(
        slug=document.slug,
        title=faces.said(document.titles, lang),
        url=sites.of(session).url(f"/documents/{document.slug}"),
        kind=document.kind,
        state=document.state,
        visibility=document.visibility,
        dated=StatedDate(document.dated_edtf),
        city=faces.said(event.cities, lang) if event is not None and is_seen else Said(),
    )


class _Maker:
    """Makes faces for one reader: a language, an actor, a moment."""

    def __init__(self, session: Session, lang: str, actor: Actor, at: datetime) -> None:
        self.session, self.lang, self.actor, self.at = session, lang, actor, at
        self.site = sites.of(session)

    def face(self, row: Commitment, reckoned: Reckoned, format_: Format | None) -> PromiseFace:
        """Return the face of a commitment."""
        document = of_document(self.session, row.document, self.lang, self.actor)
        return PromiseFace(
            id=row.id,
            lang=self.lang,
            title=faces.said(row.titles, self.lang),
            term=row.date,
            outcome=reckoned.outcome,
            document=document,
            url=f"{document.url}#promise-{row.id}",
            stated_on=row.stated_on,
            citations=tuple(
                faces.citation(one, one.paragraph, self.site, self.lang)
                for one in row.sources
                if one.paragraph is not None and may_see(self.actor, one.paragraph.document.visibility)
            ),
            parties=tuple(faces.party_face(one.party, self.lang) for one in row.parties),
            realised_by=tuple(self._realised_by(row.realisations)),
            reports=tuple(
                LinkFace(type="source", title=one.title, url=one.url, publisher=one.publisher, seen=one.seen_on)
                for one in row.sources
                if one.sort == "link"
            ),
            format_slug=format_.slug if format_ else "",
            format_name=faces.said(format_.names, self.lang) if format_ else Said(),
            format_position=format_.position if format_ else 0,
        )

    def _realised_by(self, realisations: Iterable[Realisation]) -> Iterable[RealisingFace]:
        for one in realisations:
            if one.series is not None:
                yield self._series(one.series)
                continue
            event = one.event
            if event is not None and may_see(self.actor, event.visibility) and event.visibility != "withdrawn":
                yield self._event(event)

    def _series(self, series: Series) -> RealisingFace:
        url = self.site.url(f"/series/{series.slug}")
        return RealisingFace(noun="series", title=faces.said(series.names, self.lang), url=url, status=series.status)

    def _event(self, event: Event) -> RealisingFace:
        date_ = event.date if event.date_edtf else StatedDate(event.carried_edtf)
        return RealisingFace(
            noun="event",
            title=faces.said(event.titles, self.lang),
            url=self.site.url(faces.event_path(event.id)),
            status=event.status,
            date=date_,
            is_firm=event.is_firm,
            window=self._window(event, date_),
            visibility=event.visibility,
        )

    def _window(self, event: Event, stated: StatedDate) -> Window:
        today: date = self.site.day(self.at, event.timezone)
        return window_on(stated, today) if event.status in AWAITED else Window.NONE
