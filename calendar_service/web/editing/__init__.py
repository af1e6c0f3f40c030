"""The form of an event: its fields, what is understood of them, what is said beside them, and how it is saved.

`names` is what the form has; `known` what can be chosen in it; `showing` puts facts into fields and
`gathering` takes them out again; `dating` reads dates and times, `telling` says what a date means;
`beside` warns, `suggesting` proposes; `sides` compares two versions; `event_form` are the views.
What other forms need too knows nothing of events: `fields`, `findings`, `sourcing`, `comparing`, `known`.
"""
