# The project's commands; `make` alone lists them. CI calls these and nothing else.
PYTHON ?= $(if $(wildcard .venv/bin/python),.venv/bin/python,python3)
SCRIPTS = $(shell $(PYTHON) -c "import sysconfig; print(sysconfig.get_path('scripts'))")
JOBS ?= 2

.DEFAULT_GOAL := help
.PHONY: help install check fix test cover nightly wheel docs bench clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

install: ## Make .venv and install techrace in it, editable, with what the tests need
	python3 -m venv .venv
	.venv/bin/python -m pip install --quiet --editable ".[test]"

check: ## Lint, formatting, types, and which room may import which
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	PYTHONPATH=src $(SCRIPTS)/lint-imports --no-logo

fix: ## Repair what ruff can repair
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

test: ## Run the tests (JOBS=2 at a time)
	$(PYTHON) -m pytest -q -n $(JOBS)

cover: ## Run the tests and hold the coverage floor
	$(PYTHON) -m pytest -q -n $(JOBS) --cov --cov-report=term

nightly: ## Run the tests with far more random examples
	HYPOTHESIS_PROFILE=nightly $(PYTHON) -m pytest -q -n $(JOBS)

wheel: ## Build the source archive, and the wheel from it, into dist/
	$(PYTHON) -m build --outdir dist

docs: ## Rewrite the pages that are generated from the code (docs/*.py)
	@for script in $(sort $(wildcard docs/*.py)); do echo "$$script"; $(PYTHON) "$$script" || exit 1; done

bench: ## Run every benchmark (benchmarks/*.py)
	@for script in $(sort $(wildcard benchmarks/*.py)); do echo "$$script"; $(PYTHON) "$$script" || exit 1; done

clean: ## Delete what tools left behind
	rm -rf dist build htmlcov .coverage .coverage.* .hypothesis .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
