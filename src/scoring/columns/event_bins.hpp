// SPDX-License-Identifier: MIT
// Reliability bins filled from columns.
#pragma once

#include <vector>

#include "../sets/bins.hpp"
#include "event_sums.hpp"

namespace hindsight::scoring {

/// The edges of `count` bins of equal width over [0,1], as decimals are read, and where to look for a probability.
class BinEdges {
   public:
    BinEdges(std::size_t count, Closed closed);

    std::size_t count() const { return starts_.size() - 2; }
    /// The bin of p in [0,1]; `count()`, to be taken for the last one, may come out for 1.
    std::size_t index(double p) const {
        const auto guess = static_cast<std::int64_t>(p * scale_);  // may be off by one where the product rounds
        const double* start = starts_.data() + guess;
        return static_cast<std::size_t>(guess + (p >= start[1] ? 1 : 0) - (p < start[0] ? 1 : 0));
    }

   private:
    double scale_;
    std::vector<double> starts_;  ///< the lowest number of each bin
};

/// What fell into a bin.
struct ColumnBinSums {
    std::size_t n = 0;
    Sum predicted;
    Sum observed;
    void add(const ColumnBinSums& other);
};

/// Up to `shard_rows` rows, block by block.
template <class Outcome>
class BinFiller {
   public:
    explicit BinFiller(const BinEdges& edges);
    /// Rows that are in their ranges and have both their values.
    void fill(EventRows<Outcome> rows);
    /// Leaves those out that have not.
    void fill_present(EventRows<Outcome> rows);
    std::vector<ColumnBinSums> sums() const;

   private:
    /// Numbers come in two parts: whole multiples of 2^-32, whose sum is exact, and the rest.
    struct Parts {
        typedef double Pair __attribute__((vector_size(16)));
        Pair sums{};  ///< added to in one go
        void add(double x) {
            constexpr double shift = 0x1.8p20;
            const double whole = (x + shift) - shift;
            sums += Pair{whole, x - whole};
        }
        void add_to(Sum& sum) const {
            sum.add(sums[0]);
            sum.add(sums[1]);
        }
    };
    struct Cell {
        Parts predicted;
        Parts fractions;          ///< of outcomes as numbers
        std::uint64_t n_and_yes;  ///< outcomes as bytes, in the upper half; both halves hold the rows of a shard
    };
    static void put(Cell& cell, std::uint8_t outcome, double p) {
        cell.predicted.add(p);
        cell.n_and_yes += std::uint64_t{outcome} << 32 | 1;
    }
    static void put(Cell& cell, double outcome, double p) {
        cell.predicted.add(p);
        cell.fractions.add(outcome);
        ++cell.n_and_yes;
    }

    /// Rows next to one another go to tables of their own, so that none waits for the sum that the one before changes.
    static constexpr std::size_t tables = 4;
    const BinEdges& edges_;
    std::vector<Cell> cells_;
};

/// The bins as they are shown, with what follows from them. The sums are of at least one row.
ReliabilityBins summarise(const std::vector<ColumnBinSums>& bins);

}  // namespace hindsight::scoring
