# `make run` is all it takes to see the service; `make test` is all it takes to trust it.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq install
NETWORK := see above, and whether the network is there; then run this again.
RUN_STAMP := $(VENV)/.requirements
DEV_STAMP := $(VENV)/.requirements-dev

.PHONY: help run install dev lint types contracts check test browser chromium screenshots bench translations format clean

help:
	@echo "make run     install what is missing and serve on HOST:PORT (127.0.0.1:8000)"
	@echo "make check   lint, types, import contracts, tests on SQLite and PostgreSQL"
	@echo "make test    everything, also in a browser"
	@echo "make screenshots  every main page as a picture, under var/screenshots"
	@echo "make bench   figures to compare within one run"
	@echo "make translations  say what the catalogues lack, and compile them"
	@echo "make format  put the code in order"
	@echo "make clean   remove the virtual environment (var/ stays)"

run: $(RUN_STAMP)
	@exec env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m calendar_service

install: $(RUN_STAMP)

dev: $(DEV_STAMP)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Python 3.11 or newer is needed; name one with: make run PYTHON=/path/to/python3.11" >&2; exit 1; }
	@[ -w . ] || { echo "The folder $(CURDIR) cannot be written to; make it writable, or clone elsewhere." >&2; exit 1; }
	@[ ! -e $(VENV) ] || { echo "$(VENV) has no working Python; remove that folder and start again." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "A virtual environment cannot be made: install Python's venv module." >&2; exit 1; }

$(RUN_STAMP): requirements.txt | $(BIN)/python
	@echo "Installing what the service needs (once) …" >&2
	@$(PIP) -r requirements.txt || { echo "Installing failed; $(NETWORK)" >&2; exit 1; }
	@touch $@

$(DEV_STAMP): requirements-dev.txt requirements.txt | $(BIN)/python
	@echo "Installing what the tests need (once) …" >&2
	@$(PIP) -r requirements-dev.txt || { echo "Installing failed; $(NETWORK)" >&2; exit 1; }
	@touch $@ $(RUN_STAMP)

lint: $(DEV_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV_STAMP)
	$(BIN)/mypy

contracts: $(DEV_STAMP)
	$(BIN)/lint-imports --no-cache

check: lint types contracts
	$(BIN)/pytest -n 2 --ignore=tests/browser

# Chromium is a Debian package: installed here where that can be done, named where it cannot.
chromium:
	@command -v "$${CHROMIUM:-chromium}" >/dev/null || command -v chromium-browser >/dev/null \
	  || command -v google-chrome-stable >/dev/null || command -v google-chrome >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && echo "Installing Chromium (once) …" >&2 \
	       && apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y chromium >/dev/null; } \
	  || { echo "The tests in a browser need Chromium. Install it (Debian, Ubuntu: apt-get install chromium)," >&2; \
	       echo "or name one with CHROMIUM=/path/to/chromium; then run this again." >&2; exit 1; }

browser: $(DEV_STAMP) chromium
	$(BIN)/pytest -n 2 tests/browser

test: check browser

screenshots: $(DEV_STAMP) chromium
	@$(BIN)/python -m tests.browser.screenshots

bench: $(DEV_STAMP)
	@$(BIN)/python -m tests.bench

translations: $(DEV_STAMP)
	@$(BIN)/python -m tests.messages

format: $(DEV_STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV)
