#!/usr/bin/env python3
# Every hostile table and JSON text of the corpora is scored or refused with a message; never a crash or a hang.
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import SHARED, Folder, finish, need_shared

need_shared()
faults, seen = [], 0


def files_in(*parts):
    folder = os.path.join(SHARED, "corpora", *parts)
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if os.path.isfile(os.path.join(folder, name))]


def first_columns(path):
    with open(path, "rb") as file:
        header = file.readline().strip(b"\r\n\xef\xbb\xbf")
    for separator in (b"\t", b";", b","):
        if separator in header:
            return [name.strip(b'"').decode("utf-8", "replace") for name in header.split(separator)]
    return []


with Folder() as folder:
    for path in files_in("csv-hostile-own") + files_in("csv-spectrum/csvs") + files_in("csv-formula"):
        names = [name for name in first_columns(path) if name and "=" not in name][:2]
        mapped = [word for role, name in zip(("probability", "outcome"), names) for word in ("--map", f"{role}={name}")]
        for arguments in (["score", path], ["score", path, "--each", *mapped], ["score", path, "--by", (names or ["x"])[0], *mapped]):
            done = folder.run(*arguments)
            seen += 1
            if done.returncode not in (0, 1, 2, 3) or (done.returncode > 1 and "error:" not in done.stderr):
                faults.append(f"{arguments} ended {done.returncode}: {done.stderr[:300]}")
    for path in files_in("json-test-suite/test_parsing"):
        done = folder.run("score", path, "--format", "jsonl", "--each")
        seen += 1
        if done.returncode not in (0, 1, 3):
            faults.append(f"{path} ended {done.returncode}: {done.stderr[:300]}")
if seen < 300:
    faults.append(f"only {seen} runs: the check looks at the wrong folder")
print(f"{seen} runs")
finish(faults)
