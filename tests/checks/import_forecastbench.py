#!/usr/bin/env python3
# Imports ForecastBench's real sets (../shared/data/forecastbench): every row is taken or counted, and the markets score as EXPECTED.md says.
import glob
import gzip
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import SHARED, Folder, finish, need_shared

need_shared()
DATA = os.path.join(SHARED, "data/forecastbench")
# EXPECTED.md, forecastbench: questions, resolution rows, resolved ones, market rows scored, Brier of the freeze value.
WANTED = {"2024-07-21": (200, 7561, 7258, 57, 0.128614145), "2025-10-26": (500, 1208, 1089, 112, 0.043508255)}
MARKETS = ("manifold", "metaculus", "polymarket", "infer")
faults = []


def expect(what, seen, wanted, tolerance=0):
    if abs(seen - wanted) > tolerance:
        faults.append(f"{what}: {seen} instead of {wanted}")


def rows_of(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return json.load(file)["resolutions"]


def one_set(folder, due):
    questions, rows, resolved, scored, brier = WANTED[due]
    answers = glob.glob(os.path.join(DATA, "resolution_sets", due + "*"))
    files = glob.glob(os.path.join(DATA, "question_sets", due + "*")) + answers
    done = folder.run("import", *files, "--json")
    if done.returncode != 0:
        faults.append(f"{due}: import ends {done.returncode}: {done.stderr}")
        return
    result = json.loads(done.stdout)
    lost = {field["field"]: field["count"] for field in result["lost"]}
    combinations = lost.get("resolution of a combination of two questions", 0)
    interim = lost.get("resolved_to (of what is not resolved: an interim value)", 0)
    elsewhere = lost.get("resolution of a question that is in none of these files", 0)
    stored = result["by_kind"]["resolutions"]["stored"]
    expect(due + ": resolution rows", stored + combinations + interim + elsewhere, rows)
    open_combinations = sum(isinstance(row["id"], list) and not row["resolved"] for row in rows_of(answers[0]))
    expect(due + ": resolved rows", stored + combinations - open_combinations + elsewhere, resolved)
    keys = {tuple(key.split("/")[:3]) for key in re.findall(r'^foreign_id = "(.*)"$', folder.run("export").stdout, re.M)}
    expect(due + ": questions", len(keys), questions)
    expect(due + ": questions of markets", result["by_kind"]["forecasts"]["stored"], sum(source in MARKETS for _, source, _ in keys))
    groups = json.loads(folder.run("score", "--policy", "every", "--include-late", "--json").stdout)["groups"]
    expect(due + ": market rows", groups[0]["n"], scored)
    expect(due + ": Brier of the freeze value", groups[0]["scores"]["brier"]["mean"], brier, 1e-9)
    expect(due + ": again", json.loads(folder.run("import", *files, "--json").stdout)["stored"], 0)


for due in WANTED:
    with Folder() as folder:
        folder.run("init", "--quiet")
        one_set(folder, due)
with Folder() as folder:
    folder.run("init", "--quiet")
    result = json.loads(folder.run("import", os.path.join(DATA, "leaderboard_baseline.csv"), "--json").stdout)
    expect("records of a leaderboard", result["read"], 0)
    expect("rows of a leaderboard", result["lost"][0]["count"], 124)
finish(faults)
