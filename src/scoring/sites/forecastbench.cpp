// SPDX-License-Identifier: MIT
// Brier scores adjusted for how hard the questions were, as ForecastBench ranks by.
#include <algorithm>
#include <cmath>
#include <map>

#include "block.hpp"
#include "hindsight/scoring/compare/difficulty.hpp"
#include "hindsight/scoring/sets/sum.hpp"

namespace hindsight::scoring {
namespace {

/// Standing forecasts of one group of questions, which are adjusted together.
struct Group {
    std::vector<Piece> pieces;
    std::vector<std::uint32_t> questions;  ///< in ascending order, those with a forecast
};

std::map<std::uint32_t, Group> groups_of(std::span<const Block> blocks, RowScores& out) {
    std::map<std::uint32_t, Group> groups;
    for (const Block& block : blocks) {
        const double closes = block.question.closes;
        const double moment = std::isnan(closes) ? std::numeric_limits<double>::max() : closes;
        const auto pieces = with_brier(block, standing_at(pieces_of(block, out), moment, out), out);
        if (pieces.empty()) continue;
        Group& group = groups[block.question.group];
        group.pieces.insert(group.pieces.end(), pieces.begin(), pieces.end());
        group.questions.push_back(block.table.question[pieces.front().row]);
    }
    return groups;
}

std::uint32_t place_of(std::span<const std::uint32_t> ascending, std::uint32_t value) {
    return static_cast<std::uint32_t>(std::lower_bound(ascending.begin(), ascending.end(), value) - ascending.begin());
}

std::vector<std::uint32_t> ascending(std::vector<std::uint32_t> values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

/// Of each question; NaN for those that no fitted forecast connects with the rest.
std::vector<double> fitted(const SiteForecasts& table, const SiteOptions& options, const Group& group) {
    const auto skipped = ascending({options.not_fitted.begin(), options.not_fitted.end()});
    std::vector<std::uint32_t> people;
    for (const Piece& piece : group.pieces) people.push_back(table.forecaster[piece.row]);
    people = ascending(std::move(people));
    std::vector<std::uint32_t> forecasters;
    std::vector<std::uint32_t> tasks;
    std::vector<double> scores;
    for (const Piece& piece : group.pieces) {
        const std::uint32_t who = table.forecaster[piece.row];
        if (std::binary_search(skipped.begin(), skipped.end(), who)) continue;
        forecasters.push_back(place_of(people, who));
        tasks.push_back(place_of(group.questions, table.question[piece.row]));
        scores.push_back(piece.value / 2);
    }
    std::vector<double> difficulty(group.questions.size(), not_given);
    const auto fit = adjust_for_difficulty({people.size(), group.questions.size(), forecasters, tasks, {scores}});
    if (!fit) return difficulty;
    for (std::size_t j = 0; j < difficulty.size(); ++j) difficulty[j] = fit->tasks[j].value_or(not_given);
    return difficulty;
}

/// As given, if any is, else fitted.
std::vector<double> difficulties(const SiteForecasts& table, const SiteOptions& options, const Group& group) {
    std::vector<double> given;
    for (const std::uint32_t question : group.questions) given.push_back(table.questions[question].difficulty);
    const bool any = std::any_of(given.begin(), given.end(), [](double d) { return std::isfinite(d); });
    return any ? given : fitted(table, options, group);
}

/// What brings an even forecast on all questions to 0.25.
double shift(const SiteForecasts& table, const Group& group, std::span<const double> difficulty) {
    Sum sum;
    double n = 0;
    for (std::size_t j = 0; j < difficulty.size(); ++j) {
        if (!std::isfinite(difficulty[j])) continue;
        sum.add(table.questions[group.questions[j]].brier_of_half);
        sum.add(-difficulty[j]);
        ++n;
    }
    return 0.25 - sum.value() / n;
}

void score_group(const SiteForecasts& table, const SiteOptions& options, const Group& group, RowScores& out) {
    const std::vector<double> difficulty = difficulties(table, options, group);
    const double up = shift(table, group, difficulty);
    for (const Piece& piece : group.pieces) {
        const double adjusted = piece.value / 2 - difficulty[place_of(group.questions, table.question[piece.row])] + up;
        if (std::isfinite(adjusted))
            out.put(piece.row, adjusted, 1);
        else
            out.refuse(piece.row, Reason::undefined);
    }
}

}  // namespace

Result<SiteScores> forecastbench_adjusted(const SiteForecasts& forecasts, const SiteOptions& options) {
    if (const auto no = check_table(forecasts, options)) return *no;
    const std::vector<std::size_t> order = in_order(forecasts);
    RowScores scores(order.size());
    const std::vector<Block> blocks = blocks_of(forecasts, options, order);
    for (const auto& [number, group] : groups_of(blocks, scores)) score_group(forecasts, options, group, scores);
    return add_up(forecasts, order, std::move(scores));
}

double forecastbench_index(double mean_adjusted) { return 100 * (1 - std::sqrt(std::fmax(0.0, mean_adjusted))); }

}  // namespace hindsight::scoring
