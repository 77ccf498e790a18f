#!/usr/bin/env python3
# Makes the shipped reports anew and compares them byte for byte.
import filecmp
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import PROGRAM, SOURCE, Folder, finish



def files(folder):
    return {os.path.relpath(os.path.join(place, name), folder) for place, _, names in os.walk(folder) for name in names}


faults = []
with Folder() as folder:
    made = subprocess.run([os.path.join(SOURCE, "scripts/reports.sh"), folder.path], env=dict(os.environ, HINDSIGHT=PROGRAM), capture_output=True, text=True)
    if made.returncode != 0:
        faults.append(made.stderr)
    shipped = os.path.join(SOURCE, "reports")
    new, old = files(folder.path), files(shipped) - {path for path in files(shipped) if path.startswith("local")}
    faults += [f"reports/{name} is shipped, but not made any more" for name in sorted(old - new)]
    for name in sorted(new):
        if name not in old or not filecmp.cmp(os.path.join(shipped, name), os.path.join(folder.path, name), shallow=False):
            faults.append(f"reports/{name} differs from what the book gives: run scripts/reports.sh and look at the change")
finish(faults)
