// SPDX-License-Identifier: MIT
// Where observations fell in the ranges, quantiles and distributions of a group.
#pragma once

#include <map>

#include "hindsight/app/flat.hpp"
#include "hindsight/interchange/flat.hpp"

namespace hindsight::app {

/// Grows with the distinct levels; of distributions and samples it keeps 16 bytes a row.
class SpreadSums {
   public:
    void add(const interchange::FlatRow& row);

    std::vector<scoring::LevelCoverage> coverage() const { return coverage_.levels(); }
    std::vector<FlatLevel> levels() const;
    std::optional<scoring::PitHistogram> pit(std::size_t bins) const;

   private:
    struct Level {
        std::size_t n = 0;
        std::size_t covered = 0;
        scoring::Sum pinball;
    };
    void add_quantiles(const interchange::FlatRow& row);
    void add_pit(double below, double at);
    void add_samples(const interchange::FlatRow& row);
    void add_family(const interchange::FlatRow& row);

    scoring::CoverageByLevel coverage_;
    std::map<double, Level> levels_;
    std::vector<double> below_, at_;
};

}  // namespace hindsight::app
