from ipaddress import IPv4Network, IPv6Network, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from season_watch.outbound.addresses import Allowed, NetworkPort, refusal

PUBLIC = (
    "1.1.1.1",
    "8.8.8.8",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "126.255.255.255",
    "128.0.0.0",
    "168.63.129.15",
    "169.253.255.255",
    "169.255.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.0.1.0",
    "192.167.255.255",
    "192.169.0.0",
    "198.17.255.255",
    "198.20.0.0",
    "223.255.255.255",
    "2001:4860:4860::8888",
    "2606:4700::1111",
    "2a00:1450:4001::1",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
    "2002:808:808::1",
    "2606:4700::5efe:808:808",
)

REFUSED = (
    ("0.0.0.0", "this network"),
    ("0.255.255.255", "this network"),
    ("10.0.0.0", "private"),
    ("10.255.255.255", "private"),
    ("100.64.0.1", "shared by carriers"),
    ("100.100.100.200", "shared by carriers"),
    ("127.0.0.1", "loopback"),
    ("127.255.255.255", "loopback"),
    ("168.63.129.16", "a cloud's own service"),
    ("169.254.169.254", "link-local"),
    ("172.16.0.1", "private"),
    ("172.31.255.255", "private"),
    ("192.0.0.8", "protocol assignments"),
    ("192.0.0.192", "protocol assignments"),
    ("192.0.2.1", "documentation"),
    ("192.88.99.1", "6to4 relay"),
    ("192.168.1.1", "private"),
    ("198.18.0.1", "benchmarking"),
    ("198.19.255.255", "benchmarking"),
    ("198.51.100.7", "documentation"),
    ("203.0.113.7", "documentation"),
    ("224.0.0.1", "multicast"),
    ("239.255.255.255", "multicast"),
    ("240.0.0.1", "reserved"),
    ("255.255.255.255", "broadcast"),
    ("::", "unspecified"),
    ("::1", "loopback"),
    ("::127.0.0.1", "IPv4-compatible"),
    ("::ffff:127.0.0.1", "loopback"),
    ("::ffff:10.0.0.1", "private"),
    ("::ffff:0:127.0.0.1", "IPv4-translated"),
    ("64:ff9b::7f00:1", "loopback"),
    ("64:ff9b::a9fe:a9fe", "link-local"),
    ("64:ff9b:1::a00:1", "local NAT64"),
    ("100::1", "discard"),
    ("2001::1", "protocol assignments"),
    ("2001:0:7f00:1::", "protocol assignments"),
    ("2001:db8::1", "documentation"),
    ("2002:7f00:1::", "loopback"),
    ("2002:a00:1::1", "private"),
    ("3fff::1", "documentation"),
    ("4000::1", "not global"),
    ("5f00::1", "segment routing"),
    ("fc00::1", "private"),
    ("fd00:ec2::254", "private"),
    ("fe80::1", "link-local"),
    ("fe80::1%eth0", "link-local"),
    ("fec0::1", "site-local"),
    ("ff02::1", "multicast"),
    ("2606:4700::5efe:7f00:1", "loopback"),
    ("2606:4700::200:5efe:a00:1", "private"),
)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_may_be_reached(address: str) -> None:
    assert refusal(ip_address(address)) is None


@pytest.mark.parametrize(("address", "reason"), REFUSED)
def test_a_special_address_may_not_be_reached(address: str, reason: str) -> None:
    assert refusal(ip_address(address)) == reason


@pytest.mark.parametrize(
    ("address", "allow"),
    [
        pytest.param("127.0.0.2", IPv4Network("127.0.0.2/32"), id="itself"),
        pytest.param("192.168.7.7", IPv4Network("192.168.0.0/16"), id="inside"),
        pytest.param("fd00::5", IPv6Network("fd00::/8"), id="six"),
        pytest.param("::ffff:127.0.0.2", IPv4Network("127.0.0.2/32"), id="mapped"),
    ],
)
def test_what_the_owner_allows_may_be_reached(address: str, allow: Allowed) -> None:
    assert refusal(ip_address(address), (allow,)) is None


def test_a_port_may_be_opened_alone() -> None:
    allow = (NetworkPort(network=IPv4Network("192.168.1.5/32"), port=8123),)
    address = ip_address("192.168.1.5")
    assert refusal(address, allow, 8123) is None
    assert refusal(address, allow, 22) == "private"
    assert refusal(address, allow) == "private"
    assert refusal(ip_address("192.168.1.6"), allow, 8123) == "private"
    assert refusal(ip_address("::ffff:192.168.1.5"), allow, 8123) is None


def test_an_allowed_network_opens_no_other() -> None:
    allow = (IPv4Network("127.0.0.2/32"), IPv6Network("2002::/16"))
    assert refusal(ip_address("127.0.0.3"), allow) == "loopback"
    assert refusal(ip_address("::1"), allow) == "loopback"
    assert refusal(ip_address("2002:7f00:1::"), allow) == "loopback"


@given(st.ip_addresses(v=4))
def test_an_embedded_address_is_no_better_than_the_address_itself(address: object) -> None:
    number = int(ip_address(str(address)))
    plain = refusal(ip_address(number))
    assert refusal(ip_address((0xFFFF << 32) + number)) == plain
    assert refusal(ip_address((0x64FF9B << 96) + number)) == plain
    assert refusal(ip_address((0x2002 << 112) + (number << 80))) == plain
