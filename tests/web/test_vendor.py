"""What others wrote: each file is the one that is written down, and nothing else lies beside it."""

import tomllib
from hashlib import sha256

from calendar_service.web import statics

FOLDER = statics.FOLDER / "vendor"
LISTED = tomllib.loads((FOLDER / "VENDOR.toml").read_text(encoding="utf-8"))["file"]


def test_every_vendored_file_is_the_one_written_down():
    found = {one["path"]: sha256((FOLDER / one["path"]).read_bytes()).hexdigest() for one in LISTED}
    assert found == {one["path"]: one["sha256"] for one in LISTED}


def test_nothing_unlisted_is_vendored():
    assert {path.name for path in FOLDER.iterdir()} == {one["path"] for one in LISTED} | {"VENDOR.toml"}


def test_every_vendored_file_names_its_source_and_licence():
    assert all(one["source"] and one["licence"] and one["version"] for one in LISTED)
