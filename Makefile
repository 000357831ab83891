# Everything runs from an environment of the project's own, .venv; nothing global is touched.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON := .venv/bin/python

.PHONY: help setup setup-dev run shell train rollback version widget test servers coverage unit fuzz conversations lint format check \
	review move-rows audit diff erase report inbox label inbox-page check-data rules evaluate ablate grow bench bench-nlu \
	bench-web bench-operators rounds state-tracking chaos soak simulate nightly screenshots demo release sbom vulnerabilities lock clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 18

run: setup ## start the assistant on 127.0.0.1:5005 (PORT=… for another port); trains first if needed
	@exec $(PYTHON) -m retirada.server.serve

shell: setup ## talk to the assistant in the terminal
	@exec $(PYTHON) -m retirada.server.shell

train: setup ## train the model
	@$(PYTHON) -m retirada.server.training

rollback: setup ## go back to the model before the last training; once more, forward again
	@$(PYTHON) -m retirada.server.rollback

version: setup ## the version, and the digests of rules and model that each answer names
	@$(PYTHON) -m retirada.server.version

widget: setup ## build the web chat, if its sources are newer
	@$(PYTHON) -m retirada.server.widget

test: setup-dev widget lint check servers ## all checks, and all tests but the nightly ones
	@# What the last commit and what is not committed change, for whoever reviews it; it fails nothing.
	@git diff --quiet HEAD~1 -- data domain.yml 2>/dev/null; [ $$? != 1 ] || REV=HEAD~1 $(PYTHON) -m retirada.changes || true
	@$(IN_PARALLEL) --ignore $(ALONE) -m "not nightly"
	@$(PYTHON) -m pytest $(ALONE)

# Two workers more than cores, for many tests wait; and no threads beside them, which would wait for one another. A file stays
# in one worker, for its tests share what they started. Files go out as they are listed: the long ones come first
# (tests/integration/server, see tests/conftest.py; then tests/browser), and the short ones (tests/unit) fill the end.
# Where something that many need does not start, each of them waits for it: after some failures the others are not tried. And
# a file whose worker crashed is not tried again, for it would crash again, and again.
# What breaks things under load, and says what became of messages, has the machine to itself.
ALONE = tests/integration/server/test_chaos.py
IN_PARALLEL = OPENBLAS_NUM_THREADS=1 $(PYTHON) -m pytest -n $$(($$(nproc) + 2)) --dist loadfile --no-loadscope-reorder --maxfail 40 --max-worker-restart 0

# What the tests need beside the environment: a browser, servers, and a model.
servers: setup-dev
	@$(PYTHON) -m tests.browser.chromium && $(PYTHON) -m tests.browser.nginx && $(PYTHON) -m tests.postgresql && $(PYTHON) -m tests.redis_server
	@$(PYTHON) -c "from retirada.server.training import ensure_fresh; ensure_fresh()"

coverage: setup-dev widget servers ## all tests, also the nightly ones, and how much of the code they run (but for the servers that they start)
	@$(IN_PARALLEL) --ignore $(ALONE) --cov --cov-report=html:var/coverage/html
	@echo "$$($(PYTHON) -m coverage report --format=total) % (var/coverage/html/index.html)"

unit: setup-dev ## the unit tests: they need no model and take a minute or two
	@$(PYTHON) -m pytest tests/unit

fuzz: setup-dev ## forty times the generated requests of `make test`, and others each time (FUZZ=… for more)
	@FUZZ=$${FUZZ:-40} $(PYTHON) -m pytest -m fuzz

conversations: setup-dev ## every conversation of tests/conversations through every channel and the shell (make test: one of each kind)
	@CONVERSATIONS=all $(PYTHON) -m pytest tests/integration/channels/test_conversations.py tests/conversations/test_shell.py

lint: setup-dev ## ruff, mypy, and which package may import which; changes nothing
	@.venv/bin/ruff check . && .venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-logo

format: setup-dev ## ruff, fixing what it can
	@.venv/bin/ruff check --fix . && .venv/bin/ruff format .

