#!/usr/bin/env python3
# Reads every include against the table of layers: own folder and lower rows only, each foreign library behind its door.
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import SOURCE, finish

# folder -> what it may include beside itself
MAY = {
    "base": [], "domain": ["base"], "scoring": [], "journal": ["base", "domain"], "store": ["base", "domain", "journal"],
    "interchange": ["base", "domain"], "evaluation": ["base", "domain", "scoring", "store"],
    "report": ["base", "domain", "scoring", "evaluation"],
    "app": ["base", "domain", "scoring", "journal", "store", "interchange", "evaluation", "report"],
    # a face shows the values that the verbs hand it
    "cli": ["base", "domain", "report", "app"],
}
# header prefix -> the files or folders that may include it
DOORS = {
    "sodium": ["src/base/crypto.cpp"], "utf8proc": ["src/base/text.cpp"], "nlohmann/": ["src/base/json.cpp"],
    "boost/": ["src/scoring/special.cpp"], "SQLiteCpp/": ["src/store/sqlite/"], "sqlite3": ["src/store/sqlite/"],
    "toml++/": ["src/interchange/toml_document.cpp"], "yaml-cpp/": ["src/interchange/yaml.cpp"], "pugixml": ["src/report/"],
    "zlib": ["src/interchange/inputs/gz_bytes.cpp"], "date/": ["src/base/zone.cpp"], "zip.h": ["src/interchange/inputs/zip_members.cpp"], "CLI/": ["src/cli/parse.cpp"],
    "fmt/": [f"src/{folder}/" for folder in MAY if folder != "scoring"],
}
INCLUDE = re.compile(r'^\s*#\s*include\s+[<"]([^>"]+)[>"]')


def folder_of(path):
    return path.split("/")[2 if path.startswith("include/") else 1].removesuffix(".hpp")  # the umbrella stands beside its folder


def fault_of(path, included):
    own = folder_of(path)
    if included.startswith("hindsight/"):
        other = included.split("/")[1].removesuffix(".hpp")
        if other != own and other not in MAY[own]:
            return f"{own} may not include {other}"
    for prefix, doors in DOORS.items():
        if included.startswith(prefix) and not any(path.startswith(door) for door in doors):
            return f"<{included}> belongs behind {', '.join(doors[:2])}"
    return None


faults, seen = [], 0
for top in ("include/hindsight", "src"):
    for folder, _, names in os.walk(os.path.join(SOURCE, top)):
        for name in names:
            path = os.path.relpath(os.path.join(folder, name), SOURCE)
            for number, line in enumerate(open(os.path.join(SOURCE, path), encoding="utf-8"), 1):
                match = INCLUDE.match(line)
                if match:
                    seen += 1
                    fault = fault_of(path, match.group(1))
                    if fault:
                        faults.append(f"{path}:{number}: {fault}")
if seen < 100:
    faults.append(f"only {seen} includes were read: the check looks at the wrong folder")
finish(faults)
