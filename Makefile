# Every target sets up what it needs. `make ask Q="..."` and `make test` are all a newcomer has to know.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
Q ?= How much did Jinghai give Zhenyuan?

.PHONY: setup ask serve test browser pictures eval eval-fast regressions baseline bench lint fit train-reader clean

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt install.sh
	PYTHON="$(PYTHON)" sh install.sh $(VENV)
	touch $@

ask: setup
	@$(BIN)/qa ask "$(Q)"

serve: setup
	$(BIN)/qa serve

# The browser that the tests of the page drive.
browser:
	@test -x /usr/bin/chromium || { apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; } || \
	  { echo "the tests of the page need Chromium; install it as root: apt-get install chromium" >&2; exit 1; }

# The README's pictures of the page, taken by the test that walks through it.
pictures: setup browser
	SEEDQA_PICTURES=docs $(BIN)/python -m pytest -q tests/browser/test_conversation.py -k "proved or helps"

test: setup lint browser
	$(BIN)/python -m pytest -q
	$(BIN)/qa eval --fast

eval: setup
	$(BIN)/qa eval

# A fixed part of every suite, and the guards.
eval-fast: setup
	$(BIN)/qa eval --fast

# Every seeded regression has to be blocked, and twenty runs without a change may not be.
regressions: setup
	$(BIN)/python -m evals.regressions

# Keeps the answers of this version as what later ones are compared with.
baseline: setup
	$(BIN)/qa eval --write-baseline

bench: setup
	$(BIN)/python -m evals.bench

# Many clients against one server; thousands of cases against its OpenAPI document. Minutes each.
.PHONY: load fuzz
load: setup
	$(BIN)/python -m tests.load

fuzz: setup
	$(BIN)/python -m tests.fuzz

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

fit: setup
	$(BIN)/python -m evals.fit $(if $(DATA),--data "$(DATA)")

# DATA is the folder with train.jsonl.gz and dev.jsonl.gz; OUT also keeps the checkpoint (about 280 MB).
OUT ?= build/reader
train-reader: setup
	$(BIN)/python -m qa.reader.training --data "$(DATA)" --out "$(OUT)" --examples 86400 --seed 7
	cp $(OUT)/model.onnx $(OUT)/tokenizer.json $(OUT)/reader.json $(OUT)/card.md qa/reader/weights/fast/

clean:
	rm -rf $(VENV) .qa build dist *.egg-info
