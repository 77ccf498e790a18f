#!/usr/bin/env python3
# Measures the engine against reading the same columns or files, and against peers, all in one run; prints the tables of
# docs/performance.md. Usage: bench/kernels.py [KERNEL|commands]… after `cmake --build --preset bench`.
import json
import os
import statistics
import subprocess
import sys

import commands
import machine
from table import HEAD, Measured, line, times_faster, times_reading, under

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.join(commands.BUILD, "bench/kernels")
ROUNDS = 5  # of a group's kernels and their peers in turn; in each a kernel and the reading of its columns take turns three times
PAIRS = 3

# group of kernels -> kernel -> what it is, in what unit, and its target
GROUPS = {
    "events": {
        "brier": ("Brier mean, with checks and variance", "ns", times_reading(1.3)),
        "brier/portable": ("Brier mean, by vectors of two", "ns", times_reading(2)),
        "brier/threads": ("Brier mean, two threads (bound by memory)", "ns", None),
        "brier/each": ("Brier score of every row", "ns", None),
        "brier/by_row": ("Brier mean, a call for every row", "ns", None),
        "log": ("log score mean, with checks and variance", "ns", under(3, "ns")),
        "log/portable": ("log score mean, by vectors of two", "ns", None),
        "log/threads": ("log score mean, two threads", "ns", times_faster(1.8)),
        "log/each": ("log score of every row", "ns", None),
        "log/by_row": ("log score mean, a call for every row", "ns", None),
        "all": ("Brier and log means and 10 reliability bins", "ns", under(5, "ns")),
        "all/threads": ("all these, two threads", "ns", times_faster(1.8)),
        "all/stream": ("all these, into an exact accumulator", "ns", None),
    },
    "distributions": {
        "crps_normal": ("CRPS of normals", "ns", under(5.5, "ns")),
        "crps_normal/threads": ("CRPS of normals, two threads", "ns", times_faster(1.8)),
        "crps_lognormal": ("CRPS of lognormals", "ns", under(10, "ns")),
        "crps_logistic": ("CRPS of logistics", "ns", under(10, "ns")),
        "crps_laplace": ("CRPS of Laplace distributions", "ns", under(10, "ns")),
        "crps_exponential": ("CRPS of exponentials", "ns", under(10, "ns")),
        "crps_uniform": ("CRPS of uniforms", "ns", under(10, "ns")),
        "crps_gamma": ("CRPS of gammas", "ns", under(350, "ns")),
        "crps_gamma/threads": ("CRPS of gammas, two threads", "ns", times_faster(1.8)),
        "crps_student_t": ("CRPS of Student's t", "ns", under(500, "ns")),
        "crps_beta": ("CRPS of betas", "ns", under(1500, "ns")),
    },
    "samples": {
        "crps_sample": ("CRPS of 51 samples", "ns", under(280, "ns")),
        "crps_sample/threads": ("CRPS of 51 samples, two threads", "ns", times_faster(1.8)),
        "crps_sample_sorted": ("CRPS of 51 samples, sorted already", "ns", under(35, "ns")),
    },
    "quantiles": {
        "wis": ("WIS of 23 quantiles and its three parts", "ns", under(20, "ns")),
        "wis_coverage": ("all these, and coverage of two intervals", "ns", None),
        "wis/each": ("WIS and its parts for every row", "ns", None),
    },
    "sets": {
        "corp/many": ("CORP with pools, and AUC, with the sort; 10⁷ rows", "ns", under(70, "ns")),
        "corp": ("CORP with pools, and AUC, with the sort; 10⁶ rows", "ns", under(70, "ns")),
        "auc": ("AUC, with the sort", "ns", None),
        "bins": ("10 reliability bins", "ns", None),
        "band": ("consistency band, 100 resamples over 10⁵ rows", "ms", under(200, "ms")),
        "bootstrap": ("1,000 bootstraps of a mean, 10⁶ rows in 10⁴ clusters", "ms", under(500, "ms")),
        "metaculus_peer": ("peer scores, 2,000 forecasters with 4 updates", "ms", under(5, "ms")),
    },
}
PEER_TARGETS = {"scikit-learn": times_faster(25), "NumPy": times_faster(3), "base R": times_faster(10)}
WITH_PEER_TARGETS = ("brier", "log")


def kernels(group, names):
    """{kernel: [its runs]} of one round; a run has nanoseconds a row of the `kernel`, of reading, and of what it is `against`."""
    command = [PROGRAM, group, "--benchmark_format=json", f"--benchmark_repetitions={PAIRS}", f"--benchmark_filter=^({'|'.join(names)})/iterations"]
    taken = {}
    for run in json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["benchmarks"]:
        if run["run_type"] == "iteration":
            taken.setdefault(run["name"].split("/iterations")[0], []).append(run)
    return taken


def peers(names):
    """{kernel: {peer: nanoseconds a row}} of one round."""
    return json.loads(subprocess.run([commands.PYTHON, os.path.join(HERE, "peers.py"), *names], check=True, capture_output=True, text=True).stdout)


def lines(kernel, row, runs, peer_rounds):
    """A line for the kernel, and one for each peer."""
    what, unit, target = row
    rows = runs[0]["rows"] if unit == "ms" else 1  # to the unit from nanoseconds a row
    time = statistics.median(run["kernel"] for run in runs) * rows
    multiple = statistics.median(run["kernel"] / run["read"] for run in runs)
    if "against" in runs[0]:
        faster = statistics.median(run["against"] / run["kernel"] for run in runs)
        its = statistics.median(run["against"] for run in runs) * rows
        yield line(what, Measured(time, unit, multiple, faster), target, "one thread", its)
    else:
        yield line(what, Measured(time, unit, multiple), target)
    for peer in peer_rounds[0]:
        its = statistics.median(of_round[peer] for of_round in peer_rounds) * rows
        yield line("", Measured(time, unit, None, its / time), PEER_TARGETS.get(peer) if kernel in WITH_PEER_TARGETS else None, peer, its)


def measure_kernels(wanted):
    print(HEAD)
    disturbed = {}
    for group, members in GROUPS.items():
        names = [name for name in members if name in wanted]
        if not names:
            continue
        disturbed[group], rounds = machine.calmest(ROUNDS, lambda: (kernels(group, names), peers(names)))
        for name in names:
            runs = [run for ours, _ in rounds for run in ours[name]]
            print("\n".join(lines(name, members[name], runs, [theirs.get(name, {}) for _, theirs in rounds])), flush=True)
    print("\nOther work took at most, of the processors: " + ", ".join(f"{group} {others:.0%}" for group, others in disturbed.items()) + ".")


def main():
    known = [*(name for members in GROUPS.values() for name in members), "commands"]
    wanted = sys.argv[1:] or known
    if unknown := [name for name in wanted if name not in known]:
        sys.exit(f"no kernel {unknown[0]}; there are: {' '.join(known)}")
    if wanted != ["commands"]:
        measure_kernels(wanted)
    if "commands" in wanted:
        print()
        commands.measure(ROUNDS)


if __name__ == "__main__":
    main()
