#!/usr/bin/env python3
# Measures hindsight against its peers in the same run: interleaved, medians, as ratios; prints the tables of
# docs/performance.md. Usage: bench/run.py [STATEMENTS] after `cmake --build --preset bench`.
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

BUILD = os.environ.get("HINDSIGHT_BUILD", os.path.join(os.path.dirname(__file__), "../build/bench"))
PROGRAM = os.path.join(BUILD, "hindsight")
STATEMENTS = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
FORECASTS = 10  # for each statement
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def seconds(command):
    begin = time.perf_counter()
    subprocess.run(command, check=True, **QUIET)
    return time.perf_counter() - begin


def medians(ours, peer, rounds):
    """Interleaved, so that both sides see the same machine. A command may be made anew for each round."""
    taken = ([], [])
    for _ in range(rounds):
        for times, command in zip(taken, (ours, peer)):
            times.append(seconds(command() if callable(command) else command))
    return [statistics.median(times) for times in taken]


def measured(name, *arguments):
    """What one of the programs beside this file prints as JSON."""
    output = subprocess.run([os.path.join(BUILD, "bench", name), *arguments], check=True, capture_output=True, text=True).stdout
    return json.loads(output)


def row(what, ours, peer, target):
    scale, unit = (1, "s") if ours >= 1 else (1000, "ms")
    print(f"| {what} | {ours * scale:.3g} {unit} | {peer * scale:.3g} {unit} | {ours / peer:.2f} | {target} |", flush=True)


def write_book(path):
    with open(path, "w", encoding="utf-8") as out:
        out.write('format = "hindsight/1"\n\n')
        for i in range(STATEMENTS):
            year = 2021 + i % 5
            out.write(f'[[statement]]\nid = "s{i}"\nkind = "prediction"\nsaid_by = "me"\nsaid_on = {year}-01-05\n'
                      f'text = {{ en = "Statement number {i} of a generated book, about as long as a sentence is", zh = "第 {i} 句话" }}\n'
                      f'tags = ["t{i % 50}"]\n\n  [statement.question]\n  type = "binary"\n'
                      f'  criteria = "Yes if the generated outcome is yes on the due date."\n  due = {year}-12-31\n\n')
            for month in range(1, FORECASTS + 1):
                out.write(f'  [[statement.forecast]]\n  by = "me"\n  made_at = {year}-{month:02}-10\n'
                          f'  predictive = {{ p = 0.{(i * 7 + month * 13) % 98 + 1:02} }}\n\n')
            if i % 3:
                out.write(f'  [[statement.resolution]]\n  outcome = "{"yes" if i % 2 else "no"}"\n'
                          f'  decided_on = {year}-12-01\n  by = "me"\n\n')


def measure_start():
    row("`--version` against `sqlite3 --version`", *medians([PROGRAM, "--version"], ["sqlite3", "--version"], 51), "under 2")


def measure_add(folder):
    """The same settings in the sqlite3 shell: rollback journal, synchronous EXTRA, secure_delete, foreign keys."""
    db, plain = os.path.join(folder, "add.db"), os.path.join(folder, "plain.db")
    subprocess.run([PROGRAM, "--db", db, "--quiet", "init"], check=True)
    subprocess.run(["sqlite3", plain, "CREATE TABLE t (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT"], check=True)
    insert = ("PRAGMA journal_mode=delete; PRAGMA synchronous=extra; PRAGMA secure_delete=on; PRAGMA foreign_keys=on;"
              "INSERT INTO t (body) VALUES ('a statement of about the same length')")
    numbers = iter(range(1_000_000))
    add = lambda: [PROGRAM, "--db", db, "--quiet", "add", f"Statement {next(numbers)}", "--due", "2027-01-01", "--forecast", "60%"]
    row("`add` against one durable insert by the sqlite3 shell", *medians(add, ["sqlite3", plain, insert], 51), "under 2")


