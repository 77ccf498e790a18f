// SPDX-License-Identifier: MIT
// Sets the rows of the first and of the last forecasts beside each other.
#include "hindsight/evaluation/revisions.hpp"

#include <cassert>

#include "hindsight/scoring/sets/sum.hpp"

namespace hindsight::evaluation {

namespace {

/// The same thing was forecast, and otherwise.
bool revised(const Predictive& first, const Predictive& last) {
    if (first == last) return false;
    if (std::holds_alternative<OptionForecast>(first)) return std::holds_alternative<OptionForecast>(last);
    const auto before = named_event(first), after = named_event(last);
    return before && after && before->same_event(*after);
}

}  // namespace

Revisions revisions_of(const Evaluation& first, const Evaluation& last, std::span<const std::uint32_t> rows) {
    assert(first.rows.size() == last.rows.size());
    Revisions out;
    scoring::Sum total;
    for (const std::uint32_t place : rows) {
        const Row& before = first.rows[place];
        const Row& after = last.rows[place];
        assert(before.statement == after.statement && before.forecaster == after.forecaster);
        if (after.forecasts_made < 2 || !before.has_event() || !after.has_event()) continue;
        if (!revised(before.forecast->forecast.predictive, after.forecast->forecast.predictive)) continue;
        const Revision revision{place, *before.score.probability, *after.score.probability, before.score.event->brier, after.score.event->brier};
        ++(revision.change() < 0 ? out.helped : revision.change() > 0 ? out.hurt : out.even);
        total.add(revision.change());
        out.all.push_back(revision);
    }
    if (!out.all.empty()) out.mean_change = total.value() / static_cast<double>(out.all.size());
    return out;
}

}  // namespace hindsight::evaluation
