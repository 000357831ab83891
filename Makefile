# Everything runs from an environment of the project's own, .venv; nothing global is touched.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON := .venv/bin/python

.PHONY: help run shell train widget test fuzz conversations lint format check check-data evaluate ablate bench-nlu bench-web clean lock setup

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 15

run: setup ## start the assistant on 127.0.0.1:5005 (PORT=… for another port); trains first if needed
	@exec $(PYTHON) -m retirada.server.serve

shell: setup ## talk to the assistant in the terminal
	@exec $(PYTHON) -m retirada.server.shell

train: setup ## train the model
	@$(PYTHON) -m retirada.server.training

widget: setup ## build the web chat, if its sources are newer
	@$(PYTHON) -m retirada.server.widget

bench-web: setup ## how fast and how big the web chat is
	@$(PYTHON) -m tests.browser.bench

test: setup widget lint check ## all checks and tests
	@$(PYTHON) -m tests.browser.chromium
	@$(PYTHON) -m pytest

fuzz: setup ## twenty times the generated requests of `make test`, and others each time (FUZZ=… for more)
	@FUZZ=$${FUZZ:-20} $(PYTHON) -m pytest -m fuzz

conversations: setup ## every conversation of tests/conversations through every channel and the shell (make test: one of each kind)
	@CONVERSATIONS=all $(PYTHON) -m pytest tests/integration/channels/test_conversations.py tests/conversations/test_shell.py

check: setup ## what is missing or inconsistent in the knowledge, domain, rules and training data
	@$(PYTHON) -m retirada.checks
	@$(PYTHON) -m retirada.checks.training_data --quick

check-data: setup ## labels that the other training examples speak against, as well (over a minute)
	@$(PYTHON) -m retirada.checks.training_data

evaluate: setup ## how well it understands, as var/evaluation/report.html and a short table (a few minutes)
	@$(PYTHON) -m retirada.evaluation.evaluate

bench-nlu: setup .venv-bench/installed ## ours, stock Rasa and retrieval side by side (EPOCHS, ROWS, SYSTEMS)
	@$(PYTHON) -m retirada.evaluation.bench

ablate: setup .venv-bench/installed ## what each part of the pipeline earns, as docs/ablation.md (about 10 minutes; ROWS)
	@.venv-bench/bin/python -m retirada.evaluation.ablate

lint: setup ## ruff, without changing anything
	@.venv/bin/ruff check . && .venv/bin/ruff format --check .

format: setup ## ruff, mending what it can
	@.venv/bin/ruff check --fix . && .venv/bin/ruff format .

clean: ## remove what was made: environment, model, conversations, caches
	@rm -rf .venv .venv-bench var web/dist web/dist-new web/node_modules models/*.tar.gz models/.training-* .rasa .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +

lock: setup ## resolve the locked requirements anew from pyproject.toml, and requirements-bench.txt from requirements-bench.in
	@$(COMPILE) --group uv -o requirements-uv.txt
	@$(COMPILE) --group build pyproject.toml -o requirements.txt
	@$(COMPILE) --group dev -c requirements.txt -o requirements-dev.txt
	@$(UV) pip compile --quiet --no-config --generate-hashes --no-header --no-annotate --python-version 3.10 \
		--override requirements-bench.overrides requirements-bench.in -o requirements-bench.txt

COMPILE = $(UV) pip compile --quiet --generate-hashes --no-header --python-version 3.10

setup: .venv/installed
setup-dev: .venv/installed-dev

# The locked uv installs everything else. Of the machine, only Python 3.10 is used, found as python3.10 or by its own uv.
UV := .venv/bin/uv

$(UV): requirements-uv.txt
	@echo "Setting up the environment in .venv…"
	@python3.10 -m venv --clear .venv 2>/dev/null || uv venv --quiet --clear --seed --python 3.10 .venv || \
		{ echo "Python 3.10 is needed: install it so that «python3.10» or «uv python find 3.10» finds it." >&2; exit 1; }
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.txt

# What runs. The package itself is installed in place, with what prepares Rasa (retirada/server/startup.py).
.venv/installed: requirements.txt pyproject.toml $(UV)
	@$(UV) pip sync --quiet --compile-bytecode --require-hashes --python .venv requirements.txt requirements-uv.txt
	@$(UV) pip install --quiet --no-deps --no-build-isolation --python .venv --editable .
	@touch $@

# What tests, beside it.
.venv/installed-dev: requirements-dev.txt .venv/installed
	@$(UV) pip install --quiet --compile-bytecode --require-hashes --python .venv -r requirements-dev.txt
	@touch $@

# For comparisons only: TensorFlow, spaCy and embeddings take two gigabytes that the assistant does without.
.venv-bench/installed: requirements-bench.txt .venv/installed
	@echo "Setting up the environment of the comparisons in .venv-bench…"
	@$(UV) venv --quiet --clear --python 3.10 .venv-bench
	@$(UV) pip sync --quiet --require-hashes --python .venv-bench requirements-bench.txt
	@touch $@
