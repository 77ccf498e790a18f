// SPDX-License-Identifier: MIT
// How well probabilities tell yes from no: the ROC curve and the area under it.
#pragma once

#include <optional>
#include <vector>

#include "hindsight/scoring/sets/sorted_events.hpp"

namespace hindsight::scoring {

// All: refusals as for SortedEvents; undefined when all outcomes are yes, or all no. A fraction f counts f as a yes and 1-f
// as a no.

/// The area under the ROC curve: the chance that a yes got a higher probability than a no, ties half. Hanley and McNeil
/// (1982).
Score roc_auc(const SortedEvents& events);
Score roc_auc(Outcomes observed, Probabilities predicted, Weights weights = {});

/// What calling yes from `threshold` on gets right and wrong.
struct RocPoint {
    double false_rate;  ///< share of the no that are called yes
    double true_rate;   ///< share of the yes that are called yes
    double threshold;   ///< Infinity at (0,0)
};

struct AreaInterval {
    double low;
    double high;
};

struct Roc {
    double auc = 0;
    /// Its standard error, none with weights or fractions, or with fewer than two yes or two no. DeLong, DeLong and
    /// Clarke-Pearson (1988), by ranks as Sun and Xu (2014).
    std::optional<double> auc_se;
    /// auc +- 1.96 se, held to [0,1]; as auc_se.
    std::optional<AreaInterval> auc_ci95;
    /// From (0,0) to (1,1); those on a line between their neighbours left out.
    std::vector<RocPoint> points;
};

Result<Roc> roc(const SortedEvents& events);
Result<Roc> roc(Outcomes observed, Probabilities predicted, Weights weights = {});

}  // namespace hindsight::scoring
