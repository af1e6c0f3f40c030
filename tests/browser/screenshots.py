"""Every main page as a picture, at both widths, in both themes and both languages: `make screenshots`.

The pictures stand under `var/screenshots/`, named page-language-theme-width.png.
"""

import sys
import tempfile
from pathlib import Path

from tests.browser import chromium, world
from tests.browser.pages import MAIN, PAGES, address
from tests.databases import SqliteTemplates

FOLDER = Path(__file__).resolve().parents[2] / "var" / "screenshots"
WIDTHS = (360, 1440)


def take(names=MAIN):
    """Take a picture of each page and say where they are."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium.running() as browser:
        templates = SqliteTemplates(Path(folder))
        url = templates.seeded_url()
        made = world.fill(url)
        with world.served(url, Path(folder)) as base:
            for theme in ("light", "dark"):
                for width in WIDTHS:
                    look(browser, base, made, names, theme, width)
    sys.stdout.write(f"{FOLDER}\n")


def look(browser, base, made, names, theme, width):
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)
    for name in names:
        for lang in ("ru", "en"):
            page.goto(base + address(name, made, lang))
            page.screenshot(path=FOLDER / f"{name}-{lang}-{theme}-{width}.png", full_page=True)
    page.close()


if __name__ == "__main__":
    take([name for name in sys.argv[1:] if name in PAGES] or MAIN)
