#!/usr/bin/env python3
# Tables with damaged cells, hostile tables under a mapping, and hostile texts as mappings: taken or refused with a message, never a crash.
import glob
import os
import random
import shutil
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import SHARED, SOURCE, Folder, finish, need_shared

need_shared()
faults, seen = [], 0
DAMAGE = [b"", b"NA", b"-1", b"1e400", b"nan", b"99999999999999999999", b"\xff\xfe", b"\x00", b"\x1b[31m", b'"', b'"a""', b"[" * 40, b"[1,2",
          b"{,}", b"['a', \"b", b"(a) x, (b) x",
          b"0000-00-00", b"31/31/31 99:99", b"9999-12-31T23:59:59Z", "\u202egnp".encode(), b"x" * 3000, b"=1+1", b"{id}", b"yes"]

MAPPING = """format = "hindsight/mapping/1"
site = "x"
[[table]]
name = "x"
columns = ["FIRST"]
[table.question]
id = "FIRST"
text = "LAST"
said = { fixed = "2024-01-01" }
[table.forecast]
forecaster = "LAST"
probability = "LAST"
made_at = "FIRST"
"""


def expect_answer(folder, *arguments):
    global seen
    done = folder.run("import", *arguments)
    seen += 1
    if done.returncode not in (0, 1, 2, 3) or (done.returncode > 1 and "error:" not in done.stderr):
        faults.append(f"{arguments} ended {done.returncode}: {done.stderr[-500:]}")


def damaged(text, dice):
    """Some cells of a table are something else; seldom a whole row is cut."""
    lines = text.split(b"\n")
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(1, len(lines))
        cells = lines[at].split(b",")
        cells[dice.randrange(len(cells))] = dice.choice(DAMAGE)
        lines[at] = b",".join(cells[:dice.randrange(len(cells))] if dice.random() < 0.1 else cells)
    return b"\n".join(lines)


def samples(folder):
    dice = random.Random(20240823)
    for kind in ("iqisa", "gjp", "manifold", "metaculus-dump", "wide"):
        for turn in range(12):
            names = []
            for path in sorted(glob.glob(os.path.join(SOURCE, "tests/data", kind, "*.csv"))):
                names.append(f"{kind}_{turn}_{os.path.basename(path)}")
                with open(path, "rb") as source, open(os.path.join(folder.path, names[-1]), "wb") as out:
                    out.write(damaged(source.read(), dice))
            expect_answer(folder, *names, "--zone", "UTC", "--partial", "--dry-run", "--format", kind)


def first_columns(path):
    with open(path, "rb") as file:
        header = file.readline().strip(b"\r\n\xef\xbb\xbf")
    return [name.strip(b'"').decode("utf-8", "replace") for name in header.replace(b";", b",").replace(b"\t", b",").split(b",")]


def tables(folder):
    for path in sorted(glob.glob(os.path.join(SHARED, "corpora/csv-*", "**", "*.*sv"), recursive=True)):
        names = [name.replace("\\", "\\\\").replace('"', '\\"') for name in first_columns(path)]
        folder.file("hostile.toml", MAPPING.replace("FIRST", names[0] or "a").replace("LAST", names[-1] or "a"))
        shutil.copy(path, os.path.join(folder.path, "hostile.csv"))
        expect_answer(folder, "hostile.csv", "--map", "hostile.toml", "--zone", "UTC", "--dry-run")


def mappings(folder):
    folder.file("t.csv", "a,b\n1,2\n")
    for path in sorted(glob.glob(os.path.join(SHARED, "corpora/toml-test/**/*.toml"), recursive=True))[::5]:
        shutil.copy(path, os.path.join(folder.path, "m.toml"))
        expect_answer(folder, "t.csv", "--map", "m.toml")


with Folder() as where:
    samples(where)
    tables(where)
    mappings(where)
if seen < 100:
    faults.append(f"only {seen} runs: are the corpora there?")
finish(faults)
