#!/usr/bin/env python3
# Brings PredictionBook and FiveThirtyEight (../shared/data) into records, and compares what their reports say with the figures of
# separate scripts (expected.json, EXPECTED.md). Forecasts are counted as those scripts do: late ones too.
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import SHARED, Folder, finish, need_shared

need_shared()
DATA = os.path.join(SHARED, "data")
with open(os.path.join(DATA, "expected.json"), encoding="utf-8") as file:
    EXPECTED = json.load(file)
EVERY, LAST = ("--policy", "every", "--include-late"), ("--policy", "last", "--include-late")
faults = []


def expect(what, seen, wanted, tolerance=1e-9):
    same = seen == wanted if isinstance(wanted, (int, str)) else seen is not None and abs(seen - wanted) <= tolerance * max(1, abs(wanted))
    if not same:
        faults.append(f"{what}: {seen} instead of {wanted}")


def bring_in(folder, *names):
    folder.run("init", "--quiet")
    done = folder.run("import", *(os.path.join(DATA, name) for name in names), "--quiet")
    if done.returncode != 0:
        faults.append(f"import of {names} ends {done.returncode}: {done.stderr[:500]}")


def report(folder, *arguments):
    done = folder.run("report", *arguments, "--format", "json")
    if done.returncode != 0:
        faults.append(f"report {' '.join(arguments)} ends {done.returncode}: {done.stderr[:500]}")
    return json.loads(done.stdout)


def years(first, last):
    return "--compare", ",".join(str(year) for year in range(first, last + 1))


def compare(what, found, wanted, bins=True):
    """The predictions of a report against an entry of expected.json."""
    overall = found["predictions"]
    expect(what + ": n", overall["n"], wanted["n"])
    expect(what + ": Brier", overall["scores"]["brier"]["mean"], wanted["brier"])
    expect(what + ": mean probability", overall["mean_probability"], wanted["mean_p"])
    expect(what + ": base rate", overall["mean_observed"], wanted["base_rate"])
    expect(what + ": infinite log scores", overall["scores"]["log"].get("infinite", 0), wanted["infinite_log_rows"])
    if not wanted["infinite_log_rows"]:
        expect(what + ": log score", overall["scores"]["log"]["mean"], wanted["logloss_finite_rows_only"])
    calibration = found["calibration"]
    parts = calibration["miscalibration"] - calibration["discrimination"] + calibration["uncertainty"]
    expect(what + ": the decomposition adds up", parts, wanted["brier"])
    expect(what + ": uncertainty", calibration["uncertainty"], wanted["uncertainty"])
    expect(what + ": ECE", calibration["reliability_bins"]["ece"], wanted["ece"])
    seen = {round(entry["low"] * 10): entry for entry in calibration["reliability_bins"]["bins"]}
    for place, n, predicted, observed in wanted["bins"] if bins else ():
        expect(f"{what}, bin {place}: n", seen[place]["n"] if n else place in seen, n or False)
        if n:
            expect(f"{what}, bin {place}: mean", seen[place]["mean_predicted"], predicted)
            expect(f"{what}, bin {place}: rate", seen[place]["observed_rate"], observed)


def predictionbook():
    with Folder() as folder:
        bring_in(folder, "predictionbook/forecasts.csv.gz", "predictionbook/questions.csv.gz")
        every = report(folder, *years(2005, 2030), *EVERY)
        compare("every", every, EXPECTED["predictionbook, every forecast on a resolved question"])
        last = report(folder, *years(2005, 2030), *LAST)
        compare("last", last, EXPECTED["predictionbook, last forecast of each user on each question (ties: later row)"])
        expect("resolved", every["counts"]["resolved"], 2783)  # EXPECTED.md: of 3329, 504 open and 42 ambiguous
        expect("annulled", every["counts"]["annulled"], 42)
        people = {person["name"].get("en", person["id"]): person for person in every["forecasters"]}
        for key, wanted in EXPECTED.items():
            if key.startswith("pb:"):
                expect(key + ": n", people[key[3:]]["n"], wanted["n"])
                expect(key + ": Brier", people[key[3:]]["scores"]["brier"]["mean"], wanted["brier"])
        expect("people", len(people), 696)
        expect("mean over people", sum(p["scores"]["brier"]["mean"] for p in people.values()) / len(people), 0.209403239)
        one_person(folder)
        year_by_year(folder, every)


def one_person(folder):
    alone = report(folder, "--person", "iqisa-gwern", *EVERY)
    person, = (p for p in alone["forecasters"] if p["id"] == "iqisa-gwern")
    expect("one person: n", person["n"], EXPECTED["pb:gwern"]["n"])
    expect("one person: Brier", person["scores"]["brier"]["mean"], EXPECTED["pb:gwern"]["brier"])


def year_by_year(folder, whole):
    """Every forecast falls into one year, so the years add up to the whole."""
    n = total = 0
    for year in sorted({statement["decided_on"][:4] for statement in whole["statements"]}):
        overall = report(folder, year, *EVERY)["predictions"]
        n += overall["n"]
        total += overall["n"] * overall["scores"]["brier"]["mean"] if overall["n"] else 0
    expect("years together: n", n, whole["predictions"]["n"])
    expect("years together: Brier", total / n, whole["predictions"]["scores"]["brier"]["mean"])


def valid_predictions():
    with Folder() as folder:
        bring_in(folder, "predictionbook/valid-predictions.json.gz")
        compare("valid predictions", report(folder, *years(2005, 2030), *EVERY), EXPECTED["predictionbook valid-predictions.json, every credence"])


def fivethirtyeight():
    with Folder() as folder:
        bring_in(folder, "fivethirtyeight/raw_forecasts.csv.gz")
        compare("raw_forecasts", report(folder, *years(2010, 2025), *EVERY),
                EXPECTED["fivethirtyeight raw_forecasts (college football, 2014-2020)"])
    for name in ("governors_elections", "nba_games", "president_election_night", "wnba_games", "world_cup_matches_men", "world_cup_matches_women"):
        with Folder() as folder:
            bring_in(folder, f"fivethirtyeight/{name}.csv.gz")
            overall = report(folder, *years(2005, 2030), *EVERY)["predictions"]
            expect(name + ": n", overall["n"], EXPECTED["538:" + name]["pairs"])
            expect(name + ": Brier", overall["scores"]["brier"]["mean"], EXPECTED["538:" + name]["brier"])


predictionbook()
valid_predictions()
fivethirtyeight()
finish(faults)
