# Every target sets up what it needs. `make ask Q="..."` and `make test` are all a newcomer has to know.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
Q ?= How much did Jinghai give Zhenyuan?

.PHONY: setup ask serve test eval eval-fast bench lint fit train-reader clean

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt install.sh
	PYTHON="$(PYTHON)" sh install.sh $(VENV)
	touch $@

ask: setup
	@$(BIN)/qa ask "$(Q)"

serve: setup
	$(BIN)/qa serve

test: setup lint
	$(BIN)/python -m pytest -q
	$(BIN)/qa eval

eval: setup
	$(BIN)/qa eval

eval-fast: setup
	$(BIN)/qa eval seeds-dev

bench: setup
	$(BIN)/python -m evals.bench

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
