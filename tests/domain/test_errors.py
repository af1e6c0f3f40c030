"""Errors have a stable code, and a sentence in the reader's language."""

import pickle

from calendar_service.domain import errors
from calendar_service.domain.errors import CalendarError, InvalidInput

EMPTY = "This field is empty. Fill it in."


def test_the_codes_that_machines_rely_on_stay():
    for error, code in [
        (errors.InvalidInput, "invalid"),
        (errors.NotFound, "not_found"),
        (errors.Gone, "gone"),
        (errors.Forbidden, "forbidden"),
        (errors.Conflict, "conflict"),
        (errors.Unavailable, "unavailable"),
    ]:
        assert issubclass(error, CalendarError)
        assert error(EMPTY).code == code


def test_a_sentence_is_said_in_the_language_of_the_reader_and_logged_in_english():
    error = InvalidInput(EMPTY, field="title")
    assert error.sentence("ru") not in {"", EMPTY}
    assert (error.sentence(), str(error), error.field) == (EMPTY, EMPTY, "title")


def test_values_stand_in_the_sentence_as_they_were_typed():
    error = InvalidInput("The year %(year)s is outside 1900–2199.", year="%(name)s 100 %")
    assert str(error) == "The year %(name)s 100 % is outside 1900–2199."


def test_an_error_comes_back_whole_from_another_process():
    error = pickle.loads(pickle.dumps(InvalidInput("Degrees run from -%(limit)s to %(limit)s.", field="x", limit=90)))
    assert (str(error), error.field) == ("Degrees run from -90 to 90.", "x")
