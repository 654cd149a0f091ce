# What a developer does often. Everything works without make: the commands stand here.
PYTHON ?= .venv/bin/python

.PHONY: help install test check docs bench bench-long wheel ci

help:            ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

install:         ## make .venv with everything for developers
	python3 bootstrap.py install

test:            ## run the tests on all processors
	$(PYTHON) -m pytest -q --numprocesses auto --dist loadfile

check:           ## style and types
	$(PYTHON) -m ruff check .
	$(PYTHON) -m mypy

docs:            ## build the documentation into docs/_build
	$(PYTHON) -m sphinx -q -W --keep-going -b html docs docs/_build

bench:           ## measure beside the peers, renew docs/benchmark.md (two minutes)
	$(PYTHON) tests/benchmarks/run.py --write

bench-long:      ## the same on more and longer texts
	$(PYTHON) tests/benchmarks/run.py --write --long

wheel:           ## build and check wheel and sdist into dist/
	$(PYTHON) -m build --outdir dist .
	$(PYTHON) -m twine check --strict dist/*

ci:              ## what CI does
	.ci/run
