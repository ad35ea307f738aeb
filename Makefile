# `make demo` writes the reports of the worked sample, `make compare` a comparison of States, `make test` runs the tests
# but for most of those that need LibreOffice, a browser or text recognition; `make check` runs all and counts coverage.
# Each makes its own environment in .venv; all that is needed is Python 3.11 or newer and make.
PYTHON ?= python3
BIN := .venv/bin
# How many tests run at a time, and which: where ALL is set, all of them.
JOBS ?= 2
ALL ?=
QUICK := -m "not needs or essential"
WHOLE := --cov --cov-report=term

.PHONY: demo compare test check bench lock clean

demo: .venv/demo
	$(BIN)/lexgap demo demo

compare: .venv/compare
	$(BIN)/lexgap compare jordan@2016-01-01 jordan@2019-01-01 jordan tilmara --profiles --years 2010-2026 \
		--since 2016-01-01 -o comparison

test: .venv/test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -rsx -n $(JOBS) --dist worksteal $(if $(ALL),$(WHOLE),$(QUICK))

check:
	$(MAKE) test ALL=yes

bench: .venv/test
	$(BIN)/python benchmarks/run.py

.venv/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.11 …" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	touch $@

# The exact versions with their hashes stand in locks/, so that every installation is the same and is what was tested.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PROJECT := $(INSTALL) --no-deps --no-build-isolation -e .

.venv/demo: .venv/python setup.cfg pyproject.toml locks/demo.txt
	$(INSTALL) --only-binary :all: --require-hashes -r locks/demo.txt
	$(PROJECT)
	touch $@

.venv/compare: .venv/python setup.cfg pyproject.toml locks/compare.txt
	$(INSTALL) --only-binary :all: --require-hashes -r locks/compare.txt
	$(PROJECT)
	touch $@ .venv/demo

.venv/test: .venv/python setup.cfg pyproject.toml locks/test.txt
	$(INSTALL) --only-binary :all: --require-hashes -r locks/test.txt
	$(PROJECT)
	touch $@ .venv/demo .venv/compare

lock: .venv/python
	$(INSTALL) uv==0.13.9
	$(BIN)/python locks/renew.py

clean:
	rm -rf .venv build dist demo comparison *.egg-info .pytest_cache .mypy_cache .coverage
