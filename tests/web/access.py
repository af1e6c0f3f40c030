"""Who may open what: every route of the service, for every role, by what has become of the record it shows.

A row gives, for a route (method and rule), the expected status of its answer to each role in turn:
anyone, reader, planner, editor, administrator. One number stands for all of them. A route that shows a
record has a row for each state of the record. `test_access.py` asks each of them, and fails for a route
without a row.
"""

ROLES = ("", "reader", "planner", "editor", "administrator")
STATES = ("published", "cancelled", "draft", "withdrawn")

EVERYONE = (200,) * 5
PLANNERS = (404, 404, 200, 200, 200)  # who does not see it is told that there is none
DRAFT = PLANNERS
SIGNED_IN = (303, 200, 200, 200, 200)  # who is not is led to the sign-in
EDITORS = (303, 403, 403, 200, 200)
FILLED_WRONGLY = (303, 403, 403, 422, 422)  # what `test_access` sends has fields that the form does not
SHUT = (303, 403, 403, 409, 409)
ADMINISTRATORS = (303, 403, 403, 403, 200)
WITHDRAWN = (410, 410, 410, 200, 200)
NOTHING = (404,) * 5


def shown(**other):
    """The rows of a page that shows a record: to all, a draft to planners and up, what was withdrawn to editors."""
    return {"published": EVERYONE, "cancelled": EVERYONE, "draft": DRAFT, "withdrawn": WITHDRAWN} | other


