#!/usr/bin/env python3
# Real claim trackers come in with the counts and ratings of ../shared/data/EXPECTED.md, and never weigh on a mean.
import collections
import glob
import gzip
import json
import os
import sys
import tarfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import SHARED, Folder, finish, need_shared

need_shared()
DATA = os.path.join(SHARED, "data")
faults = []


def expect(what, seen, wanted):
    if seen != wanted:
        faults.append(f"{what}: {seen} instead of {wanted}")


def run_json(folder, *arguments):
    done = folder.run(*arguments, "--json")
    if done.returncode != 0:
        faults.append(f"{' '.join(arguments)} ends {done.returncode}: {done.stderr}")
        return None
    return json.loads(done.stdout)


def counts(result, kind):
    return {key: result["by_kind"].get(kind, {}).get(key, 0) for key in ("read", "stored", "already_there", "refused")}


def twice(folder, what, *files, statements, resolutions):
    """The first import stores all, the second nothing."""
    first, second = run_json(folder, "import", *files), run_json(folder, "import", *files)
    if not first or not second:
        return {}
    expect(f"{what}: statements", counts(first, "statements"), {"read": statements, "stored": statements, "already_there": 0, "refused": 0})
    expect(f"{what}: resolutions", counts(first, "resolutions"), {"read": resolutions, "stored": resolutions, "already_there": 0, "refused": 0})
    expect(f"{what}: a second import", (second["stored"], second["already_there"]), (0, statements + resolutions))
    return {entry["field"]: entry["count"] for entry in first["lost"]}


def no_means(folder, what, year):
    groups = run_json(folder, "score")["groups"]
    expect(f"{what}: scored forecasts", sum(group["n"] for group in groups), 0)
    done = folder.run("report", year, "--format", "json")
    expect(f"{what}: report ends", done.returncode, 0)


def factopolis(folder):
    file = os.path.join(DATA, "factopolis/factopolis.jsonl.gz")
    lost = twice(folder, "factopolis", file, statements=176, resolutions=95)
    expect("factopolis: checks without a rating", lost.get("a check without a rating"), 122 - 95)
    # EXPECTED.md: ratings; 16 spellings of 11 checkers, and the claims asserted most often
    journal = folder.run("export", "--format", "toml").stdout
    expect("factopolis: resolutions in the book", journal.count("[[statement.resolution]]"), 95)
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    ratings = collections.Counter(check["rating"] for page in pages for check in page.get("checks") or [] if "rating" in check)
    expect("factopolis: spellings", len(ratings), 16)
    for rating, number in ratings.items():
        expect(f"factopolis: \"{rating}\"", journal.count(f'note = "\\"{rating}\\"'), number)
    for claim, number in (("trump-tax-plan-largest-tax-cut-in-us-history", 17), ("us-highest-corporate-tax-rate", 14), ("low-tax-states-subsidize-high-tax-states", 7)):
        expect(f"factopolis: {claim}", journal.count(f'"cluster:{claim}"'), number)
    expect("factopolis: repetitions", sum(line.startswith("repeats = ") for line in journal.split("\n")), 36)
    said = [row["said_on"] for row in run_json(folder, "list")]
    expect("factopolis: earliest and latest", (min(said), max(said)), ("2008-02-26", "2017-11-26"))
    no_means(folder, "factopolis", "2017")


def same_as_pages(folder):
    """The pages say the same as their front matters in one file."""
    with tarfile.open(os.path.join(DATA, "factopolis/factopolis-content.tar.gz")) as tar:
        tar.extractall(folder.path)
    pages = sorted(glob.glob("content/**/*.md", root_dir=folder.path, recursive=True))
    result = run_json(folder, "import", *pages)
    if result:
        expect("factopolis: the pages after the file", (result["read"], result["stored"], result["already_there"]), (271, 0, 271))


def ledgers(folder):
    tracker = sorted(glob.glob(os.path.join(DATA, "pundits/ai-predictions-tracker/*.yaml")))
    twice(folder, "ai-predictions-tracker", *tracker, statements=6, resolutions=0)
    lost = twice(folder, "amodei_predictions", os.path.join(DATA, "pundits/amodei_predictions.yaml"), statements=23, resolutions=2)
    expect("amodei_predictions: evidence of what is open", lost.get("evidence of what is not decided"), 22)
    rows = run_json(folder, "list")
    expect("ledgers: status", collections.Counter(row["status"] for row in rows), {"open": 21 + 2, "resolved": 2, "overdue": 4})
    expect("ledgers: the oldest", min(row["said_on"] for row in rows), "1950-10-01")
    no_means(folder, "ledgers", "2025")


with Folder() as folder:
    factopolis(folder)
    same_as_pages(folder)
with Folder() as folder:
    ledgers(folder)
finish(faults)
