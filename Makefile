# docfill by make. `make` lists the targets; a township's id makes its report.

# The year reported on: last year, unless told otherwise.
YEAR ?= $(shell echo $$(($$(date +%Y) - 1)))
PYTHON ?= python3

DOCFILL := .venv/bin/docfill
TOWNSHIPS := $(sort $(basename $(notdir $(wildcard data/*/*.yaml))))
READY := .venv/requirements.txt.done
READY_DEV := .venv/requirements-dev.txt.done
READY_PEERS := bench/.peers/done

.DEFAULT_GOAL := help
.PHONY: help all docx check-data mail dry-run status run schedule setup test test-fast check bench fmt docs demo clean $(TOWNSHIPS)

help: ## list the targets
	@echo "make TOWNSHIP [YEAR=$(YEAR)], TOWNSHIP one of: $(TOWNSHIPS)"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(TOWNSHIPS): $(READY)
	@$(DOCFILL) build $@ -y $(YEAR)

all: $(READY) ## every township's report, .docx and PDF
	@$(DOCFILL) build -y $(YEAR)

docx: $(READY) ## every township's report as .docx only
	@$(DOCFILL) build --no-pdf -y $(YEAR)

check-data: $(READY) ## check every filing, build nothing
	@$(DOCFILL) check -y $(YEAR)

mail: $(READY) ## mail to the county what is finished and not sent yet
	@$(DOCFILL) mail -y $(YEAR)

dry-run: $(READY) ## write the mails into out/mail instead of sending them
	@$(DOCFILL) mail --dry-run -y $(YEAR)

status: $(READY) ## who still owes what; also as a page, out/status-YEAR.html
	@$(DOCFILL) status -y $(YEAR)
	@$(DOCFILL) status -y $(YEAR) --html out/status-$(YEAR).html

run: $(READY) ## the yearly run: check, build, verify, mail, tell the operator
	@$(DOCFILL) run -y $(YEAR)

schedule: $(READY) ## show the timers of the yearly run; docfill schedule --install sets them up
	@$(DOCFILL) schedule

demo: $(READY) ## a whole county's reports from examples/county
	@$(DOCFILL) build --project examples/county -y 2023

setup: ## install what is missing: Python packages, LibreOffice, fonts
	@PYTHON=$(PYTHON) tools/setup

test: $(READY_DEV) ## every test, with a real LibreOffice
	@.venv/bin/pytest

test-fast: $(READY_DEV) ## the quick tests, without LibreOffice
	@.venv/bin/pytest -m "not office and not slow"

check: $(READY_DEV) ## what CI runs: format, lint, types, docs, fast tests
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check --no-cache .
	@.venv/bin/mypy
	@.venv/bin/python tools/docs.py --check
	@.venv/bin/pytest -m "not office and not slow"

bench: $(READY) $(READY_PEERS) ## measure docfill beside its peers, in a quarter of an hour
	@.venv/bin/python bench/run.py

fmt: $(READY_DEV) ## format the code
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .

docs: $(READY_DEV) ## write the generated pages of docs/ anew
	@.venv/bin/python tools/docs.py

clean: ## remove what was built, not what was sent
	rm -rf out .venv bench/.peers .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(READY): requirements.txt pyproject.toml
	@PYTHON=$(PYTHON) tools/setup

$(READY_DEV): requirements-dev.txt pyproject.toml
	@PYTHON=$(PYTHON) tools/setup --dev

$(READY_PEERS): bench/requirements.txt bench/package.json bench/package-lock.json bench/.npmrc | $(READY)
	@command -v npm >/dev/null || { echo "the peers need Node.js with npm, 20 or newer" >&2; exit 3; }
	@.venv/bin/python -m venv bench/.peers/venv
	@bench/.peers/venv/bin/python -m pip install -q --disable-pip-version-check \
		--require-hashes -r bench/requirements.txt
	@cp bench/package.json bench/package-lock.json bench/.npmrc bench/.peers
	@cd bench/.peers && npm ci --silent
	@touch $@
