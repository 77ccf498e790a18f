#!/usr/bin/env python3
# Measures the kernels over columns against reading those columns and against peers, all in one run; prints the table of
# docs/performance.md. Usage: bench/kernels.py [KERNEL]… after `cmake --build --preset bench --target kernels`.
import json
import os
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.path.join(os.environ.get("HINDSIGHT_BUILD", os.path.join(HERE, "../build/bench")), "bench/kernels")
# The system's Python first: the peers are packages of the system.
PYTHON = "/usr/bin/python3" if os.path.exists("/usr/bin/python3") else sys.executable
ROUNDS = 5  # of all kernels and peers in turn; in each a kernel and the reading of its columns take turns three times
PAIRS = 3
PEER_ROWS = 10_000_000

# kernel -> what it is, and its target
KERNELS = {
    "brier": ("Brier mean, with checks and variance", "1.3 times reading"),
    "brier/threads": ("Brier mean, two threads", ""),
    "brier/portable": ("Brier mean, by vectors of two", "2 times reading"),
    "brier/each": ("Brier score of every row", ""),
    "brier/by_row": ("Brier mean, a call for every row", ""),
    "log": ("log score mean, with checks and variance", "3 ns"),
    "log/threads": ("log score mean, two threads", "1.8 times faster than one"),
    "log/portable": ("log score mean, by vectors of two", ""),
    "log/each": ("log score of every row", ""),
    "log/by_row": ("log score mean, a call for every row", ""),
    "all": ("Brier and log means and 10 reliability bins", "5 ns"),
    "all/threads": ("all these, two threads", "1.8 times faster than one"),
    "all/stream": ("all these, into an exact accumulator", ""),
}


def kernels(wanted):
    """{kernel: [(ns a row, ns a row of reading)]} of one round."""
    command = [PROGRAM, "--benchmark_format=json", f"--benchmark_repetitions={PAIRS}"]
    if wanted:
        command.append(f"--benchmark_filter=^({'|'.join(wanted)})/iterations")
    runs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["benchmarks"]
    taken = {}
    for run in (run for run in runs if run["run_type"] == "iteration"):
        taken.setdefault(run["name"].split("/iterations")[0], []).append((run["kernel"], run["read"]))
    return taken


def peers():
    command = [PYTHON, os.path.join(HERE, "peers.py"), str(PEER_ROWS)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def lines(kernel, pairs, taken):
    """The lines of a kernel: one for each peer, or a single one."""
    what, target = KERNELS.get(kernel, (kernel, ""))
    ours = statistics.median(kernel_ns for kernel_ns, _ in pairs)
    multiple = statistics.median(kernel_ns / read_ns for kernel_ns, read_ns in pairs)
    start = f"| {what} | {ours:.2f} | {multiple:.2f} |"
    of_kernel = taken.get(kernel, {})
    if not of_kernel:
        return [f"{start} | | | {target} |"]
    medians = {peer: statistics.median(times) * 1e9 / PEER_ROWS for peer, times in of_kernel.items()}
    return [f"{start} {peer} | {ns:.3g} | {ns / ours:.1f} | {target} |" for peer, ns in medians.items()]


def main():
    ours, theirs = {}, {}
    for _ in range(ROUNDS):
        for kernel, pairs in kernels(sys.argv[1:]).items():
            ours.setdefault(kernel, []).extend(pairs)
        for kernel, of_kernel in peers().items():
            for peer, seconds in of_kernel.items():
                theirs.setdefault(kernel, {}).setdefault(peer, []).append(seconds)
    print("| what | ns a row | times reading its columns | peer | its ns a row | times faster | target |\n|---|--:|--:|---|--:|--:|---|")
    for kernel, pairs in ours.items():
        print("\n".join(lines(kernel, pairs, theirs)))


if __name__ == "__main__":
    main()
