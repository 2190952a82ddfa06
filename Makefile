# The everyday commands; each is one line of run.py or of .venv.
BIN := .venv/bin

.PHONY: run demo test lint bench soak docs ci lock

run:            ## start AE Desk (./data)
	python3 run.py

demo:           ## start a fresh demo agency beside it
	python3 run.py --data data-demo --port 8010

test:           ## all tests, two at a time
	python3 run.py test -n 2

lint:           ## style, imports, types, security
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/bandit -q -ll -c pyproject.toml -r aedesk tools run.py

bench:          ## seeds a big agency and prints medians and p95 (minutes)
	python3 run.py manage bench

soak:           ## kills a server in the middle of uploads a thousand times, sends it 500 MB, opens 200 hostile files (half an hour)
	$(BIN)/python -m tests.soak.kills --cycles 1000
	$(BIN)/python -m tests.soak.large --megabytes 500
	$(BIN)/python -m tests.soak.corpus --files 200

docs:           ## writes docs/rulebook.md and docs/glossary.md from the code
	python3 run.py manage write_docs

ci:             ## what the build runs, on SQLite and PostgreSQL
	bash .ci/run

lock:           ## resolve the pins again (needs uv); DAY is the newest release day taken
	uv pip compile pyproject.toml $(LOCKING) --all-extras -o requirements-dev.lock
	uv pip compile pyproject.toml $(LOCKING) --extra postgres -c requirements-dev.lock -o requirements.lock

DAY ?= 2026-11-10
LOCKING := --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
	--exclude-newer $(DAY)T00:00:00Z
