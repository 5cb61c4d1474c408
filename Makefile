# Tools come from the virtual environment .venv where there is one, else from PATH.
BIN := $(if $(wildcard .venv/bin/python),.venv/bin/,)
DATA ?=

.PHONY: check format lint types contracts test fix eval

check: format lint types contracts test

format:
	$(BIN)ruff format --check .

lint:
	$(BIN)ruff check .

types:
	$(BIN)mypy

contracts:
	$(BIN)lint-imports

test:
	$(BIN)python -m pytest

# What can be put right without thinking.
fix:
	$(BIN)ruff check --fix .
	$(BIN)ruff format .

eval:
	@test -n "$(DATA)" || { echo "make eval DATA=/path/to/data" >&2; exit 2; }
	@for skill in pages times names syntax attributions reports confidence speed; do \
		echo "== $$skill"; $(BIN)python -m benchmarks.$$skill --data "$(DATA)" || exit 1; \
	done
