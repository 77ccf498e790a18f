#!/usr/bin/env python3
# An independent slow calculation (tests/golden/slow) agrees with every figure of the report: on the sample record, on the
# shipped book, and on small books drawn at random. `slow_report.py SEED` draws other books.
import json
import os
import random
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../golden/slow"))
from harness import SOURCE, PROGRAM, Folder, finish

from books import pieces
from record import instant
from report import Report, compare, unseen

YEARS = (2024, 2025, 2026)
POLICIES = ("last", "first", "time-weighted")
RULES = ("decided", "due", "said")
# Numbers that are no figures, or that only chance could tell (intervals are looked at for plausibility).
OTHER = re.compile(r"^\.(year|head\.size)$|^\.method\.|\.ci90\[|\.bands\.|\.predictive\.|\.outcome\b")
faults = []


def agree(folder, what, years=YEARS, ways=None):
    """Both reports of each year, by each way (rule for the year, policy)."""
    exported = folder.run("export", "--format", "jsonl")
    lines = exported.stdout.splitlines()
    now = instant(folder.env["HINDSIGHT_NOW"])
    for year in years:
        for rule, policy in ways or [(rule, policy) for rule in RULES for policy in POLICIES]:
            done = folder.run("report", str(year), "--format", "json", "--year-by", rule, "--policy", policy)
            if done.returncode != 0:
                faults.append(f"{what}, {year}: report ends {done.returncode}: {done.stderr}")
                return
            slow = Report(lines, now, [year], rule, policy)
            quick = json.loads(done.stdout)
            found, seen = compare(slow.json(), quick)
            found += [place + ": nobody computed it anew" for place in unseen(quick, seen) if not OTHER.search(place)]
            faults.extend(f"{what}, {year} by {rule}, {policy}: {fault}" for fault in found)


def sample(folder):
    script = os.path.join(SOURCE, "tests/golden/report/sample.sh")
    made = subprocess.run([script, folder.env["HINDSIGHT_DB"]], env=folder.env | {"HINDSIGHT": PROGRAM}, capture_output=True, text=True)
    if made.returncode != 0:
        faults.append("the sample record cannot be made: " + made.stderr)
    folder.env["HINDSIGHT_NOW"] = "2026-11-20T12:00:00Z"


def drawn(folder, seed):
    """A record of a book drawn at random: first what was said, two years later what became of it."""
    head, statements = pieces(seed)
    folder.file("said.toml", head + "".join(text for text, _ in statements))
    folder.file("known.toml", head + "".join(text + answers for text, answers in statements))
    for now, book in (("2024-12-02T00:00:00Z", "said.toml"), ("2026-11-20T12:00:00Z", "known.toml")):
        folder.env["HINDSIGHT_NOW"] = now
        done = folder.run("import", book, "--quiet", "--reason", "told later")
        if done.returncode != 0:
            faults.append(f"book {seed}: import ends {done.returncode}: {done.stderr}")
            return
    draw = random.Random(seed)
    agree(folder, f"book {seed}", [draw.choice(YEARS)], [(draw.choice(RULES), policy) for policy in draw.sample(POLICIES, 2)])


for seed in [int(text) for text in sys.argv[1:]] or range(1, 31):
    with Folder() as folder:
        drawn(folder, seed)
with Folder() as folder:
    sample(folder)
    agree(folder, "sample")
with Folder() as folder:
    folder.run("init", "--reproducible", "--quiet")
    folder.run("import", os.path.join(SOURCE, "predictions.toml"), "--quiet")
    agree(folder, "predictions.toml", ways=[("decided", "last"), ("said", "time-weighted")])
finish(faults)
