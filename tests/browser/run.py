#!/usr/bin/env python3
# Runs a test of pages in the system's Chromium: gets the modules, makes the pages, starts node. Usage: run.py FOLDER TEST
import fcntl
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../support"))
from harness import SKIPPED, SOURCE, Folder

BROWSERS = [os.environ.get("HINDSIGHT_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]


def skip(why):
    print(f"skipped: {why}; scripts/packages.sh browser installs what is needed")
    sys.exit(SKIPPED)


def tools():
    browser = next((found for found in map(shutil.which, filter(None, BROWSERS)) if found), None)
    if not browser:
        skip("no Chromium is installed")
    if not shutil.which("node") or not shutil.which("npm"):
        skip("node and npm are not installed")
    version = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout.strip()
    if int(version.lstrip("v").split(".")[0]) < 18:
        skip(f"node {version} is too old, 18 is needed")
    return browser


def modules(folder):
    """Packages of exactly the versions in package-lock.json, in the build folder."""
    os.makedirs(folder, exist_ok=True)
    wanted = open(os.path.join(HERE, "package-lock.json")).read()
    stamp = os.path.join(folder, "installed.json")
    with open(os.path.join(folder, "lock"), "w") as lock:  # tests run side by side
        fcntl.flock(lock, fcntl.LOCK_EX)
        if os.path.exists(stamp) and open(stamp).read() == wanted:
            return
        for name in ("package.json", "package-lock.json"):
            shutil.copy(os.path.join(HERE, name), folder)
        made = subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=folder, capture_output=True, text=True)
        if made.returncode != 0:
            skip(f"npm ci failed in {folder}:\n{made.stderr}")
        with open(stamp, "w") as out:
            out.write(wanted)


def report(folder, *arguments):
    made = folder.run("--quiet", *arguments)
    if made.returncode != 0:
        sys.exit(f"hindsight {' '.join(arguments)}: {made.stderr}")


def pages(out):
    """Reports of the shipped book, of the example and of an empty record, in both languages."""
    shutil.rmtree(out, ignore_errors=True)
    for language in ("en", "zh"):
        for record, made, years in (("book", ["init", "--reproducible"], (2024, 2025, 2026)), ("example", ["init", "--example"], (2026,)),
                                    ("empty", ["init"], (2026,))):
            with Folder() as folder:
                report(folder, *made)
                if record == "book":
                    report(folder, "import", os.path.join(SOURCE, "predictions.toml"))
                for year in years:
                    report(folder, "--lang", language, "report", str(year), "--format", "html", "--out", os.path.join(out, language, record))


def main():
    folder, test = os.path.abspath(sys.argv[1]), sys.argv[2]
    browser = tools()
    modules(os.path.join(folder, "modules"))
    if test == "report":
        pages(os.path.join(folder, "pages"))
    ended = subprocess.run(["node", "--test", os.path.join(HERE, f"{test}.test.mjs")],
                           env=dict(os.environ, HINDSIGHT_CHROMIUM=browser, HINDSIGHT_BROWSER_FOLDER=folder))
    sys.exit(ended.returncode)


main()
