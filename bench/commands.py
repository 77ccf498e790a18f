# Measures whole commands over flat files of a million rows against reading those files and against peers; for kernels.py.
import math
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import machine
from table import HEAD, Measured, line, under

BUILD = os.environ.get("HINDSIGHT_BUILD", os.path.join(os.path.dirname(os.path.abspath(__file__)), "../build/bench"))
PROGRAM = os.path.join(BUILD, "hindsight")
# The system's Python first: the peers are packages of the system.
PYTHON = "/usr/bin/python3" if os.path.exists("/usr/bin/python3") else sys.executable
ROWS = 1_000_000
LEVELS = [0.01, 0.025, *(round(0.05 * i, 2) for i in range(1, 20)), 0.975, 0.99]
MODELS, LOCATIONS, HORIZONS = 10, 53, 4
HUB_RULES = "wis,wis_dispersion,wis_underprediction,wis_overprediction,bias"


def task_of(number):
    """Columns that model output and target data share: horizon, location, and the week that was forecast."""
    week = number // (LOCATIONS * HORIZONS)
    horizon = number // LOCATIONS % HORIZONS
    return f"{horizon},{number % LOCATIONS + 1:02},{time.strftime('%Y-%m-%d', time.gmtime(86400 * (19000 + 7 * (week + horizon))))}"


def write_hub(path, truth):
    """Model output of a hub: 23 quantiles of weekly counts by 10 models, and what was counted."""
    draw = random.Random(20240824)
    offsets = [statistics.NormalDist().inv_cdf(level) for level in LEVELS]
    tasks = math.ceil(ROWS / len(LEVELS) / MODELS)
    counted = {}
    with open(path, "w", encoding="ascii") as out:
        out.write("model_id,origin_date,target,horizon,location,target_end_date,output_type,output_type_id,value\n")
        for number in range(tasks):
            task = task_of(number)
            place = task.split(",", 1)[1]
            centre = counted.setdefault(place, round(draw.lognormvariate(5, 1)))
            for model in range(MODELS):
                middle, scale = centre * draw.uniform(0.7, 1.4), centre * draw.uniform(0.1, 0.3)
                start = f"model-{model},2022-01-08,wk inc flu hosp,{task},quantile"
                out.writelines(f"{start},{level},{max(0, middle + scale * z):.2f}\n" for level, z in zip(LEVELS, offsets))
    with open(truth, "w", encoding="ascii") as out:
        out.write("location,target_end_date,observation\n")
        out.writelines(f"{place},{count}\n" for place, count in counted.items())


def write_events(path):
    draw = random.Random(20240825)
    with open(path, "w", encoding="ascii") as out:
        out.write("forecaster,question,probability,outcome\n")
        for number in range(ROWS):
            p = draw.random()
            out.write(f"f{number % 100},q{number // 100},{p:.4f},{int(draw.random() < p)}\n")


def run(command):
    """(nanoseconds, MB at the peak) of a command."""
    begin = time.perf_counter_ns()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    taken = time.perf_counter_ns() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return taken, used.ru_maxrss / 1024


LOADTXT = ("import sys, numpy; p, y = numpy.loadtxt(sys.argv[1], delimiter=',', skiprows=1, usecols=(2, 3), unpack=True);"
           "print(((p - y) ** 2).mean(), -numpy.log(numpy.where(y == 1, p, 1 - p)).mean())")
READ_CSV = [PYTHON, "-c", "import csv, sys; print(sum(1 for _ in csv.reader(open(sys.argv[1]))))"]
R_READ = ["Rscript", "-e", "nrow(read.csv(commandArgs(TRUE)[1]))"]
R_EVENTS = ["Rscript", "-e", "d <- read.csv(commandArgs(TRUE)[1]); mean((d$probability - d$outcome)^2)"]


def cases(folder):
    """What is measured: words, command, file, target, and {peer: command}."""
    hub, truth, events = (os.path.join(folder, name) for name in ("hub.csv", "truth.csv", "events.csv"))
    write_hub(hub, truth)
    write_events(events)
    of_hub = [PROGRAM, "score", hub, "--observed", truth, "--by", "model_id", "--rule", HUB_RULES, "--json"]
    of_events = [PROGRAM, "score", events, "--by", "forecaster", "--rule", "brier,log", "--json"]
    yield ("a hub's CSV, 23 quantiles: WIS with parts, bias, coverage, calibration, intervals, by model", [*of_hub, "--diagnostics"], hub,
           under(600, "ms"), {"Python's csv, rows only": [*READ_CSV, hub], "base R, read.csv only": [*R_READ, hub]})
    yield ("the same without `--diagnostics`: WIS with parts, bias", of_hub, hub, None, {})
    yield ("events in a CSV: Brier and log by 100 forecasters", of_events, events, None,
           {"Python's csv, rows only": [*READ_CSV, events], "NumPy, loadtxt and both means": [PYTHON, "-c", LOADTXT, events],
            "base R, read.csv and Brier": [*R_EVENTS, events]})
    yield ("the same with `--diagnostics`: intervals, calibration, ROC", [*of_events, "--diagnostics"], events, None, {})


def measure_case(rounds, what, ours, file, target, peers):
    """Prints the lines of a case; gives what others took of the processors, and the peak memory."""
    programs = {"ours": ours, "cat": ["cat", file], **{name: command for name, command in peers.items() if shutil.which(command[0])}}
    others, taken = machine.calmest(rounds, lambda: {name: run(command) for name, command in programs.items()})
    medians = {name: statistics.median(of_round[name][0] for of_round in taken) for name in programs}
    multiple = statistics.median(of_round["ours"][0] / of_round["cat"][0] for of_round in taken)
    print(line(what, Measured(medians["ours"], "ms", multiple), target), flush=True)
    for name in (name for name in programs if name in peers):
        print(line("", Measured(medians["ours"], "ms", None, medians[name] / medians["ours"]), None, name, medians[name]))
    return others, max(of_round["ours"][1] for of_round in taken)


def measure(rounds):
    print(HEAD)
    notes = []
    with tempfile.TemporaryDirectory() as folder:
        for what, ours, file, target, peers in cases(folder):
            others, peak = measure_case(rounds, what, ours, file, target, peers)
            notes.append(f"| {what} | {os.path.getsize(file) / 1e6:.0f} MB | {peak:.0f} MB | {others:.0%} |")
    print("\n| what | file | peak memory | other work took at most, of the processors |\n|---|--:|--:|--:|")
    print("\n".join(notes))
