#!/usr/bin/env python3
# Hostile tables are imported or refused with a message; naughty texts pass through our own tables unchanged, and none
# of them begins a formula in tables for spreadsheets.
import csv
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import SHARED, Folder, finish, need_shared

need_shared()
CORPORA = os.path.join(SHARED, "corpora")
csv.field_size_limit(1 << 30)
faults = []


def texts_of(name):
    path = os.path.join(CORPORA, name)
    if name.endswith(".json"):
        return json.load(open(path, encoding="utf-8"))
    return open(path, encoding="utf-8").read().splitlines()


def naughty():
    """Texts that are valid Unicode and no blank: the others are refused, as they should be."""
    given = [text for name in ("blns/blns-part.json", "trojan-source/lines.json", "unicode/mixed-own.json", "unicode/confusables-part.txt",
                               "unicode/normalization-sample.txt", "csv-formula/formula.txt") for text in texts_of(name)]
    given += [f"{blank}{sign}1+1" for blank in ("", " ", "\t", "\r", "\n", "\u00a0", "\u3000", "a;", "a, ", "a\n") for sign in "=+-@＝＋－＠"]
    def valid(text):
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            return False
        return bool(text.strip()) and "\0" not in text
    return [text for text in dict.fromkeys(given) if valid(text)]


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def must(folder, *arguments):
    done = folder.run(*arguments)
    if done.returncode != 0:
        faults.append(f"{' '.join(arguments)} ended {done.returncode}: {done.stderr[:500]}")
        finish(faults)
    return done


def hostile_tables():
    paths = [os.path.join(CORPORA, part, name) for part in ("csv-hostile-own", "csv-spectrum/csvs", "csv-formula") for name in sorted(os.listdir(os.path.join(CORPORA, part)))]
    for path in paths:
        with open(path, "rb") as file:
            first = re.split(rb"[,;\t\r\n]", file.read(1000).strip(b"\xef\xbb\xbf"))[0].strip(b'"').decode("utf-8", "replace")
        for more in ([], ["--map", f"text={first}"], ["--format", "csv"], ["--partial", "--map", f"statement={first},probability={first}"], ["--format", "hubverse"]):
            with Folder() as folder:
                done = folder.run("import", path, *more)
                if done.returncode not in (0, 1, 2, 3) or (done.returncode > 1 and "error:" not in done.stderr):
                    faults.append(f"import {path} {more} ended {done.returncode}: {done.stderr[:300]}")
                if done.returncode > 1 and os.path.exists(os.path.join(folder.path, "r.db")):
                    faults.append(f"import {path} {more} was refused and left a record")


# What begins a formula, after blanks that are trimmed, at the start of a cell or after a delimiter in it.
FORMULA = re.compile(r"(^[\t\r])|((^|[,;\t\r\n|])[ \u00a0\u3000\ufeff\u200b]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212])")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$")


def texts_pass(folder):
    texts = naughty()
    with open(os.path.join(folder.path, "given.csv"), "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["id", "text.en", "speaker", "said_on", "locator", "tags"])
        writer.writerows([f"s{i}", text, "me", "2025-01-01", text, json.dumps([text.strip()])] for i, text in enumerate(texts))
    must(folder, "import", "given.csv")
    must(folder, "export", "--format", "csv", "--out", "raw")
    must(folder, "export", "--format", "csv", "--style", "spreadsheet", "--out", "safe")
    seen = {row[0]: row[4] for row in rows(os.path.join(folder.path, "raw/statements.csv"))}
    for i, text in enumerate(texts):
        if seen.get(f"s{i}") != text:
            faults.append(f"{text!r} became {seen.get(f's{i}')!r}")
    book = must(folder, "export").stdout
    folder.env["HINDSIGHT_DB"] = os.path.join(folder.path, "other.db")
    must(folder, "import", *[os.path.join("raw", name) for name in sorted(os.listdir(os.path.join(folder.path, "raw")))])
    if must(folder, "export").stdout != book:
        faults.append("the record made from its tables is another one")
    for name in sorted(os.listdir(os.path.join(folder.path, "safe"))):
        for row in rows(os.path.join(folder.path, "safe", name)):
            faults.extend(f"{name}: {cell!r} begins a formula" for cell in row if FORMULA.search(cell) and not NUMBER.match(cell))
    return len(texts)


hostile_tables()
with Folder() as folder:
    count = texts_pass(folder)
if count < 300:
    faults.append(f"only {count} texts: the check looks at the wrong folder")
print(f"{count} texts")
finish(faults[:20])
