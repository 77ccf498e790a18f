// SPDX-License-Identifier: MIT
// Consistency bands: where the isotonic curve of calibrated forecasts would lie.
#pragma once

#include <vector>

#include "hindsight/scoring/sets/random.hpp"
#include "hindsight/scoring/sets/sorted_events.hpp"

namespace hindsight::scoring {

/// How bands are made, for n rows with u distinct forecasts.
/// `bootstrap`: rows drawn again, outcomes drawn from their forecasts, refitted; pointwise quantiles (type 7 of Hyndman and
/// Fan), linear between the forecasts that were drawn.
/// `discrete`: p +- z sqrt(p (1-p) / n_p), n_p rows having said p.
/// `continuous`: p +- c (4 p (1-p) / (n f(p)))^(1/3), c a quantile of Chernoff's distribution, f the density of the forecasts
/// by Chen's beta kernel (1999, his first) with bandwidth n^(-2/5); more than 2^14 forecasts are taken in cells of that width.
/// `automatic`: bootstrap for n <= max(1000, min(5000, 50 u)) and for weights, else discrete for n >= 8 u^2, else continuous.
enum class BandMethod : std::uint8_t { automatic, bootstrap, discrete, continuous };

struct BandOptions {
    BandMethod method = BandMethod::automatic;
    double level = 0.9;
    std::size_t resamples = 100;  ///< of the bootstrap
    std::uint64_t seed = default_seed;
};

struct BandPoint {
    double p;
    double low;   ///< 0 <= low <= p <= high <= 1
    double high;
};

struct ConsistencyBands {
    BandMethod method;              ///< the one that was used
    std::vector<BandPoint> points;  ///< at the distinct forecasts; for `continuous` at 0, 0.01, ..., 1
};

/// Bands for forecasts of events that are yes or no; the outcomes do not matter. Refusals as for SortedEvents; bad_level
/// unless 0 < level < 1; empty for no resamples; not_applicable for weights with a method other than bootstrap, and for a
/// bootstrap of 2^32 rows. The same input gives the same bands everywhere. Dimitriadis, Gneiting and Jordan (2021).
Result<ConsistencyBands> consistency_bands(const SortedEvents& events, BandOptions options = {});
Result<ConsistencyBands> consistency_bands(Outcomes observed, Probabilities predicted, Weights weights = {},
                                           BandOptions options = {});

}  // namespace hindsight::scoring
