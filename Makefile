# Everything that is typed in this checkout. `make run` or `make test` is enough on a bare Debian or Ubuntu
# with python3 (3.11 or newer) and make: the set-up happens on the way.

PY   ?= python3
ARGS ?=
VENV := .venv
BIN  := $(VENV)/bin
PIP  := $(BIN)/python -m pip --quiet --disable-pip-version-check

# Touched when the set-up is complete, so that it runs again only after its inputs have changed.
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help run test lint bench lock clean

help:  ## Show this list
	@sed -n 's/^\([a-z]*\):.*  ## \(.*\)/  make \1\t\2/p' Makefile | expand -t 14

run: $(READY)  ## Open the window on the sample district; ARGS='…' are handed on
	@$(BIN)/python -m bezirkskoordination --sample $(ARGS)

test: $(READY)  ## Run the tests; ARGS='tests/rules -x' narrows them down
	@QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} $(BIN)/python -m pytest -q -n auto $(ARGS)

lint: $(READY)  ## Check style, formatting and types
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { $(BIN)/ruff format --check .; exit 1; }
	@$(BIN)/mypy

bench: $(READY)  ## Measure speed against yardsticks and peers (minutes); ARGS='table --rounds 3'
	@$(BIN)/python -m tests.benchmarks $(ARGS)

lock:  ## Re-lock packaging/requirements.in (network; ARGS=--upgrade takes the newest versions)
	@$(PY) -m venv build/lock
	@build/lock/bin/python -m pip --quiet --disable-pip-version-check install uv
	@build/lock/bin/uv --quiet pip compile --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate $(ARGS) packaging/requirements.in -o packaging/requirements.txt
	@rm -rf build/lock

clean:  ## Remove what was set up and built here
	@rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

# No build isolation: the build tools are in the lock file, nothing is fetched without a hash.
$(READY): packaging/requirements.txt pyproject.toml
	@PY=$(PY) sh packaging/system-libs.sh
	@echo "Setting up $(VENV) (about a minute) …"
	@$(PY) -m venv $(VENV)
	@$(PIP) install --require-hashes --only-binary :all: -r packaging/requirements.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@
