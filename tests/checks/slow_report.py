#!/usr/bin/env python3
# An independent slow calculation (tests/golden/slow) agrees with every figure of the report: on the sample record, on the
# shipped book, and on small books drawn at random. `slow_report.py SEED` draws other books.
import json
import os
import random
import re
import subprocess
import sys
from fractions import Fraction

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../golden/slow"))
from harness import SOURCE, PROGRAM, Folder, finish

from books import PEOPLE, pieces
from record import instant
from report import Report, compare, unseen

YEARS = (2024, 2025, 2026)
POLICIES = ("last", "first", "time-weighted")
RULES = ("decided", "due", "said")
WORDS = os.path.join(SOURCE, "tests/golden/report/words.toml")
OTHER_WORDS = {"is sure": Fraction(9, 10), "expects": Fraction(7, 10), "may": Fraction(2, 5), "doubts": Fraction(3, 10)}  # as in WORDS
# Numbers that are no figures, or that only chance could tell (intervals are looked at for plausibility).
OTHER = re.compile(r"^\.(year|head\.size)$|^\.method\.|\.ci90\[|\.bands\.|\.predictive\.|\.outcome\b")
faults = []


def agree(folder, what, *asked):
    """Both reports of whatever is asked for; see `options` for the keys."""
    lines = folder.run("export", "--format", "jsonl").stdout.splitlines()
    now = instant(folder.env["HINDSIGHT_NOW"])
    for scope in asked:
        done = folder.run("report", "--format", "json", *options(scope))
        if done.returncode != 0:
            faults.append(f"{what}, {scope}: report ends {done.returncode}: {done.stderr}")
            continue
        quick = json.loads(done.stdout)
        found, seen = compare(Report(lines, now, **scope).json(), quick)
        found += [place + ": nobody computed it anew" for place in unseen(quick, seen) if not OTHER.search(place)]
        faults.extend(f"{what}, {scope}: {fault}" for fault in found)


def options(scope):
    years = [str(year) for year in scope.get("years", ())]
    words = years if len(years) < 2 else ["--compare", ",".join(years)]
    for key, option in (("rule", "--year-by"), ("policy", "--policy"), ("person", "--person")):
        words += [option, scope[key]] if key in scope else []
    words += ["--by", ",".join(scope["by"])] if "by" in scope else []
    return words + (["--credence", WORDS] if "other" in scope else [])


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
    year, rule = draw.choice(YEARS), draw.choice(RULES)
    agree(folder, f"book {seed}", *({"years": [year], "rule": rule, "policy": policy} for policy in draw.sample(POLICIES, 2)),
          draw.choice([{"years": YEARS[:2]}, {"years": YEARS, "policy": "time-weighted"}, {"person": draw.choice(PEOPLE)},
                       {"years": [year], "by": draw.sample(PEOPLE, 2)}, {"years": [year], "other": OTHER_WORDS}]))


for seed in [int(text) for text in sys.argv[1:]] or range(1, 21):
    with Folder() as folder:
        drawn(folder, seed)
with Folder() as folder:
    sample(folder)
    agree(folder, "sample", *({"years": [2024], "rule": rule, "policy": policy} for rule in RULES for policy in POLICIES))
    agree(folder, "sample", *({"years": [year], "rule": rule, "policy": policy} for year in YEARS[1:] for rule, policy in zip(RULES, POLICIES)))
    agree(folder, "sample", {"years": YEARS}, {"years": YEARS, "rule": "said", "policy": "first"}, {"person": "bob"},
          {"person": "ann", "years": [2024]}, {"person": "dee", "policy": "time-weighted"}, {"years": [2024], "by": ["bob", "cyd"]},
          {"years": [2024], "other": OTHER_WORDS}, {"years": [2024], "policy": "every"})
with Folder() as folder:
    folder.run("init", "--reproducible", "--quiet")
    folder.run("import", os.path.join(SOURCE, "predictions.toml"), "--quiet")
    agree(folder, "predictions.toml", *({"years": [year]} for year in YEARS), {"years": YEARS, "rule": "said", "policy": "time-weighted"}, {"person": "li-mu"})
finish(faults)
