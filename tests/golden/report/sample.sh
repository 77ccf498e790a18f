#!/usr/bin/env bash
# Makes the sample record of the golden reports: commands under given clocks, and the book sample.toml among them.
# Usage: sample.sh RECORD; $HINDSIGHT names the program.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export HINDSIGHT_DB=$1
unset HINDSIGHT_AS

at() { export HINDSIGHT_NOW=$1; }
hs() { "$HINDSIGHT" --quiet "$@" >&2; }

# 2024: recorded as it was said, so that forecasts stand in the record before their outcomes.
at 2024-01-10T09:00:00Z
hs init --reproducible
hs person add ann --name "Ann" --name "zh=安"
hs person add bob --name "Bob" --name "zh=博"
hs person add cyd --name "Cyd" --name "zh=希"
hs person add clerk --name "The clerk" --name "zh=记录员"
hs person add auditor --name "The auditor" --name "zh=审核员"
hs add "The boiler lasts until summer" --id boiler-lasts --by ann --due 2024-06-30 --forecast 70% --tag machines
hs forecast boiler-lasts 60% --by bob --reason "it is old"
hs forecast boiler-lasts 90% --by cyd
hs add "The ice on the lake bears" --id ice-bears --by bob --due 2024-03-15 --forecast 55% --tag weather
hs add "The road is closed for a day" --id road-closed --by cyd --due 2025-03-31 --forecast 25% --tag roads
hs add "The crane is inspected" --id crane-inspected --by bob --due 2024-08-31 --forecast 65% --tag machines
at 2024-03-16T08:00:00Z
hs resolve ice-bears no --on 2024-03-15 --by clerk
hs forecast boiler-lasts 40% --by ann --reason "the new valve drips"
at 2024-05-02T08:00:00Z
hs forecast boiler-lasts 30% --by bob
hs withdraw boiler-lasts --by cyd --reason "no longer sure"
hs amend crane-inspected --text "The crane is inspected by the office" --reason "by whom was left out"
hs forecast crane-inspected 75% --by ann
at 2024-06-21T08:00:00Z
hs resolve boiler-lasts no --on 2024-06-20 --by clerk --evidence https://example.org/boiler --note "It burst on the 20th."
at 2024-09-02T08:00:00Z
hs resolve crane-inspected yes --on 2024-08-30 --by clerk
hs amend crane-inspected --text "The crane is inspected thoroughly" --reason "after the fact: changes no score"

# 2025: the book, and what became of things.
at 2025-02-01T09:00:00Z
hs import "$here/sample.toml"
hs amend lathe-repaired --text "The old lathe runs again by the end of March" --lang-of-text en --reason "there are two by now"
at 2025-02-03T09:00:00Z
for id in seeds-sprout roof-leaks kiln-cracks bell-rings; do
  hs add "In spring: ${id/-/ }" --id "$id" --by ann --due 2025-06-30 --forecast 65% --tag spring --source shop-log
done
hs forecast seeds-sprout 85% --by bob
hs forecast roof-leaks 20% --by bob
hs forecast kiln-cracks 35% --by bob
hs forecast bell-rings 95% --by bob
hs forecast seeds-sprout 70% --by cyd
hs forecast roof-leaks 30% --by cyd
hs forecast kiln-cracks 50% --by cyd
hs forecast bell-rings 80% --by cyd
hs add "The new saw arrives within one to two years" --id saw-arrives --by bob --type date --due 2026-12-31 --forecast "2025-03-01..2026-06-01@70%" --tag deliveries
hs forecast saw-arrives "2025-03-01..2025-12-01@60%" --by ann
hs add "A drum holds 180 to 220 litres" --id drum-holds --by cyd --type numeric --unit litres --due 2025-05-31 --forecast "180..220@80%" --tag parts
hs forecast drum-holds "5%=170,50%=195,95%=230" --by bob
hs forecast drum-holds "190..200@50%" --by ann
hs add "The workshop has three doors" --kind claim --id three-doors --by bob --due 2025-02-03 --forecast 95%
hs add "The scales are right" --kind claim --id scales-right --by ann --due 2025-02-03 --forecast 80%
hs add "The well runs dry in August" --id well-dry --by ann --due 2025-08-31 --forecast 30% --tag weather
hs add "If the well runs dry, water is brought by van" --id water-by-van --by bob --due 2025-09-30 --forecast 90% --tag deliveries
hs add "The attic is cleared" --id attic-cleared --by bob --due 2025-12-31 --forecast 60%
hs add "The yard is paved" --id yard-paved --by cyd --due 2027-06-30 --forecast 40% --tag roads
hs add "Next year has a warm spring" --id warm-spring --by ann --due 2027-05-31 --forecast 60% --tag weather
hs add "The stove is replaced" --id stove-replaced --by ann --due 2025-10-31 --forecast 50% --tag machines
hs add "Parking becomes dear" --id parking-dear --by cyd
hs add "井水会变清" --lang-of-text zh --id well-clears --by cyd --due 2026-12-31 --forecast 70% --tag weather
at 2025-02-04T09:00:00Z
hs resolve three-doors yes --by clerk
hs resolve three-doors yes --by auditor
hs resolve scales-right yes --by clerk
hs resolve scales-right no --by auditor
at 2025-03-01T09:00:00Z
hs forecast seeds-sprout 75% --by ann --reason "the first green"
hs forecast kiln-cracks 45% --by ann
hs forecast bell-rings 60% --by bob
hs amend bell-rings --due 2025-07-31 --reason "the rope comes later"
hs resolve road-closed yes --on 2025-02-20 --by clerk
at 2025-04-01T09:00:00Z
hs forecast kiln-cracks 20% --by ann
hs forecast roof-leaks 10% --by bob
hs resolve roof-leaks yes --on 2025-03-28 --by clerk
hs resolve roof-leaks no --on 2025-03-28 --by clerk --correct --reason "it was the gutter"
hs resolve roof-leaks yes --on 2025-03-29 --by auditor
at 2025-05-31T09:00:00Z
hs resolve drum-holds 205 --on 2025-05-30 --by clerk
hs resolve seeds-sprout yes --on 2025-05-20 --by clerk
hs resolve kiln-cracks no --on 2025-05-30 --by clerk
hs retract stove-replaced --reason "there is none"
hs retract attic-cleared --reason "mistaken"
hs undo
at 2025-08-01T09:00:00Z
hs resolve bell-rings yes --on 2025-07-15 --by clerk
hs undo
hs resolve bell-rings yes --on 2025-07-15 --by auditor
at 2025-09-15T09:00:00Z
hs resolve well-dry no --on 2025-08-31 --by clerk
hs resolve water-by-van "annulled: it depended on the well" --on 2025-09-15 --by clerk
hs resolve old-gate-painted "annulled: the gate was torn down" --on 2025-09-01 --by clerk
hs retract seeds-sprout --reason "it was too easy"

# 2026: the last ones, some still open, closed or overdue.
at 2026-05-20T09:00:00Z
hs resolve saw-arrives 2026-05-18 --by clerk
at 2026-11-20T12:00:00Z
