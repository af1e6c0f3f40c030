"""The service as a person starts it: in a process of its own, on a port of its own."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds
SERVE = (sys.executable, "-m", "flask", "--app", "wsgi", "serve")


def free_port(family=socket.AF_INET):
    with socket.socket(family) as found:
        found.bind(("127.0.0.1" if family == socket.AF_INET else "::1", 0))
        return found.getsockname()[1]


def environment(**given):
    """This process's environment without any setting of the service, and those given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CALENDAR_")}
    for name in ("HOST", "PORT", "PYTHONDONTWRITEBYTECODE", "MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKEOVERRIDES"):
        kept.pop(name, None)
    return {**kept, "CALENDAR_SECRET_KEY": "a secret for tests and for nothing else", **given}


def run(*command, folder=PROJECT, given=b"", **settings):
    """Run a command to its end."""
    return subprocess.run(
        command,
        cwd=folder,
        env=environment(**settings),
        input=given,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )


class Service:
    """A start of the service; leaving the block ends whatever is left of it."""

    def __init__(self, *, command=SERVE, folder=PROJECT, address="127.0.0.1", port=None, **settings):
        self.port = port or free_port()
        self.address = f"http://{address}:{self.port}"
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment(PORT=str(self.port), **settings),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        self.out = self.err = ""

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        if self.process.poll() is None or self.is_left():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.collect()

    def get(self, path="/healthz"):
        with urllib.request.urlopen(self.address + path, timeout=5) as answer:
            return answer.read().decode()

    def wait(self):
        """Return how many seconds passed from the start to the first answer."""
        while time.monotonic() - self.began < PATIENCE and self.process.poll() is None:
            try:
                self.get()
            except OSError:
                time.sleep(0.02)
            else:
                return time.monotonic() - self.began
        self.collect()
        raise AssertionError(f"no answer; status {self.process.poll()}\n{self.out}\n{self.err}")

    def end(self, sign=signal.SIGINT, *, group=True):
        """Send a signal to a service at rest, to the whole group as a terminal does, and return the exit status."""
        self.rests()
        (os.killpg if group else os.kill)(self.process.pid, sign)
        self.collect()
        return self.process.returncode

    def collect(self):
        if self.process.stdout.closed:
            return
        self.out, self.err = self.process.communicate(timeout=PATIENCE)

    def rests(self, seconds=5):
        """Wait until every process of the group sleeps, twice in a row: its workers then wait for requests."""
        deadline, calm = time.monotonic() + seconds, 0
        while calm < 2 and time.monotonic() < deadline:
            calm = calm + 1 if set(self.states().values()) <= {"S"} else 0
            time.sleep(0.2)

    def group(self):
        """The process ids that belong to the service's group."""
        return list(self.states())

    def states(self):
        """The states of the processes that belong to the service's group, by their ids."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                if int(fields[2]) == self.process.pid and fields[0] != "Z":
                    found[int(folder.name)] = fields[0]
        return found

    def grows_to(self, number, seconds=5):
        """Tell whether the group comes to have so many processes."""
        deadline = time.monotonic() + seconds
        while len(self.group()) < number and time.monotonic() < deadline:
            time.sleep(0.05)
        return len(self.group()) == number

    def is_left(self, seconds=3):
        """Tell whether anything of the group still runs after a while."""
        deadline = time.monotonic() + seconds
        while self.group() and time.monotonic() < deadline:
            time.sleep(0.05)
        return bool(self.group())
