"""A provider of OpenID Connect that tests start: a process of its own, which lets in whoever it is told of."""

import contextlib
import json
import subprocess
import sys
import time
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from tests.launch.running import free_port


@contextlib.contextmanager
def running():
    """Run a provider for as long as the block lasts; yields its address."""
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _try in range(300):
            with contextlib.suppress(URLError, ConnectionError):
                urlopen(f"{address}/.well-known/openid-configuration", timeout=5).close()
                break
            assert process.poll() is None, "the provider has ended"
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def know(issuer, subject, **claims):
    """Have the provider know a person."""
    body = json.dumps(claims).encode()
    headers = {"Content-Type": "application/json"}
    urlopen(Request(f"{issuer}/users/{quote(subject)}", data=body, headers=headers, method="PUT"), timeout=10).close()
