#!/usr/bin/env python3
# Imports a real crawl of PredictionBook (../shared/data/predictionbook), and compares counts and scores with expected.json.
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import SHARED, Folder, finish, need_shared

need_shared()
FILE = os.path.join(SHARED, "data/predictionbook/valid-predictions.json.gz")
with open(os.path.join(SHARED, "data/expected.json"), encoding="utf-8") as file:
    WANTED = json.load(file)["predictionbook valid-predictions.json, every credence"]
faults = []


def expect(what, seen, wanted, tolerance=1e-9):
    if seen is None or abs(seen - wanted) > tolerance:
        faults.append(f"{what}: {seen} instead of {wanted}")


def score(folder, *arguments):
    done = folder.run("score", "--policy", "every", "--include-late", *arguments, "--json")
    if done.returncode != 0:
        faults.append(f"score {' '.join(arguments)} ends {done.returncode}: {done.stderr}")
        return {}
    return json.loads(done.stdout)["groups"][0]


with Folder() as folder:
    folder.run("init", "--quiet")
    done = folder.run("import", FILE, "--json")
    if done.returncode != 0:
        faults.append(f"import ends {done.returncode}: {done.stderr}")
    counts = json.loads(done.stdout)["by_kind"]
    # EXPECTED.md, predictionbook: events 1202, all judged; credences 2211
    expect("statements", counts["statements"]["stored"], 1202)
    expect("resolutions", counts["resolutions"]["stored"], 1202)
    expect("forecasts", counts["forecasts"]["stored"], WANTED["n"])
    group = score(folder, "--diagnostics")
    expect("n", group["n"], WANTED["n"])
    expect("Brier", group["scores"]["brier"]["mean"], WANTED["brier"])
    expect("ECE", group["reliability_bins"]["ece"], WANTED["ece"])
    bins = {round(entry["low"] * 10): entry for entry in group["reliability_bins"]["bins"]}
    for place, n, predicted, observed in WANTED["bins"]:
        expect(f"bin {place}, n", bins[place]["n"], n)
        expect(f"bin {place}, mean", bins[place]["mean_predicted"], predicted)
        expect(f"bin {place}, rate", bins[place]["observed_rate"], observed)
    for clip, key in (("0.001", "logloss_clip_1e_3"), ("0.000001", "logloss_clip_1e_6")):
        expect(key, score(folder, "--rule", "log", "--clip", clip)["scores"]["log"]["mean"], WANTED[key])
    expect("stored again", json.loads(folder.run("import", FILE, "--json").stdout)["stored"], 0)
finish(faults)