OWN_NOTES = dict.fromkeys(("published", "cancelled", "draft"), (303, 403, 200, 200, 200))
EVENT = "/events/<uuid:event_id>"
DOCUMENT = "/documents/<name>"
PUBLIC = dict.fromkeys(
    (
        "GET /", "GET /about", "GET /calendar", "GET /calendar/hosts", "GET /calendar/month", "GET /calendar/month/<name>",
        "GET /calendar/timeline", "GET /calendar/year", "GET /calendar/year/<int:year>", "GET /changes", "GET /documents",
        "GET /embed/list", "GET /feeds", "GET /formats", "GET /formats/<name>", "GET /series/<name>", "GET /parties",
        "GET /parties/<name>", "GET /promises", "GET /promises.csv", "GET /promises.json", "GET /healthz", "GET /readyz", "GET /robots.txt", "GET /search", "GET /sign-in",
        "GET /sitemap.xml", "GET /subscribe", "GET /static/<digest>/<path:name>",
    ),
    EVERYONE,
)  # fmt: skip
ROUTES = PUBLIC | {
    "GET /events": (301,) * 5,
    f"GET {EVENT}": shown(),
    f"GET {EVENT}/copy.ics": {"published": EVERYONE, "cancelled": NOTHING, "draft": NOTHING, "withdrawn": (410, 410, 410, 404, 404)},
    f"GET {EVENT}/report": shown(),
    f"POST {EVENT}/report": {
        "published": (303,) * 5,
        "cancelled": (303,) * 5,
        "draft": (404, 404, 303, 303, 303),
        "withdrawn": (410, 410, 410, 303, 303),
    },
    "GET /events/new": EDITORS,
    "POST /events/new": (303, 403, 403, 422, 422),  # what `test_access` sends has fields that the form does not
    f"GET {EVENT}/edit": {
        "published": EDITORS,
        "cancelled": EDITORS,
        "draft": (303, 404, 403, 200, 200),
        "withdrawn": (303, 410, 410, 409, 409),
    },
    f"POST {EVENT}/edit": {
        "published": (303, 403, 403, 422, 422),
        "cancelled": (303, 403, 403, 422, 422),
        "draft": (303, 404, 403, 422, 422),
        "withdrawn": (303, 410, 410, 422, 422),
    },
    f"GET {EVENT}/merge": {
        "published": EDITORS,
        "cancelled": EDITORS,
        "draft": (303, 404, 403, 200, 200),
        "withdrawn": (303, 410, 410, 409, 409),
    },
    f"POST {EVENT}/merge": {
        "published": (303, 403, 403, 400, 400),  # no other record named
        "cancelled": (303, 403, 403, 400, 400),
        "draft": (303, 404, 403, 400, 400),
        "withdrawn": (303, 410, 410, 409, 409),
    },
    "GET /events/several": (303, 403, 403, 303, 303),  # nothing is kept: the list
    "POST /events/several": (303, 403, 403, 422, 422),  # what `test_access` sends has fields that the form does not
    f"GET {EVENT}/<step>": {  # cancel, for one
        "published": EDITORS,
        "cancelled": (303, 403, 403, 409, 409),
        "draft": (303, 404, 403, 200, 200),
        "withdrawn": (303, 410, 410, 409, 409),
    },
    f"POST {EVENT}/<step>": {  # what `test_access` sends has fields that the form does not
        "published": (303, 403, 403, 422, 422),
        "cancelled": (303, 403, 403, 409, 409),
        "draft": (303, 404, 403, 422, 422),
        "withdrawn": (303, 410, 410, 409, 409),
    },
    "POST /events/beside": (403, 403, 403, 200, 200),
    "POST /events/proposals": (403, 403, 403, 200, 200),
    "POST /dates/reading": (403, 403, 403, 200, 200),
    "POST /drafts": (403, 400, 400, 400, 400),  # no form named
    f"GET {DOCUMENT}": {"published": EVERYONE, "draft": DRAFT, "withdrawn": WITHDRAWN},
    "GET /feeds/<path:name>": {
        "published": EVERYONE,
        "cancelled": EVERYONE,
        "draft": NOTHING,  # a feed is public: it knows no one
        "withdrawn": EVERYONE,  # for thirty days it sends that it is off
    },
    "GET /journal": PLANNERS,
    "GET /journal/<int:number>": PLANNERS,
    "GET /journal/<int:number>/revert": EDITORS,
    "POST /journal/<int:number>/revert": (303, 403, 403, 422, 422),  # what `test_access` sends has fields that the form does not
    "GET /feeds/s/<path:name>": NOTHING,
    "GET /feeds/new": EDITORS,
    "POST /feeds/new": (303, 403, 403, 422, 422),
    "GET /feeds/<uuid:feed_id>/edit": EDITORS,
    "POST /feeds/<uuid:feed_id>/edit": (303, 403, 403, 422, 422),
    "GET /feeds/<uuid:feed_id>/withdraw": EDITORS,
    "POST /feeds/<uuid:feed_id>/withdraw": (303, 403, 403, 422, 422),
    "GET /account/feeds": SIGNED_IN,
    "GET /account/feeds/new": SIGNED_IN,
    "POST /account/feeds/new": (303, 422, 422, 422, 422),
    "GET /account/feeds/<uuid:feed_id>": (303, 404, 404, 404, 404),  # another's
    "POST /account/feeds/<uuid:feed_id>": (303, 404, 404, 404, 404),
    "GET /account/feeds/<uuid:feed_id>/<step>": (303, 404, 404, 404, 200),
    "POST /account/feeds/<uuid:feed_id>/<step>": (303, 404, 404, 404, 422),
    "GET /users/feeds": ADMINISTRATORS,
    "GET /reports": PLANNERS,
    f"GET {EVENT}/notes": OWN_NOTES | {"withdrawn": (303, 403, 410, 200, 200)},
    f"POST {EVENT}/notes": dict.fromkeys(("published", "cancelled", "draft"), (303, 403, 422, 422, 422)) | {"withdrawn": (303, 403, 410, 422, 422)},
    "GET /notes/<uuid:note_id>": (303, 403, 200, 200, 200),
    "POST /notes/<uuid:note_id>": (303, 403, 422, 422, 422),
    "GET /reports/<uuid:note_id>": (303, 403, 200, 200, 200),
    "POST /reports/<uuid:note_id>": (303, 403, 422, 422, 422),
    "POST /reports/<uuid:note_id>/settle": (403, 403, 403, 303, 303),
    "GET /desk": SIGNED_IN,
    "GET /documents/new": EDITORS,
    "POST /documents/new": FILLED_WRONGLY,
    "GET /documents/<name>/edit": {"published": EDITORS, "draft": EDITORS, "withdrawn": SHUT},
    "POST /documents/<name>/edit": {"published": FILLED_WRONGLY, "draft": FILLED_WRONGLY, "withdrawn": SHUT},
    "GET /documents/<name>/<step>": {"published": EDITORS, "draft": SHUT, "withdrawn": SHUT},  # to withdraw it
    "POST /documents/<name>/<step>": dict.fromkeys(("published", "draft", "withdrawn"), FILLED_WRONGLY),
    "GET /commitments/new": EDITORS,
    "POST /commitments/new": FILLED_WRONGLY,
    "GET /commitments/<uuid:commitment_id>": {"published": (303,) * 5, "draft": (404, 404, 303, 303, 303), "withdrawn": (410, 410, 410, 303, 303)},
    "GET /commitments/<name>/edit": {"published": EDITORS, "draft": EDITORS, "withdrawn": SHUT},
    "POST /commitments/<name>/edit": {"published": FILLED_WRONGLY, "draft": FILLED_WRONGLY, "withdrawn": SHUT},
    "GET /commitments/<uuid:commitment_id>/delete": {"published": SHUT, "draft": EDITORS, "withdrawn": SHUT},
    "POST /commitments/<uuid:commitment_id>/delete": dict.fromkeys(("published", "draft", "withdrawn"), FILLED_WRONGLY),
    "POST /dates/meaning": (403, 403, 403, 200, 200),
    "GET /formats/new": EDITORS,
    "POST /formats/new": FILLED_WRONGLY,
    "GET /formats/<name>/edit": EDITORS,
    "POST /formats/<name>/edit": FILLED_WRONGLY,
    "GET /parties/new": EDITORS,
    "POST /parties/new": FILLED_WRONGLY,
    "GET /parties/<name>/edit": EDITORS,
    "POST /parties/<name>/edit": FILLED_WRONGLY,
    "POST /parties/reading": (403, 403, 403, 200, 200),
    "GET /series/new": EDITORS,
    "POST /series/new": FILLED_WRONGLY,
    "GET /series/<name>/edit": EDITORS,
    "POST /series/<name>/edit": FILLED_WRONGLY,
    "POST /series/reading": (403, 403, 403, 200, 200),
    "GET /account": SIGNED_IN,
    "POST /account": (303, 422, 422, 422, 422),  # what `test_access` sends has fields that the form does not
    "GET /account/password": SIGNED_IN,
    "POST /account/password": (303, 422, 422, 422, 422),
    "POST /account/sign-ins": (303, 400, 400, 400, 400),
    "GET /account/tokens": SIGNED_IN,
    "POST /account/tokens": (303, 422, 422, 422, 422),
    "POST /account/tokens/<uuid:token_id>/revoke": (303, 400, 400, 400, 400),
    "GET /invitations/<token>": NOTHING,
    "POST /invitations/<token>": NOTHING,
    "GET /users": ADMINISTRATORS,
    "GET /users/new": ADMINISTRATORS,
    "POST /users/new": (303, 403, 403, 403, 422),
    "GET /users/<uuid:user_id>": ADMINISTRATORS,
    "POST /users/<uuid:user_id>": (303, 403, 403, 403, 422),
    "GET /users/<uuid:user_id>/<step>": ADMINISTRATORS,
    "POST /users/<uuid:user_id>/<step>": (303, 403, 403, 403, 422),
    "GET /sign-in/elsewhere": NOTHING,  # no provider is set
    "GET /sign-in/elsewhere/return": NOTHING,
    **dict.fromkeys(
        (
            "GET /api/v1/events", "GET /api/v1/formats", "GET /api/v1/formats/<name>", "GET /api/v1/series", "GET /api/v1/series/<name>",
            "GET /api/v1/parties", "GET /api/v1/parties/<name>", "GET /api/v1/documents", "GET /api/v1/commitments",
            "GET /api/v1/changes", "GET /api/v1/openapi.json",
        ),
        EVERYONE,
    ),
    "GET /api/v1/dates": (422,) * 5,  # no date to be read
    "GET /api/v1/events/<event_id>": {  # a cookie opens nothing there
        "published": EVERYONE, "cancelled": EVERYONE, "draft": NOTHING, "withdrawn": (410,) * 5,
    },
    "GET /api/v1/documents/<name>": {"published": EVERYONE, "draft": NOTHING, "withdrawn": (410,) * 5},
    "GET /api/v1/commitments/<commitment_id>": NOTHING,
    "POST /api/v1/events": (401,) * 5,
    "PATCH /api/v1/events/<event_id>": (401,) * 5,
    "DELETE /api/v1/events/<event_id>": (401,) * 5,
    "POST /api/v1/events/<event_id>/<step>": (401,) * 5,
    "PUT /api/v1/events/external/<system>/<external_id>": (401,) * 5,
    **dict.fromkeys((f"{method} /api/v1/{rest}" for method in ("GET", "POST", "PUT", "PATCH", "DELETE") for rest in ("", "<path:rest>")), NOTHING),
    "POST /sign-in": (303,) * 5,
    "POST /sign-out": (303,) * 5,
}  # fmt: skip
