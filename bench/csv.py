#!/usr/bin/env python3
# Measures `score` of a CSV of 10,000,000 rows, and the reading of its columns, against DuckDB with as many threads, in turn;
# checks that both give the same figures. Usage: bench/csv.py [ROUNDS], after `cmake --build --preset bench`; needs npm once.
import json
import math
import os
import random
import shutil
import statistics
import subprocess
import sys
import time

import commands
import machine

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(commands.BUILD, "csv")  # of the file and of DuckDB
FORECASTERS, QUESTIONS = 1_000, 10_000
TARGET = 1.5  # times faster
CLIP = "0.001"


def write_file(path):
    """Every forecaster on every question, question by question."""
    draw = random.Random(20240826).random
    with open(path + ".part", "w", encoding="ascii") as out:
        out.write("question,forecaster,made_at,probability,outcome\n")
        for question in range(QUESTIONS):
            yes = draw() < 0.4
            day = f"2024-{1 + question // 1000:02}-{1 + question % 28:02}"
            drawn = (draw() ** 0.5 if yes else draw() ** 2 for _ in range(FORECASTERS))
            out.writelines(f"q{question},f{forecaster},{day},{p:.4f},{yes:d}\n" for forecaster, p in enumerate(drawn))
    os.rename(path + ".part", path)


def prepare():
    os.makedirs(FOLDER, exist_ok=True)
    file = os.path.join(FOLDER, "events.csv")
    if not os.path.exists(file):
        write_file(file)
    for name in ("package.json", "duckdb.mjs"):
        shutil.copy(os.path.join(HERE, name), FOLDER)
    if not os.path.isdir(os.path.join(FOLDER, "node_modules/@duckdb")):
        subprocess.run(["npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent"], cwd=FOLDER, check=True)
    return file


def timed(command):
    """What it took, and what it printed, from JSON."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=FOLDER)
    printed = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    taken = {"seconds": time.perf_counter() - begin, "processor_seconds": used.ru_utime + used.ru_stime, "peak_mb": used.ru_maxrss / 1024}
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return taken, json.loads(printed)


def ours(file, threads, question):
    if question == "read":
        return [os.path.join(commands.BUILD, "bench/read_csv"), file, str(threads)]
    more = ["--calibration"] if question == "calibration" else []
    return [commands.PROGRAM, "score", file, "--by", "forecaster", "--rule", "brier,log", "--clip", CLIP, "--threads", str(threads), "--json", *more]


def figures_of_ours(question, answer):
    """{key: numbers}"""
    if question == "read":
        return {"": [answer["n"], answer["texts"], answer["predicted"], answer["observed"]]}
    figures = {}
    for group in answer["groups"]:
        scores = group["scores"]
        figures[group["by"]["forecaster"]] = [group["n"], scores["brier"]["mean"], scores["log"]["mean"]]
        for bin in group.get("reliability_bins", {}).get("bins", []):
            figures[group["by"]["forecaster"], round(bin["low"] * 10)] = [bin["n"], bin["mean_predicted"], bin["observed_rate"]]
    return figures


def figures_of_theirs(question, rows):
    if question == "read":
        return {"": [rows[0][name] for name in ("n", "texts", "predicted", "observed")]}
    if question == "scores":
        return {row["forecaster"]: [row["n"], row["brier"], row["log"]] for row in rows}
    figures, sums = {}, {}
    for row in rows:
        figures[row["forecaster"], int(row["bin"])] = [row["n"], row["predicted"], row["observed"]]
        total = sums.setdefault(row["forecaster"], [0, 0, 0])
        for i, name in enumerate(("n", "brier", "log")):
            total[i] += row[name]
    return figures | {forecaster: [n, brier / n, log / n] for forecaster, (n, brier, log) in sums.items()}


def check_same(mine, theirs):
    if mine.keys() != theirs.keys():
        raise SystemExit("the groups differ")
    for key, numbers in mine.items():
        if not all(math.isclose(a, b, rel_tol=1e-9) for a, b in zip(numbers, theirs[key], strict=True)):
            raise SystemExit(f"{key}: {numbers} here, {theirs[key]} there")


def turn(file, threads, question):
    mine, answer = timed(ours(file, threads, question))
    whole, theirs = timed(["node", "duckdb.mjs", file, str(threads), question])
    check_same(figures_of_ours(question, answer), figures_of_theirs(question, theirs["rows"]))
    return {"ours": mine, "whole": whole, "query": theirs}


def measure(file, threads, question, rounds):
    others, taken = machine.calmest(rounds, lambda: turn(file, threads, question))

    def median(of, what):
        return statistics.median(round[of][what] for round in taken)

    def ratio(what):
        """To the query without starting the program, which is the faster one."""
        return round(statistics.median(min(r["query"][what], r["whole"][what]) / r["ours"][what] for r in taken), 2)

    return {"what": question, "threads": threads, "seconds": round(median("ours", "seconds"), 3), "duckdb_query_seconds": round(median("query", "seconds"), 3),
            "duckdb_with_start_seconds": round(median("whole", "seconds"), 3), "times_faster": ratio("seconds"), "met": ratio("seconds") >= TARGET,
            "processor_seconds": round(median("ours", "processor_seconds"), 3), "times_less_processor": ratio("processor_seconds"),
            "peak_mb": round(max(r["ours"]["peak_mb"] for r in taken)), "duckdb_peak_mb": round(max(r["whole"]["peak_mb"] for r in taken)),
            "others_took": round(others, 3)}


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    file = prepare()
    for question in ("read", "scores", "calibration"):
        for threads in (1, 2):
            print(json.dumps(measure(file, threads, question, rounds)), flush=True)


if __name__ == "__main__":
    main()
