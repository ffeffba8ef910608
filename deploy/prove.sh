#!/usr/bin/env bash
# Proves the image: builds it without a network, runs it as a cautious operator would, and holds its answers to the library's.
#
#   deploy/prove.sh                          on a base made of Debian's packages (as root, with debootstrap)
#   BASE=python:3.11-slim BUILDER=python:3.11 deploy/prove.sh    on another
#   IMAGE=newsbrief deploy/prove.sh          an image that is there already
#
# Needs podman, and a package index for the wheels; WHEELHOUSE=folder takes the index's place. It prints the size, the
# seconds from start to ready and the resident memory, stops at the first thing that does not hold, and removes what it made.
set -euo pipefail
cd "$(dirname "$0")/.."

source deploy/common.sh
image=${IMAGE:-localhost/newsbrief-proof} name=newsbrief-proof-$$
clean_up() {
  podman rm --force "$name" > /dev/null 2>&1 || true
  [ -n "${IMAGE:-}" ] || podman rmi "$image" > /dev/null 2>&1 || true
  rm -rf "$work"
}
trap clean_up EXIT
fail() { echo "prove: $1" >&2; podman logs "$name" >&2 2>&1 || true; exit 1; }
inside() { podman exec --interactive "$name" "$@"; }

build() {
  make_bases
  make_context
  began=$(date +%s.%N)
  podman build --quiet --network none --format docker --build-arg BASE="$base" --build-arg BUILDER="$builder" \
    --tag "$image" "$work/context" > "$work/log" 2>&1 || { tail "$work/log" >&2; fail "no image"; }
  say "built without a network in" "$(since "$began")"
}
[ -n "${IMAGE:-}" ] || build

bytes=$(podman image inspect --format '{{.Size}}' "$image")
say "image" "$((bytes / 1000000)) MB"
podman run --rm --entrypoint sh "$image" -c '! command -v gcc cc make uv git' 2> "$work/log" || fail "the image holds build tools"

# No network, no right, no file to write but below /tmp; a key is asked for.
openssl rand -hex 32 > "$work/keys" && chmod 644 "$work/keys"
began=$(date +%s.%N)
podman run --detach --name "$name" --network none --read-only --tmpfs /tmp:size=64m --cap-drop ALL \
  --security-opt no-new-privileges --memory 1g --pids-limit 256 \
  --volume "$work/keys:/run/secrets/api-keys:ro" --env NEWSBRIEF_API_KEYS_FILE=/run/secrets/api-keys "$image" > /dev/null 2> "$work/log" || { cat "$work/log"; fail "it does not run"; }
inside python - 60 < deploy/ready.py || fail "not ready within 60 s"
ready=$(since "$began")
say "start to ready" "$ready, of it $(inside python - cpu < deploy/processes.py) of processor time"
podman healthcheck run "$name" || fail "the health check fails"
inside sh -c '[ "$(id -u)" = 10001 ] && grep -q "CapEff:.0*$" /proc/self/status' || fail "it has rights that it should not"
! inside touch /app/written 2>/dev/null || fail "the file system can be written"

# The bytes over HTTP are the library's, and a stranger gets none.
ask='import sys, httpx2
answer = httpx2.post("http://127.0.0.1:3000/v1/brief", content=sys.stdin.buffer.read(), timeout=60,
                     headers={"content-type": "application/json", "x-api-key": sys.argv[1]})
sys.stdout.buffer.write(answer.content)
sys.exit(answer.status_code != int(sys.argv[2]))'
began=$(date +%s.%N)
inside python -c "$ask" "$(cat "$work/keys")" 200 < examples/harbour.json > "$work/http" || fail "no brief"
say "the example's brief" "$(since "$began")"
podman run --rm --interactive --network none --read-only --tmpfs /tmp "$image" brief - --format json \
  < examples/harbour.json > "$work/library" 2> "$work/log" || { cat "$work/log"; fail "no brief from the library"; }
cmp "$work/http" "$work/library" || fail "other bytes over HTTP than from the library"
say "bytes" "the same over HTTP as from the library, $(python3 -c 'import json, sys
print(json.load(sys.stdin)["model"]["backend"])' < "$work/library")"
inside python -c "$ask" wrong 401 < examples/harbour.json > /dev/null || fail "a wrong key is not refused"
say "a wrong key" "401"
say "resident memory" "$(inside python - memory < deploy/processes.py)"

began=$(date +%s.%N)
podman stop --time 30 "$name" > /dev/null 2>&1
[ "$(podman inspect --format '{{.State.ExitCode}}' "$name")" = 0 ] || fail "SIGTERM did not end it with 0"
say "SIGTERM" "exit 0 after $(since "$began")"
! podman logs "$name" 2>&1 | grep -qE 'Traceback|Hallmere' || fail "the log holds a traceback or an article's words"
echo proved
