#!/usr/bin/env python3
# A report --as-of T is byte for byte what was printed at T, whatever was recorded since; in every format, language and scope.
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import SOURCE, Folder, finish

THEN, LATER = "2026-11-23T12:00:00Z", "2027-02-01T09:30:00.5Z"
SCOPES = [["2024"], ["2026", "--year-by", "due", "--policy", "time-weighted"], ["--compare", "2024,2025,2026"], ["--person", "andrew-ng"],
          ["2026", "--by", "li-mu", "--include-late"]]
LATER_ACTIONS = [
    ["person", "add", "ann", "--name", "Ann"],
    ["add", "It rains.", "--id", "rain", "--by", "ann", "--said-on", "2026-01-01", "--due", "2026-06-01", "--criteria", "Rain.", "--forecast", "70%"],
    ["resolve", "rain", "no", "--on", "2026-06-01"],
    ["forecast", "li-params-100b-500b", "100B..500B@60%", "--by", "li-mu"],
    ["resolve", "ng-bottlenecks-now", "yes", "--on", "2024-11-01", "--by", "ann"],
    ["amend", "ng-roi-draws-capital", "--text", "Returns draw capital.", "--reason", "shorter"],
    ["retract", "ng-agents-raise-accuracy", "--reason", "said in jest"],
    ["resolve", "li-nvidia-monopoly-price-rise", "yes", "--on", "2025-08-23", "--by", "book-editors", "--correct", "--reason", "another index"],
]
faults = []


def printed(folder, more=()):
    out = {}
    for language in ("en", "zh"):
        for scope in SCOPES:
            for format in formats:
                done = folder.run("--lang", language, "report", *scope, "--format", format, *more)
                if done.returncode != 0:
                    faults.append(f"report {scope} --format {format} ended {done.returncode}: {done.stderr[:300]}")
                out[language, " ".join(scope), format] = done.stdout
            if "--year-by" not in scope:
                folder.run("--lang", language, "report", *scope, "--format", "csv,md", "--out", "files", *more)
    for place, _, names in os.walk(os.path.join(folder.path, "files")):
        for name in names:
            path = os.path.join(place, name)
            out[path] = open(path, "rb").read()
    return out


with Folder() as folder:
    formats = [format["slug"] for format in json.loads(folder.run("report", "--formats", "--json").stdout) if format["slug"] != "pdf"]
    folder.env["HINDSIGHT_NOW"] = THEN
    folder.run("import", os.path.join(SOURCE, "predictions.toml"))
    then = printed(folder)
    head = json.loads(folder.run("head", "--json").stdout)
    folder.env["HINDSIGHT_NOW"] = LATER
    for action in LATER_ACTIONS:
        done = folder.run(*action)
        if done.returncode != 0:
            faults.append(f"{action} ended {done.returncode}: {done.stderr[:300]}")
    later = printed(folder, ["--as-of", THEN])
    now = json.loads(folder.run("report", "2024", "--format", "json").stdout)["head"]
    if now["size"] <= head["size"]:
        faults.append("nothing was added to the record meanwhile")
    for key, text in then.items():
        if later.get(key) != text:
            faults.append(f"{key} is another one")
    shown = json.loads(later["en", "2024", "json"])["head"]
    if shown != head:
        faults.append(f"the head is {shown}, not that of then, {head}")
    # The record as it is now says something else: the comparison above could fail.
    if folder.run("report", "2026", "--format", "json").stdout == folder.run("report", "2026", "--format", "json", "--as-of", THEN).stdout:
        faults.append("what was added later changes no report")
finish(faults[:20])
