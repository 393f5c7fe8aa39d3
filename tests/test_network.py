"""The guard that all other tests rest on: no test reaches a host beyond this machine."""

from __future__ import annotations

import socket
import threading
import urllib.request

import pytest

from tests.conftest import NetworkForbiddenError


def test_a_connection_beyond_this_machine_fails() -> None:
    """Reaching another host, by address or by name, raises at once instead of being tried."""
    with socket.socket() as outgoing:
        with pytest.raises(NetworkForbiddenError):
            outgoing.connect(("192.0.2.1", 80))
        with pytest.raises(NetworkForbiddenError):
            outgoing.connect_ex(("192.0.2.1", 80))
    with pytest.raises(NetworkForbiddenError):
        urllib.request.urlopen("http://example.org/", timeout=1)


def test_loopback_stays_open() -> None:
    """A server on this machine can be called, as the vector server's tests do."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=lambda: server.accept()[0].close())
        thread.start()
        with socket.create_connection(server.getsockname(), timeout=5) as client:
            assert client.recv(1) == b""
        thread.join()
