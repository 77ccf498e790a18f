#!/usr/bin/env python3
# Scores real files from outside as a user would, and compares with the figures of separate scripts (../shared/data/expected.json).
import ast
import csv
import gzip
import io
import json
import os
import sys
import tarfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import SHARED, Folder, finish, need_shared

need_shared()
DATA = os.path.join(SHARED, "data")
with open(os.path.join(DATA, "expected.json"), encoding="utf-8") as file:
    EXPECTED = json.load(file)
faults = []


def expect(what, seen, wanted, tolerance=1e-12):
    if seen is None or abs(seen - wanted) > tolerance * max(1, abs(wanted)):
        faults.append(f"{what}: {seen} instead of {wanted}")


def score(folder, *arguments):
    done = folder.run("score", *arguments, "--json")
    if done.returncode != 0:
        faults.append(f"score {' '.join(arguments)} ends {done.returncode}: {done.stderr}")
        return {"groups": []}
    return json.loads(done.stdout)


def compare_events(what, group, wanted):
    """A group of probabilities with its diagnostics against an entry of expected.json."""
    expect(what + ": n", group["n"], wanted["n"])
    expect(what + ": Brier", group["scores"]["brier"]["mean"], wanted["brier"])
    expect(what + ": ECE", group["reliability_bins"]["ece"], wanted["ece"], 1e-9)
    bins = {round(entry["low"] * 10): entry for entry in group["reliability_bins"]["bins"]}
    for place, n, predicted, observed in wanted["bins"]:
        if n == 0:
            continue
        expect(f"{what}: bin {place}, n", bins[place]["n"], n)
        expect(f"{what}: bin {place}, mean", bins[place]["mean_predicted"], predicted)
        expect(f"{what}: bin {place}, rate", bins[place]["observed_rate"], observed)
    murphy = group["reliability_bins"].get("murphy")
    if murphy:
        for ours, theirs in (("miscalibration", "reliability"), ("discrimination", "resolution"), ("uncertainty", "uncertainty")):
            expect(f"{what}: {theirs}", murphy[ours], wanted[theirs])
    calibration = group["calibration"]
    parts = calibration["miscalibration"] - calibration["discrimination"] + calibration["uncertainty"]
    expect(what + ": the decomposition adds up", parts, calibration["mean_score"])


def events(folder, what, file, *arguments):
    wanted = EXPECTED[what]
    path = os.path.join(DATA, file)
    for group in score(folder, path, "--diagnostics", *arguments)["groups"]:
        compare_events(what, group, wanted)
    for clip, key in ((1e-3, "logloss_clip_1e_3"), (1e-6, "logloss_clip_1e_6")):
        for group in score(folder, path, "--rule", "log", "--clip", repr(clip), *arguments)["groups"]:
            expect(f"{what}: {key}", group["scores"]["log"]["mean"], wanted[key])


def wide_files(folder):
    """Pairs X, X_outcome; ties (0.5) are left out there, one pair at a time here."""
    for key, wanted in EXPECTED.items():
        if not key.startswith("538:") or wanted["other"]:
            continue
        path = os.path.join(DATA, "fivethirtyeight", key[4:] + ".csv.gz")
        for group in score(folder, path, "--clip", "0.001")["groups"]:
            expect(key + ": n", group["n"], wanted["pairs"])
            expect(key + ": Brier", group["scores"]["brier"]["mean"], wanted["brier"])
            expect(key + ": log", group["scores"]["log"]["mean"], wanted["ll"])


def predictionbook(folder):
    path = os.path.join(DATA, "predictionbook/forecasts.csv.gz")
    groups = score(folder, path, "--by", "forecaster", "--where", "q_status=resolved")["groups"]
    by_name = {group["by"]["forecaster"]: group for group in groups}
    for key, wanted in EXPECTED.items():
        if key.startswith("pb:"):
            group = by_name.get(key[3:], {"n": None, "scores": {"brier": {"mean": None}}})
            expect(key + ": n", group["n"], wanted["n"])
            expect(key + ": Brier", group["scores"]["brier"]["mean"], wanted["brier"])


