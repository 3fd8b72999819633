# The image: a virtual environment on Debian's slim Python, and nothing else. Its one volume, /data, holds the
# configuration and the database. The interpreter is the one that every test runs on.
FROM python:3.11-slim-bookworm AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /src

# What the program needs, in a layer of its own: it changes more rarely than the program. Wheels only, so that no
# package's build script runs.
COPY requirements/runtime.txt requirements/build.txt requirements/
RUN python -m venv --without-pip /opt/season-watch \
    && pip --python /opt/season-watch/bin/python install --require-hashes --only-binary :all: \
        -r requirements/runtime.txt \
    && pip install --require-hashes --only-binary :all: -r requirements/build.txt

COPY pyproject.toml README.md LICENSE ./
COPY src src
RUN python -m hatchling build --target wheel \
    && pip --python /opt/season-watch/bin/python install --no-deps --no-index dist/*.whl


FROM python:3.11-slim-bookworm

# A fixed number, so that a folder of the host can be given to it.
RUN groupadd --gid 10001 season-watch \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin season-watch \
    && install -d -o 10001 -g 10001 -m 0700 /data
COPY --from=build /opt/season-watch /opt/season-watch

ENV PATH=/opt/season-watch/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    TZ=UTC \
    HOME=/data \
    SEASON_WATCH_CONFIG=/data/season-watch.toml \
    SEASON_WATCH__STORAGE__PATH=/data/season-watch.db

USER 10001:10001
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=1m --timeout=10s --start-period=30s --retries=3 CMD ["season-watch", "healthcheck"]
ENTRYPOINT ["season-watch"]
CMD ["run"]
