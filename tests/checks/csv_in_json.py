#!/usr/bin/env python3
# Whatever the tables of `report --format csv` hold, number or text, the JSON of the same report holds as well.
import csv
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import SOURCE, PROGRAM, Folder, finish

TABLES_OWN = {"list", "what", "part"}  # columns that say which list of the JSON a row is of
JOINED = {"tags", "evidence"}          # of several texts, each of which has a place in JSON
faults = []


def values_of(x):
    """Texts and names of fields; numbers apart."""
    if isinstance(x, dict):
        for key, value in x.items():
            yield from (key, *key.split(":"))  # `interval:days` is a rule and a unit
            yield from values_of(value)
    elif isinstance(x, list):
        for value in x:
            yield from values_of(value)
    elif x is not None:
        yield float(x) if isinstance(x, (int, float)) else x


def is_number(cell):
    try:
        float(cell)
        return True
    except ValueError:
        return False


def check(folder, words):
    out = os.path.join(folder.path, "-".join(words))
    known = set(values_of(json.loads(folder.run("report", *words, "--format", "json").stdout))) | {0.0, 1.0}
    folder.run("report", *words, "--format", "csv", "--out", out)
    if not os.path.isdir(out):
        faults.append(f"there are no tables of {words}")
    for where, _, names in os.walk(out):
        for name in names:
            with open(os.path.join(where, name), newline="", encoding="utf-8") as file:
                for row in csv.DictReader(file):
                    look_up(name, row, known)


def look_up(name, row, known):
    for column, cell in row.items():
        if cell == "" or column in TABLES_OWN | JOINED:
            continue
        if (float(cell) if is_number(cell) else cell.removeprefix("'")) not in known and cell not in known:
            faults.append(f"{name}: {column} = {cell!r} is nowhere in the JSON: {dict(row)}")


with Folder() as folder:
    made = subprocess.run([os.path.join(SOURCE, "tests/golden/report/sample.sh"), folder.env["HINDSIGHT_DB"]], env=folder.env | {"HINDSIGHT": PROGRAM},
                          capture_output=True, text=True)
    if made.returncode != 0:
        faults.append("the sample record cannot be made: " + made.stderr)
    folder.env["HINDSIGHT_NOW"] = "2026-11-20T12:00:00Z"
    for words in (["2024"], ["2024", "--policy", "every"], ["--compare", "2024,2025,2026", "--policy", "time-weighted"]):
        check(folder, words)
finish(faults)
