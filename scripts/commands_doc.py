#!/usr/bin/env python3
# Prints docs/commands.md from the program's own help. $HINDSIGHT names the program.
import json
import os
import subprocess

program = os.environ.get("HINDSIGHT", "build/release/hindsight")


def output(*arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=True).stdout


print("# Commands\n\nMade from the program's own help; `hindsight COMMAND --help` prints the same.\n")
for command in json.loads(output("--help", "--json")):
    print(f"## {command['name']}\n\n```\n{output(*command['name'].split(), '--help').strip()}\n```\n")
print("## Exit statuses\n")
print("0 done · 1 ran, and some rows could not be scored or were refused as asked · 2 usage · 3 bad input data · 4 not found ·\n"
      "5 conflict · 6 record unavailable or full disk · 7 record damaged or tampered with · 70 bug")
