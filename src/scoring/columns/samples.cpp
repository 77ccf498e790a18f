// SPDX-License-Identifier: MIT
// The CRPS of samples in rows: kernels for the bulk, the one-row function for what they leave.
#include "hindsight/scoring/columns/samples.hpp"

#include <algorithm>
#include <cmath>

#include "continuous_blocks.hpp"
#include "hindsight/scoring/sample.hpp"
#include "samples_crps.hpp"

namespace hindsight::scoring {
namespace {

/// Rows whose members are some tens of kilobytes.
constexpr std::size_t rows_at_once = 64;

struct Table {
    std::span<const double> observed;
    std::span<const double> values;
    SamplePlan plan;

    std::span<const double> row(std::size_t i) const { return values.subspan(i * plan.members, plan.members); }
    bool is_missing(std::size_t i) const {
        const auto nan = [](double x) { return std::isnan(x); };
        return nan(observed[i]) || std::any_of(row(i).begin(), row(i).end(), nan);
    }
};

Refusal check(Observations observed, SampleRows predicted) {
    const std::size_t n = observed.values.size();
    if (n == 0 || predicted.members == 0) return NotScored{Reason::empty, 0};
    if (predicted.values.size() / predicted.members != n || predicted.values.size() % predicted.members != 0)
        return NotScored{Reason::size_mismatch, 0};
    return accepted;
}

/// The scores of a few rows; missing ones get `stand_in`, and `seen` is told of them.
template <class Seen>
Refusal score_rows(const Table& table, RowRange rows, double* scores, double stand_in, const Seen& seen) {
    const double* values = table.values.data() + rows.first * table.plan.members;
    if (!score_samples(SampleBlock{table.plan, values, table.observed.data() + rows.first, scores, rows.size()})) return accepted;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!std::isnan(scores[i])) continue;
        const std::size_t row = rows.first + i;
        if (table.is_missing(row)) {
            scores[i] = stand_in;
            seen(row);
            continue;
        }
        const auto score = crps_sample(Observed{table.observed[row]}, {table.row(row)});
        if (!score) return NotScored{score.why().reason, row};
        scores[i] = *score;
    }
    return accepted;
}

RowSums<1> sums_of_block(const Table& table, RowRange rows) {
    std::array<double, block_rows> scores;
    RowSums<1> result;
    const auto seen = [&](std::size_t) { ++result.missing; };
    for (std::size_t at = rows.first; at < rows.last && !result.refused; at += rows_at_once)
        result.refused = score_rows(table, {at, std::min(at + rows_at_once, rows.last)}, &scores[at - rows.first], 0, seen);
    if (result.refused) return result;
    result.n = rows.size() - result.missing;
    result.sums[0] = sum_block(scores.data(), rows.size());
    return result;
}

}  // namespace

Result<ColumnMean> mean_crps(Observations observed, SampleRows predicted, ColumnOptions options) {
    if (const auto no = check(observed, predicted)) return *no;
    const Table table{observed.values, predicted.values, SamplePlan(predicted.members)};
    const auto sums = [&](RowRange rows) { return sums_of_block(table, rows); };
    const auto total = over_rows<RowSums<1>>(observed.values.size(), options.threads, block_rows, sums);
    if (const auto no = check_total(total)) return *no;
    return ColumnMean{total.n, total.missing, total.mean(0)};
}

Result<std::vector<std::size_t>> crps_rows(Observations observed, SampleRows predicted, std::span<double> scores,
                                           ColumnOptions options) {
    if (const auto no = check(observed, predicted)) return *no;
    if (scores.size() != observed.values.size()) return Reason::size_mismatch;
    const Table table{observed.values, predicted.values, SamplePlan(predicted.members)};
    return missing_or_refusal(over_rows<RowList>(scores.size(), options.threads, rows_at_once, [&](RowRange rows) {
        RowList list;
        const auto seen = [&](std::size_t row) { list.missing.push_back(row); };
        list.refused = score_rows(table, rows, scores.data() + rows.first, infinity, seen);
        return list;
    }));
}

}  // namespace hindsight::scoring
