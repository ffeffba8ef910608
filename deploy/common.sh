# Sourced by the proofs: a base image, the context that an image is built from, and how figures are printed.
# Sets `base`, `builder` and `work`, a folder of its own.

base=${BASE:-localhost/newsbrief-base} builder=${BUILDER:-localhost/newsbrief-builder}
work=$(mktemp -d)
# Podman starts helpers in other folders.
[ -z "${CONTAINERS_CONF:-}" ] || CONTAINERS_CONF=$(realpath "$CONTAINERS_CONF")

say() { printf '%-28s %s\n' "$1" "$2"; }
since() { python3 -c 'import sys, time; print(f"{time.time() - float(sys.argv[1]):.1f} s")' "$1"; }

make_bases() {  # Debian's python3 and nothing that it does not need, and the same with binutils; kept for the next time
  if podman image exists "$base" && podman image exists "$builder"; then return; fi
  [ -z "${BASE:-}" ] || return 0  # an image that podman finds elsewhere
  debootstrap --variant=minbase --include=python3,python3-venv bookworm "$work/root" ${DEBIAN_MIRROR:-} > "$work/log" \
    || { tail "$work/log" >&2; fail "no base image"; }
  import "$base"
  chroot "$work/root" apt-get install --quiet --yes --no-install-recommends binutils >> "$work/log" || fail "no binutils"
  import "$builder"
  rm -rf "$work/root"
}
import() {  # without what Debian's slim images leave out
  (cd "$work/root" && tar --exclude='./var/cache/*' --exclude='./var/lib/apt/lists/*' --exclude=./usr/share/doc \
    --exclude=./usr/share/locale --exclude=./usr/share/man --exclude=./usr/share/info -c .) \
    | podman import --change 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' - "$1" > /dev/null 2>&1
}

make_context() {  # what git knows or would take, and the wheels of the locks
  mkdir "$work/context"
  git ls-files -z --cached --others --exclude-standard | tar --null -T - -c | tar -x -C "$work/context"
  if [ -n "${WHEELHOUSE:-}" ]; then
    cp -r "$WHEELHOUSE" "$work/context/wheelhouse"
  else
    python3 -m venv "$work/tools"
    "$work/tools/bin/pip" download --quiet --no-deps --require-hashes --only-binary :all: \
      --dest "$work/context/wheelhouse" --requirement requirements/service.txt --requirement requirements/build.txt
  fi
}
