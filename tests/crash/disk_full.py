#!/usr/bin/env python3
# A file that may not grow: each command ends 0 or 6 with a message, what was acknowledged is there, an import is whole or absent, of a journal, too.
import json
import os
import resource
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import PROGRAM, SOURCE, Folder, finish

BOOK = os.path.join(SOURCE, "predictions.toml")
faults, full = [], 0


def limited(folder, size, *arguments):
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return subprocess.run([PROGRAM, *arguments], cwd=folder.path, env=folder.env, capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, preexec_fn=limit, timeout=120)


def one_size(size):
    global full
    with Folder() as folder:
        acknowledged = []
        for name, command in (("", ["init"]), ("a", ["add", "A", "--id", "a"]), ("b", ["add", "B", "--id", "b"]), ("li-three-factors", ["import", BOOK])):
            done = limited(folder, size, *command)
            if done.returncode not in (0, 6):
                faults.append(f"{size} bytes: {command[0]} ended {done.returncode}: {done.stderr}")
            if done.returncode == 6:
                full += 1
                if "[disk-full]" not in done.stderr:
                    faults.append(f"{size} bytes: {command[0]} does not name the full disk: {done.stderr}")
            elif name:
                acknowledged.append(name)
        if not os.path.exists(os.path.join(folder.path, "r.db")):
            return
        there = [entry["id"] for entry in json.loads(folder.run("list", "--json").stdout)]
        faults.extend(f"{size} bytes: {name} was acknowledged and is gone" for name in acknowledged if name not in there)
        book = len([name for name in there if name not in ("a", "b")])
        if book not in (0, 107):
            faults.append(f"{size} bytes: {book} statements of the book are there")
        for command in (["verify"], ["add", "Later", "--id", "later"]):
            done = folder.run(*command)
            if done.returncode != 0:
                faults.append(f"{size} bytes: with space again {command[0]} ended {done.returncode}: {done.stderr}")


def journal_at(folder, size, events, journal):
    """Imports a journal into r.db under the limit: afterwards it has all of the events or those that it had, and no other file is left."""
    global full
    files = set(os.listdir(folder.path)) | {"r.db"}
    done = limited(folder, size, "import", journal)
    full += done.returncode == 6
    if done.returncode not in (0, 6) or (done.returncode == 6 and "[disk-full]" not in done.stderr):
        faults.append(f"{size} bytes: import of a journal ended {done.returncode}: {done.stderr}")
    if set(os.listdir(folder.path)) - files - {"r.db-wal", "r.db-shm", "r.db-journal"}:
        faults.append(f"{size} bytes: a journal left {os.listdir(folder.path)}")
    there = os.path.exists(os.path.join(folder.path, "r.db"))
    wanted = events[1] if done.returncode == 0 else events[0]
    if there and folder.run("verify").returncode != 0:
        faults.append(f"{size} bytes: the record is damaged after the import of a journal")
    found = json.loads(folder.run("head", "--json").stdout)["size"] if there else 0
    if found != wanted:
        faults.append(f"{size} bytes: {found} events are there after an import that ended {done.returncode}, not {wanted}")


def journals(sizes):
    with Folder() as folder:
        events = {}
        for name, command in (("short.jsonl", ["init"]), ("long.jsonl", ["import", BOOK])):
            folder.run("--db", "own.db", *command)
            folder.run("--db", "own.db", "export", "--format", "jsonl", "--out", name)
            events[name] = json.loads(folder.run("--db", "own.db", "head", "--json").stdout)["size"]
        for size in sizes:
            for before in (None, "short.jsonl"):
                for name in ("r.db", "r.db-wal", "r.db-shm", "r.db-journal"):
                    if os.path.exists(os.path.join(folder.path, name)):
                        os.remove(os.path.join(folder.path, name))
                if before:
                    folder.run("import", before)
                journal_at(folder, size, (events.get(before, 0), events["long.jsonl"]), "long.jsonl")


journals([1 << bits for bits in range(12, 23)])
for step in range(0, 26):
    one_size(4096 * (1 << (step // 3)) * (4 + step % 3) // 4)
if full == 0:
    faults.append("no command met the full disk: the test tests nothing")
print(f"{full} commands met the full disk")
finish(faults)
