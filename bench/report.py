#!/usr/bin/env python3
# Measures the report of a year at 10^3 to 10^6 forecasts, in parts and as one command; prints Markdown.
# Usage: bench/report.py PROGRAM-FOLDER HINDSIGHT [LARGEST]
import json
import os
import random
import subprocess
import sys
import tempfile
import time

FORECASTERS = 500
EACH = 10  # forecasts on a statement
FORMATS = "html,md,json,csv,text,atom"


def tables(folder, statements, each):
    """Statements of the year 2025 with answers, from one random sequence."""
    draw = random.Random(20240823)
    with open(f"{folder}/statements.csv", "w") as s, open(f"{folder}/forecasts.csv", "w") as f, open(f"{folder}/resolutions.csv", "w") as r:
        s.write("id,kind,speaker,said_on,text,type,due,tags\n")
        f.write("statement,forecaster,made_at,probability\n")
        r.write("statement,outcome,decided_on,resolver\n")
        for i in range(statements):
            rate = draw.random()
            month, day = 1 + i % 12, 1 + i % 28
            first = i % FORECASTERS
            s.write(f"s{i},prediction,f{first},2024-06-01,What number {i} is about happens by its day,binary,2025-{month:02}-{day:02},topic-{i % 20}\n")
            r.write(f"s{i},{'yes' if draw.random() < rate else 'no'},2025-{month:02}-{day:02},me\n")
            for k in range(each):
                p = min(0.99, max(0.01, rate + draw.gauss(0, 0.15)))
                f.write(f"s{i},f{(first + k * 7) % FORECASTERS},2024-{6 + k % 6:02}-{1 + k:02},{p:.2f}\n")


def record(folder, program, statements, each):
    tables(folder, statements, each)
    db = f"{folder}/r.db"
    environment = dict(os.environ, HINDSIGHT_NOW="2026-02-01T00:00:00Z", TZ="UTC")
    subprocess.run([program, "--db", db, "--quiet", "init"], env=environment, check=True)
    names = [f"{folder}/{name}.csv" for name in ("statements", "forecasts", "resolutions")]
    subprocess.run([program, "--db", db, "--quiet", "import", *names], env=environment, check=True)
    return db


def command(folder, program, db):
    """The whole command, all formats: seconds, and peak memory in MB."""
    begin = time.monotonic()
    process = subprocess.Popen([program, "--db", db, "--quiet", "report", "2025", "--format", FORMATS, "--out", f"{folder}/out"])
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0
    return time.monotonic() - begin, usage.ru_maxrss / 1024


def line(measure, program, statements, each):
    with tempfile.TemporaryDirectory() as folder:
        db = record(folder, program, statements, each)
        parts = json.loads(subprocess.run([measure, db, "2025"], capture_output=True, text=True, check=True).stdout)
        whole, memory = min(command(folder, program, db) for _ in range(3))
        html = os.path.getsize(f"{folder}/out/2025.html") / 1e6
    cells = [f"{statements:,}", f"{statements * each:,}", f"{parts['model']:.3f} s", f"{parts['intervals']:.3f} s"]
    cells += [f"{1000 * parts[name]:.0f} ms" for name in ("html", "md", "json", "csv", "text")]
    print("| " + " | ".join(cells + [f"{whole:.2f} s", f"{memory:.0f} MB", f"{html:.1f} MB"]) + " |", flush=True)


def main():
    measure, program = f"{sys.argv[1]}/report_formats", os.path.abspath(sys.argv[2])
    largest = int(float(sys.argv[3])) if len(sys.argv) > 3 else 10**6
    print("| statements | forecasts | model | intervals and bands | html | md | json | csv | text | the command, all formats | memory | HTML |")
    print("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    line(measure, program, 10_000, 1)
    for forecasts in (10**3, 10**4, 10**5, 10**6):
        if forecasts <= largest:
            line(measure, program, forecasts // EACH, EACH)


main()
