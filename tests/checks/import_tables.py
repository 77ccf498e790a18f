#!/usr/bin/env python3
# Imports the real tables that come in by mappings (../shared/data), scores the record, and compares with expected.json, EXPECTED.md
# and what Metaculus published.
import csv
import glob
import gzip
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import SHARED, SOURCE, Folder, finish, need_shared

need_shared()
DATA = os.path.join(SHARED, "data")
faults = []


def expect(what, seen, wanted, tolerance=1e-9):
    same = seen == wanted if not isinstance(wanted, float) else seen is not None and abs(seen - wanted) <= tolerance * max(1, abs(wanted))
    if not same:
        faults.append(f"{what}: {seen} instead of {wanted}")


with open(os.path.join(DATA, "expected.json"), encoding="utf-8") as file:
    EXPECTED = json.load(file)


def rows(name):
    path = os.path.join(DATA, name)
    opened = gzip.open(path, "rt", encoding="utf-8", newline="") if name.endswith(".gz") else open(path, encoding="utf-8", newline="")
    with opened as file:
        csv.field_size_limit(1 << 30)
        return list(csv.DictReader(file))


def run(folder, *arguments, status=0):
    done = folder.run(*arguments, "--json")
    if done.returncode != status:
        faults.append(f"{' '.join(arguments)} ends {done.returncode}: {done.stderr[:500]}")
    return json.loads(done.stdout)


def bring_in(folder, what, wanted, *arguments, status=0):
    """Imports, and again: `wanted` is what is stored of each kind."""
    result = run(folder, "import", *arguments, status=status)
    expect(f"{what}: stored", {kind: counts["stored"] for kind, counts in result["by_kind"].items()}, wanted)
    for kind, counts in result["by_kind"].items():
        expect(f"{what}: every one of the {kind}", counts["read"], counts["stored"] + counts["already_there"] + counts["refused"])
    expect(f"{what}: stored again", run(folder, "import", *arguments, status=status)["stored"], 0)
    return result


def groups(folder, *arguments):
    return run(folder, "score", *arguments)["groups"]


def mean_over(found, keep, score="brier"):
    """n and the mean over the groups that are kept."""
    kept = [group for group in found if keep(group["by"])]
    n = sum(group["n"] for group in kept)
    return n, sum(group["n"] * group["scores"][score]["mean"] for group in kept) / n


ALL = ("--include-late", "--policy")


def compare(folder, what, wanted, *arguments, bins=True):
    """The record against an entry of expected.json: means, the log score clipped in two ways, ten equal bins."""
    for clip, key in (("1e-3", "logloss_clip_1e_3"), ("1e-6", "logloss_clip_1e_6")):
        group = groups(folder, *arguments, "--clip", clip, "--bins", "10", "--diagnostics")[0]
        expect(f"{what}: log score at {clip}", group["scores"]["log"]["mean"], wanted[key])
    expect(f"{what}: n", group["n"], wanted["n"])
    expect(f"{what}: Brier", group["scores"]["brier"]["mean"], wanted["brier"])
    if not bins:
        return
    expect(f"{what}: ECE", group["reliability_bins"]["ece"], wanted["ece"])
    found = {round(entry["low"] * 10): entry for entry in group["reliability_bins"]["bins"]}
    for place, n, predicted, observed in wanted["bins"]:
        seen = found[place]
        expect(f"{what}, bin {place}: n", seen["n"], n)
        if n:
            expect(f"{what}, bin {place}: mean", seen["mean_predicted"], float(predicted))
            expect(f"{what}, bin {place}: rate", seen["observed_rate"], float(observed))


