// SPDX-License-Identifier: MIT
// Events put into bins, with the sums that reliability and Murphy's decomposition are made of.
#pragma once

#include <vector>

#include "hindsight/scoring/sets/reliability.hpp"
#include "hindsight/scoring/sets/sum.hpp"

namespace hindsight::scoring {

/// Where bin i of `count` bins of equal width over [0,1] begins.
double bin_edge(std::size_t i, std::size_t count);

/// The bin of p by its edges as decimals are read, not by a product that may round over one.
std::size_t bin_index(double p, std::size_t count, Closed closed);

class BinSums {
   public:
    BinSums(double low, double high) : low_(low), high_(high), centre_(low + (high - low) / 2) {}

    void count(std::size_t rows) { n_ += rows; }
    void add(double p, double f, double weight) {
        const double d = p - centre_;
        weight_.add(weight);
        predicted_.add(weight * p);
        observed_.add(weight * f);
        shift_.add(weight * d);
        squares_.add(weight * d * d);
        products_.add(weight * d * f);
    }

    bool spans(double low, double high) const { return low_ == low && high_ == high; }
    std::size_t n() const { return n_; }
    double weight() const { return weight_.value(); }
    double mean_predicted() const { return predicted_.value() / weight(); }
    double observed_rate() const { return observed_.value() / weight(); }
    /// Sums of w (p - mean)^2 and of w (p - mean) (f - rate).
    double variation() const;
    double covariation() const;
    CalibrationBin bin() const { return {low_, high_, n_, weight(), mean_predicted(), observed_rate()}; }

   private:
    double low_, high_;
    double centre_;  ///< squares and products are summed from here: nothing cancels that is larger than the bin
    std::size_t n_ = 0;
    Sum weight_, predicted_, observed_, shift_, squares_, products_;
};

/// The bins that hold a weight, in ascending order. bad_level for `count` 0; the columns are checked.
Result<std::vector<BinSums>> fill_bins(const SortedEvents& events, Binning binning);
Result<std::vector<BinSums>> fill_bins(Outcomes observed, Probabilities predicted, Weights weights, Binning binning);

}  // namespace hindsight::scoring
