#!/usr/bin/env python3
# A list of predictions as people keep them comes in by naming its columns, and scores as a separate script says.
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import SHARED, Folder, finish, need_shared

need_shared()
DATA = os.path.join(SHARED, "data")
EXPECTED = json.load(open(os.path.join(DATA, "expected.json"), encoding="utf-8"))["scott_alexander_2020.csv"]
faults = []

with Folder() as folder:
    done = folder.run("import", os.path.join(DATA, "pundits/scott_alexander_2020.csv"), "--json", "--map",
                      "id=number,text=statement,percent=probability_percent,made_at=made_about,decided_on=judged_as_of")
    if done.returncode != 0:
        finish([f"import ended with {done.returncode}: {done.stderr[:500]}"])
    counts = json.loads(done.stdout)["by_kind"]
    for kind in ("statements", "forecasts", "resolutions"):
        if counts[kind]["stored"] != 100:
            faults.append(f"{kind}: {counts[kind]}")
    result = json.loads(folder.run("score", "--rule", "brier", "--json").stdout)
    group = result["groups"][0]
    if group["n"] != EXPECTED["n"] or abs(group["scores"]["brier"]["mean"] - EXPECTED["brier"]) > 1e-9:
        faults.append(f"brier: {group} instead of {EXPECTED['n']} with {EXPECTED['brier']}")
    if result["not_scored"] != {"annulled": 5}:
        faults.append(f"not scored: {result['not_scored']}")
finish(faults)
