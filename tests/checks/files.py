#!/usr/bin/env python3
# Every file says what it is in its first line, and speaks only of the project.
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import SKIPPED, SOURCE, finish

listed = subprocess.run(["git", "ls-files"], cwd=SOURCE, capture_output=True, text=True)
if listed.returncode != 0:
    print("skipped: not a git checkout")
    sys.exit(SKIPPED)

FORBIDDEN = [re.compile(pattern) for pattern in (r"\bTO" + r"DO\b", r"\bFIX" + r"ME\b", "/wor" + "k/main", "/ro" + "ot/")]
faults = []
for path in listed.stdout.split():
    full = os.path.join(SOURCE, path)
    if not os.path.isfile(full) or path.startswith("reports/"):
        continue
    try:
        lines = open(full, encoding="utf-8").read().split("\n")
    except UnicodeDecodeError:
        continue
    code = path.endswith((".cpp", ".hpp"))
    if code and not (lines[0].startswith("// SPDX-License-Identifier: MIT") and lines[1].startswith("// ")):
        faults.append(f"{path}:1: the licence line and a line that says what the file does are missing")
    if path.endswith(".hpp") and "#pragma once" not in lines[:6]:
        faults.append(f"{path}:1: #pragma once is missing")
    if path.endswith((".sh", ".py")) and not any(line.startswith("# ") for line in lines[:2]):
        faults.append(f"{path}:1: a line that says what the file does is missing")
    for number, line in enumerate(lines, 1):
        if code and (line != line.rstrip() or "\t" in line):
            faults.append(f"{path}:{number}: trailing white space or a tab")
        for pattern in FORBIDDEN:
            if pattern.search(line):
                faults.append(f"{path}:{number}: {pattern.pattern} does not belong here")
finish(faults)