def scoringutils(folder):
    path = os.path.join(DATA, "scoringutils/example_quantile.csv.gz")
    groups = score(folder, path, "--by", "target_type,model", "--rule", "wis")["groups"]
    # EXPECTED.md, section scoringutils: mean WIS to six decimals.
    wanted = {("Cases", "EuroCOVIDhub-baseline"): 28483.574654, ("Cases", "EuroCOVIDhub-ensemble"): 17943.823832,
              ("Cases", "epiforecasts-EpiNow2"): 20831.556617, ("Deaths", "EuroCOVIDhub-baseline"): 159.403869,
              ("Deaths", "EuroCOVIDhub-ensemble"): 41.422493, ("Deaths", "UMass-MechBayes"): 52.651946,
              ("Deaths", "epiforecasts-EpiNow2"): 66.642821}
    seen = {(group["by"]["target_type"], group["by"]["model"]): group["scores"]["wis"]["mean"] for group in groups}
    for key, mean in wanted.items():
        expect(f"scoringutils {key}", seen.get(key), mean, 1e-10 if mean > 1000 else 1e-8)


def one_table(archive, to):
    """All forecasts of the hub as one file, less those that the season's report leaves out; and the truth."""
    rows, truth = [], None
    with tarfile.open(archive) as tar:
        for member in tar.getmembers():
            if not member.isfile():
                continue
            text = io.TextIOWrapper(tar.extractfile(member), encoding="utf-8", newline="")
            if member.name.startswith("target-data"):
                truth = text.read()
                continue
            model = member.name.split("/")[1]
            rows += [{**row, "model": model} for row in csv.DictReader(text)]
    names = ["model", "reference_date", "location", "horizon", "target", "target_end_date", "output_type", "output_type_id", "value"]
    with open(os.path.join(to, "hub.csv"), "w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, names, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for row in rows if not (row["location"] == "25" and row["reference_date"] == "2023-12-09"))
    with open(os.path.join(to, "truth.csv"), "w", encoding="utf-8", newline="") as out:
        out.write(truth)


FLU = ["--observed", "truth.csv", "--where", "target=wk inc flu hosp", "--where", "horizon>=0", "--where", "location!=US",
       "--where", "location!=78", "--where", "reference_date!=2023-10-07", "--where", "target_end_date<=2024-05-01"]


def flusight(folder):
    one_table(os.path.join(DATA, "flusight/flusight-2023-24.tar.gz"), folder.path)
    means = score(folder, "hub.csv", *FLU, "--by", "model", "--rule", "wis")["groups"]
    half = score(folder, "hub.csv", *FLU, "--by", "model", "--rule", "coverage", "--level", "0.5")["groups"]
    most = score(folder, "hub.csv", *FLU, "--by", "model", "--rule", "coverage", "--level", "0.95")["groups"]
    if not len(means) == len(half) == len(most) == 3:
        faults.append(f"flusight: {len(means)}, {len(half)}, {len(most)} models instead of 3")
    for group, inner, outer in zip(means, half, most):
        what = "flu:flusight-2023-24.tar.gz:" + group["by"]["model"]
        expect(what + ": n", group["n"], EXPECTED[what]["n"])
        expect(what + ": WIS", group["scores"]["wis"]["mean"], EXPECTED[what]["wis"])
        expect(what + ": coverage at 50 %", inner["scores"]["coverage"]["mean"], EXPECTED[what]["cov50"])
        expect(what + ": coverage at 95 %", outer["scores"]["coverage"]["mean"], EXPECTED[what]["cov95"])
    compare_models(folder, {group["by"]["model"]: group for group in means})


def compare_models(folder, groups):
    """Baseline and ensemble have the same tasks, so that their ratio is that of the expected means."""
    done = folder.run("compare", "hub.csv", *FLU, "--by", "model", "--rule", "wis", "--baseline", "FluSight-baseline", "--json")
    if done.returncode != 0:
        faults.append(f"compare ends {done.returncode}: {done.stderr}")
        return
    result = json.loads(done.stdout)
    ratio = {(pair["first"], pair["second"]): pair["ratio"] for pair in result["pairs"]}
    wis = {name: EXPECTED["flu:flusight-2023-24.tar.gz:" + name]["wis"] for name in groups}
    expect("flusight: ratio of baseline and ensemble", ratio[("FluSight-baseline", "FluSight-ensemble")], wis["FluSight-baseline"] / wis["FluSight-ensemble"])
    a, b, c = (ratio[pair] for pair in (("FluSight-baseline", "FluSight-ensemble"), ("FluSight-baseline", "UMass-trends_ensemble"),
                                        ("FluSight-ensemble", "UMass-trends_ensemble")))
    wanted = {"FluSight-baseline": 1, "FluSight-ensemble": (c / a) ** (1 / 3) / (a * b) ** (1 / 3), "UMass-trends_ensemble": (1 / (b * c)) ** (1 / 3) / (a * b) ** (1 / 3)}
    for forecaster in result["forecasters"]:
        expect("flusight: scaled relative skill of " + forecaster["id"], forecaster["scaled_relative_skill"], wanted[forecaster["id"]])


def metaculus_row(row):
    """A row of the pros' forecasts as a line of JSON, or None where the question has no answer."""
    numbers = lambda text: [float(number) for number in text.strip("{}[]").split(",")]
    line = {"question": row["question_id"], "forecaster": row["forecaster"], "made_at": row["forecast_timestamp"], "opens": row["published_at"],
            "closes": row["actual_close_time"], "scheduled_close": row["scheduled_close_time"], "spot_at": row["spot_scoring_time"]}
    outcome = row["resolution"]
    if outcome in ("annulled", "ambiguous"):
        return None
    if row["type"] == "binary":
        return {**line, "predictive": {"p": float(row["probability_yes"])}, "observed": outcome == "yes"}
    if row["type"] == "multiple_choice":
        options = ast.literal_eval(row["options"])
        if outcome not in options:
            return None
        return {**line, "predictive": {"probs": dict(zip(options, numbers(row["probability_yes_per_category"])))}, "observed": outcome}
    low, high = float(row["range_min"]), float(row["range_max"])
    line["predictive"] = {"cdf": [[place, share] for place, share in enumerate(numbers(row["continuous_cdf"]))]}
    line["observed"] = {"below_lower_bound": low - 1, "above_upper_bound": high + 1}.get(outcome) or float(outcome)
    line |= {"low": low, "high": high, "open_bounds": (row["open_lower_bound"] == "true") + (row["open_upper_bound"] == "true")}
    return line | ({"zero_point": float(row["zero_point"])} if row["zero_point"] else {})


def table(name):
    with gzip.open(os.path.join(DATA, name), "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def metaculus(folder):
    """The scores that Metaculus published for the pros' forecasts of a quarter, all four kinds, every one of them."""
    lines = filter(None, map(metaculus_row, table("metaculus-aib/pro_forecasts_q1_2025.csv.gz")))
    folder.file("pros.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
    published = {(row["question_id"], row["forecaster"], row["score_type"]): float(row["score"])
                 for row in table("metaculus-aib/pro_scores_q1_2025.csv.gz")}
    for kind in ("baseline", "peer", "spot_baseline", "spot_peer"):
        rule = "metaculus_" + kind
        groups = score(folder, "pros.jsonl", "--by", "question,forecaster", "--rule", rule)["groups"]
        seen = {(group["by"]["question"], group["by"]["forecaster"]): group["scores"][rule]["mean"] for group in groups if group["scores"]}
        wanted = {key[:2]: value for key, value in published.items() if key[2] == kind and key[:2] in seen}
        expect(rule + ": published scores that were found", len(wanted), 481)  # EXPECTED.md: 228 + 164 + 89
        for key, value in wanted.items():
            expect(f"{rule} of {key}", seen[key], value, 1e-9)


with Folder() as folder:
    events(folder, "fivethirtyeight raw_forecasts (college football, 2014-2020)", "fivethirtyeight/raw_forecasts.csv.gz")
    events(folder, "predictionbook, every forecast on a resolved question", "predictionbook/forecasts.csv.gz", "--where", "q_status=resolved")
    events(folder, "scoringutils example_binary", "scoringutils/example_binary.csv.gz", "--map", "probability=predicted,outcome=observed")
    wide_files(folder)
    predictionbook(folder)
    scoringutils(folder)
    flusight(folder)
    metaculus(folder)
finish(faults)
