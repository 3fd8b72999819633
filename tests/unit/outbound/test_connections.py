from dataclasses import replace
from ipaddress import IPv4Network

from yarl import URL

from season_watch.outbound.addresses import Address, NetworkPort
from season_watch.outbound.client import HttpClient, trusted
from season_watch.outbound.connections import KEPT_HOSTS, Connections
from season_watch.outbound.exchange import Answer, Failure, Request
from season_watch.outbound.guard import Guard
from season_watch.outbound.limits import Limits
from tests.servers.scripted_http import Reply, ScriptedServer


async def nothing(host: str, port: int) -> tuple[Address, ...]:
    return ()


async def test_only_so_many_hosts_are_kept_connected_to() -> None:
    connections = Connections(nothing, Guard(()), trusted())
    kept = {connections.session_for(URL(f"http://{number}.example/")) for number in range(KEPT_HOSTS)}
    other = connections.session_for(URL("http://one.more.example/"))
    again = connections.session_for(URL("http://0.example/another"))
    await connections.close()
    assert kept == {again}
    assert other not in kept


async def test_what_is_sent_is_what_was_given_in_its_order() -> None:
    limits = Limits(contact="test", allow=(IPv4Network("127.0.0.1/32"),))
    headers = (("Accept", "text/xml"), ("If-None-Match", '"b"'), ("X-Two", "2"), ("X-Two", "1"))
    with ScriptedServer() as server:
        server.answer("/feed", Reply())
        async with HttpClient(limits) as client:
            request = Request(url=server.url("/feed"), headers=headers, seconds=5, body_bytes=100)
            assert isinstance(await client.exchange(request), Answer)
        assert [name for name, _ in server.requests[0].headers[:3]] == ["Host", "User-Agent", "Accept-Encoding"]
        assert server.requests[0].headers[3:] == headers


async def test_a_value_that_cannot_be_sent_byte_for_byte_is_not_sent() -> None:
    limits = Limits(contact="test", allow=(IPv4Network("127.0.0.1/32"),))
    headers = (("If-None-Match", '"caf\xe9"'), ("If-Modified-Since", "a\x01b"), ("Accept", "*/*"))
    with ScriptedServer() as server:
        server.answer("/feed", Reply())
        async with HttpClient(limits) as client:
            request = Request(url=server.url("/feed"), headers=headers, seconds=5, body_bytes=100)
            assert isinstance(await client.exchange(request), Answer)
        assert server.requests[0].headers[3:] == (("Accept", "*/*"),)


async def test_what_one_request_is_allowed_no_other_may_reach_though_a_connection_is_open() -> None:
    with ScriptedServer("127.0.0.2") as server:
        server.answer("/", Reply(body=b"kept open"))
        async with HttpClient(Limits(contact="test")) as client:
            request = Request(url=server.url("/"), seconds=5, body_bytes=100)
            allowed = replace(request, allow=(NetworkPort(network=IPv4Network("127.0.0.2/32"), port=server.port),))
            outcomes = [await client.exchange(one) for one in (request, allowed, request, allowed)]
    refused = [isinstance(one, Failure) and one.reason == "blocked-address" for one in outcomes]
    assert refused == [True, False, True, False]
    assert server.paths() == ["/", "/"]
