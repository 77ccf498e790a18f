#!/usr/bin/env python3
# Every file of the TOML corpus is imported or refused with a message that names it; never a crash or a hang.
import os
import sys
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../support"))
from harness import SHARED, Folder, finish, need_shared

need_shared()
files = [os.path.join(folder, name) for folder, _, names in os.walk(os.path.join(SHARED, "corpora/toml-test"))
         for name in names if name.endswith(".toml")]
with Folder() as folder:
    def fault_of(path):
        done = folder.run("import", path)
        if done.returncode == 0 or (done.returncode == 3 and os.path.basename(path) in done.stderr):
            return None
        return f"{path} ended {done.returncode}: {done.stderr[:300]}"

    with ThreadPoolExecutor(2) as pool:
        faults = [fault for fault in pool.map(fault_of, files) if fault]
    if os.path.exists(os.path.join(folder.path, "r.db")):
        faults.append("something was stored")
if len(files) < 100:
    faults.append(f"only {len(files)} files were found")
print(f"{len(files)} files")
finish(faults)
