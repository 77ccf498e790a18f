#!/usr/bin/env python3
# Kills add, forecast, resolve and import at random moments: nothing acknowledged is lost, nothing is there by halves.
import argparse
import json
import os
import random
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import PROGRAM, Folder, finish

arguments = argparse.ArgumentParser()
arguments.add_argument("--rounds", type=int, default=500)
arguments.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 30))
options = arguments.parse_args()
chance = random.Random(options.seed)
print(f"seed {options.seed}, {options.rounds} rounds")
BOOK = 20


def book(start):
    entries = [f'[[statement]]\nid = "b{start}-{i}"\nkind = "prediction"\nsaid_by = "me"\nsaid_on = 2026-01-05\ntext = {{ en = "Book {start} entry {i}" }}\n'
               f'  [statement.question]\n  type = "binary"\n  criteria = "c"\n  due = 2027-01-01\n  [[statement.forecast]]\n  by = "me"\n'
               f'  made_at = 2026-01-05\n  predictive = {{ p = 0.5 }}\n' for i in range(BOOK)]
    return 'format = "hindsight/1"\n\n' + "\n".join(entries)


class Round:
    """What one record has acknowledged, and the next command to try."""

    def __init__(self, folder):
        self.folder, self.open, self.resolved, self.books, self.next = folder, set(), set(), set(), 0

    def command(self):
        self.next += 1
        kind = chance.choice(["add", "forecast", "resolve", "import"]) if self.open else "add"
        if kind == "add":
            return kind, f"s{self.next}", ["add", f"Statement {self.next}", "--id", f"s{self.next}", "--due", "2027-01-01", "--forecast", "60%"]
        if kind == "import":
            return kind, self.next, ["import", self.folder.file(f"{self.next}.toml", book(self.next))]
        name = chance.choice(sorted(self.open))
        return kind, name, ["forecast", name, "70%"] if kind == "forecast" else ["resolve", name, "yes"]

    def acknowledge(self, kind, what):
        if kind == "add":
            self.open.add(what)
        elif kind == "import":
            self.books.add(what)
        elif kind == "resolve":
            self.open.discard(what)
            self.resolved.add(what)

    def check(self, kind, what):
        faults = []
        listed = self.folder.run("list", "--json")
        if listed.returncode != 0:
            return [f"list ended {listed.returncode}: {listed.stderr}"]
        there = {entry["id"]: entry["status"] for entry in json.loads(listed.stdout)}
        faults += [f"{name} was acknowledged and is gone" for name in self.open | self.resolved if name not in there]
        faults += [f"{name} was resolved and is {there.get(name)}" for name in self.resolved if there.get(name) != "resolved"]
        for number in self.books | ({what} if kind == "import" else set()):
            count = sum(name.startswith(f"b{number}-") for name in there)
            if count != BOOK and (number in self.books or count != 0):
                faults.append(f"book {number} is there by halves: {count} of {BOOK}")
        known = self.open | self.resolved | {f"b{n}-{i}" for n in self.books for i in range(BOOK)}
        extra = set(there) - known
        allowed = {what} if kind == "add" else {f"b{what}-{i}" for i in range(BOOK)} if kind == "import" else set()
        faults += [f"{name} is there and nobody asked for it" for name in extra - allowed]
        # Whatever got in without being acknowledged is there from now on.
        if kind == "add" and what in there:
            self.open.add(what)
        if kind == "import" and extra & allowed:
            self.books.add(what)
        if kind == "resolve" and there.get(what) == "resolved":
            self.acknowledge(kind, what)
        return faults


def kill_once(state, typical):
    kind, what, command = state.command()
    child = subprocess.Popen([PROGRAM, *command], cwd=state.folder.path, env=state.folder.env, stdin=subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.perf_counter() + chance.random() * typical
    while time.perf_counter() < end:
        pass
    child.kill()
    status = child.wait()
    if status == 0:
        state.acknowledge(kind, what)
    faults = state.check(kind, what) if status in (0, -9) else [f"{command} ended {status}"]
    return faults, status == -9


faults, hits, done = [], 0, 0
while done < options.rounds and not faults:
    with Folder() as folder:
        folder.run("init")
        state = Round(folder)
        begin = time.perf_counter()
        folder.run("add", "First", "--id", "s0", "--due", "2027-01-01")
        state.open.add("s0")
        typical = 1.3 * (time.perf_counter() - begin)
        for _ in range(min(50, options.rounds - done)):
            more, hit = kill_once(state, typical)
            faults, hits, done = faults + more, hits + hit, done + 1
            if done % 5 == 0 or more:
                verified = folder.run("verify")
                if verified.returncode != 0:
                    faults.append(f"verify ended {verified.returncode}: {verified.stderr}")
print(f"{done} rounds, {hits} kills hit a running command")
if hits < options.rounds // 5:
    faults.append("too few kills hit a running command: the test tests nothing")
finish(faults)
