// SPDX-License-Identifier: MIT
// Calibration and sharpness of distributions: where outcomes fell in them, how often ranges held them, how wide they were.
#pragma once

#include <map>
#include <vector>

#include "hindsight/scoring/quantile.hpp"
#include "hindsight/scoring/sets/sum.hpp"
#include "hindsight/scoring/types.hpp"

namespace hindsight::scoring {

/// Probability integral transforms: F(y) of each forecast, in [0,1].
struct PitValues {
    std::span<const double> values;
};

/// The same where y carries a mass, as whole numbers do: F just below y, and F(y).
struct PitRanges {
    std::span<const double> below;
    std::span<const double> at;
};

struct PitHistogram {
    std::size_t n;
    std::vector<double> shares;  ///< of the rows, by bins of equal width over [0,1]: (lo,hi], the first one closed; they add to 1
};

/// empty; missing, bad_probability (outside [0,1]) with the row; bad_level for `count` 0. Dawid (1984).
Result<PitHistogram> pit_histogram(PitValues pit, std::size_t count = 10);

/// Each row spread evenly over its range. Also size_mismatch, and reversed_interval with the row. Czado, Gneiting and Held
/// (2009).
Result<PitHistogram> pit_histogram(PitRanges pit, std::size_t count = 10);

struct LevelCoverage {
    double level;       ///< nominal
    std::size_t n;
    double covered;     ///< share of the observations within their ranges
    double mean_width;  ///< sharpness: small is sharp. Gneiting, Balabdaoui and Raftery (2007)
};

/// Coverage and width of ranges, level by level.
class CoverageByLevel {
   public:
    /// Gives coverage_interval; what that refuses is not added.
    Score add(Observed observed, Interval predicted);
    void add(const CoverageByLevel& other);

    std::vector<LevelCoverage> levels() const;  ///< ascending

   private:
    struct Sums {
        std::size_t n = 0;
        std::size_t covered = 0;
        Sum width;
    };
    std::map<double, Sums> levels_;
};

/// Sharpness of probabilities: their variance, in [0, 1/4]; large is sharp. empty; missing, bad_probability, bad_weight with
/// the row. Murphy and Winkler (1992).
Result<double> sharpness(Probabilities predicted, Weights weights = {});

}  // namespace hindsight::scoring
