#!/usr/bin/env bash
# Installs the Debian packages that building, testing, measuring or developing hindsight needs, and only those missing.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: scripts/packages.sh SET...
  build    compiler, CMake and the libraries
  test     what the tests use besides
  browser  Chromium, node and fonts, for the tests of pages in a browser
  bench    the benchmark library, and what kernels are measured against
  fuzz     clang with its fuzzing runtime
  dev      formatter and linter
TEXT
}

packages_of() {
  case $1 in
    build)
      echo g++ cmake ninja-build pkg-config ccache ca-certificates
      echo libsqlitecpp-dev libsqlite3-dev libtomlplusplus-dev libfmt-dev libcli11-dev
      # Boost.Math is headers only, and they and Boost's CMake files are in this one.
      echo nlohmann-json3-dev libboost1.74-dev libsodium-dev libutf8proc-dev libpugixml-dev libyaml-cpp-dev zlib1g-dev libzip-dev
      # Time zones, and the database that they are read from when the program runs.
      echo libhowardhinnant-date-dev tzdata
      ;;
    test) echo catch2 librapidcheck-dev python3 python3-jsonschema python3-feedparser python3-icalendar cmark-gfm sqlite3 jq ;;
    browser)
      echo chromium fonts-noto-cjk poppler-utils
      # Whoever has them from elsewhere keeps them.
      command -v node >/dev/null || echo nodejs
      command -v npm >/dev/null || echo npm
      ;;
    bench) echo libbenchmark-dev python3 python3-numpy python3-sklearn ;;
    fuzz) echo clang libclang-rt-14-dev ;;
    dev) echo clang-format clang-tidy ;;
    *) return 1 ;;
  esac
}

installed() {
  dpkg-query --show --showformat '${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed
}

if [[ $# -eq 0 || $1 == -h || $1 == --help ]]; then
  usage
  [[ $# -gt 0 ]] && exit 0
  exit 2
fi

wanted=()
for set in "$@"; do
  if ! names=$(packages_of "$set"); then
    echo "packages.sh: no such set: $set" >&2
    usage >&2
    exit 2
  fi
  # shellcheck disable=SC2206 # one word a package
  wanted+=($names)
done

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
  echo "packages.sh: no apt on this system. Needed, by the names Debian 12 gives them:" >&2
  printf '  %s\n' "${wanted[@]}" >&2
  echo "docs/dependencies.md says what each is for." >&2
  exit 1
fi

missing=()
for package in "${wanted[@]}"; do
  installed "$package" || missing+=("$package")
done
if [[ ${#missing[@]} -eq 0 ]]; then
  echo "Nothing to install: all ${#wanted[@]} packages are there."
  exit 0
fi

as_root=(env DEBIAN_FRONTEND=noninteractive)
if [[ $EUID -ne 0 ]]; then
  if ! command -v sudo >/dev/null; then
    echo "packages.sh: run it as root; missing: ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo env DEBIAN_FRONTEND=noninteractive)
fi

echo "Installing: ${missing[*]}"
"${as_root[@]}" apt-get update
"${as_root[@]}" apt-get install --yes --no-install-recommends "${missing[@]}"
