# `make plan` runs the main job on the example patient; `make test` passes the tests.
# Both create the environment first, on a machine with Python 3.11 or later.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
OUT ?= plan-typical

.PHONY: plan serve pictures test test-fast test-generic test-bare test-lowest scenarios check format bench schema lock release clean

plan: $(READY)
	$(BIN)/sciatwin plan examples/typical.yaml --site examples/site_outpatient.yaml --out $(OUT)

# The clinic in the browser.
serve: $(READY)
	$(BIN)/sciatwin serve

test: $(READY)
	$(BIN)/pytest -n 2

# What needs neither compiled kernels nor many draws: under a minute on two cores.
test-fast: $(READY)
	$(BIN)/pytest -n 2 -m "not slow" tests/unit/units tests/unit/quantities tests/unit/documents tests/unit/patient \
	  tests/unit/regimen tests/unit/observation tests/unit/eligibility tests/properties/units \
	  tests/properties/observation tests/properties/test_any_record_reads_back.py

# What is compiled, as on a processor that fuses no multiply and add: the same draws, and every claim about them.
test-generic: $(READY)
	NUMBA_CPU_NAME=generic $(BIN)/pytest -n 2 -m "not slow" tests/agreement/pharmacokinetics/test_closed_forms.py tests/agreement/pharmacokinetics/test_solve_paths.py \
	  tests/unit/response/test_driven_state.py tests/inference/test_posteriors_in_closed_form.py \
	  tests/inference/test_reference_posteriors.py tests/inference/test_ways_agree.py

# The science alone, as `pip install .` gives it: no command line, figures or research libraries.
test-bare: $(READY)
	rm -rf $(VENV)-bare
	$(PYTHON) -m venv $(VENV)-bare
	$(VENV)-bare/bin/pip install --quiet --require-hashes --requirement requirements-bare.lock
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir $(VENV)-bare .
	$(VENV)-bare/bin/pip install --quiet --no-deps $(VENV)-bare/*.whl
	$(VENV)-bare/bin/pip check
	cd $(VENV)-bare && bin/python -I ../tests/support/bare_install.py ../examples

# The lowest versions that pyproject.toml allows, of Python too, on the tests that use each library; old ones may warn.
LOWEST_PYTHON ?= python3.11
LOWEST := tests/agreement/pharmacokinetics/test_closed_forms.py tests/app/test_commands.py \
  tests/inference/test_posteriors_in_closed_form.py tests/published/validation/test_meta_analysis.py \
  tests/scenarios tests/unit/calibration tests/unit/documents tests/unit/extras tests/unit/inference \
  tests/unit/observation tests/unit/plotting/test_plots.py tests/unit/validation/trials/test_scores.py

test-lowest: $(VENV)-lowest/.ready
	NUMBA_CACHE_DIR=$(CURDIR)/$(VENV)-lowest/numba $(VENV)-lowest/bin/pytest -n 2 -W ignore::DeprecationWarning $(LOWEST)

$(VENV)-lowest/.ready: requirements-lowest.lock pyproject.toml
	rm -rf $(VENV)-lowest
	$(LOWEST_PYTHON) -m venv $(VENV)-lowest
	$(VENV)-lowest/bin/pip install --quiet --require-hashes --requirement requirements-lowest.lock
	$(VENV)-lowest/bin/pip install --quiet --no-deps --no-build-isolation --editable .
	$(VENV)-lowest/bin/pip check
	@touch $@

# Renew the plans of tests/scenarios/plans and print what moved: all of them, or CASE="typical blocked".
scenarios: $(READY)
	PYTHONPATH=tests $(BIN)/python -m support.golden.refresh $(CASE)

# Take the pictures of README and tutorial anew, in a browser.
pictures: $(READY)
	SCIATWIN_PICTURES=$(CURDIR)/docs/tutorials/pictures $(BIN)/pytest -n 0 tests/browser/test_whole_episode.py

check: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY)
	$(BIN)/python -m benchmarks

schema: $(READY)
	for record in $$($(BIN)/python -c 'from sciaclinic.services.file_kinds import SchemaOf; print(*SchemaOf)'); do \
	  $(BIN)/sciatwin schema $$record > docs/reference/$$record.schema.json; done

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Sciatwin needs Python 3.11 or later; '$(PYTHON)' is $$($(PYTHON) --version 2>&1). Name another: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# Three locks, which name versions and hashes only: everything, and the science alone at the same versions, for every supported
# Python and system; and the lowest versions that are allowed, for Python 3.11 and this system, anew each time (--upgrade), or a bound
# that was lowered would keep the version it had.
COMPILE := $(VENV)-lock/bin/uv pip compile pyproject.toml --python-version 3.11 --generate-hashes --no-emit-index-url \
  --custom-compile-command "make lock" --quiet

lock:
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/pip install --quiet uv
	$(COMPILE) --universal --extra dev --output-file requirements.lock
	$(COMPILE) --universal --constraint requirements.lock --output-file requirements-bare.lock
	$(COMPILE) --resolution lowest-direct --upgrade --extra dev --output-file requirements-lowest.lock
	rm -rf $(VENV)-lock

# Tell what a release would do, or with APPLY=1 do it: make release VERSION=x.y.z
release: $(READY)
	APPLY="$(APPLY)" $(BIN)/python tools/release.py "$(VERSION)"

clean:
	rm -rf $(VENV) $(VENV)-lock $(VENV)-bare $(VENV)-lowest build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
