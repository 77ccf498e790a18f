#!/usr/bin/env bash
# Makes the shipped reports: a reproducible record of predictions.toml under a fixed clock, so that the same book gives
# the same bytes. Usage: scripts/reports.sh [FOLDER]; $HINDSIGHT names the program when it is not the release build's.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-reports}
hindsight=${HINDSIGHT:-build/release/hindsight}
export HINDSIGHT_NOW=2026-11-23T00:00:00Z TZ=UTC
unset HINDSIGHT_AS HINDSIGHT_DB LC_ALL LC_MESSAGES
export LANG=C.UTF-8

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$hindsight" --db "$work/record.db" --quiet init --reproducible
"$hindsight" --db "$work/record.db" --quiet import predictions.toml
"$hindsight" --db "$work/record.db" --quiet verify > "$work/head.txt"
mkdir -p "$out"
report() { "$hindsight" --db "$work/record.db" --quiet "$@" --out "$out"; }
for year in 2024 2025 2026; do
  report report "$year" --format html,md,json,csv,text,atom
  report --lang zh report "$year" --format html,md,text
done
report report --compare 2024,2025,2026 --format html
report --lang zh report --compare 2024,2025,2026 --format html
"$hindsight" --db "$work/record.db" --quiet head --out "$out/head.txt"
