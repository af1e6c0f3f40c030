"""Calendar Service: a calendar for diplomacy, which keeps a date as it was stated."""

__version__ = "0.1.0"
