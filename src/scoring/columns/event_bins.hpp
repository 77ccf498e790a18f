// SPDX-License-Identifier: MIT
// Reliability bins filled from columns.
#pragma once

#include <vector>

#include "event_sums.hpp"

namespace hindsight::scoring {

/// The edges of `count` bins of equal width over [0,1], as decimals are read, and where to look for a probability.
class BinEdges {
   public:
    BinEdges(std::size_t count, Closed closed);

    std::size_t count() const { return starts_.size() - 2; }
    /// The bin of p in [0,1]; `count()`, to be taken for the last one, may come out for 1.
    std::size_t index(double p) const {
        const auto guess = static_cast<std::size_t>(p * scale_);  // may be off by one where the product rounds
        return guess + (p >= starts_[guess + 1] ? 1 : 0) - (p < starts_[guess] ? 1 : 0);
    }

   private:
    double scale_;
    std::vector<double> starts_;  ///< the lowest number of each bin
};

/// The bin of p in [0,1] among so many.
std::size_t bin_index(double p, std::size_t count, Closed closed);

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
    /// Rows that are in their ranges; those with a missing value are left out.
    void fill(EventRows<Outcome> rows);
    std::vector<ColumnBinSums> sums() const;

   private:
    /// Numbers come in two parts: whole multiples of 2^-32, whose sum is exact, and the rest.
    struct Parts {
        double high = 0;
        double low = 0;
        void add(double x) {
            constexpr double shift = 0x1.8p20;
            const double whole = (x + shift) - shift;
            high += whole;
            low += x - whole;
        }
    };
    struct Cell {
        std::uint64_t n = 0;
        std::uint64_t yes = 0;
        Parts predicted;
        Parts observed;  ///< of fractions
    };
    static void put(Cell& cell, std::uint8_t outcome, double p);
    static void put(Cell& cell, double outcome, double p);

    /// Rows next to one another go to tables of their own, so that none waits for the sum that the one before changes.
    static constexpr std::size_t tables = 4;
    const BinEdges& edges_;
    std::vector<Cell> cells_;
};

/// The bins as they are shown, with what follows from them. The sums are of at least one row.
ReliabilityBins summarise(const std::vector<ColumnBinSums>& bins);

}  // namespace hindsight::scoring
