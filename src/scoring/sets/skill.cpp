// SPDX-License-Identifier: MIT
// Skill and base rates.
#include "hindsight/scoring/sets/skill.hpp"

#include <cmath>

#include "../check.hpp"
#include "hindsight/scoring/sets/sum.hpp"

namespace hindsight::scoring {

Result<double> skill_score(double score, BaselineScore baseline) {
    if (std::isnan(score) || std::isnan(baseline.value)) return Reason::missing;
    if (!(baseline.value > 0) || std::isinf(baseline.value)) return Reason::undefined;
    return (baseline.value - score) / baseline.value;
}

Probability base_rate(double yes, std::size_t n) { return Probability{(yes + 0.5) / (static_cast<double>(n) + 1)}; }

Result<std::vector<double>> leave_one_out_base_rate(Outcomes observed) {
    Sum yes;
    for (std::size_t i = 0; i < observed.values.size(); ++i) {
        if (const auto no = check_unit(observed.values[i], Reason::bad_outcome, i)) return *no;
        yes.add(observed.values[i]);
    }
    std::vector<double> rates;
    rates.reserve(observed.values.size());
    for (const double f : observed.values) {
        Sum others = yes;
        others.add(-f);
        rates.push_back(base_rate(others.value(), observed.values.size() - 1).value);
    }
    return rates;
}

}  // namespace hindsight::scoring
