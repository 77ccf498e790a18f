#!/usr/bin/env python3
# Talks to the program over a terminal: who and what is unknown is asked for, and nothing is stored unless all of it is.
import json
import os
import pty
import select
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import PROGRAM, Folder, finish

faults = []


def talk(folder, arguments, answers):
    """Answers each prompt in turn: (what it must say, what is typed). Status and all that was shown."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen([PROGRAM, *arguments], cwd=folder.path, env=folder.env, stdin=theirs, stdout=theirs, stderr=theirs,
                             start_new_session=True)
    os.close(theirs)
    shown, seen = "", 0
    deadline = time.monotonic() + 60
    waiting = list(answers)
    while time.monotonic() < deadline:
        if waiting and waiting[0][0] in shown[seen:]:
            _, typed = waiting.pop(0)
            seen = len(shown)
            os.write(ours, (typed + "\n").encode())
        if select.select([ours], [], [], 0.2)[0]:
            try:
                piece = os.read(ours, 4096)
            except OSError:
                break
            if not piece:
                break
            shown += piece.decode(errors="replace")
        elif child.poll() is not None:
            break
    if child.poll() is None:
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
    os.close(ours)
    for text, _ in waiting:
        faults.append(f"{arguments}: never asked \"{text}\":\n{shown}")
    return child.returncode, shown


def check(what, holds, shown=""):
    if not holds:
        faults.append(f"{what}\n{shown}")


with Folder() as folder:
    status, shown = talk(folder, ["add", "It rains", "--by", "dan", "--due", "+9d", "--criteria", "c", "--forecast", "7O%"],
                         [])
    check("a faulty forecast ends an add before anybody is asked for", status == 3 and "full name" not in shown, shown)
    check("a failed add leaves no record", not os.path.exists(folder.env["HINDSIGHT_DB"]), shown)

    status, shown = talk(folder, ["add", "It rains", "--by", "dan", "--due", "+9d", "--criteria", "c", "--forecast", "70%"],
                         [("no person \"dan\" yet; full name", "")])
    check("stopping at a prompt ends 4", status == 4, shown)
    check("stopping at a prompt leaves no record", not os.path.exists(folder.env["HINDSIGHT_DB"]), shown)

    status, shown = talk(folder, ["--db", "other.db", "--as", "eve", "add", "It rains", "--by", "eve", "--due", "+9d", "--criteria", "c"],
                         [("how probable?", ""), ("no person \"eve\" yet; full name", "Eve")])
    actors = [e["actor"] for e in json.loads(folder.run("--db", "other.db", "log", "--json").stdout)]
    check("a record can begin with somebody new, who then did it", status == 0 and set(actors) == {"eve"}, f"{shown}{actors}")
    people = [p["id"] for p in json.loads(folder.run("--db", "other.db", "person", "list", "--json").stdout)]
    check("and has the person `me` too", sorted(people) == ["eve", "me"], people)

    status, shown = talk(folder, ["add", "It rains", "--by", "Dan D", "--source", "almanac", "--due", "+9d", "--criteria", "c",
                                  "--forecast", "70%", "--id", "rain"],
                         [("no person \"dan-d\" yet; full name", "Dan Drizzle"), ("no source \"almanac\" yet; title", "An almanac"),
                          ("its address", "https://example.org/almanac")])
    check("an unknown speaker and source are added with the statement", status == 0, shown)
    made = json.loads(folder.run("show", "rain", "--json").stdout)
    check("the statement is by who was added", made["said_by"] == "dan-d" and made["source"] == "almanac", made)
    check("all of it is one action", len({e["action"] for e in json.loads(folder.run("log", "--json").stdout)[2:]}) == 1)

    status, shown = talk(folder, ["--as", "eve", "forecast", "rain", "40%"], [("no person \"eve\" yet; full name", "Eve")])
    check("somebody unknown who acts is asked for their name", status == 0, shown)
    check("and acts", [f["by"] for f in json.loads(folder.run("show", "rain", "--json").stdout)["forecasts"]] == ["dan-d", "eve"])

    status, shown = talk(folder, ["add", "It snows", "--id", "snow"],
                         [("who said it?", ""), ("answer be known?", "someday"), ("answer be known?", "2020-01-01"), ("answer be known?", "+30d"),
                          ("what settles it?", "c"), ("how probable?", "140%"), ("how probable?", "30%")])
    check("a wrong answer is asked for again", status == 0 and "bad-date" in shown and "bad-probability" in shown, shown)

    status, shown = talk(folder, ["add", "It hails", "--by", "me"],
                         [("answer be known?", "a"), ("answer be known?", "b"), ("answer be known?", "c")])
    check("the third wrong answer ends the dialogue", status == 3, shown)

    status, shown = talk(folder, ["resolve", "rain", "yes", "--by", "李沐"],
                         [("a short id for \"李沐\"", "li-mu"), ("no person \"li-mu\" yet; full name", "李沐")])
    check("a name that makes no id is given one", status == 0, shown)
    people = {p["id"]: p["name"] for p in json.loads(folder.run("person", "list", "--json").stdout)}
    check("names are kept in their language", people.get("li-mu") == {"zh": "李沐"}, people)
finish(faults)
