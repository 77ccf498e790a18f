#!/usr/bin/env python3
# Makes the reports of the sample record in every format and language and compares them, and the files beside them, with
# those kept in tests/golden/report/expected, byte for byte. `golden_reports.py --accept` keeps the new ones.
import filecmp
import json
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import PROGRAM, SOURCE, Folder, finish

HERE = os.path.join(SOURCE, "tests/golden/report")
EXPECTED = os.path.join(HERE, "expected")
NOW = "2026-11-20T12:00:00Z"
LANGUAGES = ("en", "zh")
# What is asked for, and in which formats (none: all there are).
REPORTS = ((["2024"], ()), (["--compare", "2024,2025,2026"], ("text", "csv")), (["--person", "bob"], ("text",)))
faults = []


def make_record(folder):
    made = subprocess.run([os.path.join(HERE, "sample.sh"), folder.env["HINDSIGHT_DB"]], env=folder.env | {"HINDSIGHT": PROGRAM},
                          capture_output=True, text=True)
    if made.returncode != 0:
        faults.append("the sample record cannot be made: " + made.stderr)
    folder.env["HINDSIGHT_NOW"] = NOW


def formats(folder):
    """All but those that another program prints."""
    return [row["slug"] for row in json.loads(folder.run("report", "--formats", "--json").stdout) if row["slug"] != "pdf"]


def make_reports(folder, out):
    known = formats(folder)
    for language in LANGUAGES:
        for asked, wanted in REPORTS:
            done = folder.run("--lang", language, "--quiet", "report", *asked, "--format", ",".join(wanted or known), "--out", out)
            if done.returncode != 0:
                faults.append(f"report {' '.join(asked)} in {language} ends {done.returncode}: {done.stderr}")


def files_in(root):
    return {os.path.relpath(os.path.join(at, name), root) for at, _, names in os.walk(root) for name in names}


def first_difference(old, new):
    with open(old, encoding="utf-8") as a, open(new, encoding="utf-8") as b:
        for number, (x, y) in enumerate(zip(a, b), 1):
            if x != y:
                return f"line {number}\n  - {x.rstrip()[:300]}\n  + {y.rstrip()[:300]}"
    return "one is longer"


def compare(out):
    old, new = files_in(EXPECTED), files_in(out)
    faults.extend(f"{name} is kept in tests/golden/report/expected, but no longer made" for name in sorted(old - new))
    faults.extend(f"{name} is new" for name in sorted(new - old))
    for name in sorted(old & new):
        if not filecmp.cmp(os.path.join(EXPECTED, name), os.path.join(out, name), shallow=False):
            faults.append(f"{name} differs: " + first_difference(os.path.join(EXPECTED, name), os.path.join(out, name)))
    if faults:
        faults.append("look at the difference as tests/golden/report/README.md says; tests/checks/golden_reports.py --accept keeps it")


with Folder() as folder:
    make_record(folder)
    out = os.path.join(folder.path, "out")
    os.mkdir(out)
    make_reports(folder, out)
    if "--accept" in sys.argv and not faults:
        shutil.rmtree(EXPECTED, ignore_errors=True)
        shutil.copytree(out, EXPECTED)
        print(f"{len(files_in(EXPECTED))} files kept in tests/golden/report/expected")
    elif not faults:
        compare(out)
finish(faults)
