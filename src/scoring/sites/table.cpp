// SPDX-License-Identifier: MIT
// From the columns to blocks of rows, and from the scores of rows to those of forecasters on questions.
#include <algorithm>

#include "block.hpp"
#include "hindsight/scoring/sets/sum.hpp"

namespace hindsight::scoring {
namespace {

/// What rows are sorted by, side by side.
struct Key {
    std::uint32_t question;
    std::uint32_t forecaster;
    double made;
    std::size_t row;
    friend bool operator<(const Key& a, const Key& b) {
        if (a.question != b.question) return a.question < b.question;
        if (a.forecaster != b.forecaster) return a.forecaster < b.forecaster;
        return a.made != b.made ? a.made < b.made : a.row < b.row;
    }
};

Key key_of(const SiteForecasts& table, std::size_t row) {
    const double made = table.made.empty() || std::isnan(table.made[row]) ? -infinity : table.made[row];
    return {table.question[row], table.forecaster[row], made, row};
}

/// Places in the order where one run of rows that belong together ends and the next begins.
template <class Together>
std::size_t end_of_run(std::span<const std::size_t> order, std::size_t first, Together together) {
    std::size_t end = first + 1;
    while (end < order.size() && together(order[first], order[end])) ++end;
    return end;
}

SiteTotal total_of(const SiteForecasts& table, std::span<const std::size_t> rows, const RowScores& scores) {
    SiteTotal total{table.question[rows[0]], table.forecaster[rows[0]], scores.score[rows.back()]};
    Sum sum;
    Sum coverage;
    for (const std::size_t row : rows) {
        coverage.add(scores.coverage[row]);
        if (!scores.score[row]) continue;
        sum.add(*scores.score[row]);
        ++total.rows;
    }
    total.coverage = coverage.value();
    if (total.rows == 0) return total;
    const double value = sum.value();
    total.score = std::isnan(value) ? Score(Reason::undefined, rows.back()) : Score(value);
    return total;
}

}  // namespace

Refusal check_table(const SiteForecasts& table, const SiteOptions& options) {
    const std::size_t n = table.question.size();
    if (!(options.day > 0) || std::isinf(options.day) || !std::isfinite(options.midnight))
        return NotScored{Reason::bad_parameter, 0};
    if (table.forecaster.size() != n) return NotScored{Reason::size_mismatch, 0};
    for (const auto column : {table.made, table.withdrawn, table.probability, table.brier, table.options})
        if (!column.empty() && column.size() != n) return NotScored{Reason::size_mismatch, 0};
    for (std::size_t i = 0; i < n; ++i)
        if (table.question[i] >= table.questions.size()) return NotScored{Reason::size_mismatch, i};
    return accepted;
}

std::vector<std::size_t> in_order(const SiteForecasts& table) {
    std::vector<Key> keys;
    keys.reserve(table.question.size());
    for (std::size_t row = 0; row < table.question.size(); ++row) keys.push_back(key_of(table, row));
    std::sort(keys.begin(), keys.end());
    std::vector<std::size_t> order;
    order.reserve(keys.size());
    for (const Key& key : keys) order.push_back(key.row);
    return order;
}

std::vector<Block> blocks_of(const SiteForecasts& table, const SiteOptions& options, std::span<const std::size_t> order) {
    std::vector<Block> blocks;
    const auto same = [&](std::size_t a, std::size_t b) { return table.question[a] == table.question[b]; };
    for (std::size_t first = 0; first < order.size();) {
        const std::size_t end = end_of_run(order, first, same);
        const SiteQuestion& question = table.questions[table.question[order[first]]];
        blocks.push_back({table, options, question, order.subspan(first, end - first)});
        first = end;
    }
    return blocks;
}

SiteScores add_up(const SiteForecasts& table, std::span<const std::size_t> order, RowScores scores) {
    SiteScores result;
    const auto same = [&](std::size_t a, std::size_t b) {
        return table.question[a] == table.question[b] && table.forecaster[a] == table.forecaster[b];
    };
    for (std::size_t first = 0; first < order.size();) {
        const std::size_t end = end_of_run(order, first, same);
        result.totals.push_back(total_of(table, order.subspan(first, end - first), scores));
        first = end;
    }
    result.rows = std::move(scores.score);
    return result;
}

Result<SiteScores> score_questions(const SiteForecasts& table, const SiteOptions& options, QuestionRule rule) {
    if (const auto no = check_table(table, options)) return *no;
    const std::vector<std::size_t> order = in_order(table);
    RowScores scores(order.size());
    for (const Block& block : blocks_of(table, options, order)) {
        const auto no = rule(block, scores);
        if (!no) continue;
        for (const std::size_t row : block.rows) scores.refuse(row, no->reason);
    }
    return add_up(table, order, std::move(scores));
}

}  // namespace hindsight::scoring
