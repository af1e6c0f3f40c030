"""Browsers in words, as their User-Agent gives them away: "Firefox, Windows"."""

import re

# each claims to be those below it too, so that the first that fits is the one
_PROGRAMS = (
    (r"Edg(?:e|A|iOS)?/", "Edge"),
    (r"OPR/|Opera", "Opera"),
    (r"YaBrowser/", "Yandex Browser"),
    (r"Vivaldi/", "Vivaldi"),
    (r"SamsungBrowser/", "Samsung Internet"),
    (r"Firefox/|FxiOS/", "Firefox"),
    (r"Chrom(?:e|ium)/|CriOS/", "Chrome"),
    (r"Version/.*Safari/", "Safari"),
    (r"^curl/", "curl"),
)
_SYSTEMS = (
    (r"iPhone|iPad", "iOS"),
    (r"Android", "Android"),
    (r"Windows", "Windows"),
    (r"CrOS", "ChromeOS"),
    (r"Macintosh", "macOS"),
    (r"Linux", "Linux"),
)


def words(agent: str) -> str:
    """Return what a browser says it is, and on what it runs; nothing where it says neither."""
    return ", ".join(filter(None, (_first(_PROGRAMS, agent), _first(_SYSTEMS, agent))))


def _first(known: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for pattern, name in known if re.search(pattern, agent)), "")
