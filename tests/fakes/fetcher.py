"""A fetcher without a network: a small web whose pages a test publishes, changes and breaks."""

from collections import deque

from season_watch.model.source import Validators
from season_watch.pipeline.ports import Fetched, FetchFailed, FetchRequest, FetchResult, NotModified


class FakeFetcher:
    """Answers as a well-behaved web would. `requests` holds what was asked, in order."""

    def __init__(self) -> None:
        self.requests: list[FetchRequest] = []
        self._pages: dict[str, Fetched | FetchFailed] = {}
        self._scripts: dict[str, deque[FetchResult]] = {}

    def publish(self, url: str, body: bytes, *, etag: str | None = None, content_type: str = "text/xml") -> None:
        """Have a page at an address from now on."""
        validators = Validators(etag=etag)
        self._pages[url] = Fetched(url=url, body=body, content_type=content_type, validators=validators)

    def fail(self, url: str, failure: FetchFailed) -> None:
        """Have every fetch of an address fail from now on."""
        self._pages[url] = failure

    def script(self, url: str, *results: FetchResult) -> None:
        """Give these results first, one a fetch, whatever is published."""
        self._scripts.setdefault(url, deque()).extend(results)

    async def fetch(self, request: FetchRequest) -> FetchResult:
        """What was scripted, else what is published, else 404."""
        self.requests.append(request)
        if scripted := self._scripts.get(request.url):
            return scripted.popleft()
        page = self._pages.get(request.url) or FetchFailed(reason="http-404", detail="nothing is published here")
        if isinstance(page, Fetched) and page.validators.etag and page.validators.etag == request.validators.etag:
            return NotModified(validators=page.validators)
        return page
