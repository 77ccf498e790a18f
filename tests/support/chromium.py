# The browser that the program would print with.
import os
import re
import shutil
import sys

from harness import SOURCE


def known():
    """The names that the program knows, in its order."""
    with open(os.path.join(SOURCE, "src/cli/print_pdf.cpp"), encoding="utf-8") as file:
        names = re.search(r"kBrowsers\[\] = \{(.*?)\};", file.read(), re.DOTALL)
    return re.findall(r'"([^"]+)"', names.group(1))


def find_chromium():
    """Its path; None when there is none. A wrong name in $HINDSIGHT_CHROMIUM is a fault."""
    chosen = os.environ.get("HINDSIGHT_CHROMIUM", "")
    if chosen:
        return os.path.abspath(shutil.which(chosen) or sys.exit(f"$HINDSIGHT_CHROMIUM names no program: {chosen}"))
    return next(filter(None, map(shutil.which, known())), None)
