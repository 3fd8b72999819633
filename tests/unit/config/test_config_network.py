from ipaddress import ip_network

import pytest

from season_watch.config.kinds import NETWORK
from season_watch.outbound.addresses import Allowed, NetworkPort


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        pytest.param("192.168.1.0/24", ip_network("192.168.1.0/24"), id="a network"),
        pytest.param("fd00::/8", ip_network("fd00::/8"), id="a network of IPv6"),
        pytest.param("::1", ip_network("::1/128"), id="an address of IPv6"),
        pytest.param("10.0.0.5:80", NetworkPort(network=ip_network("10.0.0.5/32"), port=80), id="a port"),
        pytest.param("10.0.0.0/8:80", NetworkPort(network=ip_network("10.0.0.0/8"), port=80), id="of a network"),
        pytest.param("[fd00::/8]:80", NetworkPort(network=ip_network("fd00::/8"), port=80), id="a port of IPv6"),
    ],
)
def test_a_network_is_opened_whole_or_at_one_port(text: str, allowed: Allowed) -> None:
    assert NETWORK.read(text) == allowed


@pytest.mark.parametrize("text", ["10.0.0.5:0", "10.0.0.5:65536", "10.0.0.5:", "10.0.0.5/8:80", "host:80", "[::1]"])
def test_what_is_neither_is_a_fault(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - a kind says no more: its message comes from `wanted`
        NETWORK.read(text)
