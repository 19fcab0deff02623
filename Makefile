# Every command of the project; `make` alone lists them. All tools are run as modules of .venv/bin/python,
# because scripts with a path in their first line break when the folder has a space in its name or is moved.

.POSIX:
.SILENT:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON = .venv/bin/python
PIP = $(PYTHON) -m pip --disable-pip-version-check install --quiet
BANDIT = $(PYTHON) -m bandit --quiet --configfile pyproject.toml --recursive dashboard data_access pages
# Strict: a library that could not be looked up is a failure. Without it, an audit of nothing finds nothing and passes.
PIP_AUDIT = $(PYTHON) -m pip_audit --strict --no-deps --disable-pip --progress-spinner off
# A file at a time: a server, a browser or a library that takes seconds to import starts once for all tests of a file. Groups
# by mark are not kept: pytest 9 no longer reads the names that pytest-xdist 3.8 gives them.
SUITE = $(PYTHON) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

.PHONY: help run test proof check audit bench docs clean environment tools chromium

help: ## List the commands
	echo 'make run     start the dashboard at http://localhost:8501, with invented data on first start'
	echo 'make test    run the everyday test suite, browser included'
	echo 'make proof   run the whole test suite, long proofs included'
	echo 'make check   format, lint, types, security, import contracts, generated documents, tests: all, then count'
	echo 'make audit   look for known weaknesses, in the code and in every pinned library; needs the internet'
	echo 'make bench   measure, as a table and as JSON'
	echo 'make docs    write the generated documents again'
	echo 'make clean   remove the environment and every cache; var/ and its databases stay'

run: environment
	exec $(PYTHON) -m dashboard start

test: tools chromium
	exec $(SUITE) -m 'not slow'

proof: tools chromium
	exec $(SUITE)

check: tools chromium
	failures=0; \
	step() { \
		name=$$1; shift; \
		if "$$@"; then echo "passed: $$name"; else echo "FAILED: $$name"; failures=$$((failures + 1)); fi; \
	}; \
	step 'format' $(PYTHON) -m ruff format --quiet --check .; \
	step 'lint' $(PYTHON) -m ruff check --quiet .; \
	step 'types' $(PYTHON) -m mypy --no-error-summary; \
	step 'security' $(BANDIT); \
	step 'import contracts' $(PYTHON) -c 'from importlinter.cli import lint_imports_command as lint; lint()'; \
	step 'generated documents' $(PYTHON) -m pytest --quiet tests/architecture/test_documents.py; \
	step 'tests' $(SUITE) -m 'not slow'; \
	echo "$$failures of 7 failed"; \
	test "$$failures" -eq 0

audit: tools
	failures=0; \
	if $(BANDIT); then echo 'passed: the code'; else echo 'FAILED: the code'; failures=$$((failures + 1)); fi; \
	for pins in requirements.txt tests/requirements.txt tests/requirements_apart.txt; do \
		if grep -v '^-r ' "$$pins" > .venv/audited-pins && $(PIP_AUDIT) --requirement .venv/audited-pins; then \
			echo "passed: every library of $$pins"; \
		else \
			echo "FAILED: $$pins has a known weakness, or could not be audited (see above)"; failures=$$((failures + 1)); \
		fi; \
	done; \
	echo "$$failures of 4 failed"; \
	test "$$failures" -eq 0

bench: tools chromium
	exec $(PYTHON) -m tests.bench

docs: environment
	exec $(PYTHON) -m dashboard docs

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment is made with the newest Python that fits, and filled again only when the pins have changed:
# .venv/installed keeps the checksum of what was installed last.
environment:
	fits='import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'; \
	if ! $(PYTHON) -c "$$fits; import pip" >/dev/null 2>&1; then \
		for python in python3.13 python3.12 python3.11 python3; do \
			if "$$python" -c "$$fits" >/dev/null 2>&1; then break; fi; \
			python=; \
		done; \
		if [ -z "$$python" ]; then \
			echo 'Python 3.11, 3.12 or 3.13 with venv is needed (on Debian: apt-get install python3 python3-venv).' >&2; \
			exit 1; \
		fi; \
		echo "Making .venv with $$("$$python" --version)"; \
		"$$python" -m venv --clear .venv || exit 1; \
	fi; \
	pins=$$(cksum requirements.txt); \
	if [ "$$pins" != "$$(cat .venv/installed 2>/dev/null)" ]; then \
		echo 'Installing requirements.txt: about a minute, once'; \
		$(PIP) -r requirements.txt && echo "$$pins" > .venv/installed; \
	fi

tools: environment
	pins=$$(cksum requirements.txt tests/requirements.txt tests/requirements_apart.txt); \
	if [ "$$pins" != "$$(cat .venv/installed-tools 2>/dev/null)" ]; then \
		echo 'Installing tests/requirements.txt'; \
		$(PIP) -r tests/requirements.txt && \
		$(PIP) --no-deps -r tests/requirements_apart.txt && echo "$$pins" > .venv/installed-tools; \
	fi

# The browser tests drive the system's Chromium. Fonts, because a bare machine has none and draws empty boxes. Where there is
# a Chromium without windows, the tests read pages with it: it takes a quarter less of the processor.
chromium:
	apt() { \
		export DEBIAN_FRONTEND=noninteractive; \
		apt-get update -qq >/dev/null && apt-get install -y -qq --no-install-recommends "$$@" >/dev/null; \
	}; \
	has() { command -v "$$1" >/dev/null 2>&1; }; \
	may_install() { test "$$(id -u)" -eq 0 && has apt-get; }; \
	if ! has chromium && ! has chromium-browser && ! has google-chrome; then \
		if may_install; then \
			echo 'Installing Chromium and a font'; \
			apt chromium fonts-liberation; \
		else \
			echo 'The browser tests need Chromium. Install it with your package manager (on Debian: sudo apt-get install' >&2; \
			echo 'chromium fonts-liberation), or put Google Chrome on the path, and run this again.' >&2; \
			exit 1; \
		fi; \
	fi; \
	if ! has chromium-headless-shell && may_install; then \
		apt chromium-headless-shell 2>/dev/null || echo 'There is no Chromium without windows here; the whole one serves.'; \
	fi