def iqisa():
    files = [os.path.join(DATA, "predictionbook", name) for name in ("forecasts.csv.gz", "questions.csv.gz")]
    with Folder() as folder:
        bring_in(folder, "iqisa", {"statements": 3329, "resolutions": 2783 + 42, "forecasts": 12093}, *files)
        compare(folder, "iqisa, every", EXPECTED["predictionbook, every forecast on a resolved question"], *ALL, "every")
        compare(folder, "iqisa, last", EXPECTED["predictionbook, last forecast of each user on each question (ties: later row)"], *ALL, "last")
        # From the files by the definition of the Brier score: each person's mean over resolved questions.
        people = {}
        for row in rows("predictionbook/forecasts.csv.gz"):
            if row["outcome"] in ("0.0", "1.0"):
                people.setdefault(row["user_id"], []).append((float(row["probability"]) - float(row["outcome"])) ** 2)
        found = {group["by"]["forecaster"]: group for group in groups(folder, *ALL, "every", "--by", "forecaster")}
        seen = sorted((group["n"], round(group["scores"]["brier"]["mean"], 9)) for group in found.values() if group["n"])
        expect("iqisa, people", len(seen), 696)
        expect("iqisa, n and Brier of each person", seen, sorted((len(scores), round(sum(scores) / len(scores), 9)) for scores in people.values()))
        expect("iqisa, gwern: n", found["iqisa-gwern"]["n"], 1535)
        expect("iqisa, gwern", found["iqisa-gwern"]["scores"]["brier"]["mean"], 0.165513746)
    with Folder() as folder:
        bring_in(folder, "iqisa's forecasts alone", {"statements": 3329, "resolutions": 2825, "forecasts": 12093}, files[0])


def gjp():
    # EXPECTED.md: mean Brier over the options, with 331 forecasts of 1005-0; one of them lacks its second option, and is refused here.
    wanted = {"1001-0": (445, 0.241653933), "1002-0": (401, 0.553015960), "1003-0": (380, 0.260045263), "1004-0": (476, 0.355483613), "1006-0": (383, 0.450092428),
              "1007-0": (357, 1.368041457), "1008-0": (298, 0.664154362), "1009-0": (329, 0.756431611), "1005-0": (330, (331 * 0.317243505 - 0.02 ** 2) / 330)}
    with Folder() as folder:
        result = bring_in(folder, "gjp", {"statements": 617, "resolutions": 498 + 119, "forecasts": 3399}, os.path.join(DATA, "gjp/ifps.csv.gz"),
                          os.path.join(DATA, "gjp/survey_fcasts.yr1.csv.gz"), "--zone", "America/New_York", "--partial", status=1)
        expect("gjp: refused, 9 without a user and 1 without all its options", [fault["code"] for fault in result["diagnostics"]], ["missing-key"] * 9 + ["bad-sum"])
        found = {group["by"]["question"]: group for group in groups(folder, *ALL, "every", "--by", "question")}
        for ifp, (n, brier) in wanted.items():
            expect(f"gjp {ifp}: n", found["gjp-" + ifp]["n"], n)
            expect(f"gjp {ifp}: Brier", found["gjp-" + ifp]["scores"]["brier_categorical"]["mean"], brier, 2e-9)


def manifold():
    with Folder() as folder:
        bring_in(folder, "manifold", {"statements": 40, "resolutions": 40, "forecasts": 5050 + 40}, os.path.join(DATA, "manifold/bets.csv.gz"),
                 os.path.join(DATA, "manifold/markets.csv"))
        fractions = [row["id"].lower() for row in rows("manifold/markets.csv") if row["resolution"] == "MKT"]

        def of(forecaster):
            return lambda by: by["forecaster"] == forecaster and not any(by["question"].startswith("manifold-" + market) for market in fractions)

        for what, who, policy, n, brier in (("final probability", "manifold-fetched", (*ALL, "every"), 37, 0.032875034),
                                            ("after every bet", "manifold-market", (*ALL, "every"), 4946, 0.072261421),
                                            ("time-weighted", "manifold-market", ("--policy", "time-weighted"), 36, 0.075270652)):
            seen = mean_over(groups(folder, *policy, "--by", "question,forecaster"), of(who))
            expect(f"manifold, {what}: n", seen[0], n)
            expect(f"manifold, {what}: Brier", seen[1], brier)


