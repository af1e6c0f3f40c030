"""Cities and countries by which people name a time zone, in Russian, English and Italian."""

from calendar_service.domain import locales


def name_of(zone: str, lang: str) -> str:
    """Return a city that names a zone in a language, else the zone's own name."""
    found = locales.locale(lang).time_zones.get(zone, {})
    return str(found.get("city", zone))
