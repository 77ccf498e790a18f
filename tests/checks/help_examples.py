#!/usr/bin/env python3
# Runs the example of every command on the example record, and compares docs/commands.md and docs/scoring.md with the program.
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import SOURCE, Folder, finish

faults = []
with Folder() as folder:
    commands = json.loads(folder.run("--help", "--json").stdout)
    if len(commands) < 20:
        faults.append(f"only {len(commands)} commands are listed")
    folder.run("init", "--example")
    for command in commands:
        for line in command["example"].split("\n"):
            done = subprocess.run(["bash", "-c", line], cwd=folder.path, env=folder.env, capture_output=True, text=True)
            if done.returncode != 0:
                faults.append(f"{line}\n  ended {done.returncode}: {done.stderr}")
        help_text = folder.run(*command["name"].split(), "--help").stdout
        if command["example"].split("\n")[0] not in help_text:
            faults.append(f"hindsight {command['name']} --help does not show its example")
    for page in ("commands", "scoring"):
        made = subprocess.run([sys.executable, os.path.join(SOURCE, f"scripts/{page}_doc.py")], env=dict(folder.env, HINDSIGHT=os.environ["HINDSIGHT"]),
                              capture_output=True, text=True).stdout
        if made != open(os.path.join(SOURCE, f"docs/{page}.md"), encoding="utf-8").read():
            faults.append(f"docs/{page}.md is out of step: HINDSIGHT=… python3 scripts/{page}_doc.py > docs/{page}.md")
finish(faults)
