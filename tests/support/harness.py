# A temporary folder, a clean environment, and the program under test.
import os
import shutil
import subprocess
import sys
import tempfile

PROGRAM = os.environ["HINDSIGHT"]
SOURCE = os.environ.get("HINDSIGHT_SOURCE", os.getcwd())
SHARED = os.environ.get("HINDSIGHT_SHARED", "")
SKIPPED = 77


def environment(folder, now="2026-11-23T12:00:00Z"):
    env = {"PATH": os.path.dirname(PROGRAM) + ":/usr/local/bin:/usr/bin:/bin", "HOME": os.path.join(folder, "nowhere"),
           "TZ": "UTC", "COLUMNS": "80", "LANG": "C.UTF-8", "HINDSIGHT_DB": os.path.join(folder, "r.db")}
    if now:
        env["HINDSIGHT_NOW"] = now
    if "ASAN_OPTIONS" in os.environ:
        env["ASAN_OPTIONS"] = os.environ["ASAN_OPTIONS"]
    return env


class Folder:
    """A folder that is gone afterwards; `run` starts the program in it."""

    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix="hindsight-")
        self.env = environment(self.path)
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)

    def run(self, *arguments, **options):
        return subprocess.run([PROGRAM, *arguments], cwd=self.path, env=self.env, capture_output=True, text=True,
                              encoding="utf-8", errors="replace", stdin=subprocess.DEVNULL, timeout=300, **options)

    def file(self, name, text):
        with open(os.path.join(self.path, name), "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
        return name


def need_shared():
    if not os.path.isdir(SHARED):
        print("skipped: ../shared is missing")
        sys.exit(SKIPPED)


def finish(faults):
    for fault in faults:
        print(fault)
    sys.exit(1 if faults else 0)
