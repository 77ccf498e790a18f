#!/usr/bin/env python3
# Times what others offer for the same columns: scikit-learn, NumPy, base R. For kernels.py; one process a round.
# Usage: bench/peers.py ROWS, prints {kernel: {peer: seconds}} as JSON.
import json
import shutil
import subprocess
import sys
import time
import warnings


def python_peers(rows):
    import numpy
    from sklearn.metrics import brier_score_loss, log_loss

    random = numpy.random.default_rng(20240823)
    p = random.random(rows)
    y = (random.random(rows) < p).astype(numpy.uint8)

    def numpy_log():
        return -numpy.mean(numpy.log(numpy.where(y == 1, p, 1 - p)))

    def numpy_bins():
        index = numpy.minimum((p * 10).astype(numpy.int64), 9)
        return [numpy.bincount(index, weights, 10) for weights in (None, p, y)]

    return {
        "brier": {"NumPy": lambda: numpy.mean((p - y) ** 2), "scikit-learn": lambda: brier_score_loss(y, p)},
        "log": {"NumPy": numpy_log, "scikit-learn": lambda: log_loss(y, p)},
        "all": {"NumPy": lambda: (numpy.mean((p - y) ** 2), numpy_log(), numpy_bins())},
    }


# The same in base R. A warm-up run first: R compiles and collects garbage on its own schedule.
R_PEERS = """
rows <- as.integer(commandArgs(TRUE)[1])
set.seed(1)
p <- runif(rows)
y <- as.integer(runif(rows) < p)
peers <- list(brier = function() mean((p - y)^2), log = function() -mean(log(ifelse(y == 1L, p, 1 - p))))
for (name in names(peers)) { peers[[name]](); cat(name, system.time(peers[[name]]())[["elapsed"]], "\\n") }
"""


def r_peers(rows):
    printed = subprocess.run(["Rscript", "-e", R_PEERS, str(rows)], check=True, capture_output=True, text=True).stdout
    return {name: float(seconds) for name, seconds in (line.split() for line in printed.splitlines())}


def seconds(call):
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def main():
    warnings.simplefilter("ignore")
    rows = int(sys.argv[1])
    taken = {kernel: {peer: seconds(call) for peer, call in peers.items()} for kernel, peers in python_peers(rows).items()}
    if shutil.which("Rscript"):
        for kernel, time_taken in r_peers(rows).items():
            taken[kernel]["base R"] = time_taken
    print(json.dumps(taken))


if __name__ == "__main__":
    main()
