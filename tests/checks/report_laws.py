#!/usr/bin/env python3
# Laws of reports: the order in which statements were recorded never matters, and the same record under the same clock gives
# the same bytes in every format, wherever and in whatever surroundings the program runs.
import json
import os
import random
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../golden/slow"))
from harness import PROGRAM, SOURCE, Folder, finish

from books import pieces

NOW = "2026-11-20T12:00:00Z"
faults = []


def whole_book(path):
    """(head, statements) of a book that is written as ours are."""
    with open(os.path.join(SOURCE, path), encoding="utf-8") as file:
        head, *statements = re.split(r"(?m)^(?=\[\[statement\]\])", file.read())
    return head, statements


def drawn_book(seed):
    head, statements = pieces(seed)
    return head, [text + answers for text, answers in statements]


def record_of(folder, name, head, statements):
    path = os.path.join(folder.path, name + ".db")
    folder.file(name + ".toml", head + "".join(statement.rstrip("\n") + "\n\n" for statement in statements))
    folder.run("--db", path, "--quiet", "init", "--reproducible")
    done = folder.run("--db", path, "--quiet", "import", name + ".toml")
    if done.returncode != 0:
        faults.append(f"{name}: import ends {done.returncode}: {done.stderr}")
    return path


def report(folder, path, year, format):
    """The report without what names the record."""
    done = folder.run("--db", path, "report", year, "--format", format)
    root = json.loads(folder.run("--db", path, "head", "--json").stdout)["root"]
    return done.stdout.replace(root, "ROOT") if done.returncode == 0 else f"ends {done.returncode}: {done.stderr}"


def order(folder, what, book, years):
    head, statements = book
    first = record_of(folder, what, head, statements)
    wanted = {(year, format): report(folder, first, year, format) for year in years for format in ("json", "html")}
    for seed in (1, 2):
        shuffled = statements[:]
        random.Random(seed).shuffle(shuffled)
        other = record_of(folder, f"{what}-{seed}", head, shuffled)
        for (year, format), text in wanted.items():
            seen = report(folder, other, year, format)
            if seen != text:
                line = next((f"{a[:200]} / {b[:200]}" for a, b in zip(text.splitlines(), seen.splitlines()) if a != b), "longer")
                faults.append(f"{what}, {year}, {format}: another order gives another report: {line}")


def files_in(root):
    return {os.path.relpath(os.path.join(at, name), root) for at, _, names in os.walk(root) for name in names}


def contents(root):
    return {name: open(os.path.join(root, name), "rb").read() for name in files_in(root)}


SURROUNDINGS = (
    {},
    {"TZ": "Asia/Kathmandu", "LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8", "USER": "somebody"},
    {"TZ": "America/Los_Angeles", "LANG": "C", "LC_NUMERIC": "fr_FR.UTF-8", "HOME": "/", "TERM": "dumb", "NO_COLOR": "1"},
)


def surroundings(folder):
    """Every format in both languages, in other places: time zone, locale, folder, rights of new files."""
    path = record_of(folder, "sample", *whole_book("tests/golden/report/sample.toml"))
    formats = ",".join(row["slug"] for row in json.loads(folder.run("report", "--formats", "--json").stdout) if row["slug"] != "pdf")
    for language in ("en", "zh"):
        made = []
        for place, changed in enumerate(SURROUNDINGS):
            out = os.path.join(folder.path, f"out-{language}-{place}")
            cwd = os.path.join(folder.path, f"cwd-{language}-{place}")
            os.mkdir(cwd)
            done = subprocess.run([PROGRAM, "--db", path, "--lang", language, "--quiet", "report", "2024", "--format", formats, "--out", out],
                                  cwd=cwd, env=folder.env | changed, capture_output=True, text=True, umask=0o077 if place else 0o022)
            if done.returncode != 0:
                faults.append(f"report under {changed} ends {done.returncode}: {done.stderr}")
            made.append(contents(out))
        if not made[0]:
            faults.append("no report was made")
        for changed, files in zip(SURROUNDINGS, made):
            faults.extend(f"{name} in {language} is another under {changed}" for name in sorted(made[0].keys() | files.keys())
                          if made[0].get(name) != files.get(name))


with Folder() as folder:
    folder.env["HINDSIGHT_NOW"] = NOW
    order(folder, "book", whole_book("predictions.toml"), ["2024"])
    order(folder, "small", whole_book("tests/golden/report/sample.toml"), ["2024", "2025"])
    for seed in [int(text) for text in sys.argv[1:]] or (101, 102, 103, 104, 105, 106):
        order(folder, f"book-{seed}", drawn_book(seed), ["2024", "2025"])
    surroundings(folder)
finish(faults)
