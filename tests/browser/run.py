#!/usr/bin/env python3
# Runs a test of pages in the system's Chromium: gets the modules, makes the pages, starts node. Usage: run.py FOLDER TEST
import fcntl
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../support"))
from chromium import find_chromium
from harness import SHARED, SKIPPED, SOURCE, Folder
from hostile_book import corpus_lines, harmless, harmless_address, hostile_book

# What npm says when the registry cannot be reached from here; any other fault of its is one of ours.
UNREACHABLE = ("ENOTFOUND", "ECONNREFUSED", "ECONNRESET", "EAI_AGAIN", "ETIMEDOUT", "ENETUNREACH", "EHOSTUNREACH")


def skip(why):
    print(f"skipped: {why}; scripts/packages.sh browser installs what is needed")
    sys.exit(SKIPPED)


def tools():
    browser = find_chromium()
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
        if made.returncode != 0 and any(code in made.stderr for code in UNREACHABLE):
            print(made.stderr)
            skip("the registry of npm cannot be reached")
        if made.returncode != 0:
            sys.exit(f"npm ci failed in {folder}:\n{made.stderr}")
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


# Texts that are hard to lay out: without a place to break, long, wide, from right to left.
LONG = ["w" * 300, "https://example.org/" + "path" * 100, "\u4ee4" * 200, "\u05d0\u05d1\u05d2 " * 60, "a_b-c/d" * 60, "word " * 400, "\U0001f600" * 80, "1234567890" * 20]


def report_of(book, outs):
    """The report of a book in each language, in the folder that `outs` gives for it."""
    with Folder() as folder:
        report(folder, "import", folder.file("book.toml", book))
        for language in ("en", "zh"):
            report(folder, "--lang", language, "report", "2025", "--format", "html", "--out", outs(language))


def hostile_pages(out):
    """Reports whose texts are hostile, each beside that of harmless texts of the same shape; and one with a mark in each text."""
    shutil.rmtree(out, ignore_errors=True)
    numbered = {"sorts": lambda i, line: f"{i:04} {line}"}  # the same order whatever the line
    for corpus, names in (("xss", ["xss"]), ("other", ["blns/blns-part.json", "trojan-source/lines.json", "unicode/mixed-own.json", "csv-formula"])):
        lines = corpus_lines(*names)
        report_of(hostile_book(lines, **numbered), lambda language: os.path.join(out, language, corpus, "hostile"))
        report_of(hostile_book(lines, harmless, harmless_address, **numbered), lambda language: os.path.join(out, language, corpus, "harmless"))
    mark = "\u05d0\u05d1\u05d2"  # Hebrew, written from right to left
    with open(os.path.join(out, "mark.txt"), "w", encoding="utf-8") as file:
        file.write(mark)
    report_of(hostile_book([f"{mark} {i}" for i in range(6)]), lambda language: os.path.join(out, language, "mark"))


def main():
    folder, test = os.path.abspath(sys.argv[1]), sys.argv[2]
    browser = tools()
    modules(os.path.join(folder, "modules"))
    if test == "report":
        pages(os.path.join(folder, "pages"))
        report_of(hostile_book(LONG), lambda language: os.path.join(folder, "pages", language, "long"))
    if test == "hostile":
        if not os.path.isdir(SHARED):
            print("skipped: ../shared is missing")
            sys.exit(SKIPPED)
        hostile_pages(os.path.join(folder, "hostile"))
    ended = subprocess.run(["node", "--test", os.path.join(HERE, f"{test}.test.mjs")],
                           env=dict(os.environ, HINDSIGHT_CHROMIUM=browser, HINDSIGHT_BROWSER_FOLDER=folder))
    sys.exit(ended.returncode)


main()
