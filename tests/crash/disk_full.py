#!/usr/bin/env python3
# A file that may not grow: each command ends 0 or 6 with a message, what was acknowledged is there, an import is whole or absent.
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


for step in range(0, 26):
    one_size(4096 * (1 << (step // 3)) * (4 + step % 3) // 4)
if full == 0:
    faults.append("no command met the full disk: the test tests nothing")
print(f"{full} commands met the full disk")
finish(faults)
