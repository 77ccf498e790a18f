#!/usr/bin/env python3
# Every format of the table is complete: described, read by a case of its own from a sample of our own, and in the document.
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import PROGRAM, SOURCE, finish

done = subprocess.run([PROGRAM, "import", "--formats", "--json"], capture_output=True, text=True, check=True)
formats = json.loads(done.stdout)
faults = []
# These have cases of other names: a book is what most cases import, a journal what it is exported for.
CASES = {"toml": "import.case", "jsonl": "jsonl.case"}
SAMPLES = {"table": "mappings"}
for entry in formats:
    slug = entry["slug"]
    for key in ("title", "kept", "lost"):
        if len(entry[key]) < 5:
            faults.append(f"{slug}: \"{key}\" says nothing")
    case = os.path.join(SOURCE, "tests/cli", CASES.get(slug, f"import_{slug.replace('-', '_')}.case"))
    if not os.path.exists(case):
        faults.append(f"{slug}: there is no {os.path.relpath(case, SOURCE)}")
    if slug not in CASES and not os.path.isdir(os.path.join(SOURCE, "tests/data", SAMPLES.get(slug, slug))):
        faults.append(f"{slug}: there is no sample in tests/data/{SAMPLES.get(slug, slug)}")
if len({entry["slug"] for entry in formats}) != len(formats):
    faults.append("a slug stands twice")

made = subprocess.run([sys.executable, os.path.join(SOURCE, "scripts/formats_doc.py")], capture_output=True, text=True, check=True).stdout
with open(os.path.join(SOURCE, "docs/formats.md"), encoding="utf-8") as file:
    if file.read() != made:
        faults.append("docs/formats.md is out of step: HINDSIGHT=… python3 scripts/formats_doc.py > formats.md, and put that in its place")
finish(faults)