check: setup ## what is missing or inconsistent in the knowledge, domain, rules and training data
	@$(PYTHON) -m retirada.checks

review: setup ## walk through the questions and notes last checked over REVIEW_MONTHS (12) ago, and write the new date
	@$(PYTHON) -m retirada.checks.review

move-rows: setup ## rows elsewhere that ask the same as a new topic's: lists them, then moves them (TOPIC; LIST or FROM)
	@$(PYTHON) -m retirada.checks.move_rows "$(TOPIC)" $(if $(LIST),--list "$(LIST)") $(if $(FROM),--subject "$(FROM)")

audit: setup ## how a conversation was decided, and would be today (CONVERSATION; PERIOD: all that would differ; or PERIOD and SAID: where it was written)
	@$(PYTHON) -m retirada.audit

diff: setup ## what the rules, notes and texts change against a git revision (REV=HEAD, PERIOD=30), or the model (MODEL=…)
	@$(PYTHON) -m retirada.changes

erase: setup ## delete a conversation for somebody who asks you to (CONVERSATION=whatsapp:34600123456)
	@$(PYTHON) -m retirada.server.store.erase

report: setup ## what was asked, answered and rated, as one page (PERIOD=30: days, a month, a day, or two with «..»)
	@$(PYTHON) -m retirada.report

inbox: setup ## what was declined, asked back, rated badly or read two ways, grouped (PERIOD, CHANNEL, SUBJECT, REASON, CONFIDENCE, RATING)
	@$(PYTHON) -m retirada.inbox

label: setup-dev ## make a group of the inbox rows of data/nlu and a test conversation (GROUP; TOPIC, VERDICT of a new one; or RIGHT=1)
	@$(PYTHON) -m retirada.inbox.label

inbox-page: setup-dev ## the same as a web page, on 127.0.0.1:5015 (INBOX_PORT; INBOX_ADDRESS needs INBOX_KEY)
	@exec $(PYTHON) -m retirada.inbox.page

rules: setup-dev ## write the guide as one page to read or print, and as a spreadsheet, into var/guide
	@$(PYTHON) -m retirada.guide

check-data: setup-dev ## label issues in the training data, and which rows are test questions (over a minute)
	@$(PYTHON) -m retirada.checks.training_data

evaluate: setup-dev ## how well it understands, as var/evaluation/report.html and a short table (ten minutes)
	@$(PYTHON) -m retirada.evaluation.evaluate

bench-nlu: setup .venv-bench/installed ## ours, stock Rasa and retrieval side by side (EPOCHS, ROWS, SYSTEMS)
	@$(PYTHON) -m retirada.evaluation.bench

ablate: setup-dev ## what each part of the NLU earns, as var/evaluation/ablation.md (a training for each of VARIANTS)
	@$(PYTHON) -m retirada.evaluation.ablate

grow: setup-dev ## whether the assistant takes a new question, as docs/growth.md (an hour; EXAMPLES)
	@$(PYTHON) -m retirada.evaluation.grow

bench: setup-dev widget ## how long a turn takes, also late in a conversation, with many others stored, and over stock Rasa (six minutes)
	@$(PYTHON) -m tests.bench

chaos: setup-dev widget ## kill, restart and fill up one thing after another under load; what became of the messages (AWAY=60: seconds)
	@$(PYTHON) -m tests.chaos

rounds: setup-dev ## how the replies of each judged round were graded, as in docs/rounds.md
	@$(PYTHON) -m tests.rounds_table

state-tracking: setup-dev ## in how many turns of judged conversations it knows of the case what a careful reader knows (nine minutes)
	@$(PYTHON) -m tests.state_tracking

soak: setup-dev widget ## memory in an hour at half load (MINUTES=60)
	@$(PYTHON) -m tests.soak

simulate: setup-dev widget ## what a turn costs, and a million people a day would: measured, simulated and compared (docs/capacity.md)
	@$(PYTHON) -m tests.capacity

