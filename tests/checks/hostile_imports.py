#!/usr/bin/env python3
# Hostile files of 16 MB and more are refused with a reason, in little memory, and leave no record behind.
import gzip
import io
import os
import resource
import sys
import tarfile
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import Folder, finish

MB = 1 << 20
MEMORY = 200 * MB
PREDICTIONBOOK = b'{"predictions":[{"description_with_group":"x","id":1'
IQISA = b"question_id,user_id,team_id,probability,answer_option,timestamp,outcome,date_start,open_time,close_time,resolve_time,q_title\n"


def zipped(name, data):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def tarred(count):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for i in range(count):
            archive.addfile(tarfile.TarInfo(f"{i}.csv"))
    return out.getvalue()


def files():
    """(name, content): each is refused with status 3."""
    yield "deep.json", b'[{"event":1,"time_known":2,"responses":' + b"[" * (16 * MB - 100)
    yield "wide.json", b'[{"event":1,"time_known":2,"responses":[' + b"1," * (8 * MB - 100) + b"1]}]"
    yield "empty-lists.json", PREDICTIONBOOK + b',"a":[' + b"[]," * (5 * MB) + b"[]]}]}"
    yield "objects.json", PREDICTIONBOOK + b',"a":[' + b'{"b":0},' * (2 * MB - 100) + b"0]}]}"
    yield "long-text.json", PREDICTIONBOOK + b',"a":"' + b"x" * (15 * MB) + b'"}]}'
    yield "keys.json", PREDICTIONBOOK + b"".join(b',"k%07d":0' % i for i in range(1_200_000)) + b"}]}"
    yield "too-large.json", PREDICTIONBOOK + b" " * (17 * MB) + b"}]}"
    yield "not-utf8.json", PREDICTIONBOOK + b',"a":"\xff\xfe"' + b" " * (15 * MB) + b"}]}"
    yield "open-quote.csv", IQISA + b'"' + b"x" * (16 * MB)
    yield "open-quote-lines.csv", IQISA + b'"' + b"x\n" * (8 * MB)
    yield "long-cell.csv", IQISA + b"q" * (16 * MB) + b",a,0,0.5,1,2020-01-01 00:00:00\n"
    yield "ragged.csv", IQISA + b",\n" * (8 * MB)
    yield "bomb.zip", zipped("a.json", b"[" + b" " * (300 * MB))
    yield "bomb.csv.gz", gzip.compress(IQISA + b"q,a\n" * (60 * MB), 9)
    yield "members.tar.gz", tarred(20_000)
    yield "nothing.bin", os.urandom(16 * MB)
    yield "zeros.bin", bytes(16 * MB)
    yield "deep.toml", b'format = "hindsight/1"\na = ' + b"[" * (16 * MB)


def peak_of_children():
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def run(name, content):
    """In a process of its own, whose peak of memory is this file's alone."""
    faults = []
    with Folder() as folder:
        with open(os.path.join(folder.path, name), "wb") as out:
            out.write(content)
        done = folder.run("import", name, "--zone", "UTC")
        if done.returncode != 3:
            faults.append(f"{name}: ends {done.returncode} instead of 3: {done.stderr[-300:]}")
        if "error:" not in done.stderr:
            faults.append(f"{name}: no reason is given")
        if "hindsight.db" in os.listdir(folder.path) or "r.db" in os.listdir(folder.path):
            faults.append(f"{name}: a record was left behind")
        if len(done.stderr) > 100_000:
            faults.append(f"{name}: {len(done.stderr)} characters of messages")
        # A sanitizer's own memory is not the program's.
        if "ASAN_OPTIONS" not in os.environ and peak_of_children() > MEMORY:
            faults.append(f"{name}: took {peak_of_children() // MB} MB")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


def main():
    failed = []
    for name, content in files():
        child = os.fork()
        if child == 0:
            os._exit(run(name, content))
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0:
            failed.append(name)
    finish([f"{name} failed" for name in failed])


main()
