# What is done to this project. Needs make and Python, 3.10 or newer: the type checkers do not run on 3.9 any more.
# Everything sets up what it needs, in `.venv`, and again when pyproject.toml has changed.

PYTHON ?= python3
ARGS ?=
SECONDS ?= 600
BIN := .venv/bin
STAMP := .venv/.up-to-date
DOCS := .venv-docs
BENCH := .venv-bench
RELEASED := .venv-released
CODE := src tests $(wildcard stubs_tests examples benchmarks)

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

.PHONY: help setup demo test test-all bench soak docs lint format clean
.DELETE_ON_ERROR:

help:
	@echo "make demo      compile aiosqlite, unmodified, and run the same SQL from all sides"
	@echo "make test      all tests and all type checkers (ARGS='-k word' for some)"
	@echo "make test-all  the tests on every Python from 3.9 to 3.13 that is present, 3.13t too"
	@echo "make bench     the benchmarks, with all peers; draws docs/speed.svg"
	@echo "make soak      the run time under everything at once, for 10 minutes (SECONDS=60 for one)"
	@echo "make docs      the documentation, as a site in site/"
	@echo "make lint      ruff, mypy and pyright"
	@echo "make format    ruff's formatter and its safe fixes"
	@echo "make clean     remove what these have made"

setup: $(STAMP)

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; ok = sys.version_info >= (3, 10); ok or print("The checkers need Python 3.10 or newer, and $(PYTHON) is", sys.version.split()[0] + ": give another one, as in `make PYTHON=python3.13 ...`"); sys.exit(not ok)'
	@echo "Setting up .venv with the development tools"
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@

demo: $(STAMP)
	$(BIN)/python examples/sqlite/demo.py

# The tests start hundreds of interpreters that import us, and write no bytecode themselves: ours is there before.
# A file's tests stay on one worker, so that what a file's fixtures prepare is prepared once; the order is tests/conftest.py's.
test: $(STAMP)
	@$(BIN)/python -m compileall -q src
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder $(ARGS)

test-all: $(STAMP)
	@.ci/test-all $(ARGS)

# The peers in an environment of their own, and the released synchronicity in another: its name is ours.
bench: $(STAMP) $(BENCH)/.up-to-date
	$(BENCH)/bin/python benchmarks/bench_calls.py --released $(RELEASED)/bin/python --svg docs/speed.svg $(ARGS)
	$(BIN)/python benchmarks/bench_compile.py
	$(BIN)/python benchmarks/bench_cli.py

$(BENCH)/.up-to-date: pyproject.toml
	@echo "Setting up $(BENCH) and $(RELEASED)"
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BENCH)/bin/python -m pip install --quiet --group bench
	$(PYTHON) -m venv $(RELEASED)
	$(RELEASED)/bin/python -m pip install --quiet 'synchronicity==0.12.*'
	@touch $@

soak: $(STAMP)
	$(BIN)/python tests/runtime/soak.py $(SECONDS)

# In an environment of its own, with nothing but what the site is built with. The theme's own advertisement is not ours.
docs: $(DOCS)/.up-to-date
	NO_MKDOCS_2_WARNING=1 $(DOCS)/bin/python -m mkdocs build --strict
	@echo "The documentation is in site/index.html"

$(DOCS)/.up-to-date: pyproject.toml
	@echo "Setting up $(DOCS)"
	$(PYTHON) -m venv $(DOCS)
	$(DOCS)/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(DOCS)/bin/python -m pip install --quiet --group docs
	@touch $@

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy src tests
	$(BIN)/pyright src

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf .venv .venv-3.* $(DOCS) $(BENCH) $(RELEASED) site .mypy_cache .pytest_cache .ruff_cache .hypothesis dist
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +
