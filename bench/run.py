#!/usr/bin/env python3
# Measures whole commands against the sqlite3 shell in the same run: medians, and ratios against the targets.
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

PROGRAM = os.environ.get("HINDSIGHT", os.path.join(os.path.dirname(__file__), "../build/release/hindsight"))
STATEMENTS = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
FORECASTS = 10  # for each statement


def seconds(command, **options):
    begin = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    return time.perf_counter() - begin


def medians(*commands, rounds=5):
    """Interleaved, so that both sides see the same machine."""
    taken = [[] for _ in commands]
    for _ in range(rounds):
        for index, command in enumerate(commands):
            taken[index].append(seconds(command() if callable(command) else command))
    return [statistics.median(times) for times in taken]


def write_book(path):
    with open(path, "w", encoding="utf-8") as out:
        out.write('format = "hindsight/1"\n\n')
        for i in range(STATEMENTS):
            year = 2021 + i % 5
            out.write(f'[[statement]]\nid = "s{i}"\nkind = "prediction"\nsaid_by = "me"\nsaid_on = {year}-01-05\n'
                      f'text = {{ en = "Statement number {i} of a generated book, about as long as a sentence is", zh = "第 {i} 句话" }}\ntags = ["t{i % 50}"]\n\n'
                      f'  [statement.question]\n  type = "binary"\n  criteria = "Yes if the generated outcome is yes on the due date."\n  due = {year}-12-31\n\n')
            for month in range(1, FORECASTS + 1):
                out.write(f'  [[statement.forecast]]\n  by = "me"\n  made_at = {year}-{month:02}-10\n  predictive = {{ p = 0.{(i * 7 + month * 13) % 98 + 1:02} }}\n\n')
            if i % 3:
                out.write(f'  [[statement.resolution]]\n  outcome = "{"yes" if i % 2 else "no"}"\n  decided_on = {year}-12-01\n  by = "me"\n\n')


def row(what, ours, peer, target):
    print(f"| {what} | {ours * 1000:.1f} ms | {peer * 1000:.1f} ms | {ours / peer:.2f} | {target} |", flush=True)


with tempfile.TemporaryDirectory() as folder:
    db, plain, book = (os.path.join(folder, name) for name in ("r.db", "plain.db", "book.toml"))
    print("| what | hindsight | peer | ratio | target |\n|---|---|---|---|---|")
    ours, peer = medians([PROGRAM, "--version"], ["sqlite3", "--version"], rounds=51)
    row("`--version` against `sqlite3 --version`", ours, peer, "under 2")

    subprocess.run([PROGRAM, "--db", db, "--quiet", "init"], check=True)
    pragmas = "PRAGMA journal_mode=delete; PRAGMA synchronous=extra; PRAGMA secure_delete=on; PRAGMA foreign_keys=on;"
    subprocess.run(["sqlite3", plain, "create table t(id integer primary key, body text) strict"], check=True)
    number = iter(range(10_000))
    ours, peer = medians(lambda: [PROGRAM, "--db", db, "--quiet", "add", f"Statement {next(number)}", "--due", "2027-01-01", "--forecast", "60%"],
                         lambda: ["sqlite3", plain, pragmas + "insert into t(body) values('a statement of about the same length')"], rounds=31)
    row("`add` against one durable insert", ours, peer, "under 2")

    write_book(book)
    taken = seconds([PROGRAM, "--db", db, "--quiet", "import", book])
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    size = os.path.getsize(book) / 1e6
    print(f"| import of {STATEMENTS} statements, {STATEMENTS * FORECASTS} forecasts ({size:.0f} MB) | {taken:.1f} s, {memory:.0f} MB | - | "
          f"{STATEMENTS * FORECASTS / taken:.0f} forecasts/s | under 2 GB |", flush=True)
    sql_list = "select s.id, s.due, p.id, s.text_en, s.kind, s.said_on from statement s join person p on p.key = s.speaker order by s.key"
    for what, command, sql in (
            ("list", ["list"], sql_list),
            ("show", ["show", "s500"], "select * from statement where id='s500'; select * from forecast where statement=(select key from statement where id='s500')"),
            ("due", ["due", "--within", "30d"], sql_list.replace("order by s.key", "where s.due < 1800000000000000 and s.key not in (select statement from resolution) order by s.due")),
            ("report 2024", ["report", "2024", "--format", "json"],
             "select * from statement where said_on between 19723 and 20088; select f.* from forecast f join statement s on s.key = f.statement where s.said_on between 19723 and 20088")):
        ours, peer = medians([PROGRAM, "--db", db, *command], ["sqlite3", "-readonly", db, sql], rounds=5)
        row(f"`{what}` against the bare query", ours, peer, "under 2" if what.startswith("report") else "under 3")
