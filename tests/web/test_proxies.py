"""By which address tries are counted, behind none, one or two proxies; and that no header decides anything else."""

from dataclasses import replace

import pytest

from calendar_service.web import visitor

PEER = "198.51.100.7"


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, None, PEER),
        (0, "203.0.113.9", PEER),  # nobody in front is trusted
        (1, None, PEER),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "10.0.0.1, 203.0.113.9", "203.0.113.9"),  # what the visitor wrote does not count
        (2, "10.0.0.1, 203.0.113.9, 192.0.2.1", "203.0.113.9"),
        (2, "203.0.113.9", PEER),  # fewer than there should be
        (1, "203.0.113.9:4711", "203.0.113.9"),
        (1, "[2001:db8:1:2:3::4]:4711", "2001:db8:1:2::/64"),
        (1, "2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
        (1, "unknown", PEER),
        (1, "", PEER),
        (1, "203.0.113.9,", PEER),
        (1, "' OR 1=1 --", PEER),
    ],
)
def test_tries_are_counted_by_the_address_that_the_outermost_trusted_proxy_saw(site, proxies, header, address):
    site.extensions["settings"] = replace(site.extensions["settings"], proxies=proxies)
    headers = {} if header is None else {"X-Forwarded-For": header}
    with site.test_request_context("/sign-in", headers=headers, environ_base={"REMOTE_ADDR": PEER}):
        assert visitor.address() == address


def test_headers_of_several_proxies_are_one_list(site):
    site.extensions["settings"] = replace(site.extensions["settings"], proxies=2)
    headers = [("X-Forwarded-For", "10.0.0.1, 203.0.113.9"), ("X-Forwarded-For", "192.0.2.1")]
    with site.test_request_context("/sign-in", headers=headers, environ_base={"REMOTE_ADDR": PEER}):
        assert visitor.address() == "203.0.113.9"


@pytest.mark.parametrize("proxies", [0, 2])
def test_no_header_decides_host_or_scheme(site, client, proxies):
    site.extensions["settings"] = replace(site.extensions["settings"], proxies=proxies)
    headers = {
        "Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http", "X-Forwarded-Port": "81",
        "X-Forwarded-Prefix": "/evil", "Forwarded": "host=evil.example;proto=http", "X-Forwarded-For": "203.0.113.9, 192.0.2.1",
    }  # fmt: skip
    for path in ("/", "/sign-in", "/subscribe"):
        assert "evil" not in client.get(path, headers=headers).text
    assert "evil" not in str(client.get("/events", headers=headers).headers)
