#!/usr/bin/env python3
# A hub's season comes into the record whole, and the record scores it as a separate script and the season's report did;
# so do the example tables of R's scoringutils.
import glob
import json
import os
import sys
import tarfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import SHARED, Folder, finish, need_shared

need_shared()
DATA = os.path.join(SHARED, "data")
EXPECTED = json.load(open(os.path.join(DATA, "expected.json"), encoding="utf-8"))
faults = []


def expect(what, seen, wanted, within=1e-9):
    if seen is None or abs(seen - wanted) > within * max(1, abs(wanted)):
        faults.append(f"{what}: {seen} instead of {wanted}")


def run(folder, *arguments):
    done = folder.run(*arguments, "--json")
    if done.returncode != 0:
        faults.append(f"{' '.join(arguments)[:200]} ended with {done.returncode}: {done.stderr[:500]}")
        finish(faults)
    return json.loads(done.stdout)


def cells(statement):
    """What `target: name value, name value` says."""
    target, _, rest = statement["text"]["en"].partition(": ")
    return {"target": target, **dict(cell.split(" ", 1) for cell in rest.split(", "))}


def reported(cell):
    """The rows that the season's report is about."""
    return (cell["target"] == "wk inc flu hosp" and int(cell["horizon"]) >= 0 and cell["location"] not in ("US", "78") and
            cell["reference_date"] != "2023-10-07" and cell["target_end_date"] <= "2024-05-01" and
            not (cell["location"] == "25" and cell["reference_date"] == "2023-12-09"))


def flusight(folder):
    with tarfile.open(os.path.join(DATA, "flusight/flusight-2023-24.tar.gz")) as tar:
        tar.extractall(folder.path, filter="data") if hasattr(tarfile, "data_filter") else tar.extractall(folder.path)
    files = sorted(glob.glob(os.path.join(folder.path, "**/*.csv"), recursive=True))
    result = run(folder, "import", *files)
    # 525,297 quantile rows are 23 for each forecast, 73,915 pmf rows are 5 (data/EXPECTED.md).
    expect("flusight: forecasts", result["by_kind"]["forecasts"]["stored"], 525297 / 23 + 73915 / 5)
    expect("flusight: refused", result["refused"], 0)
    lost = {field["field"]: field["count"] for field in result["lost"]}
    if not {"weekly_rate", "location_name"} <= set(lost):
        faults.append(f"flusight: lost is {lost}")
    again = run(folder, "import", *reversed(files))
    expect("flusight: events of the same import again", again["events"], 0)
    task = {statement["id"]: cells(statement) for statement in run(folder, "list")}
    scores = {}
    for group in run(folder, "score", "type:numeric", "--by", "forecaster,question", "--rule", "wis")["groups"]:
        if reported(task[group["by"]["question"]]):
            scores.setdefault(group["by"]["forecaster"], []).append(group["scores"]["wis"]["mean"])
    for model in ("FluSight-baseline", "FluSight-ensemble", "UMass-trends_ensemble"):
        wanted = EXPECTED["flu:flusight-2023-24.tar.gz:" + model]
        seen = scores.get("hubverse-" + model.lower().replace("_", "-"), [])
        expect(f"flusight: {model}: forecasts", len(seen), wanted["n"])
        expect(f"flusight: {model}: WIS", sum(seen) / max(1, len(seen)), wanted["wis"])


# data/EXPECTED.md, section scoringutils: forecasts and mean WIS to six decimals.
WIS = {("Cases", "euroCOVIDhub-baseline"): (128, 28483.574654), ("Cases", "euroCOVIDhub-ensemble"): (128, 17943.823832),
       ("Cases", "epiforecasts-EpiNow2"): (128, 20831.556617), ("Deaths", "euroCOVIDhub-baseline"): (128, 159.403869),
       ("Deaths", "euroCOVIDhub-ensemble"): (128, 41.422493), ("Deaths", "UMass-MechBayes"): (128, 52.651946),
       ("Deaths", "epiforecasts-EpiNow2"): (119, 66.642821)}


def scoringutils(folder):
    run(folder, "import", os.path.join(DATA, "scoringutils/example_quantile.csv.gz"))
    for (target, model), (n, wis) in WIS.items():
        groups = run(folder, "score", f"tag:target_type:{target}", "--by", "forecaster", "--rule", "wis")["groups"]
        found = [group for group in groups if group["by"]["forecaster"] == "hubverse-" + model.lower()]
        expect(f"scoringutils: {target}, {model}: groups", len(found), 1)
        if found:
            expect(f"scoringutils: {target}, {model}: n", found[0]["n"], n)
            expect(f"scoringutils: {target}, {model}: WIS", found[0]["scores"]["wis"]["mean"], wis, 1e-6)


# The same forecasts as points, events and categories: 887 in each (data/EXPECTED.md).
def one_table(name, rule, wanted):
    with Folder() as folder:
        result = run(folder, "import", os.path.join(DATA, f"scoringutils/{name}.csv.gz"))
        expect(f"{name}: refused", result["refused"], 0)
        expect(f"{name}: forecasts", result["by_kind"]["forecasts"]["stored"], 887)
        if not rule:
            return
        group = run(folder, "score", "--rule", rule)["groups"][0]
        expect(f"{name}: n", group["n"], wanted["n"])
        if "brier" in wanted:
            expect(f"{name}: Brier", group["scores"][rule]["mean"], wanted["brier"])


with Folder() as folder:
    flusight(folder)
with Folder() as folder:
    scoringutils(folder)
one_table("example_binary", "brier", {"n": EXPECTED["scoringutils example_binary"]["n"], "brier": EXPECTED["scoringutils example_binary"]["brier"]})
one_table("example_point", None, {})
one_table("example_nominal", "log", {"n": 887})
finish(faults)
