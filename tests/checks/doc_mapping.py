#!/usr/bin/env python3
# The example of a mapping in docs/formats.md comes in as the text beside it says.
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import SOURCE, Folder, finish

faults = []


def expect(what, seen, wanted):
    if seen != wanted:
        faults.append(f"{what}: {seen} instead of {wanted}")


with open(os.path.join(SOURCE, "docs/formats.md"), encoding="utf-8") as file:
    files = dict(re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", file.read(), re.S))
with Folder() as folder:
    for name, text in files.items():
        folder.file(name, text)
    done = folder.run("import", "sheet.csv", "--map", "sheet.toml", "--json")
    expect("the import ends", done.returncode, 0)
    result = json.loads(done.stdout)
    expect("stored", {kind: counts["stored"] for kind, counts in result["by_kind"].items()}, {"statements": 4, "forecasts": 5, "resolutions": 3})
    expect("lost", [(entry["field"], entry["count"], entry["example"]) for entry in result["lost"]], [("mood", 2, "hopeful")])
    listed = json.loads(folder.run("show", "village-3", "--json").stdout)
    expect("the bet that nobody could tell", listed["resolutions"][0]["annulled"], "nobody could tell")
    expect("the second import", json.loads(folder.run("import", "sheet.csv", "--map", "sheet.toml", "--json").stdout)["stored"], 0)
    folder.file("sheet.csv", files["sheet.csv"] + "4,2024-01-12,A new baker takes the shop,2026-12-31,Ben,20,2024-03-01,-,,\n")
    expect("a new row", json.loads(folder.run("import", "sheet.csv", "--map", "sheet.toml", "--json").stdout)["stored"], 1)
finish(faults)
