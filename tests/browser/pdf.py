#!/usr/bin/env python3
# The report as PDF, printed by the installed Chromium: on A4, with text that can be selected, in both languages.
# The folder for temporary files has a name that an address must escape.
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from chromium import find_chromium
from harness import SKIPPED, SOURCE, Folder, finish

chromium = find_chromium()
if not chromium or not shutil.which("pdftotext"):
    print("skipped: Chromium or poppler-utils are not installed; scripts/packages.sh browser installs them")
    sys.exit(SKIPPED)
faults = []
with Folder() as folder:
    folder.env.update(HINDSIGHT_CHROMIUM=chromium, TMPDIR=os.path.join(folder.path, "a b#c?%41 \u4ee4"))
    os.mkdir(folder.env["TMPDIR"])
    for arguments in (["init", "--reproducible"], ["import", os.path.join(SOURCE, "predictions.toml")]):
        folder.run("--quiet", *arguments)
    for language, words in (("en", ["Accuracy report 2026", "Mu Li"]), ("zh", ["2026", "李沐", "吴恩达"])):
        made = folder.run("--lang", language, "report", "2026", "--format", "pdf", "--out", language)
        if made.returncode != 0:
            finish([f"{language}: ended {made.returncode}: {made.stderr}"])
        path = os.path.join(folder.path, language, os.listdir(os.path.join(folder.path, language))[0])
        text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, encoding="utf-8").stdout
        size = subprocess.run(["pdfinfo", path], capture_output=True, text=True).stdout
        faults += [f"{language}: {word!r} cannot be found in the text" for word in words if word not in text]
        if "(A4)" not in size:
            faults.append(f"{language}: not on A4:\n{size}")
    faults += [f"{left} is left behind" for left in os.listdir(folder.env["TMPDIR"])]
finish(faults)
