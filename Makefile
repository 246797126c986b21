# Two commands to begin with: `make demo` and `make test`. Each sets up what it needs.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.upwell-setup
SOURCES := prompts mentoring extractor retrieval service ui evals tests
DEMO := $(CURDIR)/.demo
# Two processes, each with its own homes and its own database server; a file's tests stay together.
TWO := -n 2 --dist loadfile

.PHONY: rivals bench-import bench-search bench-scale setup demo test test-long test-postgres chaos test-ui check format evals up clean
setup: $(STAMP)

# PyTorch goes first, alone: anything that pulls it in by itself may bring gigabytes of GPU libraries.
$(STAMP): pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

demo: setup ## the whole job on the packaged example, from notes to a digest
	@UPWELL_HOME=$(DEMO) $(BIN)/upwell demo

up: setup ## the API and the desk on the example's home
	@UPWELL_HOME=$(DEMO) $(BIN)/upwell up

test: setup
	$(BIN)/python -m pytest -q $(TWO)

test-long: setup ## randomised runs at full length
	$(BIN)/python -m pytest -q -m long

test-postgres: setup ## every part's tests with PostgreSQL as the store
	$(BIN)/python -m pytest -q $(TWO) --database=postgresql

chaos: setup ## kill -9 at 100 random moments between notes and a withdrawal (SQLite; 40 on PostgreSQL), and of workers
	$(BIN)/python -m pytest -q -rP -m long tests/chaos

test-ui: setup
	$(BIN)/python -m pytest -q -m browser

check: setup ## lint, types, import contracts, file lengths
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

evals: setup ## what must hold, on 40 labelled notes; the report lands in .evals
	$(BIN)/upwell evals run privacy attack quality --out .evals

bench-desk: setup ## how quick the desk is with 10,000 insights, in the service and in a browser
	$(BIN)/python -m tests.ui.bench_desk

# Their rivals are no part of Upwell and are installed for the comparison.
bench-import bench-search: rivals
rivals: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'

bench-import: ## 1,000 mixed files beside a plain script of well-known parts; ARGS="--files 100" for less
	$(BIN)/python -m evals.bench_import $(ARGS)

bench-search: ## search at 10,000, 100,000 and a million passages beside a numpy scan and plain langchain-chroma
	$(BIN)/python -m evals.bench_search $(ARGS)

bench-scale: setup ## notes a week by stage, and how far one Chroma server goes; ARGS="--notes 16 --vectors 60000"
	$(BIN)/python -m evals.bench_scale $(ARGS)

bench-%: setup ## bench-redact and bench-extract: ratios measured side by side; bench-erase: seconds of a withdrawal; bench-match: 2,000 people; bench-service: fifty callers
	$(BIN)/python -m evals.bench_$*

clean:
	rm -rf .venv .demo .demo-keys .evals
