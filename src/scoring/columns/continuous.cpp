// SPDX-License-Identifier: MIT
// The CRPS of distributions in columns: kernels for the bulk of the rows, the one-row function for the rest.
#include "hindsight/scoring/columns/continuous.hpp"

#include <algorithm>
#include <cmath>

#include "continuous_blocks.hpp"
#include "continuous_crps.hpp"

namespace hindsight::scoring {
namespace {

/// Columns of one length for all parameters of a family; those left out are short columns of their fallback.
class Table {
   public:
    static Result<Table> of(Observations observed, const DistributionColumns& predicted);

    std::size_t rows() const { return observed_.size(); }
    RowBlock block(RowRange rows, double* scores) const;
    bool is_missing(std::size_t row) const;
    Score score(std::size_t row) const;
    CrpsKernel kernel() const { return kernel_; }

   private:
    Table() = default;
    Family family_ = Family::normal;
    CrpsKernel kernel_ = nullptr;
    std::span<const double> observed_;
    std::span<const std::span<const double>> given_;
    std::array<std::vector<double>, max_parameters> fallbacks_;
};

Refusal check(Observations observed, const DistributionColumns& predicted) {
    const FamilyInfo& row = info(predicted.family);
    const std::size_t given = predicted.parameters.size();
    if (predicted.family == Family::mixture) return NotScored{Reason::not_applicable, 0};
    if (given > row.count || (given < row.count && !row.parameters[given].optional)) return NotScored{Reason::size_mismatch, 0};
    for (const auto& column : predicted.parameters)
        if (column.size() != observed.values.size()) return NotScored{Reason::size_mismatch, 0};
    return observed.values.empty() ? Refusal(NotScored{Reason::empty, 0}) : accepted;
}

Result<Table> Table::of(Observations observed, const DistributionColumns& predicted) {
    if (const auto no = check(observed, predicted)) return *no;
    Table table;
    table.family_ = predicted.family;
    table.kernel_ = crps_kernel(predicted.family);
    table.observed_ = observed.values;
    table.given_ = predicted.parameters;
    const FamilyInfo& row = info(predicted.family);
    for (std::size_t k = table.given_.size(); k < row.count; ++k)
        table.fallbacks_[k].assign(block_rows, row.parameters[k].fallback);
    return Result<Table>(std::move(table));
}

RowBlock Table::block(RowRange rows, double* scores) const {
    RowBlock block{{}, observed_.data() + rows.first, scores, rows.size()};
    for (std::size_t k = 0; k < info(family_).count; ++k)
        block.parameters[k] = k < given_.size() ? given_[k].data() + rows.first : fallbacks_[k].data();
    return block;
}

bool Table::is_missing(std::size_t row) const {
    const auto missing = [row](const auto& column) { return std::isnan(column[row]); };
    return missing(observed_) || std::any_of(given_.begin(), given_.end(), missing);
}

Score Table::score(std::size_t row) const {
    std::array<double, max_parameters> parameters{};
    for (std::size_t k = 0; k < given_.size(); ++k) parameters[k] = given_[k][row];
    const auto d = Distribution::of(family_, std::span<const double>(parameters.data(), given_.size()));
    return d ? crps_distribution(Observed{observed_[row]}, *d) : Score(d.why());
}

/// Scores rows one by one where `scores` is NaN. Missing ones get `stand_in`; `seen` is told of them.
template <class Seen>
Refusal score_singly(const Table& table, RowRange rows, double* scores, double stand_in, const Seen& seen) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!std::isnan(scores[i])) continue;
        const std::size_t row = rows.first + i;
        if (table.is_missing(row)) {
            scores[i] = stand_in;
            seen(row);
            continue;
        }
        const auto score = table.score(row);
        if (!score) return NotScored{score.why().reason, row};
        scores[i] = *score;
    }
    return accepted;
}

template <class Seen>
Refusal score_block(const Table& table, RowRange rows, double* scores, double stand_in, const Seen& seen) {
    if (const auto kernel = table.kernel()) {
        if (!kernel(table.block(rows, scores))) return accepted;
    } else {
        std::fill_n(scores, rows.size(), std::numeric_limits<double>::quiet_NaN());
    }
    return score_singly(table, rows, scores, stand_in, seen);
}

RowSums<1> sums_of_block(const Table& table, RowRange rows) {
    std::array<double, block_rows> scores;
    RowSums<1> result;
    result.refused = score_block(table, rows, scores.data(), 0, [&](std::size_t) { ++result.missing; });
    if (result.refused) return result;
    result.n = rows.size() - result.missing;
    result.sums[0] = sum_block(scores.data(), rows.size());
    return result;
}

}  // namespace

Result<ColumnMean> mean_crps(Observations observed, DistributionColumns predicted, ColumnOptions options) {
    const auto table = Table::of(observed, predicted);
    if (!table) return table.why();
    const auto sums = [&](RowRange rows) { return sums_of_block(*table, rows); };
    const auto total = over_rows<RowSums<1>>(table->rows(), options.threads, block_rows, sums);
    if (const auto no = check_total(total)) return *no;
    return ColumnMean{total.n, total.missing, total.mean(0)};
}

Result<std::vector<std::size_t>> crps_rows(Observations observed, DistributionColumns predicted, std::span<double> scores,
                                           ColumnOptions options) {
    const auto table = Table::of(observed, predicted);
    if (!table) return table.why();
    if (scores.size() != table->rows()) return Reason::size_mismatch;
    return missing_or_refusal(over_rows<RowList>(table->rows(), options.threads, block_rows, [&](RowRange rows) {
        RowList list;
        const auto seen = [&](std::size_t row) { list.missing.push_back(row); };
        list.refused = score_block(*table, rows, scores.data() + rows.first, infinity, seen);
        return list;
    }));
}

}  // namespace hindsight::scoring
