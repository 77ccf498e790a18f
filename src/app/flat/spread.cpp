// SPDX-License-Identifier: MIT
// Enters rows: quantiles by level and in pairs, distributions and samples by their transforms.
#include "spread.hpp"

#include <algorithm>
#include <cmath>

#include "hindsight/evaluation/distribution_of.hpp"

namespace hindsight::app {

namespace {

using interchange::FlatForm;
using interchange::FlatRow;
using scoring::Observed;

constexpr double kPartner = 1e-9;  // levels that add to 1 within this make a range

/// As it is written: 1 - 2 x 0.35 is 0.3.
double tidy(double level) { return std::round(level * 1e12) / 1e12; }

bool is_whole(double x) { return std::floor(x) == x; }

}  // namespace

void SpreadSums::add(const FlatRow& row) {
    switch (row.form) {
        case FlatForm::interval: (void)coverage_.add(Observed{row.observed}, {row.low, row.high, row.number}); break;
        case FlatForm::quantiles: add_quantiles(row); break;
        case FlatForm::samples: add_samples(row); break;
        case FlatForm::family: add_family(row); break;
        case FlatForm::cdf:
            if (const auto pit = scoring::pit_cdf(Observed{row.observed}, {row.x, row.y})) add_pit(*pit, *pit);
            break;
        default: break;
    }
}

void SpreadSums::add_quantiles(const FlatRow& row) {
    const Observed observed{row.observed};
    for (std::size_t i = 0; i < row.y.size(); ++i) {
        const double level = row.y[i];
        Level& sums = levels_[level];
        ++sums.n;
        sums.covered += row.observed <= row.x[i];
        sums.pinball.add(scoring::pinball(observed, {level, row.x[i]}).value_or(0));
        if (level >= 0.5) continue;
        for (std::size_t k = 0; k < row.y.size(); ++k) {
            if (std::abs(row.y[k] + level - 1) < kPartner) (void)coverage_.add(observed, {row.x[i], row.x[k], tidy(1 - 2 * level)});
        }
    }
}

void SpreadSums::add_pit(double below, double at) {
    below_.push_back(std::clamp(std::min(below, at), 0.0, 1.0));
    at_.push_back(std::clamp(at, 0.0, 1.0));
}

/// Of whole numbers the range from the share below to the share at or below; else the latter.
void SpreadSums::add_samples(const FlatRow& row) {
    double all = 0, below = 0, at = 0;
    for (std::size_t i = 0; i < row.x.size(); ++i) {
        const double weight = row.y.empty() ? 1.0 : row.y[i];
        all += weight;
        below += row.x[i] < row.observed ? weight : 0;
        at += row.x[i] <= row.observed ? weight : 0;
    }
    const bool whole = is_whole(row.observed) && std::all_of(row.x.begin(), row.x.end(), is_whole);
    if (all > 0) add_pit(whole ? below / all : at / all, at / all);
}

void SpreadSums::add_family(const FlatRow& row) {
    const auto distribution = evaluation::distribution_of(*row.family);
    if (!distribution) return;
    const double at = cdf(*distribution, row.observed);
    const bool discrete = scoring::info(distribution->family()).discrete;
    add_pit(discrete ? cdf(*distribution, std::ceil(row.observed) - 1) : at, at);
}

std::vector<FlatLevel> SpreadSums::levels() const {
    std::vector<FlatLevel> levels;
    for (const auto& [level, sums] : levels_) {
        const auto n = static_cast<double>(sums.n);
        levels.push_back({level, sums.n, static_cast<double>(sums.covered) / n, sums.pinball.value() / n});
    }
    return levels;
}

std::optional<scoring::PitHistogram> SpreadSums::pit(std::size_t bins) const {
    const auto histogram = scoring::pit_histogram(scoring::PitRanges{below_, at_}, bins);
    if (!histogram) return std::nullopt;
    return *histogram;
}

}  // namespace hindsight::app
