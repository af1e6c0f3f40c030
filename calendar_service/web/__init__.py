"""Pages for people: what is asked of the address goes in, a service is called, a template comes out.

Server-rendered HTML without script. One module per noun; what stands on every page is in `page`.
"""

from flask import Blueprint, Flask

from calendar_service.web import (
    about,
    account,
    changes,
    copies,
    desk,
    documents,
    embed,
    errors,
    events,
    feeds,
    formats,
    forms,
    home,
    hosts,
    invitations,
    journal,
    links,
    listing,
    months,
    notes,
    oidc,
    own_feeds,
    page,
    parties,
    promises,
    reports,
    reverts,
    saved_feeds,
    search,
    series,
    several,
    sign_in,
    sitemap,
    statics,
    subscribe,
    timeline,
    tokens,
    users,
    years,
)
from calendar_service.web.editing import event_form, merging, pieces, steps
from calendar_service.web.registry import dated, paper_steps, papers
from calendar_service.web.registry import views as registry

__all__ = ["blueprint", "documents", "errors", "events", "feeds", "home", "links", "page", "register", "statics"]

blueprint = Blueprint("web", __name__, template_folder="templates")
blueprint.add_url_rule("/", "home", home.show)
blueprint.add_url_rule("/calendar", "list", listing.show, strict_slashes=False)
blueprint.add_url_rule("/calendar/month", "this_month", months.show, strict_slashes=False)
blueprint.add_url_rule("/calendar/month/<name>", "month", months.show)
blueprint.add_url_rule("/calendar/year", "this_year", years.show, strict_slashes=False)
blueprint.add_url_rule("/calendar/year/<int:year>", "year", years.show)
blueprint.add_url_rule("/calendar/timeline", "timeline", timeline.show, strict_slashes=False)
blueprint.add_url_rule("/calendar/hosts", "hosts", hosts.show, strict_slashes=False)
blueprint.add_url_rule("/events", "events", listing.moved, strict_slashes=False)
blueprint.add_url_rule("/events/<uuid:event_id>", "event", events.show, strict_slashes=False)
blueprint.add_url_rule("/events/<uuid:event_id>/copy.ics", "copy", copies.show)
blueprint.add_url_rule("/events/<uuid:event_id>/report", "report", reports.ask, strict_slashes=False)
blueprint.add_url_rule("/events/<uuid:event_id>/report", "send_report", reports.send, methods=["POST"])
blueprint.add_url_rule("/events/new", "ask_event", event_form.ask_new, strict_slashes=False)
blueprint.add_url_rule("/events/new", "record_event", event_form.take_new, methods=["POST"])
blueprint.add_url_rule("/events/<uuid:event_id>/edit", "edit_event", event_form.ask, strict_slashes=False)
blueprint.add_url_rule("/events/<uuid:event_id>/edit", "save_event", event_form.take, methods=["POST"])
blueprint.add_url_rule("/events/<uuid:event_id>/merge", "ask_merge", merging.ask, strict_slashes=False)
blueprint.add_url_rule("/events/<uuid:event_id>/merge", "take_merge", merging.take, methods=["POST"])
blueprint.add_url_rule("/events/several", "ask_several", several.ask, strict_slashes=False)
blueprint.add_url_rule("/events/several", "change_several", several.take, methods=["POST"])
blueprint.add_url_rule("/events/<uuid:event_id>/<step>", "ask_step", steps.ask, strict_slashes=False)
blueprint.add_url_rule("/events/<uuid:event_id>/<step>", "take_step", steps.take, methods=["POST"])
blueprint.add_url_rule("/events/beside", "read_beside", pieces.read_beside, methods=["POST"])
blueprint.add_url_rule("/events/proposals", "read_proposals", pieces.read_proposals, methods=["POST"])
blueprint.add_url_rule("/dates/reading", "read_date", pieces.read_date, methods=["POST"])
blueprint.add_url_rule("/drafts", "keep_draft", pieces.keep, methods=["POST"])
blueprint.add_url_rule("/reports", "reports", reports.listed, strict_slashes=False)
blueprint.add_url_rule("/events/<uuid:event_id>/notes", "notes", notes.ask, strict_slashes=False)
blueprint.add_url_rule("/events/<uuid:event_id>/notes", "write_note", notes.write, methods=["POST"])
blueprint.add_url_rule("/notes/<uuid:note_id>", "note", notes.show, strict_slashes=False)
blueprint.add_url_rule("/notes/<uuid:note_id>", "change_note", notes.take, methods=["POST"])
blueprint.add_url_rule("/reports/<uuid:note_id>", "report_page", reports.show, strict_slashes=False)
blueprint.add_url_rule("/reports/<uuid:note_id>", "work_off_report", reports.work_off, methods=["POST"])
blueprint.add_url_rule("/reports/<uuid:note_id>/settle", "settle_report", reports.settle, methods=["POST"])
blueprint.add_url_rule("/changes", "changes", changes.show, strict_slashes=False)
blueprint.add_url_rule("/journal", "journal", journal.show, strict_slashes=False)
blueprint.add_url_rule("/journal/<int:number>", "line", journal.line, strict_slashes=False)
blueprint.add_url_rule("/journal/<int:number>/revert", "ask_revert", reverts.ask, strict_slashes=False)
blueprint.add_url_rule("/journal/<int:number>/revert", "revert", reverts.take, methods=["POST"])
blueprint.add_url_rule("/documents", "documents", documents.listed, strict_slashes=False)
blueprint.add_url_rule("/documents/<name>", "document", documents.show, strict_slashes=False)
blueprint.add_url_rule("/formats", "formats", formats.listed, strict_slashes=False)
blueprint.add_url_rule("/formats/<name>", "format", formats.show, strict_slashes=False)
blueprint.add_url_rule("/series/<name>", "series", series.show, strict_slashes=False)
blueprint.add_url_rule("/parties", "parties", parties.listed, strict_slashes=False)
blueprint.add_url_rule("/parties/<name>", "party", parties.show, strict_slashes=False)
for _sort in registry.NOUNS:
    _own = {"sort": _sort}
    blueprint.add_url_rule(f"/{_sort}/new", f"new_{_sort}", registry.ask, defaults=_own, strict_slashes=False)
    blueprint.add_url_rule(f"/{_sort}/new", f"record_{_sort}", registry.take, defaults=_own, methods=["POST"])
    blueprint.add_url_rule(f"/{_sort}/<name>/edit", f"edit_{_sort}", registry.ask, defaults=_own, strict_slashes=False)
    blueprint.add_url_rule(f"/{_sort}/<name>/edit", f"save_{_sort}", registry.take, defaults=_own, methods=["POST"])
