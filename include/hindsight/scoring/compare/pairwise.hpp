// SPDX-License-Identifier: MIT
// Forecasters against each other, two by two, on the tasks that both have, and the skill that follows.
#pragma once

#include <optional>
#include <vector>

#include "hindsight/scoring/compare/significance.hpp"
#include "hindsight/scoring/compare/table.hpp"
#include "hindsight/scoring/sets/mean.hpp"

namespace hindsight::scoring {

/// One pair, first < second. Differences are first - second: below 0 the first is better. Every number is `empty`
/// without a shared task; differences, tests and intervals need finite scores.
struct PairComparison {
    std::size_t first = 0;
    std::size_t second = 0;
    std::size_t n = 0;         ///< shared tasks
    std::size_t clusters = 0;  ///< clusters of them
    Score mean_first = Reason::empty;
    Score mean_second = Reason::empty;
    Score difference = Reason::empty;
    std::optional<double> se;              ///< of the difference, clustered
    MeanInterval interval;                 ///< of the difference, over clusters
    Result<double> ratio = Reason::empty;  ///< mean_first / mean_second; undefined unless both are finite
                                           ///< and >= 0 and the second is above 0
    Result<Significance> diebold_mariano = Reason::empty;  ///< each task a step of time of its own
    Result<Significance> clustered = Reason::empty;        ///< t = difference / se, clusters - 1 degrees of freedom
    std::optional<double> holm_diebold_mariano;  ///< the two p, adjusted over all pairs of the table that have one
    std::optional<double> holm_clustered;
};

struct ForecasterStanding {
    std::size_t n = 0;           ///< scores, after the policy
    std::size_t imputed = 0;     ///< of these, put in by the policy
    std::size_t opponents = 0;   ///< others with a shared task
    Score mean = Reason::empty;  ///< over the forecaster's own tasks: not comparable unless the tasks are the same
    Result<double> relative_skill = Reason::empty;
    Result<double> scaled_relative_skill = Reason::empty;  ///< not_applicable without a baseline
};

struct Comparison {
    std::vector<ForecasterStanding> forecasters;  ///< by number
    std::vector<PairComparison> pairs;            ///< (0,1), (0,2), ... (1,2), ...: see place_of_pair
    MissingCounts missing;
};

struct ComparisonOptions {
    MissingPolicy missing = MissingPolicy::shared;
    std::size_t horizon = 1;  ///< of the Diebold-Mariano test
    std::optional<std::size_t> baseline;
    /// BCa up to 1000 clusters, where it costs a second for some hundred pairs; beyond, t and BCa hardly differ.
    BootstrapOptions interval = {.max_bootstrap = 1000};
};

/// All pairs: tests as in significance.hpp, intervals as in mean_interval; both by cluster need `interval.min_clusters`
/// of them. Relative skill: the geometric mean of the ratios to all forecasters, itself (1) included, pairs without
/// shared tasks left out; undefined where a ratio is; empty without opponents. Below 1 is better. Scaled: divided by
/// that of the baseline; undefined where that is 0 or undefined, or where no chain of shared tasks leads to the
/// baseline. Cramer et al. (2022). Refusals as for a table; bad_category for the baseline, bad_parameter for horizon 0,
/// bad_level unless 0 < level < 1, empty for 0 resamples; undefined for imputing a mean of both infinities.
Result<Comparison> compare_pairwise(const ScoreTable& table, const ComparisonOptions& options = {});

/// Where the pair of two different forecasters stands among `pairs`.
constexpr std::size_t place_of_pair(std::size_t forecaster_count, std::size_t a, std::size_t b) {
    const std::size_t first = a < b ? a : b;
    const std::size_t second = a < b ? b : a;
    return first * (2 * forecaster_count - first - 1) / 2 + (second - first - 1);
}

}  // namespace hindsight::scoring
