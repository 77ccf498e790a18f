#!/usr/bin/env bash
# From a fresh clone to the yearly reports on your own machine. Safe to run again.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/packages.sh build
cmake --preset release -DHINDSIGHT_TESTS=OFF
cmake --build --preset release --target hindsight_cli

hindsight=build/release/hindsight
out=reports/local
mkdir -p "$out"
# Made beside the old one and moved over it, so that a second run never leaves half a record.
rm -f "$out"/new.db*
"$hindsight" --db "$out/new.db" init --quiet
"$hindsight" --db "$out/new.db" --quiet import predictions.toml
for year in 2024 2025 2026; do
  "$hindsight" --db "$out/new.db" --quiet report "$year" --format html,md,json,csv,text,atom --out "$out"
  "$hindsight" --db "$out/new.db" --quiet --lang zh report "$year" --format html --out "$out"
done
rm -f "$out"/predictions.db*
mv "$out/new.db" "$out/predictions.db"

cat <<DONE

Done. The accuracy reports of 107 statements, to open in a browser:
  $PWD/$out/2024.html, 2025.html, 2026.html; in Chinese 2024.zh.html, ...
Beside them for terminals, code hosts, programs, spreadsheets and feed readers: .txt, .md, .json, .csv, .atom

Next, with the program in your path:
  export PATH="$PWD/build/release:\$PATH"
  hindsight --db $out/predictions.db due
  hindsight --db $out/predictions.db show li-params-100b-500b
Keep your own score:
  hindsight add "It will rain tomorrow" --due +1d --criteria "The city's station reports rain" --forecast 70%
  hindsight list
DONE
