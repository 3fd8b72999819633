"""TLS for servers on loopback: one self-signed certificate, and a client that trusts it and nothing else."""

import ssl
from pathlib import Path

CERTIFICATE = Path(__file__).with_name("localhost.pem")


def server_tls() -> ssl.SSLContext:
    """For a server that calls itself `localhost` or 127.0.0.1."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(CERTIFICATE)
    return context


def trusting_tls() -> ssl.SSLContext:
    """For a client that verifies as always, and knows the test certificate."""
    return ssl.create_default_context(cafile=CERTIFICATE)
