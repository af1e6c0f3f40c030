"""`python -m calendar_service` serves the calendar; Ctrl-C ends it from the first moment without a word."""

import signal
import sys


def main() -> None:
    """Run `flask --app wsgi serve`; until the server listens for signals, they end the process at once."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from flask.cli import main as flask

    sys.argv = ["flask", "--app", "wsgi", "serve"]
    flask()


if __name__ == "__main__":
    main()
