# From the record to rows: for every statement and forecaster the forecasts that count, and what they earned or why nothing.
import math
from fractions import Fraction

from record import DAY, day_number, value
from scores import named_event, score

LAST, FIRST, TIME, EVERY = "last", "first", "time-weighted", "every"


# Links between statements.

class Links:
    """Clusters and repetitions, by following every link until nothing changes."""

    def __init__(self, record):
        self.by_id = record.by_id
        everything = list(record.by_id.values())
        names = {s.now.id: {s.now.id} | {t for t in s.now.tags if t.startswith("cluster:")}
                 | {to for kind, to, _ in s.now.links if kind != "conditional_on"} for s in everything}
        changed = True
        while changed:
            changed = False
            for a in names:
                for b in names:
                    if names[a] != names[b] and names[a] & names[b]:
                        names[a] = names[b] = names[a] | names[b]
                        changed = True
        self.clusters = {a: min(names[a]) for a in names}
        self.counted_by, self.repetitions = {}, {}
        self.find_repeats(everything)

    def root(self, start):
        at, root = start, None
        for _ in range(64):
            links = [to for kind, to, _ in at.now.links if kind == "repeats"]
            if not links or self.by_id[links[0]].now.speaker != start.now.speaker:
                break
            root, at = links[0], self.by_id[links[0]]
            if at is start:
                break
        return None if root == start.now.id else root

    def find_repeats(self, everything):
        again = {}
        for s in everything:
            root = self.root(s)
            if root:
                again.setdefault(root, []).append(s)
        for root, repetitions in again.items():
            counts = root
            if not is_resolved(self.by_id[root]):
                repetitions.sort(key=lambda s: (s.now.said_on, s.order))
                counts = next((s.now.id for s in repetitions if is_resolved(s)), root)
            for s in repetitions:
                if s.now.id != counts:
                    self.counted_by[s.now.id] = counts
            self.repetitions[counts] = len(repetitions)


def is_resolved(statement):
    resolution = statement.resolution()
    return resolution is not None and resolution.outcome is not None and not fails_by_condition(statement)


# Conditions: (state, when) with states none, met, open, not_met.

def parse_need(text, question):
    if question.type == "binary":
        return "fraction", Fraction({"yes": 1, "no": 0}.get(text, text))
    if question.type in ("categorical", "ordinal"):
        return "option", text
    for word, kind in (("above ", "above"), ("not by ", "above"), ("below ", "below"), ("before ", "below")):
        if text.startswith(word):
            return kind, number(text[len(word):])
    return "value", number(text)


def number(text):
    power = {"K": 3, "M": 6, "B": 9, "T": 12}.get(text[-1])
    return value(text) if power is None else Fraction(text[:-1]) * 10 ** power


def meets(outcome, question, text):
    """True, False, or None where a bound leaves it open."""
    need, found = parse_need(text, question), outcome
    beyond = lambda bound, x: x > bound[1] if bound[0] == "above" else x < bound[1]
    bound_needed, bound_found = need[0] in ("above", "below"), found[0] in ("above", "below")
    if bound_needed and found[0] == "value":
        return beyond(need, found[1])
    if bound_needed and bound_found:
        step = 0 if need[0] == found[0] else 1 if question.type == "date" else 0
        implied = found[1] + step >= need[1] if found[0] == "above" else found[1] - step <= need[1]
        return (need[0] == found[0]) if implied else None
    if need[0] == "value" and bound_found:
        return None if beyond(found, need[1]) else False
    return need == found


def condition_of(statement, by_id, on_the_way=()):
    needs = [(to, outcome) for kind, to, outcome in statement.now.links if kind == "conditional_on"]
    if not needs:
        return "none", None
    if statement.now.id in on_the_way:
        return "open", None
    states = [state_of_need(to, outcome, by_id, (*on_the_way, statement.now.id)) for to, outcome in needs]
    start = day_number(statement.now.said_on) * DAY
    failed = [when for state, when in states if state == "not_met"]
    if failed:
        state, when = "not_met", min(failed)
    elif any(state == "open" for state, _ in states):
        return "open", None
    else:
        state, when = "met", max(when for _, when in states)
    return state, when if when >= start else start + DAY - 1


