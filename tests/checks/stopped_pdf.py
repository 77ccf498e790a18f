#!/usr/bin/env python3
# A PDF that is stopped leaves nothing behind: neither the browser with its helpers nor the temporary folder.
import os
import signal
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import PROGRAM, Folder, finish

# Holds the pipe `alive` open as long as it or its helper lives, and prints when it is told to.
BROWSER = """#!/bin/sh
for last; do case $last in --print-to-pdf=*) pdf=${last#*=};; esac; done
exec 3> alive
cat go &
echo begun >&3
wait
printf '%%PDF-1.4 %%%%EOF' > "$pdf"
"""


def start(folder, **options):
    path = os.path.join(folder.path, folder.file("browser", BROWSER))
    os.chmod(path, 0o700)
    for name in ("alive", "go"):
        os.mkfifo(os.path.join(folder.path, name))
    os.mkdir(os.path.join(folder.path, "temporary"))
    folder.env.update(HINDSIGHT_CHROMIUM=path, TMPDIR="temporary")
    folder.run("--quiet", "init", "--example")
    return subprocess.Popen([PROGRAM, "report", "2026", "--format", "html,pdf", "--out", "out"], cwd=folder.path, env=folder.env,
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True, **options)


def stopped(name):
    """What is wrong after a signal, sent to the whole foreground as a terminal does."""
    with Folder() as folder:
        program = start(folder)
        with open(os.path.join(folder.path, "alive"), encoding="utf-8") as alive:
            alive.readline()
            os.killpg(program.pid, signal.Signals[name])
            said, _ = program.communicate()
            alive.read()  # ends when the browser and its helper have
        if program.returncode != -signal.Signals[name]:
            yield f"{name}: ended {program.returncode}: {said}"
        for left in os.listdir(os.path.join(folder.path, "temporary")):
            yield f"{name}: {left} is left behind"


def ignored():
    """What is wrong after a signal that is ignored, as with nohup."""
    with Folder() as folder:
        program = start(folder, preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        with open(os.path.join(folder.path, "alive"), encoding="utf-8") as alive:
            alive.readline()
            program.send_signal(signal.SIGHUP)
            with open(os.path.join(folder.path, "go"), "w", encoding="utf-8") as go:
                go.write("go\n")
            said, _ = program.communicate()
        if program.returncode != 0 or not os.path.exists(os.path.join(folder.path, "out/2026.pdf")):
            yield f"SIGHUP, ignored: ended {program.returncode}: {said}"


finish([*stopped("SIGINT"), *stopped("SIGTERM"), *stopped("SIGHUP"), *ignored()])
