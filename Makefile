# What a hospital's IT team and a developer type. Each target stands on its own; README says more.
# make setup   both environments, the pages' files, the trained model; quick when current
# make run     set-up, then everything up on this machine; Ctrl-C stops it
# make test    set-up, lint, types, import rules and every test
# make evaluate  how well it understands the project's own utterances, by phenomenon, with floors
# make check   the fast part alone: lint, types, import rules, pure tests

.PHONY: setup run test check lint evaluate

bin := .venv/app/bin

setup:
	@sh operations/setup.sh

run: setup
	@exec $(bin)/python -m operations.run

test:
	@sh operations/setup.sh --dev
	@$(MAKE) --no-print-directory lint
	$(bin)/python -m pytest

check:
	@sh operations/setup.sh --dev --environments-only
	@$(MAKE) --no-print-directory lint
	$(bin)/python -m pytest -q -m "not rasa and not browser and not postgres and not slow"

evaluate:
	@sh operations/setup.sh --dev
	$(bin)/python -m benchmarks.evaluate_language --model

lint:
	$(bin)/ruff check .
	$(bin)/ruff format --check .
	$(bin)/mypy
	$(bin)/lint-imports
