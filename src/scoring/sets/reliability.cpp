// SPDX-License-Identifier: MIT
// Reliability bins of equal width, and the ROC area.
#include <algorithm>
#include <cmath>

#include "../check.hpp"
#include "../numeric.hpp"
#include "columns.hpp"
#include "hindsight/scoring/sets/calibration.hpp"
#include "hindsight/scoring/sets/sum.hpp"
#include "pools.hpp"

namespace hindsight::scoring {
namespace {

double edge(std::size_t i, std::size_t count) { return static_cast<double>(i) / static_cast<double>(count); }

/// The bin of p by its edges as decimals are read, not by a product that may round over one.
std::size_t bin_index(double p, std::size_t count, Closed closed) {
    auto i = std::min(static_cast<std::size_t>(p * static_cast<double>(count)), count - 1);
    if (closed == Closed::left) {
        if (p < edge(i, count)) --i;
        if (i + 1 < count && p >= edge(i + 1, count)) ++i;
    } else {
        if (i > 0 && p <= edge(i, count)) --i;
        if (i + 1 < count && p > edge(i + 1, count)) ++i;
    }
    return i;
}

struct BinSums {
    std::size_t n = 0;
    Sum weight;
    Sum predicted;
    Sum observed;
};

std::vector<BinSums> fill(Outcomes observed, Probabilities predicted, Weights weights, std::size_t count, Closed closed) {
    std::vector<BinSums> bins(count);
    for (std::size_t i = 0; i < observed.values.size(); ++i) {
        BinSums& bin = bins[bin_index(predicted.values[i], count, closed)];
        const double w = weight_at(weights, i);
        ++bin.n;
        bin.weight.add(w);
        bin.predicted.add(w * predicted.values[i]);
        bin.observed.add(w * observed.values[i]);
    }
    return bins;
}

}  // namespace

Result<ReliabilityBins> reliability_bins(Outcomes observed, Probabilities predicted, Weights weights, std::size_t count,
                                         Closed closed) {
    if (const auto no = check_events(observed.values, predicted.values, weights.values)) return *no;
    if (count == 0) return Reason::bad_level;
    ReliabilityBins result;
    Sum total;
    Sum absolute;
    Sum squared;
    const auto bins = fill(observed, predicted, weights, count, closed);
    for (std::size_t i = 0; i < count; ++i) {
        const double weight = bins[i].weight.value();
        if (bins[i].n == 0 || weight == 0) continue;
        const double mean = bins[i].predicted.value() / weight;
        const double rate = bins[i].observed.value() / weight;
        result.bins.push_back({edge(i, count), edge(i + 1, count), bins[i].n, weight, mean, rate});
        const double gap = std::abs(mean - rate);
        total.add(weight);
        absolute.add(weight * gap);
        squared.add(weight * square(gap));
        result.mce = std::max(result.mce, gap);
    }
    result.ece = absolute.value() / total.value();
    result.rmsce = std::sqrt(squared.value() / total.value());
    return result;
}

Score roc_auc(Outcomes observed, Probabilities predicted, Weights weights) {
    if (const auto no = check_events(observed.values, predicted.values, weights.values)) return *no;
    const auto order = order_by(predicted.values);
    Sum yes;
    Sum no;
    Sum wins;
    for (std::size_t first = 0, end = 0; first < order.size(); first = end) {
        Sum tied_yes;
        Sum tied_no;
        for (; end < order.size() && predicted.values[order[end]] == predicted.values[order[first]]; ++end) {
            const double w = weight_at(weights, order[end]);
            tied_yes.add(w * observed.values[order[end]]);
            tied_no.add(w * (1 - observed.values[order[end]]));
        }
        wins.add(tied_yes.value() * (no.value() + tied_no.value() / 2));
        yes.add(tied_yes);
        no.add(tied_no);
    }
    if (yes.value() == 0 || no.value() == 0) return Reason::undefined;
    return wins.value() / yes.value() / no.value();
}

}  // namespace hindsight::scoring
