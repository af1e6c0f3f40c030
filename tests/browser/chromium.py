"""The browser of the tests: the system's Chromium, driven by Playwright.

`make test` installs it where it can. Where there is none, what needs it fails and says what to install.
"""

import contextlib
import os
import shutil

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
MISSING = (
    "No Chromium was found. Install it (on Debian and Ubuntu: apt-get install chromium), "
    "or name one that is there with CHROMIUM=/path/to/chromium."
)


class NoBrowserError(RuntimeError):
    """There is no browser to test with."""


def path():
    """Return where Chromium is; raises `NoBrowserError` with a sentence where there is none."""
    named = os.environ.get("CHROMIUM", "")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise NoBrowserError(MISSING)
    return found


@contextlib.contextmanager
def running():
    """Run a browser for as long as the block lasts."""
    with sync_playwright() as playwright:
        browser = launched(playwright.chromium)
        try:
            yield browser
        finally:
            browser.close()


def launched(kind, *settings):
    """Launch a browser, with settings of its own where it is to have any."""
    arguments = ["--no-sandbox", "--disable-dev-shm-usage"] if os.geteuid() == 0 else ["--disable-dev-shm-usage"]
    return kind.launch(executable_path=path(), args=[*arguments, *settings])
