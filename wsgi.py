"""The WSGI entry point: `flask --app wsgi …`, `gunicorn wsgi:app`. Opens no database."""

import sys

from calendar_service.app import create_app
from calendar_service.config import BadSetting

try:
    app = create_app()
except BadSetting as error:
    sys.stderr.write(f"{error}\n")
    raise SystemExit(2) from None
