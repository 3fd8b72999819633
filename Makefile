# `make demo` and `make test` need git, make and Python 3.11 or newer; they set up everything else in .venv.
PYTHON ?= $(or $(firstword $(foreach name,python3.11 python3.12 python3.13 python3.14 python3,$(call is_new_enough,$(name)))),\
	$(error Python 3.11 or newer is needed, with its venv: make PYTHON=/path/to/python3))
is_new_enough = $(shell $(1) -c 'import sys; print("$(1)" if sys.version_info >= (3, 11) else "")' 2>/dev/null)
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv --system-certs
SET_UP := $(VENV)/.set-up
FEEDS := $(VENV)/feedparser
N ?= 1000
ROUNDS ?= 3
SIZES ?= 10000 100000 1000000

.DEFAULT_GOAL := help
.PHONY: help demo test test-fast feeds check format lock clean torture manners fuzz bench-read bench-held-up bench-poll bench-rhythm bench-dedupe bench-pages literals train

help: ## say what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

$(SET_UP): requirements/dev.txt requirements/uv.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	$(UV) pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements/dev.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

# The distribution that the lock file names by its hash, and of it the test feeds.
$(FEEDS)/.fetched: $(SET_UP)
	rm -rf $(FEEDS) && mkdir $(FEEDS)
	sed -n '/^feedparser==/,/[^\]$$/p' requirements/dev.txt >$(FEEDS)/requirements.txt
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps --no-build-isolation \
		--no-binary feedparser --require-hashes -r $(FEEDS)/requirements.txt --dest $(FEEDS)
	tar -xzf $(FEEDS)/feedparser-*.tar.gz -C $(FEEDS) --strip-components=1 --wildcards '*/tests/*'
	@touch $@

demo: $(SET_UP) ## show the main job on the history of a real season, without internet
	$(BIN)/season-watch demo

test: $(SET_UP) ## run every test
	@$(MAKE) --no-print-directory feeds || echo "without them, the tests that read feedparser's feeds are skipped"
	$(BIN)/pytest

feeds: $(FEEDS)/.fetched ## fetch feedparser's own test feeds, which the tests read

test-fast: $(SET_UP) ## run the tests that take less than a few seconds
	$(BIN)/pytest -m 'not slow'

torture: $(SET_UP) ## kill the daemon at every named point and at random, and see that nothing is lost
	$(BIN)/pytest -m torture -s tests/acceptance

manners: $(SET_UP) ## poll sources of every habit through restarts and kill -9, and judge each request
	$(BIN)/pytest -m manners -s tests/acceptance

fuzz: $(SET_UP) ## read and send random text for minutes, and see that nothing breaks, takes long or becomes more than text
	$(BIN)/pytest -m fuzz tests/unit

bench-read: $(SET_UP) ## say how many items are read a second, and how time grows with watches and length
	$(BIN)/python bench/read.py

bench-held-up: $(SET_UP) ## say how much later feeds are read because of a hostile body before them (ROUNDS=3)
	$(BIN)/python bench/held_up.py $(ROUNDS)

bench-poll: $(SET_UP) ## poll N feeds beside bare httpx and reader (N="1000 5000" ROUNDS=3; needs nginx and sqlite3)
	bench/poll/run.sh "$(N)" $(ROUNDS)

bench-rhythm: $(SET_UP) ## say what following a source's rhythm saves over a fixed interval, on made-up and labelled histories
	$(BIN)/python bench/rhythm.py

bench-dedupe: $(SET_UP) ## tell copies from look-alikes, and add an item to SIZES stored, beside datasketch (SIZES="10000 1000000")
	bench/dedupe/run.sh "$(SIZES)"

bench-pages: $(SET_UP) ## say what is found of made-up article pages, or of saved ones (PAGES=folder), and how fast, beside trafilatura alone
	$(BIN)/python -m $(if $(PAGES),bench.pages.saved "$(PAGES)",bench.pages.run)

literals: $(SET_UP) ## write down what texts must hold to fit the reading rules' patterns, after those changed
	$(BIN)/python -m training.literals

train: $(SET_UP) ## learn the classifier's weights anew, after its examples or the lexicon changed
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/train.txt
	$(BIN)/python -m training.train

check: $(SET_UP) ## what a contributor runs: format, lint, types, contracts, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test

format: $(SET_UP) ## lay the code out, and fix what can be fixed
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

lock: $(SET_UP) ## pin what pyproject.toml asks for, with hashes and without addresses
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-annotate --custom-compile-command 'make lock' pyproject.toml -o requirements/runtime.txt
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-annotate --custom-compile-command 'make lock' --group dev pyproject.toml requirements/build.in -o requirements/dev.txt
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-annotate --custom-compile-command 'make lock' requirements/uv.in -o requirements/uv.txt
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-annotate --custom-compile-command 'make lock' --constraint requirements/dev.txt \
		--group train -o requirements/train.txt
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-annotate --custom-compile-command 'make lock' --constraint requirements/dev.txt \
		requirements/build.in -o requirements/build.txt

clean: ## remove the environment and the caches
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache dist
