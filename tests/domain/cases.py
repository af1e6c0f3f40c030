"""Tables of cases: one test for all rows of a table, which fails once and shows every row that is not as it should be."""

import traceback

import pytest


def each(names, rows):
    """Make one test of a function that takes the columns of a row; stands where `parametrize` would make one a row."""
    columns, rows = (names,) if isinstance(names, str) else names, list(rows)
    assert rows, "a table without rows tests nothing"

    def of_all(test):
        def tested():
            failures = Failures()
            for row in rows:
                values = dict(zip(columns, (row,) if isinstance(names, str) else row, strict=True))
                with failures.of(values):
                    test(**values)
            failures.tell()

        tested.__name__, tested.__qualname__, tested.__module__ = test.__name__, test.__qualname__, test.__module__
        return tested

    return of_all


class Failures:
    """Collects what goes wrong in its `with` blocks, each under its name, to tell all of it at the end."""

    def __init__(self):
        self.told = []
        self.name = ""

    def of(self, name):
        self.name = name
        return self

    def tell(self):
        assert not self.told, "\n\n".join([f"{len(self.told)} of the rows", *self.told])

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if not isinstance(error, Exception | pytest.fail.Exception):
            return False
        line = traceback.extract_tb(trace)[-1]
        said = "".join(traceback.format_exception_only(error)).rstrip()
        self.told.append(f"{self.name}\n{line.filename}:{line.lineno}: {said}")
        return True