def state_of_need(to, outcome, by_id, on_the_way):
    target = by_id.get(to)
    if target is None:
        return "open", None
    inner = condition_of(target, by_id, on_the_way)
    if inner[0] == "not_met":
        return inner
    resolution = target.resolution()
    if resolution is None:
        return "open", None
    if resolution.annulled is not None:
        return "not_met", resolution.decided
    if inner[0] == "open" or target.now.question is None:
        return "open", None
    holds = meets(resolution.outcome, target.now.question, outcome)
    return ("open", None) if holds is None else ("met" if holds else "not_met", resolution.decided)


def fails_by_condition(statement):
    """Annulled because its condition was not met, whether or not somebody resolved it."""
    resolution = statement.resolution()
    return (statement.condition[0] == "not_met" and statement.now.question is not None
            and (resolution is None or resolution.annulled is None))


# Which forecasts count.

class Options:
    def __init__(self, policy=LAST, as_of=None, credence=None, windows="as_said"):
        self.policy, self.as_of, self.credence, self.windows = policy, as_of, credence, windows


def counting_question(statement, decided, made):
    """The wording that a forecast answered: amendments after the question was due or decided change nothing."""
    for since, before in statement.amendments:
        question = before.question
        too_late = question is not None and ((question.due is not None and since > question.due)
                                             or (decided is not None and since > decided))
        if (too_late or (made is not None and made < since)) and question is not None:
            return question
        if too_late:
            break
    return statement.now.question


def stood(track, start, end):
    """How long each of the forecasts was the newest that stood."""
    times = sorted({start, end} | {t for f in track for t in (f.made, f.withdrawn) if t is not None and start < t < end})
    out = [0] * len(track)
    for a, b in zip(times, times[1:]):
        standing = [i for i, f in enumerate(track) if f.made <= a and (f.withdrawn is None or max(f.withdrawn, f.made) > a)]
        if standing:
            out[standing[-1]] += b - a
    return out


def choose(track, question, decided, options):
    """[(parts, coverage, gap)] of one forecaster; parts are (forecast, share)."""
    known = options.as_of if decided is None else min(decided, options.as_of)
    closes = question.last_moment()
    closes = known if closes is None else closes
    cut_off = min(closes, known)
    in_time = [f for f in track if f.made <= cut_off]
    standing = [f for f in in_time if f.withdrawn is None or f.withdrawn > cut_off]
    if in_time and options.policy == TIME:
        start = max(track[0].made, track[0].made if question.opens is None else question.opens)
        end = max(closes, cut_off)
        if end <= start:
            return [([(standing[-1], Fraction(1))], Fraction(1), "")] if standing else [([], Fraction(1), "withdrawn")]
        times = stood(in_time, start, max(start, cut_off))
        parts = [(f, Fraction(t, end - start)) for f, t in zip(in_time, times) if t > 0]
        return [(parts, sum((share for _, share in parts), Fraction(0)), "" if parts else "too_late")]
    if not standing:
        return [([], Fraction(1), "withdrawn" if in_time else "too_late")]
    if options.policy == EVERY:
        return [([(f, Fraction(1))], Fraction(1), "") for f in standing]
    return [([(standing[0 if options.policy == FIRST else -1], Fraction(1))], Fraction(1), "")]


class Row:
    """What one forecaster earned on one statement."""

    def has_event(self):
        return not self.gap and self.brier is not None

    def has_score(self):
        return not self.gap and (self.brier is not None or bool(self.types))

    def why(self):
        if self.gap or self.has_score():
            return self.gap
        return self.type_gap if self.event_gap == "no_event" else self.event_gap

    def is_options(self):
        return self.forecast.said[0] == "options"


