# Two commands: `make run` opens the coach on the shipped guides, `make test` passes the tests.
# Both set everything up first and need only Python 3.11+ and PyPI.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install -q -c constraints.txt

.PHONY: run test check hashes sbom bench clean

run: $(VENV)/.run
	$(BIN)/coach serve --guides guides

# Three workers for two cores: where one waits for a page, another works. What was compiled once is kept.
test: $(VENV)/.dev
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -q -n 3 --dist loadfile --no-loadscope-reorder

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m benchmarks.modules --check
	$(BIN)/python -m benchmarks.limits --check
	$(BIN)/coach guides check guides --strict
	$(BIN)/python -m benchmarks.advisories

# After a change of dependencies or constraints: the same versions, with the hashes of every file that may be installed.
hashes: $(VENV)/.dev
	$(BIN)/uv pip compile pyproject.toml --extra postgres --extra mcp -c constraints.txt --python-version 3.11 --universal \
		--generate-hashes --no-annotate --no-emit-index-url --custom-compile-command "make hashes" -q -o requirements.txt

# sbom.json: what the product is made of, in CycloneDX; by a tool in a place of its own, whose libraries slow each start of ours.
sbom: $(VENV)/.dev
	$(BIN)/uv tool run -q -c constraints.txt --from cyclonedx-bom cyclonedx-py requirements requirements.txt --pyproject pyproject.toml --of JSON -o sbom.json

# GUIDES is a folder of guides to measure on, for example: make bench GUIDES=/path/to/guides
GUIDES ?= guides
bench: $(VENV)/.bench
	$(BIN)/python -m benchmarks.build $(GUIDES)
	$(BIN)/python -m benchmarks.query $(GUIDES)

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(PIP) --upgrade pip

$(VENV)/.run: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	$(PIP) --group dev
	@touch $@

$(VENV)/.bench: $(VENV)/.dev
	$(PIP) -e '.[bench]'
	@touch $@

clean:
	rm -rf $(VENV) build *.egg-info sbom.json