def measure_import(folder, db, book):
    write_book(book)
    subprocess.run([PROGRAM, "--db", db, "--quiet", "init"], check=True)
    ours = seconds([PROGRAM, "--db", db, "--quiet", "import", book])
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    peer = measured("toml_parse", book)
    row(f"`import` of a book ({os.path.getsize(book) / 1e6:.0f} MB) against toml++ parsing it", ours, peer["seconds"], "under 3")
    return memory, peer["megabytes"]


STATEMENT_ROWS = "FROM statement s JOIN person p ON p.key = s.speaker"
BARE = {
    "list": ["list"],
    "show": ["show", "s500"],
    "due": ["due", "--within", "30d"],
}
BARE_SQL = {
    "list": f"SELECT s.id, s.type, s.retracted, s.outcome_kind, s.closes, s.due, p.id, s.text_en, s.text_zh {STATEMENT_ROWS} ORDER BY s.key",
    "show": "SELECT * FROM statement WHERE id = 's500'; SELECT h.*, t.* FROM history h JOIN part t ON t.seq = h.seq WHERE h.statement = "
            "(SELECT key FROM statement WHERE id = 's500'); SELECT * FROM forecast WHERE statement = (SELECT key FROM statement WHERE id = 's500')",
    "due": f"SELECT s.id, s.closes, s.due, p.id, s.text_en, s.text_zh {STATEMENT_ROWS} WHERE s.type IS NOT NULL AND s.retracted = 0 "
           "AND s.outcome_kind IS NULL AND s.due <= unixepoch('now', '+30 days') * 1000000 ORDER BY s.due, s.key",
}


def measure_questions(db):
    for name, command in BARE.items():
        ours = [PROGRAM, "--db", db, *command]
        row(f"`{' '.join(command)}` against the bare query in the sqlite3 shell", *medians(ours, ["sqlite3", "-readonly", db, BARE_SQL[name]], 11), "under 3")
    times = measured("report_year", db, "2024")
    row(f"`report 2024` ({times['statements']} statements) without bootstrap and rendering against SQLite reading its {times['rows']} rows",
        times["report"], times["sqlite"], "under 2")


def measure_tables(folder):
    """The same number of forecasts as one of our own tables; the statements are there already."""
    db, statements, forecasts = (os.path.join(folder, name) for name in ("tables.db", "statements.csv", "forecasts.csv"))
    count, people = STATEMENTS * FORECASTS, 1000
    with open(statements, "w", encoding="utf-8") as out:
        out.write("id,text,speaker,said_on,due\n")
        out.writelines(f"s{i},Statement number {i} of a generated table,p0,2024-01-01,2025-01-01\n" for i in range(STATEMENTS))
    with open(forecasts, "w", encoding="utf-8") as out:
        out.write("statement,forecaster,made_at,probability\n")
        out.writelines(f"s{i % STATEMENTS},p{i * 31 % people},2024-{1 + i % 12:02}-{1 + i % 28:02},0.{i * 7919 % 998 + 1:03}\n" for i in range(count))
    subprocess.run([PROGRAM, "--db", db, "--quiet", "import", statements], check=True)
    taken = seconds([PROGRAM, "--db", db, "--quiet", "import", forecasts])
    return count, count / taken


def main():
    with tempfile.TemporaryDirectory() as folder:
        db, book = os.path.join(folder, "large.db"), os.path.join(folder, "book.toml")
        print("| what | hindsight | peer | ratio | target |\n|---|--:|--:|--:|---|")
        measure_start()
        measure_add(folder)
        memory, peer_memory = measure_import(folder, db, book)
        measure_questions(db)
        bulk = measured("bulk", os.path.join(folder, "bulk.db"))
        print("\n| what | measured | target |\n|---|--:|---|")
        print(f"| peak memory of that import (toml++ alone: {peer_memory} MB) | {memory:.0f} MB | under 2 GB |")
        print(f"| {bulk['forecasts']} forecasts through bulk events, durable | {bulk['per_second']} a second | at least 100,000 |")
        print(f"| peak memory of that | {bulk['megabytes']} MB | under 1 GB |")
        count, rate = measure_tables(folder)
        print(f"| {count} forecasts from a CSV table by `import`, durable | {rate:.0f} a second | at least 100,000 |")


if __name__ == "__main__":
    main()
