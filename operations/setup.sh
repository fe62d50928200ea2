#!/bin/sh
# Finds the two interpreters and hands over to operations.setup, which does the work; see its --help.
set -u
cd "$(dirname "$0")/.." || exit 1

app=$(sh operations/find_python.sh 3.13 .venv/app/bin/python) || missing=yes
bot=$(sh operations/find_python.sh 3.10 .venv/bot/bin/python) || missing=yes
[ -z "${missing:-}" ] || exit 1

exec "$app" -B -m operations.setup --app-python "$app" --bot-python "$bot" "$@"