for _sort in registry.READINGS:
    blueprint.add_url_rule(
        f"/{_sort}/reading", f"read_{_sort}", registry.read, defaults={"sort": _sort}, methods=["POST"]
    )
for _sort, _taking in (("documents", papers.take_document), ("commitments", papers.take_commitment)):
    _own = {"sort": _sort}
    blueprint.add_url_rule(f"/{_sort}/new", f"new_{_sort}", registry.ask, defaults=_own, strict_slashes=False)
    blueprint.add_url_rule(f"/{_sort}/new", f"record_{_sort}", _taking, methods=["POST"])
    blueprint.add_url_rule(f"/{_sort}/<name>/edit", f"edit_{_sort}", registry.ask, defaults=_own, strict_slashes=False)
    blueprint.add_url_rule(f"/{_sort}/<name>/edit", f"save_{_sort}", _taking, methods=["POST"])
blueprint.add_url_rule("/documents/<name>/<step>", "ask_document_step", paper_steps.ask_document, strict_slashes=False)
blueprint.add_url_rule("/documents/<name>/<step>", "take_document_step", paper_steps.take_document, methods=["POST"])
blueprint.add_url_rule("/commitments/<uuid:commitment_id>", "commitment", papers.show_commitment, strict_slashes=False)
blueprint.add_url_rule(
    "/commitments/<uuid:commitment_id>/delete", "ask_deleting", paper_steps.ask_commitment, strict_slashes=False
)
blueprint.add_url_rule(
    "/commitments/<uuid:commitment_id>/delete", "delete_commitment", paper_steps.take_commitment, methods=["POST"]
)
blueprint.add_url_rule("/dates/meaning", "read_meaning", dated.read_piece, methods=["POST"])
blueprint.add_url_rule("/promises", "promises", promises.show, strict_slashes=False)
blueprint.add_url_rule("/promises.csv", "promises_table", promises.table)
blueprint.add_url_rule("/promises.json", "promises_document", promises.document)
blueprint.add_url_rule("/subscribe", "subscribe", subscribe.show, strict_slashes=False)
blueprint.add_url_rule("/embed/list", "embed", embed.show)
blueprint.add_url_rule("/about", "about", about.show, strict_slashes=False)
blueprint.add_url_rule("/feeds", "feeds", feeds.show, strict_slashes=False)
blueprint.add_url_rule("/feeds/new", "ask_feed", saved_feeds.ask, strict_slashes=False)
blueprint.add_url_rule("/feeds/new", "record_feed", saved_feeds.take, methods=["POST"])
blueprint.add_url_rule("/feeds/<uuid:feed_id>/edit", "edit_feed", saved_feeds.ask_change, strict_slashes=False)
blueprint.add_url_rule("/feeds/<uuid:feed_id>/edit", "save_feed", saved_feeds.change, methods=["POST"])
blueprint.add_url_rule("/feeds/<uuid:feed_id>/withdraw", "ask_withdrawal", saved_feeds.ask_withdrawal)
blueprint.add_url_rule("/feeds/<uuid:feed_id>/withdraw", "withdraw_feed", saved_feeds.withdraw, methods=["POST"])
blueprint.add_url_rule("/search", "search", search.show, strict_slashes=False)
blueprint.add_url_rule("/sign-in", "sign_in", sign_in.ask, strict_slashes=False)
blueprint.add_url_rule("/sign-in", "enter", sign_in.enter, methods=["POST"])
blueprint.add_url_rule(oidc.PATH, "begin_elsewhere", oidc.begin)
blueprint.add_url_rule(f"{oidc.PATH}/return", "finish_elsewhere", oidc.finish)
blueprint.add_url_rule("/sign-out", "sign_out", sign_in.leave, methods=["POST"])
blueprint.add_url_rule("/desk", "desk", desk.show, strict_slashes=False)
blueprint.add_url_rule("/account", "account", account.show, strict_slashes=False)
blueprint.add_url_rule("/account", "describe_account", account.describe, methods=["POST"])
blueprint.add_url_rule("/account/password", "ask_password", account.ask_password, strict_slashes=False)
blueprint.add_url_rule("/account/password", "change_password", account.change_password, methods=["POST"])
blueprint.add_url_rule("/account/sign-ins", "end_sign_in", account.end, methods=["POST"])
blueprint.add_url_rule("/account/feeds", "own_feeds", own_feeds.listed, strict_slashes=False)
blueprint.add_url_rule("/account/feeds/new", "ask_own_feed", own_feeds.ask, strict_slashes=False)
blueprint.add_url_rule("/account/feeds/new", "make_own_feed", own_feeds.take, methods=["POST"])
blueprint.add_url_rule("/account/feeds/<uuid:feed_id>", "own_feed", own_feeds.ask_change, strict_slashes=False)
blueprint.add_url_rule("/account/feeds/<uuid:feed_id>", "save_own_feed", own_feeds.change, methods=["POST"])
blueprint.add_url_rule("/account/feeds/<uuid:feed_id>/<step>", "ask_own_step", own_feeds.ask_step)
blueprint.add_url_rule("/account/feeds/<uuid:feed_id>/<step>", "take_own_step", own_feeds.take_step, methods=["POST"])
blueprint.add_url_rule("/users/feeds", "all_secret_feeds", own_feeds.every, strict_slashes=False)
blueprint.add_url_rule("/account/tokens", "tokens", tokens.ask, strict_slashes=False)
blueprint.add_url_rule("/account/tokens", "make_token", tokens.make, methods=["POST"])
blueprint.add_url_rule("/account/tokens/<uuid:token_id>/revoke", "revoke_token", tokens.revoke, methods=["POST"])
blueprint.add_url_rule("/invitations/<token>", "invitation", invitations.show)
blueprint.add_url_rule("/invitations/<token>", "accept_invitation", invitations.accept, methods=["POST"])
blueprint.add_url_rule("/users", "users", users.listed, strict_slashes=False)
blueprint.add_url_rule("/users/new", "ask_user", users.ask, strict_slashes=False)
blueprint.add_url_rule("/users/new", "invite_user", users.invite, methods=["POST"])
blueprint.add_url_rule("/users/<uuid:user_id>", "user", users.show, strict_slashes=False)
blueprint.add_url_rule("/users/<uuid:user_id>", "save_user", users.save, methods=["POST"])
blueprint.add_url_rule("/users/<uuid:user_id>/<step>", "ask_user_step", users.ask_step, strict_slashes=False)
blueprint.add_url_rule("/users/<uuid:user_id>/<step>", "take_user_step", users.take, methods=["POST"])
blueprint.add_url_rule("/static/<digest>/<path:name>", "static", statics.show)
blueprint.add_url_rule("/robots.txt", "robots", statics.robots)
blueprint.add_url_rule("/sitemap.xml", "sitemap", sitemap.show)


def register(app: Flask) -> None:
    """Give the application its pages, what they are made with, and its error pages."""
    app.url_map.merge_slashes = False  # two slashes are another address
    app.before_request(links.stay)
    page.prepare(app)
    app.jinja_env.globals["form_said"] = forms.said_here
    app.register_blueprint(blueprint)
    errors.register(app)
