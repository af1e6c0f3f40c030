"""Users, for administrators: who has an account, in which role; inviting, closing, leaving.

Each step has a page that says what will happen, and a button.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from flask import Response, request

from calendar_service.domain.errors import CalendarError, Conflict, Forbidden, InvalidInput, NotFound
from calendar_service.domain.kinds import USER_ROLES
from calendar_service.domain.words import _, say
from calendar_service.models.accounts import User
from calendar_service.services import accounts, invitations
from calendar_service.services.accounts import Standing
from calendar_service.services.invitations import Issued
from calendar_service.web import account, csrf, forms, language, links, page
from calendar_service.web.forms import Typed

_ROLE_WORDS = {
    "reader": _("reads, and sees the names of editors"),
    "planner": _("also sees drafts, plans and private notes"),
    "editor": _("also records, changes and publishes"),
    "administrator": _("also keeps the accounts"),
}
_STATES = {
    "open": _("can sign in"),
    "invited": _("invited, has not set a password yet"),
    "closed": _("closed, cannot sign in"),
    "left": _("has left; made anonymous"),
}
_REFUSED = (Forbidden, InvalidInput, Conflict)


@dataclass(frozen=True, slots=True)
class Step:
    """What can be done with an account: its words, in which states, and by which service."""

    heading: str
    told: tuple[str, ...]
    button: str
    states: tuple[str, ...]
    take: Callable[..., User] | None = None
    said: str = "saved"


STEPS = {
    "link": Step(
        _("One-time link"),
        (
            _("A link is made by which this person sets a password. It is shown once, to you; send it by a way that nobody else reads."),
            _("Links made before for this account stop working. The password of now works until the link is used."),
        ),
        _("Make the link"),
        ("open", "invited"),
    ),
    "sign-out": Step(
        _("Sign out everywhere"),
        (_("Every browser in which this account is signed in has to sign in again."),),
        _("Sign out everywhere"),
        ("open",),
        accounts.end_sign_ins,
        "signed_out",
    ),
    "close": Step(
        _("Close the account"),
        (_("This person can no longer sign in. What they did stays, with their name. The account can be opened again."),),
        _("Close the account"),
        ("open", "invited"),
        accounts.disable,
        "closed",
    ),
    "reopen": Step(
        _("Open the account again"),
        (_("This person can sign in again, with the role and the password of before."),),
        _("Open the account"),
        ("closed",),
        accounts.reopen,
        "reopened",
    ),
    "anonymise": Step(
        _("Make anonymous"),
        (
            _("For a person who has left for good. Name, full name, password, sign-ins and what was typed and not saved are deleted; in their place stands “former user” with a number."),
            _("What this person did stays in the journal, under that number."),
            _("This cannot be undone."),
        ),
        _("Make anonymous for good"),
        ("open", "invited", "closed"),
        accounts.anonymise,
        "anonymised",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """An account in the list."""

    id: UUID
    called: str
    name: str
    role: str
    state: str
    seen: str
    link: str
    is_own: bool


def listed() -> Response:
    """List the accounts."""
    given = page.asked()
    if away := forms.require("administrator"):
        return away
    after = given.get("after", [""])[-1][: accounts.NAME_LENGTH]
    with page.database().reading() as session:
        links.know(session)
        found = accounts.listed(session, by=page.actor(), at=page.now(), after=after, limit=accounts.MOST_LISTED + 1)
        shown = found[: accounts.MOST_LISTED]
        return page.respond(
            "users.html",
            session,
            path="/users",
            rows=[_row(one) for one in shown],
            further=shown[-1].user.name if len(found) > len(shown) else "",
            clock=account.clock(),
        )


def ask() -> Response:
    """Show the form of an invitation."""
    page.asked()
    return forms.require("administrator") or _invitation()


def invite() -> Response:
    """Make an account and a link to it, and show the link once."""
    page.asked()
    if away := forms.require("administrator"):
        return away
    try:
        csrf.check()
        typed = forms.only("name", "full_name", "role", "discard")
        if typed.has("discard"):
            return forms.discard("/users/new")
        name, full_name, role = typed.text("name").strip(), typed.text("full_name"), typed.text("role")
        with page.database().writing() as session:
            user = accounts.invite(session, name, role, full_name=full_name, by=page.actor(), at=page.now())
            made = invitations.issue(session, user.id, by=page.actor(), at=page.now())
            forms.drop(session)
    except _REFUSED as error:
        return _invitation(forms.sent(), error)
    return _link(user.id, made)


def show(user_id: UUID) -> Response:
    """Show an account, with what can be done."""
    page.asked()
    return forms.require("administrator") or _shown(user_id)


def save(user_id: UUID) -> Response:
    """Save the role and the full name of an account."""
    page.asked()
    if away := forms.require("administrator"):
        return away
    try:
        csrf.check()
        typed = forms.only("role", "full_name", "version", "discard")
        if typed.has("discard"):
            return forms.discard(f"/users/{user_id}")
        role, full_name = typed.text("role"), typed.text("full_name")
        with page.database().writing() as session:
            version = _number(typed.text("version"))
            accounts.edit(session, user_id, role, full_name, version=version, by=page.actor(), at=page.now())
            forms.drop(session)
    except _REFUSED as error:
        return _shown(user_id, forms.sent(), error)
    return page.sent(f"/users/{user_id}", "said=saved")


def ask_step(user_id: UUID, step: str) -> Response:
    """Show what a step will do."""
    page.asked()
    return forms.require("administrator", onward=f"/users/{user_id}") or _step(user_id, step)


def take(user_id: UUID, step: str) -> Response:
    """Take a step, and go back to the account; a link is shown at once."""
    page.asked()
    if away := forms.require("administrator", onward=f"/users/{user_id}"):
        return away
    chosen = _known(step)
    try:
        csrf.check()
        forms.only()
        made = _taken(user_id, chosen)
    except _REFUSED as error:
        return _step(user_id, step, error)
    return _link(user_id, made) if made else page.sent(f"/users/{user_id}", f"said={chosen.said}")


def _taken(user_id: UUID, step: Step) -> Issued | None:
    with page.database().writing() as session:
        if step.take is None:
            return invitations.issue(session, user_id, by=page.actor(), at=page.now())
        step.take(session, user_id, by=page.actor(), at=page.now())
        return None


def _number(text: str) -> int:
    """Return the version that a form carries; none that there is where it is no number."""
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0


def _known(step: str) -> Step:
    if step not in STEPS:
        raise NotFound(_("There is no such step."))
    return STEPS[step]


def _row(one: Standing) -> Row:
    lang, user = language.current(), one.user
    return Row(
        id=user.id,
        called=accounts.called(user, lang),
        name=user.name if user.full_name else "",
        role="" if one.state == "left" else say(lang, USER_ROLES[user.role]),
        state=say(lang, _STATES[one.state]),
        seen=account.moment(one.seen_at) if one.seen_at else "",
        link=account.moment(one.link_until) if one.link_until and one.state != "closed" else "",
        is_own=user.id == page.actor().user_id,
    )


def _roles() -> list[tuple[str, str]]:
    lang = language.current()
    return [(role, f"{say(lang, words)}: {say(lang, _ROLE_WORDS[role])}") for role, words in USER_ROLES.items()]


def _invitation(typed: Typed | None = None, error: CalendarError | None = None) -> Response:
    with page.database().reading() as session:
        links.know(session)
        kept = forms.kept(session) if typed is None else None
        return page.respond(
            "user_new.html",
            session,
            status=forms.status_of(error) if error else 200,
            path="/users/new",
            section="/users",
            typed=typed or (kept.typed if kept else Typed({"role": ["editor"]})),
            kept=account.moment(kept.at) if kept else "",
            errors=forms.errors_of(error) if error else {},
            roles=_roles(),
            days=invitations.TERMS["invitation"].days,
        )


def _shown(user_id: UUID, typed: Typed | None = None, error: CalendarError | None = None) -> Response:
    with page.database().reading() as session:
        one = accounts.standing(session, user_id, by=page.actor(), at=page.now())
        stored = Typed({"role": [one.user.role], "full_name": [one.user.full_name]})
        kept = forms.kept(session) if typed is None else None
        return page.respond(
            "user.html",
            session,
            status=forms.status_of(error) if error else 200,
            path=f"/users/{user_id}",
            section="/users",
            one=one,
            row=_row(one),
            typed=typed or (kept.typed if kept else stored),
            kept=account.moment(kept.at) if kept else "",
            version=(kept.typed.text("version") if kept else "") or one.user.version,
            errors=forms.errors_of(error) if error else {},
            said=forms.said(request.args.getlist("said")),
            roles=_roles(),
            steps=[(name, step) for name, step in STEPS.items() if _offers(one, step)],
            clock=account.clock(),
        )


def _offers(one: Standing, step: Step) -> bool:
    return one.state in step.states and not (one.is_elsewhere and step.take is None)


def _step(user_id: UUID, name: str, error: CalendarError | None = None) -> Response:
    step = _known(name)
    with page.database().reading() as session:
        one = accounts.standing(session, user_id, by=page.actor(), at=page.now())
        if error is None and not _offers(one, step):
            raise NotFound(_("This step does not follow from how the account stands."))
        return page.respond(
            "user_step.html",
            session,
            status=forms.status_of(error) if error else 200,
            path=f"/users/{user_id}/{name}",
            section="/users",
            row=_row(one),
            step=step,
            errors=forms.errors_of(error) if error else {},
        )


def _link(user_id: UUID, made: Issued) -> Response:
    """Show a link, this once: the calendar itself knows no more than its hash."""
    with page.database().reading() as session:
        links.know(session)
        one = accounts.standing(session, user_id, by=page.actor(), at=page.now())
        return page.respond(
            "user_link.html",
            session,
            section="/users",
            row=_row(one),
            purpose=made.purpose,
            address=links.whole(f"/invitations/{made.token}"),
            until=account.moment(made.expires_at),
            clock=account.clock(),
        )
