// SPDX-License-Identifier: MIT
// Recentres the effects of forecasters and tasks on the component that is ranked.
#include "hindsight/scoring/compare/difficulty.hpp"

#include <cmath>

#include "components.hpp"
#include "hindsight/scoring/sets/sum.hpp"
#include "layout.hpp"
#include "two_way.hpp"

namespace hindsight::scoring {
namespace {

constexpr double acceptable = 1e-9;
constexpr std::size_t nobody = static_cast<std::size_t>(-1);

Refusal check_finite(Scores scores) {
    for (std::size_t row = 0; row < scores.values.size(); ++row)
        if (std::isinf(scores.values[row])) return NotScored{Reason::infinite, row};
    return accepted;
}

/// For each place one forecaster who has it, and the sets of those joined by tasks.
struct Joined {
    explicit Joined(const Layout& layout) : components(layout.columns.size()), owner(layout.places(), nobody) {
        for (std::size_t i = 0; i < layout.columns.size(); ++i)
            for (const std::uint32_t place : layout.columns[i].places) {
                if (owner[place] == nobody) owner[place] = i;
                components.join(i, owner[place]);
            }
    }
    Components components;
    std::vector<std::size_t> owner;
};

/// The component with the most scores, of equal ones the first.
std::size_t largest_component(const Layout& layout, Components& components) {
    std::vector<std::size_t> scores(layout.columns.size());
    std::size_t best = 0;
    for (std::size_t i = 0; i < layout.columns.size(); ++i) scores[components.of(i)] += layout.columns[i].places.size();
    for (std::size_t i = 0; i < scores.size(); ++i)
        if (scores[i] > scores[best]) best = i;
    return best;
}

double mean_effect(const TwoWay& fit, Joined& joined, std::size_t component) {
    Sum total;
    double count = 0;
    for (std::size_t place = 0; place < fit.task.size(); ++place) {
        if (joined.owner[place] == nobody || joined.components.of(joined.owner[place]) != component) continue;
        total.add(fit.task[place]);
        count += 1;
    }
    return total.value() / count;
}

Score finite(double x) {
    if (!std::isfinite(x)) return Reason::infinite;
    return x;
}

AdjustedStanding standing(const Column& column, double effect, bool ranked) {
    AdjustedStanding s;
    s.n = column.places.size();
    if (s.n == 0) return s;
    const double mean = sum(column.scores) / static_cast<double>(s.n);
    s.mean = finite(mean);
    s.adjusted = ranked ? finite(effect) : Score{Reason::undefined};
    s.difficulty = ranked ? finite(mean - effect) : Score{Reason::undefined};
    return s;
}

void add_forecasters(const Layout& layout, const TwoWay& fit, Joined& joined, double mean_task, Adjustment& out) {
    for (std::size_t i = 0; i < layout.columns.size(); ++i) {
        const std::size_t component = joined.components.of(i);
        const bool ranked = component == out.ranked;
        out.forecasters.push_back(standing(layout.columns[i], fit.forecaster[i] + mean_task, ranked));
        out.forecasters.back().component = component;
        if (layout.columns[i].places.empty()) continue;
        out.components += component == i ? 1 : 0;
        out.ranked_forecasters += ranked ? 1 : 0;
    }
}

void add_tasks(const Layout& layout, const TwoWay& fit, Joined& joined, double mean_task, Adjustment& out) {
    out.tasks.assign(layout.places(), Score{Reason::empty});
    for (std::size_t place = 0; place < layout.places(); ++place) {
        if (joined.owner[place] == nobody) continue;
        const bool ranked = joined.components.of(joined.owner[place]) == out.ranked;
        out.tasks[layout.tasks[place]] = ranked ? Score{fit.task[place] - mean_task} : Score{Reason::undefined};
        out.ranked_tasks += ranked ? 1 : 0;
    }
}

}  // namespace

Result<Adjustment> adjust_for_difficulty(const ScoreTable& table, std::optional<std::size_t> anchor) {
    if (anchor && *anchor >= table.forecaster_count) return Reason::bad_category;
    const auto layout = layout_of(table);
    if (!layout) return layout.why();
    if (const auto no = check_finite(table.scores)) return *no;
    if (anchor && layout->columns[*anchor].places.empty()) return Reason::empty;
    const TwoWay fit = fit_two_way(*layout);
    if (!(fit.residual <= acceptable)) return Reason::undefined;
    Joined joined(*layout);
    Adjustment result;
    result.iterations = fit.iterations;
    result.residual = fit.residual;
    result.ranked = anchor ? joined.components.of(*anchor) : largest_component(*layout, joined.components);
    const double mean_task = mean_effect(fit, joined, result.ranked);
    if (!std::isfinite(mean_task)) return Reason::infinite;
    add_forecasters(*layout, fit, joined, mean_task, result);
    add_tasks(*layout, fit, joined, mean_task, result);
    return result;
}

}  // namespace hindsight::scoring
