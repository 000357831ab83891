# Everything runs from an environment of the project's own, .venv; nothing global is touched.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON := .venv/bin/python

.PHONY: help run shell train widget test fuzz lint format check bench-web clean lock setup

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

run: setup ## start the assistant on 127.0.0.1:5005 (PORT=… for another port); trains first if needed
	@exec $(PYTHON) -m run.serve

shell: setup ## talk to the assistant in the terminal
	@exec $(PYTHON) -m run.shell

train: setup ## train the model
	@$(PYTHON) -m run.training

widget: setup ## build the web chat, if its sources are newer
	@$(PYTHON) -m run.widget

bench-web: setup ## how fast and how big the web chat is
	@$(PYTHON) -m tests.browser.bench

test: setup widget lint check ## all checks and tests
	@$(PYTHON) -m tests.browser.chromium
	@$(PYTHON) -m pytest

fuzz: setup ## two hundred times the generated requests of `make test`, and others each time (FUZZ=… for more)
	@FUZZ=$${FUZZ:-200} $(PYTHON) -m pytest -m fuzz

check: setup ## what is missing or inconsistent in the knowledge, domain, rules and training data
	@$(PYTHON) -m checks

lint: setup ## ruff, without changing anything
	@.venv/bin/ruff check . && .venv/bin/ruff format --check .

format: setup ## ruff, mending what it can
	@.venv/bin/ruff check --fix . && .venv/bin/ruff format .

clean: ## remove what was made: environment, model, conversations, caches
	@rm -rf .venv var web/dist web/node_modules models/*.tar.gz .rasa .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +

lock: setup ## resolve requirements.txt anew from pyproject.toml
	@$(UV) pip compile --quiet --generate-hashes --no-header --python-version 3.10 --group dev pyproject.toml -o requirements.txt

setup: .venv/installed

# uv if it is there, else from the package index into the project's own environment.
UV = $(shell command -v uv || echo .venv/bin/uv)

.venv/installed: requirements.txt
	@echo "Setting up the environment in .venv…"
	@command -v uv >/dev/null && uv venv --quiet --clear --python 3.10 .venv || python3.10 -m venv --clear .venv
	@command -v uv >/dev/null || .venv/bin/python -m pip install --quiet --disable-pip-version-check uv
	@$(UV) pip sync --quiet --compile-bytecode --require-hashes --python .venv requirements.txt
	@touch $@
