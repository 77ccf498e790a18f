#!/usr/bin/env python3
# Makes the shipped reports anew and compares them byte for byte.
import filecmp
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import PROGRAM, SOURCE, Folder, finish

faults = []
with Folder() as folder:
    made = subprocess.run([os.path.join(SOURCE, "scripts/reports.sh"), folder.path], env=dict(os.environ, HINDSIGHT=PROGRAM), capture_output=True, text=True)
    if made.returncode != 0:
        faults.append(made.stderr)
    names = sorted(name for name in os.listdir(folder.path))
    if len(names) != 16:
        faults.append(f"16 files are expected, {len(names)} were made")
    for name in names:
        shipped = os.path.join(SOURCE, "reports", name)
        if not os.path.exists(shipped) or not filecmp.cmp(shipped, os.path.join(folder.path, name), shallow=False):
            faults.append(f"reports/{name} differs from what the book gives: run scripts/reports.sh and look at the change")
finish(faults)
