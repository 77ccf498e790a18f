# Rounds of measurement on a machine that may have other work: those that it disturbed are taken again.
import os

CALM = 0.03  # share of all processors that others may take
AGAIN = 4  # at most so many times the rounds that are needed


def processors():
    """(seconds that all processors have been at work, seconds that passed on them); zeros where the system does not say."""
    try:
        with open("/proc/stat", encoding="ascii") as stat:
            times = [int(field) for field in stat.readline().split()[1:9]]
    except OSError:
        return 0, 0
    tick = os.sysconf("SC_CLK_TCK")
    return (sum(times) - times[3] - times[4]) / tick, sum(times) / tick  # without idle, and waiting for a disk


def used():
    return sum(os.times()[:4])  # of this process and those it waited for


def watched(take):
    """(share of the processors that others took meanwhile, what `take` gives)"""
    (busy, passed), own = processors(), used()
    taken = take()
    (busy_then, passed_then), own_then = processors(), used()
    others = (busy_then - busy) - (own_then - own)
    return max(0.0, others / max(passed_then - passed, 1e-9)), taken


def calmest(rounds, take):
    """(the largest share that others took in them, what `take` gave in the calmest rounds), as soon as enough are calm."""
    taken = []
    while len(taken) < AGAIN * rounds and sum(others <= CALM for others, _ in taken) < rounds:
        taken.append(watched(take))
    chosen = sorted(taken, key=lambda pair: pair[0])[:rounds]
    return chosen[-1][0], [result for _, result in chosen]
