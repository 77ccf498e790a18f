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

/// The area where rows belong together in clusters, as the forecasts of one question do.
struct ClusteredArea {
    double auc = 0;
    std::size_t clusters = 0;
    std::optional<double> se;              ///< none for one cluster
    std::optional<AreaInterval> interval;  ///< none without se, or where the area is 0 or 1
};

/// se = sqrt(G/(G-1) sum_g (sum_{i in g} d_i)^2), d_i the part that row i has in the difference of the area from what its share
/// of the other class says (DeLong, DeLong and Clarke-Pearson 1988), summed over clusters as Obuchowski (1997) does; weights
/// and fractions count as in roc_auc. The interval is logit(auc) +- t se / (auc (1-auc)) taken back, t with G-1 degrees of
/// freedom, which stays within (0,1): Pepe (2003), section 5.2. Also size_mismatch for the clusters, and bad_level unless
/// 0 < level < 1.
Result<ClusteredArea> roc_auc_clustered(Outcomes observed, Probabilities predicted, Clusters clusters, Weights weights = {},
                                        double level = 0.9);

}  // namespace hindsight::scoring
