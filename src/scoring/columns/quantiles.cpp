// SPDX-License-Identifier: MIT
// Scores of quantiles in rows: the kernel for the bulk, the one-row functions for what it leaves.
#include "hindsight/scoring/columns/quantiles.hpp"

#include <algorithm>
#include <cmath>

#include "continuous_blocks.hpp"
#include "quantiles_kernel.hpp"

namespace hindsight::scoring {
namespace {

/// Rows whose scores, six columns and more, stay in the nearest cache.
constexpr std::size_t rows_at_once = 256;
/// Central ranges whose coverage is counted in one pass.
constexpr std::size_t most_central = 26;
constexpr std::size_t most_columns = QuantileScores::first_coverage + most_central;

struct Table {
    std::span<const double> observed;
    QuantileRows predicted;
    std::span<const double> central;
    QuantilePlan plan;

    Quantiles row(std::size_t i) const {
        const std::size_t count = predicted.levels.size();
        return {predicted.levels, predicted.values.subspan(i * count, count)};
    }
    bool is_missing(std::size_t i) const {
        const auto nan = [](double x) { return std::isnan(x); };
        const auto values = row(i).values;
        return nan(observed[i]) || std::any_of(values.begin(), values.end(), nan);
    }
};

Result<Table> table_of(Observations observed, QuantileRows predicted, std::span<const double> central) {
    const std::size_t n = observed.values.size();
    if (n == 0) return Reason::empty;
    auto plan = QuantilePlan::of(predicted.levels, central);
    if (!plan) return plan.why();
    if (predicted.values.size() / predicted.levels.size() != n || predicted.values.size() % predicted.levels.size() != 0)
        return Reason::size_mismatch;
    return Result<Table>(Table{observed.values, predicted, central, std::move(*plan)});
}

/// One row by the one-row functions into the columns at `at`.
Refusal score_row(const Table& table, std::size_t row, const QuantileScores& scores, std::size_t at) {
    const Observed y{table.observed[row]};
    const Quantiles q = table.row(row);
    const auto parts = wis_quantile(y, q);
    if (!parts) return NotScored{parts.why().reason, row};
    const auto put = [&](std::size_t column, double value) {
        if (column < scores.columns.size()) scores.columns[column][at] = value;
    };
    put(QuantileScores::wis, parts->wis);
    put(QuantileScores::dispersion, parts->dispersion);
    put(QuantileScores::under, parts->underprediction);
    put(QuantileScores::over, parts->overprediction);
    put(QuantileScores::bias, bias_quantile(y, q).value_or(0));
    put(QuantileScores::ae_median, ae_median_quantile(y, q).value_or(0));
    for (std::size_t c = 0; c < table.central.size(); ++c)
        put(QuantileScores::first_coverage + c, *coverage_quantile(y, q, table.central[c]));
    return accepted;
}

/// The scores of some rows; missing ones get `stand_in`, and `seen` is told of them.
template <class Seen>
Refusal score_rows(const Table& table, RowRange rows, const QuantileScores& scores, double stand_in, const Seen& seen) {
    double* const wis = scores.columns[QuantileScores::wis];
    const double* values = table.predicted.values.data() + rows.first * table.plan.levels.size();
    if (table.plan.levels.size() > QuantilePlan::most_levels)
        std::fill_n(wis, rows.size(), std::numeric_limits<double>::quiet_NaN());
    else if (!score_quantiles(QuantileBlock{table.plan, values, table.observed.data() + rows.first, scores, rows.size()}))
        return accepted;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!std::isnan(wis[i])) continue;
        if (table.is_missing(rows.first + i)) {
            for (double* const column : scores.columns) column[i] = stand_in;
            seen(rows.first + i);
        } else if (const auto no = score_row(table, rows.first + i, scores, i)) {
            return no;
        }
    }
    return accepted;
}

using Sums = RowSums<most_columns>;

Sums sums_of_block(const Table& table, RowRange rows) {
    std::array<std::array<double, rows_at_once>, most_columns> columns;
    QuantileScores scores;
    for (std::size_t c = 0; c < QuantileScores::first_coverage + table.central.size(); ++c)
        scores.columns.push_back(columns[c].data());
    Sums result;
    for (std::size_t at = rows.first; at < rows.last && !result.refused; at += rows_at_once) {
        const RowRange some{at, std::min(at + rows_at_once, rows.last)};
        result.refused = score_rows(table, some, scores, 0, [&](std::size_t) { ++result.missing; });
        for (std::size_t c = 0; c < scores.columns.size() && !result.refused; ++c)
            result.sums[c].add(sum_block(scores.columns[c], some.size()));
    }
    result.n = rows.size() - result.missing;
    return result;
}

QuantileMeans means_of(const Table& table, const Sums& total) {
    QuantileMeans means;
    means.n = total.n;
    means.missing = total.missing;
    means.wis = {total.mean(QuantileScores::wis), total.mean(QuantileScores::dispersion), total.mean(QuantileScores::under),
                 total.mean(QuantileScores::over)};
    for (std::size_t c = 0; c < table.central.size(); ++c) means.coverage.push_back(total.mean(QuantileScores::first_coverage + c));
    if (table.plan.median) {
        means.bias = total.mean(QuantileScores::bias);
        means.ae_median = total.mean(QuantileScores::ae_median);
    }
    return means;
}

Result<QuantileMeans> means_of(const Table& table, ColumnOptions options) {
    const auto sums = [&](RowRange rows) { return sums_of_block(table, rows); };
    const auto total = over_rows<Sums>(table.observed.size(), options.threads, block_rows, sums);
    if (const auto no = check_total(total)) return *no;
    return Result<QuantileMeans>(means_of(table, total));
}

RowList parts_of_rows(const Table& table, RowRange rows, std::span<WisParts> parts) {
    std::array<std::array<double, rows_at_once>, 4> columns;
    const QuantileScores scores{{columns[0].data(), columns[1].data(), columns[2].data(), columns[3].data()}};
    RowList list;
    const auto seen = [&](std::size_t row) { list.missing.push_back(row); };
    list.refused = score_rows(table, rows, scores, infinity, seen);
    if (list.refused) return list;
    for (std::size_t i = 0; i < rows.size(); ++i) parts[i] = {columns[0][i], columns[1][i], columns[2][i], columns[3][i]};
    return list;
}

}  // namespace

Result<QuantileMeans> mean_quantile_scores(Observations observed, QuantileRows predicted, std::span<const double> central,
                                           ColumnOptions options) {
    const auto all = table_of(observed, predicted, central);
    if (!all) return all.why();
    if (central.size() <= most_central) return means_of(*all, options);
    auto means = mean_quantile_scores(observed, predicted, central.first(most_central), options);
    const auto rest = mean_quantile_scores(observed, predicted, central.subspan(most_central), options);
    if (!means) return means.why();
    if (!rest) return rest.why();
    auto& coverage = (*means).coverage;
    coverage.insert(coverage.end(), rest->coverage.begin(), rest->coverage.end());
    return means;
}

Result<std::vector<std::size_t>> wis_rows(Observations observed, QuantileRows predicted, std::span<WisParts> scores,
                                          ColumnOptions options) {
    const auto table = table_of(observed, predicted, {});
    if (!table) return table.why();
    if (scores.size() != observed.values.size()) return Reason::size_mismatch;
    return missing_or_refusal(over_rows<RowList>(scores.size(), options.threads, rows_at_once, [&](RowRange rows) {
        return parts_of_rows(*table, rows, scores.subspan(rows.first, rows.size()));
    }));
}

}  // namespace hindsight::scoring
