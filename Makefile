# Everything runs from an environment of the project's own, .venv; nothing global is touched.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON := .venv/bin/python

.PHONY: help run shell train widget test fuzz conversations lint format check check-data evaluate ablate grow bench-nlu bench-web clean lock setup

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 15

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

fuzz: setup ## twenty times the generated requests of `make test`, and others each time (FUZZ=… for more)
	@FUZZ=$${FUZZ:-20} $(PYTHON) -m pytest -m fuzz

conversations: setup ## every conversation of tests/dialogue through every channel and the shell (make test: one of each kind)
	@CONVERSATIONS=all $(PYTHON) -m pytest tests/channels/test_conversations.py tests/dialogue/test_shell.py

check: setup ## what is missing or inconsistent in the knowledge, domain, rules and training data
	@$(PYTHON) -m checks
	@$(PYTHON) -m checks.nlu_data --quick

check-data: setup ## labels that the other training examples speak against, as well (over a minute)
	@$(PYTHON) -m checks.nlu_data

evaluate: setup ## how well it understands, as var/evaluation/report.html and a short table (a few minutes)
	@$(PYTHON) -m evaluation.evaluate

bench-nlu: setup .venv-bench/installed ## ours, stock Rasa and retrieval side by side (EPOCHS, ROWS, SYSTEMS)
	@$(PYTHON) -m evaluation.bench

ablate: setup ## what each part of the NLU earns, as docs/ablation.md (half an hour; VARIANTS)
	@$(PYTHON) -m evaluation.ablate

grow: setup ## whether the assistant takes a new question, as docs/growth.md (an hour; TOPICS, EXAMPLES)
	@$(PYTHON) -m evaluation.grow

lint: setup ## ruff, without changing anything
	@.venv/bin/ruff check . && .venv/bin/ruff format --check .

format: setup ## ruff, mending what it can
	@.venv/bin/ruff check --fix . && .venv/bin/ruff format .

clean: ## remove what was made: environment, model, conversations, caches
	@rm -rf .venv .venv-bench var web/dist web/node_modules models/*.tar.gz .rasa .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +

lock: setup ## resolve requirements.txt anew from pyproject.toml, and requirements-bench.txt from requirements-bench.in
	@$(UV) pip compile --quiet --generate-hashes --no-header --python-version 3.10 --group dev pyproject.toml -o requirements.txt
	@$(UV) pip compile --quiet --no-config --generate-hashes --no-header --no-annotate --python-version 3.10 \
		--override requirements-bench.overrides requirements-bench.in -o requirements-bench.txt

setup: .venv/installed

# uv if it is there, else from the package index into the project's own environment.
UV = $(shell command -v uv || echo .venv/bin/uv)

.venv/installed: requirements.txt
	@echo "Setting up the environment in .venv…"
	@command -v uv >/dev/null && uv venv --quiet --clear --python 3.10 .venv || python3.10 -m venv --clear .venv
	@command -v uv >/dev/null || .venv/bin/python -m pip install --quiet --disable-pip-version-check uv
	@$(UV) pip sync --quiet --compile-bytecode --require-hashes --python .venv requirements.txt
	@touch $@

# For comparisons only: TensorFlow, spaCy and embeddings take two gigabytes that the assistant does without.
.venv-bench/installed: requirements-bench.txt .venv/installed
	@echo "Setting up the environment of the comparisons in .venv-bench…"
	@$(UV) venv --quiet --clear --python 3.10 .venv-bench
	@$(UV) pip sync --quiet --require-hashes --python .venv-bench requirements-bench.txt
	@touch $@
