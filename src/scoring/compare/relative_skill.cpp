// SPDX-License-Identifier: MIT
// Geometric means of ratios.
#include "relative_skill.hpp"

#include <cmath>

#include "components.hpp"
#include "hindsight/scoring/sets/sum.hpp"

namespace hindsight::scoring {
namespace {

/// The ratios of one forecaster to the others.
struct Ratios {
    Sum log;
    std::size_t count = 1;  // itself, with ratio 1
    bool zero = false;
    bool defined = true;

    void add(const Result<double>& ratio) {
        ++count;
        if (!ratio)
            defined = false;
        else if (*ratio == 0)
            zero = true;
        else
            log.add(std::log(*ratio));
    }

    Result<double> geometric_mean() const {
        if (count == 1) return Reason::empty;
        if (!defined) return Reason::undefined;
        return zero ? 0.0 : std::exp(log.value() / static_cast<double>(count));
    }
};

Result<double> scaled(const Result<double>& skill, const Result<double>& baseline) {
    if (!skill) return skill.why();
    if (!baseline || !(*baseline > 0)) return Reason::undefined;
    return *skill / *baseline;
}

}  // namespace

Result<double> ratio_of_means(const Score& first, const Score& second) {
    if (!first || !second || std::isinf(*first) || std::isinf(*second)) return Reason::undefined;
    if (*first < 0 || !(*second > 0)) return Reason::undefined;
    const double ratio = *first / *second;
    if (std::isinf(ratio)) return Reason::undefined;
    return ratio;
}

void add_relative_skill(Comparison& comparison, std::optional<std::size_t> baseline) {
    std::vector<Ratios> ratios(comparison.forecasters.size());
    Components components(ratios.size());
    for (const PairComparison& pair : comparison.pairs) {
        if (pair.n == 0) continue;
        components.join(pair.first, pair.second);
        ratios[pair.first].add(pair.ratio);
        ratios[pair.second].add(ratio_of_means(pair.mean_second, pair.mean_first));
    }
    for (std::size_t i = 0; i < ratios.size(); ++i) {
        ForecasterStanding& s = comparison.forecasters[i];
        s.opponents = ratios[i].count - 1;
        s.relative_skill = ratios[i].geometric_mean();
    }
    for (std::size_t i = 0; i < ratios.size(); ++i) {
        ForecasterStanding& s = comparison.forecasters[i];
        const bool joined = baseline && components.of(i) == components.of(*baseline);
        if (joined)
            s.scaled_relative_skill = scaled(s.relative_skill, comparison.forecasters[*baseline].relative_skill);
        else
            s.scaled_relative_skill = baseline ? Reason::undefined : Reason::not_applicable;
    }
}

}  // namespace hindsight::scoring
