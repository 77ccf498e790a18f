#!/usr/bin/env bash
# Installs what is missing, builds, runs every test; ends with ctest's summary.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/packages.sh build
scripts/packages.sh test
scripts/packages.sh browser
cmake --preset release -DHINDSIGHT_TESTS=ON
cmake --build --preset release
ctest --preset release --parallel "$(nproc)"
