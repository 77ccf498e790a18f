// SPDX-License-Identifier: MIT
// How sorted events are read: by runs of equal probability, and by rows.
#pragma once

#include <bit>
#include <cmath>

#include "columns.hpp"
#include "hindsight/scoring/sets/sorted_events.hpp"
#include "hindsight/scoring/sets/sum.hpp"

namespace hindsight::scoring {

/// Rows of one probability: places [first, end) in the order.
struct Tie {
    double p;
    std::size_t first;
    std::size_t end;
    double weight;
    double yes;  ///< weighted sum of outcomes
    double no;   ///< the rest of the weight, summed by itself
};

/// A row packed into a number: the bits of a probability, which rise with it, and below them the outcome.
struct PackedRow {
    static std::uint64_t of(double p, bool yes) { return std::bit_cast<std::uint64_t>(p + 0.0) << 1 | (yes ? 1u : 0u); }
    static double probability(std::uint64_t row) { return std::bit_cast<double>(row >> 1); }
    static std::uint64_t outcome(std::uint64_t row) { return row & 1; }
};

/// A row by its place in the columns (the lower half), under the leading bits of its probability (the upper half).
struct PlacedRow {
    static std::size_t place(std::uint64_t row) { return static_cast<std::uint32_t>(row); }
};

class SortedRows {
   public:
    explicit SortedRows(const SortedEvents& events) : events_(events), rows_(events.rows_.get()) {}

    double probability(std::size_t at) const {
        return events_.packed_ ? PackedRow::probability(rows_[at]) : events_.predicted_.values[PlacedRow::place(rows_[at])];
    }
    double outcome(std::size_t at) const {
        return events_.packed_ ? static_cast<double>(PackedRow::outcome(rows_[at]))
                               : events_.observed_.values[PlacedRow::place(rows_[at])];
    }
    double weight(std::size_t at) const {
        return events_.weighted() ? events_.weights_.values[PlacedRow::place(rows_[at])] : 1.0;
    }

    /// f(Tie) for every run of equal probabilities within [first, end), which holds whole runs.
    template <class F>
    void each_tie(std::size_t first, std::size_t end, F&& f) const {
        while (first < end) {
            const Tie tie = events_.packed_ ? packed_tie(first) : placed_tie(first);
            first = tie.end;
            f(tie);
        }
    }
    template <class F>
    void each_tie(F&& f) const {
        each_tie(0, events_.size(), f);
    }

    /// The same from the highest probability down.
    template <class F>
    void each_tie_down(F&& f) const {
        for (std::size_t end = events_.size(); end > 0;) {
            std::size_t first = end - 1;
            while (first > 0 && probability(first - 1) == probability(end - 1)) --first;
            f(events_.packed_ ? packed_tie(first) : placed_tie(first));
            end = first;
        }
    }

    /// f(p, outcome, weight) for all rows within [first, end); equal ones may come as one.
    template <class F>
    void each_group(std::size_t first, std::size_t end, F&& f) const {
        if (!events_.packed_) {
            for (; first < end; ++first) f(probability(first), outcome(first), weight(first));
            return;
        }
        while (first < end) {
            const Tie tie = packed_tie(first);
            first = tie.end;
            if (tie.yes > 0) f(tie.p, 1.0, tie.yes);
            if (tie.no > 0) f(tie.p, 0.0, tie.no);
        }
    }

   private:
    Tie packed_tie(std::size_t first) const {
        const std::uint64_t bits = rows_[first] >> 1;
        std::uint64_t yes = 0;
        std::size_t end = first;
        for (; end < events_.size() && rows_[end] >> 1 == bits; ++end) yes += PackedRow::outcome(rows_[end]);
        const auto n = static_cast<double>(end - first);
        return {std::bit_cast<double>(bits), first, end, n, static_cast<double>(yes), n - static_cast<double>(yes)};
    }
    Tie placed_tie(std::size_t first) const {
        const double p = probability(first);
        Sum all;
        Sum yes;
        Sum no;
        std::size_t end = first;
        for (; end < events_.size() && probability(end) == p; ++end) {
            all.add(weight(end));
            yes.add(weight(end) * outcome(end));
            no.add(weight(end) * (1 - outcome(end)));
        }
        return {p, first, end, all.value(), yes.value(), no.value()};
    }

    const SortedEvents& events_;
    const std::uint64_t* rows_;
};

/// Adds x `count` times; exactly if `count` is a whole number below 2^26.
inline void add_times(Sum& sum, double count, double x) {
    if (count == 1) return sum.add(x);
    if (std::isinf(x)) return sum.add(count > 0 ? x : 0.0);
    const double wide = 134217729.0 * x;  // 2^27 + 1: the upper half of x's digits (Veltkamp)
    const double upper = wide - (wide - x);
    sum.add(count * upper);
    sum.add(count * (x - upper));
}

}  // namespace hindsight::scoring
