#!/bin/sh
# Prints the path of a Python of the version asked for, proven by running it: a shim or a link can exist and fail.
#
#   sh operations/find_python.sh 3.13 [a path to try first]
#
# Looks at the path given, on PATH, in pyenv's versions, and where uv keeps its own. One sentence and status 1 otherwise.
set -u

version=$1
first=${2:-}
pyenv_root=${PYENV_ROOT:-${HOME:-/nonexistent}/.pyenv}

# The interpreter itself behind a candidate, when it runs, is of this version, and can build an environment.
prove() {
    "$1" -I -c '
import sys
if "%d.%d" % sys.version_info[:2] != sys.argv[1] or sys.implementation.name != "cpython":
    raise SystemExit(1)
import ctypes, ensurepip, hashlib, sqlite3, ssl, venv
print(sys.executable)' "$version" 2>/dev/null
}

try() {
    [ -n "$1" ] && [ -x "$1" ] || return 1
    found=$(prove "$1") && [ -n "$found" ] && printf '%s\n' "$found" && exit 0
    case $1 in *"$version"*) tried="$tried $1" ;; esac
}

tried=
try "$first"

old_ifs=$IFS
IFS=:
for folder in ${PATH:-}; do
    IFS=$old_ifs
    try "${folder:-.}/python$version"
    IFS=:
done
IFS=$old_ifs

for candidate in "$pyenv_root/versions/$version"/bin/python "$pyenv_root/versions/$version".*/bin/python; do
    try "$candidate"
done

if command -v uv >/dev/null 2>&1; then
    try "$(uv python find --no-project --no-python-downloads "$version" 2>/dev/null)"
fi

for name in python3 python; do
    try "$(command -v "$name" 2>/dev/null)"
done

if [ -n "$tried" ]; then
    seen=" (found but not usable:$tried)"
else
    seen=
fi
echo "Python $version is missing$seen: install it with \"pyenv install $version\", \"uv python install $version\" or" \
    "your system's packages python$version and python$version-venv, then run make setup again." >&2
exit 1
