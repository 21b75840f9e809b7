# One runner for everything; `make help` lists it. Needs Python 3.11+ and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help install demo test same-answers lint format docs bench neo4j-up neo4j-down lock clean

help:  ## list what can be done
	@grep -E '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

install: $(VENV)/.installed  ## make .venv with the command zerenlian in it

$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON=python3.x")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet "uv>=0.5"
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --compile-bytecode --require-hashes requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

demo: install  ## load the example prefecture, print a chain, write the pictures
	$(BIN)/zerenlian demo

test: install  ## run every test, three workers at a time; coverage is gated
	$(BIN)/python -m pytest -n 3 --dist loadgroup --cov --cov-report=term --cov-fail-under=95

same-answers: install  ## ask every store 500 questions of each kind in each world (make test asks fewer)
	SAME_ANSWERS=500 $(BIN)/python -m pytest -q tests/same_answers

lint: install  ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: install  ## put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: install  ## write the generated pages docs/model.md and docs/commands.md
	$(BIN)/python -m api.reference docs

bench: install  ## measure SQLite, Neo4j, networkx and numpy at SCALE=S (default) or M in one run
	$(BIN)/python -m benchmarks --scale $(or $(SCALE),S)

neo4j-up: install  ## start a Neo4j of your own on port 7687; needs Maven and openssl
	$(BIN)/python -m tests.neo4j_server up

neo4j-down: install  ## stop it; its data stay in build/neo4j/server
	$(BIN)/python -m tests.neo4j_server down

lock:  ## resolve requirements.lock anew from pyproject.toml
	$(BIN)/uv pip compile --quiet pyproject.toml --group dev --universal \
	  --python-version 3.11 --generate-hashes --no-header --output-file requirements.lock

clean:  ## remove what the other targets made
	@[ ! -d build/neo4j/server ] || [ ! -x $(BIN)/python ] || $(BIN)/python -m tests.neo4j_server down
	rm -rf $(VENV) build demo .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage htmlcov
