"""Every main page as a picture, at both widths, in both themes and both languages: `make screenshots`.

The pictures stand under `var/screenshots/`, named page-language-theme-width.png. With `--readme`, the few
small ones of the README are taken anew instead.
"""

import contextlib
import sys
import tempfile
from pathlib import Path

from tests.browser import chromium, world
from tests.browser.pages import MAIN, PAGES, address
from tests.databases import SqliteTemplates

FOLDER = Path(__file__).resolve().parents[2] / "var" / "screenshots"
README = FOLDER.parents[1] / "docs"
WIDTHS = (360, 1440)
SMALL = (
    ("home", "en", "light"),
    ("timeline", "ru", "light"),
    ("event-closed", "en", "dark"),
    ("subscribe", "ru", "light"),
)


@contextlib.contextmanager
def calendar():
    """Serve a calendar and run a browser; yields both and the `World`."""
    with tempfile.TemporaryDirectory() as folder, chromium.running() as browser:
        templates = SqliteTemplates(Path(folder))
        url = templates.seeded_url()
        made = world.fill(url)
        with world.served(url, Path(folder)) as base:
            yield browser, base, made


def take(names=MAIN):
    """Take a picture of each page and say where they are."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with calendar() as (browser, base, made):
        for theme in ("light", "dark"):
            for width in WIDTHS:
                look(browser, base, made, names, theme, width)
    sys.stdout.write(f"{FOLDER}\n")


def take_small():
    """Take the pictures of the README: the top of a page at half its size."""
    README.mkdir(exist_ok=True)
    with calendar() as (browser, base, made):
        for name, lang, theme in SMALL:
            page = browser.new_page(
                viewport={"width": 1280, "height": 860}, color_scheme=theme, device_scale_factor=0.6
            )
            page.goto(base + address(name, made, lang))
            page.screenshot(path=README / f"{name}.jpg", type="jpeg", quality=72)
            page.close()
    sys.stdout.write(f"{README}\n")


def look(browser, base, made, names, theme, width):
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)
    for name in names:
        for lang in ("ru", "en"):
            page.goto(base + address(name, made, lang))
            page.screenshot(path=FOLDER / f"{name}-{lang}-{theme}-{width}.png", full_page=True)
    page.close()


if __name__ == "__main__":
    if "--readme" in sys.argv:
        take_small()
        sys.exit()
    take([name for name in sys.argv[1:] if name in PAGES] or MAIN)
