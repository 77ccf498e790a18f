// SPDX-License-Identifier: MIT
// Sorts events by their probability: two radix passes, then what they left over.
#include "hindsight/scoring/sets/sorted_events.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include "../check.hpp"
#include "sorted_rows.hpp"

namespace hindsight::scoring {
namespace {

using Rows = std::unique_ptr<std::uint64_t[]>;

Rows make_rows(std::size_t n) { return std::make_unique_for_overwrite<std::uint64_t[]>(n); }

constexpr unsigned digit_bits = 11;
constexpr std::size_t digits = std::size_t{1} << digit_bits;
using Counts = std::array<std::size_t, digits>;

/// The forecasts' range cut into 2^22 equal cells: rises with p, though several p may share a cell.
class Cells {
   public:
    Cells(double low, double high) : low_(low), scale_(high > low ? (cells - 1) / (high - low) : 0.0) {
        if (!std::isfinite(scale_)) scale_ = 0;  // a range that small is left to the sort by comparison
    }
    bool many() const { return scale_ > 0; }
    std::size_t of(double p) const { return static_cast<std::size_t>((p - low_) * scale_); }

   private:
    static constexpr double cells = static_cast<double>(digits * digits);
    double low_;
    double scale_;
};

/// One stable pass by the digit that `digit` reads, unless all rows have the same: whether `to` has them now. `counts` is
/// used up.
template <class Digit>
bool pass(const std::uint64_t* from, std::uint64_t* to, std::size_t n, Counts& counts, Digit digit) {
    if (counts[digit(from[0])] == n) return false;
    std::size_t start = 0;
    for (std::size_t& count : counts) start += std::exchange(count, start);
    for (std::size_t i = 0; i < n; ++i) to[counts[digit(from[i])]++] = from[i];
    return true;
}

/// Sorts by cell, rows of a cell in their former order.
template <class Cell>
void sort_by_cell(std::uint64_t* rows, std::uint64_t* spare, std::size_t n, Cell cell) {
    Counts low{};
    Counts high{};
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t c = cell(rows[i]);
        ++low[c % digits];
        ++high[c / digits];
    }
    const auto low_digit = [&](std::uint64_t row) { return cell(row) % digits; };
    const auto high_digit = [&](std::uint64_t row) { return cell(row) / digits; };
    const bool first = pass(rows, spare, n, low, low_digit);
    const bool second = first ? pass(spare, rows, n, high, high_digit) : pass(rows, spare, n, high, high_digit);
    if (first != second) std::copy(spare, spare + n, rows);
}

/// Insertion, for runs of few rows. Stable.
template <class Less>
void insert(std::uint64_t* first, std::uint64_t* end, Less less) {
    for (std::uint64_t* next = first + 1; next < end; ++next) {
        const std::uint64_t row = *next;
        std::uint64_t* to = next;
        for (; to > first && less(row, to[-1]); --to) *to = to[-1];
        *to = row;
    }
}

constexpr std::size_t short_run = 24;

/// Sorts each cell's rows among themselves: `sort_run` those of cells with many.
template <class Cell, class Less, class SortRun>
void sort_within_cells(std::uint64_t* rows, std::size_t n, Cell cell, Less less, SortRun sort_run) {
    for (std::size_t first = 0, end = 0; first < n; first = end) {
        const std::size_t c = cell(rows[first]);
        bool sorted = true;
        for (end = first + 1; end < n && cell(rows[end]) == c; ++end) sorted = sorted && !less(rows[end], rows[end - 1]);
        if (sorted) continue;
        if (end - first <= short_run)
            insert(rows + first, rows + end, less);
        else
            sort_run(rows + first, end - first);
    }
}

struct Range {
    double low = 1;
    double high = 0;
    void add(double p) {
        low = p < low ? p : low;
        high = p > high ? p : high;
    }
};

/// All rows packed, or nothing if one is no event with outcome 0 or 1.
Rows pack(std::span<const double> observed, std::span<const double> predicted, Range& range) {
    Rows rows = make_rows(observed.size());
    bool good = true;
    for (std::size_t i = 0; i < observed.size(); ++i) {
        const double f = observed[i];
        const double p = predicted[i];
        good &= (p >= 0) & (p <= 1) & ((f == 0) | (f == 1));
        range.add(p);
        rows[i] = PackedRow::of(p, f == 1);
    }
    return good ? std::move(rows) : nullptr;
}

/// Under this many rows a sort by comparison is faster.
constexpr std::size_t few = 1000;

/// A cell with many rows is cut into cells again.
void sort_packed(std::uint64_t* rows, std::uint64_t* spare, std::size_t n, Range range) {
    const auto less = [](std::uint64_t a, std::uint64_t b) { return a >> 1 < b >> 1; };
    const Cells cells(range.low, range.high);
    if (n < few || !cells.many()) return std::stable_sort(rows, rows + n, less);
    const auto cell = [&](std::uint64_t row) { return cells.of(PackedRow::probability(row)); };
    sort_by_cell(rows, spare, n, cell);
    sort_within_cells(rows, n, cell, less, [&](std::uint64_t* run, std::size_t length) {
        Range narrow;
        for (std::size_t i = 0; i < length; ++i) narrow.add(PackedRow::probability(run[i]));
        sort_packed(run, spare, length, narrow);
    });
}

void sort_placed(std::uint64_t* rows, std::uint64_t* spare, std::span<const double> predicted) {
    const std::size_t n = predicted.size();
    const auto cell = [](std::uint64_t row) { return static_cast<std::size_t>(row >> 32); };
    const auto less = [&](std::uint64_t a, std::uint64_t b) {
        return cell(a) != cell(b) ? cell(a) < cell(b) : predicted[PlacedRow::place(a)] < predicted[PlacedRow::place(b)];
    };
    if (n < few) return std::stable_sort(rows, rows + n, less);
    sort_by_cell(rows, spare, n, cell);
    sort_within_cells(rows, n, cell, less,
                      [&](std::uint64_t* run, std::size_t length) { std::stable_sort(run, run + length, less); });
}

/// The places of the rows, each under the cell of its probability.
Rows place(std::span<const double> predicted) {
    assert(predicted.size() <= std::uint64_t{1} << 32);
    Range range;
    for (const double p : predicted) range.add(p);
    const Cells cells(range.low, range.high);
    Rows rows = make_rows(predicted.size());
    for (std::size_t i = 0; i < predicted.size(); ++i) rows[i] = std::uint64_t{cells.of(predicted[i])} << 32 | i;
    return rows;
}

bool all_one(Weights weights) {
    return std::all_of(weights.values.begin(), weights.values.end(), [](double w) { return w == 1; });
}

double count_yes(const std::uint64_t* rows, std::size_t n) {
    std::uint64_t yes = 0;
    for (std::size_t i = 0; i < n; ++i) yes += PackedRow::outcome(rows[i]);
    return static_cast<double>(yes);
}

struct Totals {
    double weight;
    double yes;
    double variance;  ///< of the outcomes
};

Totals totals(Outcomes observed, Weights weights) {
    Sum all;
    Sum yes;
    Sum fractions;
    for (std::size_t i = 0; i < observed.values.size(); ++i) {
        const double w = weight_at(weights, i);
        const double f = observed.values[i];
        all.add(w);
        yes.add(w * f);
        fractions.add(w * f * (1 - f));
    }
    const double rate = yes.value() / all.value();
    return {all.value(), yes.value(), std::fmax(0.0, rate * (1 - rate) - fractions.value() / all.value())};
}

}  // namespace

