# The table of the engine's benchmarks: targets, whether they are met, and lines in Markdown.
from dataclasses import dataclass

HEAD = "| what | measured | times reading | peer | its | times faster | target | met |\n|---|--:|--:|---|--:|--:|---|---|"
UNITS = {"ns": 1, "ms": 1e6}  # in nanoseconds


@dataclass
class Measured:
    time: float  # nanoseconds: of a row for unit "ns", of everything for "ms"
    unit: str
    multiple: float | None = None  # of reading the columns, or the file
    faster: float | None = None  # than the peer


@dataclass
class Target:
    text: str
    met: callable


def under(limit, unit):
    return Target(f"under {limit} {unit}", lambda m: m.time < limit * UNITS[unit])


def times_reading(limit):
    return Target(f"within {limit} times reading", lambda m: m.multiple <= limit)


def times_faster(limit):
    return Target(f"{limit} times faster", lambda m: m.faster >= limit)


def shown(time, unit):
    value, unit = (time / UNITS[unit], unit) if time < 1e9 else (time / 1e9, "s")
    return f"{value:.0f} {unit}" if value >= 100 else f"{value:.3g} {unit}"


def line(what, measured, target=None, peer="", its=None):
    cells = [
        what,
        shown(measured.time, measured.unit),
        f"{measured.multiple:.2f}" if measured.multiple is not None else "",
        peer,
        shown(its, measured.unit) if its is not None else "",
        f"{measured.faster:.3g}" if measured.faster is not None else "",
        target.text if target else "",
        ("yes" if target.met(measured) else "**no**") if target else "",
    ]
    return f"| {' | '.join(cells)} |"
