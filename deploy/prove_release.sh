#!/usr/bin/env bash
# Proves what a release is made of: the wheel is the same bytes twice (an sdist bears its time), the metadata are what an index takes,
# every licence is on the allow-list, no known weakness is in what the image holds. Leaves the two, their SHA-256 and the list
# of parts (CycloneDX) in `dist/`. Needs git and a package index; what the index can't give is skipped, and said to be.
#
#   deploy/prove_release.sh             builds the commit that is checked out
#   TOOLS=folder deploy/prove_release.sh    with the twine, cyclonedx-py, pip-licenses and pip-audit of an environment
set -euo pipefail
cd "$(dirname "$0")/.."

source deploy/common.sh
trap 'rm -rf "$work"' EXIT
fail() { echo "prove_release: $1" >&2; [ ! -f "$work/log" ] || tail "$work/log" >&2; exit 1; }
quietly() { "$@" > "$work/log" 2>&1; }

make_tools() {
  quietly python3 -m venv "$work/build" && quietly "$work/build/bin/pip" install --require-hashes -r requirements/build.txt \
    || fail "what builds the wheel is not to be had"
  quietly python3 -m venv "$work/held" && quietly "$work/held/bin/pip" install --require-hashes -r requirements/service.txt \
    || fail "what the image holds is not to be had"
  [ -n "${TOOLS:-}" ] || { TOOLS=$work/tools && quietly python3 -m venv "$TOOLS" \
    && quietly "$TOOLS/bin/pip" install cyclonedx-bom pip-audit pip-licenses twine || fail "the tools are not to be had"; }
}

build() {  # build FOLDER: the sdist and the wheel of the commit, built in a folder of that name
  mkdir -p "$work/$1/source" && git archive HEAD | tar -x -C "$work/$1/source"
  (cd "$work/$1/source" && SOURCE_DATE_EPOCH=$(git -C "$OLDPWD" log -1 --format=%ct) quietly "$work/build/bin/python" -c '
import sys, setuptools.build_meta as backend
folder = sys.argv[1]
backend.build_sdist(folder), backend.build_wheel(folder)' "$work/$1") || fail "it does not build"
}

make_tools
build one
build another
mkdir -p dist && rm -f dist/newsbrief-* dist/SHA256SUMS dist/sbom.json
wheel=$(basename "$work"/one/*.whl)
cmp "$work/one/$wheel" "$work/another/$wheel" || fail "built twice, it is two wheels"
cp "$work"/one/newsbrief-* dist
say "$wheel" "$(($(stat -c %s "dist/$wheel") / 1000000)) MB, the same bytes twice"
(cd dist && sha256sum newsbrief-* > SHA256SUMS)
quietly "$TOOLS/bin/twine" check --strict dist/newsbrief-* || fail "an index would refuse it"
say "metadata" "$(grep -c PASSED "$work/log") of 2 passed twine check"

cp requirements/LICENSES.md "$work/licences"
quietly env PATH="$TOOLS/bin:$PATH" requirements/licenses "$work/held/bin/python" || fail "a licence that is not on the list"
cmp requirements/LICENSES.md "$work/licences" || fail "requirements/LICENSES.md was out of date, and is written anew"
say "licences" "$(grep -c '^| [^N-]' requirements/LICENSES.md) packages, all on the list"
quietly "$TOOLS/bin/cyclonedx-py" requirements requirements/service.txt --pyproject pyproject.toml --output-file dist/sbom.json \
  || fail "no list of parts"
say "dist/sbom.json" "$(grep -c '"purl"' dist/sbom.json) packages"

"$TOOLS/bin/pip-audit" --disable-pip --require-hashes -r requirements/service.txt --format json > "$work/audit" 2> "$work/log" || true
say "known weaknesses" "$(python3 -c 'import json, sys
try:
    found = json.load(sys.stdin)["dependencies"]
except ValueError:
    sys.exit(print("SKIPPED: the index gives no advisories"))
weak = [one["name"] for one in found if one.get("vulns")]
known = [one for one in found if "skip_reason" not in one]
print(f"in {weak}" if weak else f"none in {len(known)} of {len(found)} packages" if known else "SKIPPED: the index gives no advisories")
sys.exit(bool(weak))' < "$work/audit")"
echo proved
