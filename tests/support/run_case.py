#!/usr/bin/env python3
# Runs one .case file: files, shell commands, what they print and how they end. `--accept` writes what was seen.
#
#   a sentence that says the behaviour
#   --- needs shared              skip when ../shared is missing
#   --- file NAME                 the lines below become a file
#   --- env NAME=VALUE            for the commands that follow
#   --- run COMMAND               run by bash in an empty folder; the lines below are its standard output
#   --- stderr                    the lines below are its standard error (compared only when given)
#   --- status N                  exit status (0 when not given)
#
# Random identifiers and hashes (32 or 64 hexadecimal digits) are compared as <hex>, the folder as $DIR.
import os
import re
import subprocess
import sys
import tempfile

SKIPPED = 77


def parse(path):
    title, blocks, current = [], [], None
    for line in open(path, encoding="utf-8", newline="\n"):
        if line.startswith("--- "):
            kind, _, rest = line[4:].rstrip("\n").partition(" ")
            current = [kind, rest, []]
            blocks.append(current)
        elif current is None:
            title.append(line)
        else:
            current[2].append(line)
    return "".join(title), blocks


def environment(folder):
    hindsight = os.environ["HINDSIGHT"]
    return {
        "PATH": os.path.dirname(hindsight) + ":/usr/local/bin:/usr/bin:/bin",
        "HOME": os.path.join(folder, "nowhere"),
        "TZ": "UTC", "COLUMNS": "80", "LANG": "C.UTF-8",
        "HINDSIGHT_NOW": "2026-11-23T12:00:00Z",
        "HINDSIGHT_SOURCE": os.environ.get("HINDSIGHT_SOURCE", ""),
        "SHARED": os.environ.get("HINDSIGHT_SHARED", ""),
        "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", ""),
    }


def normal(text, folder):
    text = text.replace(folder, "$DIR")
    return re.sub(r"\b([0-9a-f]{64}|[0-9a-f]{32})\b", "<hex>", text)


def run(path, accept):
    title, blocks = parse(path)
    if any(kind == "needs" for kind, _, _ in blocks) and not os.path.isdir(os.environ.get("HINDSIGHT_SHARED", "")):
        print("skipped: ../shared is missing")
        return SKIPPED
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        env, last = environment(folder), None
        for index, (kind, rest, lines) in enumerate(blocks):
            text = "".join(lines)
            if kind == "file":
                os.makedirs(os.path.dirname(os.path.join(folder, rest)), exist_ok=True)
                with open(os.path.join(folder, rest), "w", encoding="utf-8", newline="\n") as out:
                    out.write(text)
            elif kind == "env":
                name, _, value = rest.partition("=")
                env[name] = value
            elif kind == "run":
                last = subprocess.run(["bash", "-c", rest], cwd=folder, env=env, capture_output=True, text=True,
                                      encoding="utf-8", errors="replace", stdin=subprocess.DEVNULL, timeout=300)
                expected_status, follow = 0, index + 1
                while follow < len(blocks) and blocks[follow][0] in ("stderr", "status"):
                    if blocks[follow][0] == "status":
                        expected_status = int(blocks[follow][1])
                    follow += 1
                seen = normal(last.stdout, folder)
                if seen != text:
                    failures.append((rest, "standard output", text, seen))
                    blocks[index][2] = [seen]
                if last.returncode != expected_status:
                    failures.append((rest, "status", str(expected_status), f"{last.returncode}\n{last.stderr}"))
                    set_status(blocks, index, last.returncode)
            elif kind == "stderr":
                seen = normal(last.stderr, folder)
                if seen != text:
                    failures.append(("", "standard error", text, seen))
                    blocks[index][2] = [seen]
    if accept:
        write(path, title, blocks)
        return 0
    for command, what, expected, seen in failures:
        print(f"{command}\n  {what} should be:\n{expected}\n  but is:\n{seen}\n")
    return 1 if failures else 0


def set_status(blocks, index, status):
    for follow in range(index + 1, len(blocks)):
        if blocks[follow][0] == "status":
            blocks[follow][1] = str(status)
            return
        if blocks[follow][0] != "stderr":
            break
    at = index + 1
    while at < len(blocks) and blocks[at][0] == "stderr":
        at += 1
    blocks.insert(at, ["status", str(status), []])


def write(path, title, blocks):
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write(title)
        for kind, rest, lines in blocks:
            if kind == "status" and rest == "0":
                continue
            out.write(f"--- {kind} {rest}".rstrip() + "\n" + "".join(lines))


if __name__ == "__main__":
    arguments = [a for a in sys.argv[1:] if a != "--accept"]
    sys.exit(max(run(path, "--accept" in sys.argv) for path in arguments))
