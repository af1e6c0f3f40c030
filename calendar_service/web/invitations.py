"""One-time links: whoever was given one sets the password of the account it is for.

The link is the secret: its pages tell no other where the reader came from, and no log has it.
"""

from datetime import timedelta

from flask import Response

from calendar_service import logs
from calendar_service.domain.errors import CalendarError, Forbidden, Gone, InvalidInput, NotFound, TooMany
from calendar_service.services import invitations, passwords, throttle
from calendar_service.services.throttle import Limit
from calendar_service.web import account, csrf, forms, language, links, page, visitor
from calendar_service.web.forms import Typed

_LIMIT = Limit("invitation", 30, timedelta(minutes=1))  # of an address


def show(token: str) -> Response:
    """Show the form for a password, or why the link opens nothing."""
    page.asked()
    try:
        _count()
    except TooMany as error:
        return _shut(error)
    return _form(token)


def accept(token: str) -> Response:
    """Set the password and go on to the sign-in."""
    page.asked()
    try:
        _count()
        csrf.check()
        new = account.new_password(forms.only(*account.NEW))
        with page.database().writing() as session:
            invitations.accept(session, token, new, at=page.now(), request_id=logs.request_id())
    except (Forbidden, InvalidInput) as error:
        return _form(token, error)
    except (NotFound, Gone, TooMany) as error:
        return _shut(error)
    return _sealed(visitor.sign_out(page.sent("/sign-in", "said=password_set")))


def _count() -> None:
    """Count the try before anything is known of the link."""
    with page.database().writing() as session:
        throttle.take(session, _LIMIT, visitor.address(), key=visitor.key(), at=page.now())


def _form(token: str, error: CalendarError | None = None) -> Response:
    with page.database().reading() as session:
        links.know(session)
        try:
            found = invitations.find(session, token, at=page.now())
        except (NotFound, Gone) as gone:
            return _shut(gone)
        response = page.respond(
            "invitation.html",
            session,
            status=forms.status_of(error) if error else 200,
            user=found.user,
            purpose=found.purpose,
            until=account.moment(found.expires_at),
            clock=account.clock(),
            typed=Typed(),
            errors=forms.errors_of(error) if error else {},
            least=passwords.SHORTEST,
            action=links.link(f"/invitations/{token}"),
        )
    return _sealed(response)


def _shut(error: NotFound | Gone | TooMany) -> Response:
    status = 404 if isinstance(error, NotFound) else 410 if isinstance(error, Gone) else 429
    with page.database().reading() as session:
        response = page.respond(
            "invitation_shut.html", session, status=status, sentence=error.sentence(language.current())
        )
    return _sealed(forms.waiting(response, error))


def _sealed(response: Response) -> Response:
    """Keep the address of a page to itself: with “no-referrer” browsers would not say either where its form comes from."""
    response.headers["Referrer-Policy"] = "strict-origin"
    response.headers["Cache-Control"] = "private, no-store"
    return response