nightly: ## what takes too long for `make test`: chaos, soak, bench, all tests with more drawn, each even if one before it fails
	@FUZZ=2 WALKS=40 $(MAKE) --no-print-directory --keep-going chaos soak bench coverage

bench-web: setup-dev widget ## how fast and how big the web chat is
	@$(PYTHON) -m tests.browser.bench

screenshots: setup-dev ## the pictures of the README and the documents, as docs/pictures
	@$(PYTHON) -m tests.browser.screenshots

demo: setup-dev ## a few conversations played in the web chat, and their pictures (tests/browser/demo.yml, docs/demo.md)
	@$(PYTHON) -m tests.browser.screenshots talks

bench-operators: setup-dev widget ## how long an audit of 1,000 turns takes, a diff over 10,000, and a report on 100,000 conversations
	@$(PYTHON) -m tests.integration.server.bench

release: setup sbom ## what a release has beside its tag, as var/release/VERSION: notes, SBOM, model, digests
	@$(PYTHON) -m retirada.server.release

sbom: .venv-audit/installed ## the packages that run, as var/sbom.cdx.json (CycloneDX)
	@mkdir -p var
	@.venv-audit/bin/python -W ignore -m cyclonedx_py requirements requirements.txt --pyproject pyproject.toml \
		--output-reproducible --output-file var/sbom.cdx.json
	@echo "var/sbom.cdx.json: $$(grep -c '"purl"' var/sbom.cdx.json) packages"

# OSV, not PyPI: for a mirror of PyPI, pip-audit says that it found nothing and succeeds.
vulnerabilities: .venv-audit/installed ## known vulnerabilities of the packages that run (asks api.osv.dev)
	@mkdir -p var
	@.venv-audit/bin/pip-audit --vulnerability-service osv --requirement requirements.txt --require-hashes \
		--disable-pip --progress-spinner off 2>var/vulnerabilities.log || { \
		if grep -qE "ConnectionError|Timeout" var/vulnerabilities.log; \
		then echo "Nothing was audited: api.osv.dev can't be reached from here." >&2; \
		else cat var/vulnerabilities.log >&2; fi; exit 1; }

clean: ## remove what was made: environments, models, conversations, caches
	@rm -rf .venv .venv-bench .venv-audit var web/dist web/dist-new web/node_modules models/*.tar.gz models/*.json \
		models/previous models/.training-* results .rasa .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis \
		build *.egg-info
	@find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +

lock: setup ## resolve the locked requirements anew from pyproject.toml and requirements-bench.in
	@$(COMPILE) --group uv -o requirements-uv.txt
	@$(COMPILE) --group build pyproject.toml -o requirements.txt
	@$(COMPILE) --group dev -c requirements.txt -o requirements-dev.txt
	@$(COMPILE) --group audit -o requirements-audit.txt
	@$(UV) pip compile --quiet --no-config --generate-hashes --no-header --no-annotate --python-version 3.10 \
		--override requirements-bench.overrides requirements-bench.in -o requirements-bench.txt

COMPILE = $(UV) pip compile --quiet --generate-hashes --no-header --python-version 3.10

setup: .venv/installed ## install what runs, into .venv
setup-dev: .venv/installed-dev ## install what tests, beside it

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

# For comparisons only: TensorFlow and embeddings take two gigabytes that the assistant does without.
.venv-bench/installed: requirements-bench.txt .venv/installed
	@echo "Setting up the environment of the comparisons in .venv-bench…"
	@$(UV) venv --quiet --clear --python 3.10 .venv-bench
	@$(UV) pip sync --quiet --require-hashes --python .venv-bench requirements-bench.txt
	@touch $@

# Apart: the tools need a newer `packaging` than Rasa takes.
.venv-audit/installed: requirements-audit.txt $(UV)
	@$(UV) venv --quiet --clear --python 3.10 .venv-audit
	@$(UV) pip sync --quiet --require-hashes --python .venv-audit requirements-audit.txt
	@touch $@