def metaculus_dump():
    rules = [word for kind in ("baseline", "peer", "spot_baseline", "spot_peer") for word in ("--rule", "metaculus_" + kind)]
    with Folder() as folder:
        bring_in(folder, "metaculus-dump", {"statements": 50, "resolutions": 50, "forecasts": 1410}, os.path.join(DATA, "metaculus-aib/pro_forecasts_q1_2025.csv.gz"))
        binary = [group for group in groups(folder, *ALL, "every", "--by", "type") if group["by"]["type"] == "binary"][0]
        expect("metaculus-dump, binary: n", binary["n"], 558)
        expect("metaculus-dump, binary: Brier", binary["scores"]["brier"]["mean"], 0.127321993)
        found = {(group["by"]["question"], group["by"]["forecaster"]): group["scores"] for group in groups(folder, "--by", "question,forecaster", *rules)}
        compared = 0
        for row in rows("metaculus-aib/pro_scores_q1_2025.csv.gz"):
            if row["score_type"] == "relative_legacy":
                continue
            scores = found.get(("metaculus-" + row["question_id"], "metaculus-" + row["forecaster"].lower()), {})
            seen = scores.get("metaculus_" + row["score_type"], {}).get("mean")
            expect(f"{row['score_type']} of {row['forecaster']} on {row['question_id']}", seen, float(row["score"]), 1e-6)
            compared += 1
        expect("published scores", compared, 4 * 481)


def wide():
    files = sorted(glob.glob(os.path.join(DATA, "fivethirtyeight/*.csv.gz")))
    pairs, ties = 407101, 16
    sums = [pairs * 0.087975774, 26988 * 0.037886285]  # EXPECTED.md: 0 or 1 happened
    for name in files:
        table = rows(name)
        twins = [column for column in table[0] if column + "_outcome" in table[0]]
        for row in table:
            for column in twins:
                if row[column] and float(row[column + "_outcome"]) == 0.5:
                    sums.append((float(row[column]) - 0.5) ** 2)
    expect("ties", len(sums) - 2, ties)
    with Folder() as folder:
        result = bring_in(folder, "wide", {"statements": 63389, "resolutions": 63389, "forecasts": pairs + ties + 26988}, *files)
        expect("wide: lost", {entry["field"] for entry in result["lost"]}, {"projected_voteshare", "actual_voteshare", "make_third_outcome", "win_third_outcome"})
        found = groups(folder, *ALL, "every")[0]
        expect("wide: n", found["n"], pairs + ties + 26988)
        expect("wide: Brier", found["scores"]["brier"]["mean"], sum(sums) / found["n"])


def wide_alone():
    """Each file without ties by itself."""
    for key, wanted in EXPECTED.items():
        if not key.startswith("538:") or wanted["other"]:
            continue
        name = key.removeprefix("538:")
        with Folder() as folder:
            run(folder, "import", os.path.join(DATA, "fivethirtyeight", name + ".csv.gz"))
            found = groups(folder, *ALL, "every", "--clip", "1e-3")[0]
            expect(f"{name}: n", found["n"], wanted["pairs"])
            expect(f"{name}: Brier", found["scores"]["brier"]["mean"], wanted["brier"])
            expect(f"{name}: log score", found["scores"]["log"]["mean"], wanted["ll"])
    with Folder() as folder:
        run(folder, "import", os.path.join(DATA, "fivethirtyeight/raw_forecasts.csv.gz"))
        compare(folder, "raw_forecasts", EXPECTED["fivethirtyeight raw_forecasts (college football, 2014-2020)"], *ALL, "every")


def mapped():
    mappings = os.path.join(SOURCE, "tests/data/mappings")
    with Folder() as folder:
        bring_in(folder, "yearly predictions", {"statements": 100, "resolutions": 100, "forecasts": 100}, "--map", os.path.join(mappings, "yearly_predictions.toml"),
                 os.path.join(DATA, "pundits/scott_alexander_2020.csv"))
        compare(folder, "yearly predictions", EXPECTED["scott_alexander_2020.csv"], *ALL, "every")
    with Folder() as folder:
        bring_in(folder, "published scores", {"statements": 157, "resolutions": 157, "forecasts": 1472}, "--map", os.path.join(mappings, "metaculus_scores.toml"),
                 os.path.join(DATA, "metaculus-aib/pros_score_data_q3_2024.csv.gz"))
        # 18 of these probabilities are 0.7 but for the last digit of the power of two, so their bin is nobody's to say.
        compare(folder, "published scores", EXPECTED["Metaculus pros Q3 2024 published scores, recovered spot forecasts"], *ALL, "every", bins=False)


for check in (iqisa, gjp, manifold, metaculus_dump, wide, wide_alone, mapped):
    check()
finish(faults)
