// SPDX-License-Identifier: MIT
// Calibration errors over bins, and Murphy's decomposition.
#include "hindsight/scoring/sets/reliability.hpp"

#include <algorithm>
#include <cmath>

#include "../numeric.hpp"
#include "bins.hpp"
#include "columns.hpp"
#include "sorted_rows.hpp"

namespace hindsight::scoring {
namespace {

ReliabilityBins errors_of(const std::vector<BinSums>& bins) {
    ReliabilityBins result;
    Sum total;
    Sum absolute;
    Sum squared;
    for (const BinSums& sums : bins) {
        const CalibrationBin bin = sums.bin();
        const double gap = std::abs(bin.mean_predicted - bin.observed_rate);
        total.add(bin.weight);
        absolute.add(bin.weight * gap);
        squared.add(bin.weight * square(gap));
        result.mce = std::max(result.mce, gap);
        result.bins.push_back(bin);
    }
    result.ece = absolute.value() / total.value();
    result.rmsce = std::sqrt(squared.value() / total.value());
    return result;
}

/// What the bins do not know of a set.
struct Whole {
    double mean_score;
    double outcome_variance;
    bool plain;  ///< outcomes 0 and 1, no weights
};

/// The sums of a set over the bins, in which a set's means are taken.
struct MurphySums {
    Sum weight, observed, reliability, resolution, variance, covariance;
    Sum bias;  ///< sum of n r (1-r) / (n-1)

    void add(const BinSums& bin, double rate) {
        const double r = bin.observed_rate();
        reliability.add(bin.weight() * square(bin.mean_predicted() - r));
        resolution.add(bin.weight() * square(r - rate));
        variance.add(bin.variation());
        covariance.add(2 * bin.covariation());
        const double n = static_cast<double>(bin.n());
        if (bin.n() > 1) bias.add(n * r * (1 - r) / (n - 1));
    }
};

double base_rate_of(const std::vector<BinSums>& bins, double weight) {
    Sum yes;
    for (const BinSums& bin : bins) yes.add(bin.weight() * bin.observed_rate());
    return yes.value() / weight;
}

double weight_of(const std::vector<BinSums>& bins) {
    Sum weight;
    for (const BinSums& bin : bins) weight.add(bin.weight());
    return weight.value();
}

MurphyDecomposition decompose(const std::vector<BinSums>& bins, const Whole& whole) {
    const double weight = weight_of(bins);
    const double rate = base_rate_of(bins, weight);
    MurphySums sums;
    MurphyDecomposition result;
    for (const BinSums& bin : bins) {
        sums.add(bin, rate);
        result.bins.push_back(bin.bin());
    }
    result.mean_score = whole.mean_score;
    result.miscalibration = sums.reliability.value() / weight;
    result.discrimination = sums.resolution.value() / weight;
    result.uncertainty = whole.outcome_variance;
    result.within_bin_variance = sums.variance.value() / weight;
    result.within_bin_covariance = sums.covariance.value() / weight;
    if (whole.plain && weight > 1) {
        const double small_bins = sums.bias.value() / weight;
        const double small_set = result.uncertainty / (weight - 1);
        result.corrected = {{result.miscalibration - small_bins, result.discrimination - small_bins + small_set,
                             result.uncertainty + small_set}};
    }
    return result;
}

/// The mean score and the variance of the outcomes, over rows that `each` gives to its argument as (p, f, weight).
template <class Each>
Whole look_at(Each each) {
    Sum weight, yes, scores, fractions;
    bool plain = true;
    each([&](double p, double f, double w) {
        weight.add(w);
        yes.add(w * f);
        scores.add(w * square(p - f));
        fractions.add(w * f * (1 - f));
        plain = plain && (f == 0 || f == 1);
    });
    const double rate = yes.value() / weight.value();
    const double variance = rate * (1 - rate) - fractions.value() / weight.value();
    return {scores.value() / weight.value(), std::fmax(0.0, variance), plain};
}

}  // namespace

Result<ReliabilityBins> reliability_bins(const SortedEvents& events, Binning binning) {
    const auto bins = fill_bins(events, binning);
    return bins ? Result(errors_of(*bins)) : bins.why();
}

Result<ReliabilityBins> reliability_bins(Outcomes observed, Probabilities predicted, Weights weights, Binning binning) {
    const auto bins = fill_bins(observed, predicted, weights, binning);
    return bins ? Result(errors_of(*bins)) : bins.why();
}

Result<MurphyDecomposition> murphy(const SortedEvents& events, Binning binning) {
    const auto bins = fill_bins(events, binning);
    if (!bins) return bins.why();
    Whole whole = look_at([&](auto add) { SortedRows(events).each_group(0, events.size(), add); });
    whole.plain = whole.plain && !events.weighted();
    return decompose(*bins, whole);
}

Result<MurphyDecomposition> murphy(Outcomes observed, Probabilities predicted, Weights weights, Binning binning) {
    const auto bins = fill_bins(observed, predicted, weights, binning);
    if (!bins) return bins.why();
    Whole whole = look_at([&](auto add) {
        for (std::size_t i = 0; i < observed.values.size(); ++i)
            add(predicted.values[i], observed.values[i], weight_at(weights, i));
    });
    whole.plain = whole.plain && std::all_of(weights.values.begin(), weights.values.end(), [](double w) { return w == 1; });
    return decompose(*bins, whole);
}

}  // namespace hindsight::scoring
