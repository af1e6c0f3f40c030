"""The forms of parties, formats and series: enter one, change one.

`noun` says what such a form is made of, `parties`, `formats` and `series` say it of each; `saving` reads,
compares and writes; `views` are the pages. How an event is entered is in `editing`, which lends its rows.
"""
