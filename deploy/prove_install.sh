#!/usr/bin/env bash
# Runs the README's way to install, with each extra, in an empty Debian that has python3 and nothing else, and no network: the
# wheels are laid beside it. Prints what that takes and how large it is. Needs what deploy/prove.sh needs, and is set as it is.
set -euo pipefail
cd "$(dirname "$0")/.."

source deploy/common.sh
trap 'rm -rf "$work"' EXIT
fail() { echo "prove_install: $1" >&2; exit 1; }
make_bases
make_context

try() {  # try WHAT COMMAND: installs `.` or `.[extra]`, runs the command, says what it took
  took=$(podman run --rm --network none --volume "$work/context:/context:ro" --entrypoint bash "$base" -c '
    set -e
    cp -r /context /checkout && cd /checkout
    export PIP_NO_INDEX=1 PIP_FIND_LINKS=/checkout/wheelhouse PIP_DISABLE_PIP_VERSION_CHECK=1
    steps() { python3 -m venv .venv && .venv/bin/pip install --quiet "$1" && eval "$2"; }
    TIMEFORMAT="%R s, of them %U s of processor time"
    time steps "$@" > /log 2>&1 || { cat /log; exit 1; }
    du -sm .venv | sed "s/\\t.*/ MB/"' "$0" "$1" "$2" 2>&1) || { echo "$took" >&2; fail "$1 does not install and run"; }
  say "pip install '$1'" "$(grep -E ' s of processor time$| MB$' <<< "$took" | paste -sd ';' | sed 's/;/; /')"
}
# The service answers and ends as it should; the others write the example's brief.
serve='.venv/bin/newsbrief serve & .venv/bin/python deploy/ready.py 60 && kill %1 && wait %1'
try . '.venv/bin/newsbrief brief examples/harbour'
try '.[fast]' '.venv/bin/newsbrief brief examples/harbour'
try '.[service]' "$serve"