class Evaluation:
    def __init__(self, record, options):
        self.record, self.options = record, options
        for statement in record.by_id.values():
            statement.condition = condition_of(statement, record.by_id)
        self.links = Links(record)
        self.rows = []
        for statement in record.by_id.values():
            if statement.now.question is not None:
                self.add(statement)

    def said(self, forecast, question):
        """The forecast as it is to be read."""
        form, numbers = forecast.said
        table = self.options.credence
        if table is not None and forecast.imputed and forecast.phrase in table:
            p = table[forecast.phrase]
            form, numbers = ("p", p) if form == "p" else ("range", (*numbers[:2], p)) if form == "range" else (form, numbers)
        if form == "range" and question.type == "date" and self.options.windows != "as_said":
            low, high, level = numbers
            if low is not None and high is not None:
                end = high if self.options.windows == "by_end" else Fraction(math.floor((low + high) / 2))
                numbers = (None, end, level)
        return form, numbers

    def add(self, statement):
        resolution = statement.resolution()
        decided = None if resolution is None else resolution.decided
        question = counting_question(statement, decided, None)
        bar = "condition_not_met" if fails_by_condition(statement) else "repeat" if statement.now.id in self.links.counted_by else ""
        gap = ("annulled" if resolution is not None and resolution.annulled is not None else
               bar if bar == "condition_not_met" else "unresolved" if resolution is None else
               bar or ("condition_open" if statement.condition[0] == "open" else ""))
        own = [f for f in statement.forecasts if f.by == statement.now.speaker]
        speakers = named_event(self.said(own[0], question)) if own else None
        for by in dict.fromkeys(f.by for f in statement.forecasts):
            track = [f for f in statement.forecasts if f.by == by]
            for parts, coverage, chosen_gap in choose(track, question, decided, self.options):
                self.rows.append(self.row(statement, resolution, track, parts, coverage, gap, bar, chosen_gap, speakers))

    def row(self, statement, resolution, track, parts, coverage, gap, bar, chosen_gap, speakers):
        row = Row()
        row.statement, row.id, row.by, row.resolution = statement, statement.now.id, track[0].by, resolution
        row.cluster = self.links.clusters[row.id]
        row.forecast = parts[-1][0] if parts else track[-1]
        row.made, row.coverage = len(track), coverage
        row.gap, row.bar = gap or chosen_gap, bar or chosen_gap
        row.late = resolution is not None and row.forecast.recorded > resolution.decided
        row.probability = row.observed = row.hit = row.confidence = row.brier = row.log = None
        row.types, row.pairs, row.event_gap, row.type_gap = {}, [], "no_event", "no_rule"
        row.said = self.said(row.forecast, statement.now.question)
        row.two_sided = row.said[0] == "range" and None not in row.said[1][:2]
        if row.gap:
            event = named_event(row.said)
            row.probability = None if event is None else event[2]
        else:
            decided = resolution.decided
            questions = [counting_question(statement, decided, f.made) for f, _ in parts]
            scored = [(score(self.said(f, q), resolution.outcome, q, speakers), share) for (f, share), q in zip(parts, questions)]
            blend(row, scored)
        return row

    def days(self, row):
        return None if row.resolution is None else max(0, Fraction(row.resolution.decided - row.forecast.made, DAY))


def blend(row, scored):
    """Means over the time in which each forecast stood; what does not fit together is not averaged."""
    total = sum(share for _, share in scored)
    first = scored[0][0]
    row.event_gap, row.type_gap = first.event_gap, first.type_gap
    events = [s for s, _ in scored if s.brier is not None]
    mean = lambda values: sum(share * x for (_, share), x in zip(scored, values)) / total
    if len(events) == len(scored):
        row.brier = sum(share * s.brier for s, share in scored)
        row.log = sum(float(share) * s.log for s, share in scored)
        row.observed, row.hit = mean([s.observed for s, _ in scored]), mean([s.hit for s, _ in scored])
        row.confidence = mean([s.confidence for s, _ in scored])
        row.pairs = [(p, f, w * share) for s, share in scored for p, f, w in s.pairs]
    elif events:
        why = next(s.event_gap for s, _ in scored if s.brier is None)
        row.event_gap = "mixed_forms" if why == "no_event" else why
    if all(s.probability is not None for s, _ in scored):
        row.probability = mean([s.probability for s, _ in scored])
    rules = [list(s.types) for s, _ in scored]
    if all(own == rules[0] for own in rules):
        row.types = {rule: sum((float(share) if isinstance(s.types[rule], float) else share) * s.types[rule] for s, share in scored)
                     for rule in rules[0]}
    else:
        row.type_gap = "mixed_forms"