Result<SortedEvents> SortedEvents::of(Outcomes observed, Probabilities predicted, Weights weights) {
    SortedEvents events;
    const std::size_t n = observed.values.size();
    const bool equal = n > 0 && predicted.values.size() == n && (weights.values.empty() || weights.values.size() == n);
    if (equal && all_one(weights)) {
        weights = {};
        Range range;
        events.rows_ = pack(observed.values, predicted.values, range);
        events.packed_ = events.rows_ != nullptr;
        if (events.packed_) sort_packed(events.rows_.get(), make_rows(n).get(), n, range);
    }
    if (!events.packed_) {
        if (const auto no = check_events(observed.values, predicted.values, weights.values)) return *no;
        events.rows_ = place(predicted.values);
        sort_placed(events.rows_.get(), make_rows(n).get(), predicted.values);
        events.fractions_ = std::any_of(observed.values.begin(), observed.values.end(), [](double f) { return f > 0 && f < 1; });
    }
    events.observed_ = observed;
    events.predicted_ = predicted;
    events.weights_ = weights;
    const double yes = events.packed_ ? count_yes(events.rows_.get(), n) : 0.0;
    const double rate = yes / static_cast<double>(n);
    const Totals all = events.packed_ ? Totals{static_cast<double>(n), yes, rate * (1 - rate)} : totals(observed, weights);
    events.weight_ = all.weight;
    events.yes_ = all.yes;
    events.outcome_variance_ = all.variance;
    return events;
}

}  // namespace hindsight::scoring
