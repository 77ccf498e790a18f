// SPDX-License-Identifier: MIT
// PIT histograms, coverage by level, sharpness.
#include "hindsight/scoring/sets/pit.hpp"

#include <algorithm>
#include <cmath>

#include "../check.hpp"
#include "../numeric.hpp"
#include "bins.hpp"
#include "columns.hpp"

namespace hindsight::scoring {
namespace {

Refusal check_units(std::span<const double> values) {
    if (values.empty()) return NotScored{Reason::empty, 0};
    for (std::size_t i = 0; i < values.size(); ++i)
        if (const auto no = check_unit(values[i], Reason::bad_probability, i)) return no;
    return accepted;
}

Refusal check_ranges(PitRanges pit) {
    if (pit.below.size() != pit.at.size()) return NotScored{Reason::size_mismatch, 0};
    if (pit.below.empty()) return NotScored{Reason::empty, 0};
    for (std::size_t i = 0; i < pit.below.size(); ++i) {
        if (const auto no = check_unit(pit.below[i], Reason::bad_probability, i)) return no;
        if (const auto no = check_unit(pit.at[i], Reason::bad_probability, i)) return no;
        if (pit.below[i] > pit.at[i]) return NotScored{Reason::reversed_interval, i};
    }
    return accepted;
}

/// Adds the row [low, high] to the bins that it meets, to each by the part of it that lies there.
void spread(std::vector<Sum>& bins, double low, double high) {
    const std::size_t count = bins.size();
    if (low == high) return bins[bin_index(low, count, Closed::right)].add(1);
    const std::size_t last = bin_index(high, count, Closed::right);
    for (std::size_t i = bin_index(low, count, Closed::left); i <= last; ++i) {
        const double part = std::fmin(high, bin_edge(i + 1, count)) - std::fmax(low, bin_edge(i, count));
        bins[i].add(std::fmax(0.0, part / (high - low)));
    }
}

PitHistogram shares_of(const std::vector<Sum>& bins, std::size_t n) {
    PitHistogram result{n, {}};
    for (const Sum& bin : bins) result.shares.push_back(bin.value() / static_cast<double>(n));
    return result;
}

}  // namespace

Result<PitHistogram> pit_histogram(PitValues pit, std::size_t count) {
    if (const auto no = check_units(pit.values)) return *no;
    return pit_histogram(PitRanges{pit.values, pit.values}, count);
}

Result<PitHistogram> pit_histogram(PitRanges pit, std::size_t count) {
    if (const auto no = check_ranges(pit)) return *no;
    if (count == 0) return Reason::bad_level;
    std::vector<Sum> bins(count);
    for (std::size_t i = 0; i < pit.at.size(); ++i) spread(bins, pit.below[i], pit.at[i]);
    return shares_of(bins, pit.at.size());
}

Score CoverageByLevel::add(Observed observed, Interval predicted) {
    const Score covered = coverage_interval(observed, predicted);
    if (!covered) return covered;
    Sums& sums = levels_[predicted.level];
    ++sums.n;
    if (*covered == 1) ++sums.covered;
    sums.width.add(predicted.upper - predicted.lower);
    return covered;
}

void CoverageByLevel::add(const CoverageByLevel& other) {
    for (const auto& [level, sums] : other.levels_) {
        Sums& own = levels_[level];
        own.n += sums.n;
        own.covered += sums.covered;
        own.width.add(sums.width);
    }
}

std::vector<LevelCoverage> CoverageByLevel::levels() const {
    std::vector<LevelCoverage> result;
    for (const auto& [level, sums] : levels_) {
        const auto n = static_cast<double>(sums.n);
        result.push_back({level, sums.n, static_cast<double>(sums.covered) / n, sums.width.value() / n});
    }
    return result;
}

Result<double> sharpness(Probabilities predicted, Weights weights) {
    if (const auto no = check_units(predicted.values)) return *no;
    if (const auto no = check_weights(weights.values, predicted.values.size())) return *no;
    Sum weight;
    Sum total;
    for (std::size_t i = 0; i < predicted.values.size(); ++i) {
        weight.add(weight_at(weights, i));
        total.add(weight_at(weights, i) * predicted.values[i]);
    }
    const double mean = total.value() / weight.value();
    Sum squares;
    for (std::size_t i = 0; i < predicted.values.size(); ++i)
        squares.add(weight_at(weights, i) * square(predicted.values[i] - mean));
    return squares.value() / weight.value();
}

}  // namespace hindsight::scoring
