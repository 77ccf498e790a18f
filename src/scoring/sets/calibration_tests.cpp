// SPDX-License-Identifier: MIT
// Spiegelhalter's and Hosmer and Lemeshow's tests.
#include "hindsight/scoring/sets/calibration_tests.hpp"

#include <algorithm>
#include <cmath>

#include "../check.hpp"
#include "../numeric.hpp"
#include "../special.hpp"
#include "sorted_rows.hpp"

namespace hindsight::scoring {
namespace {

struct Group {
    double n = 0;
    double observed = 0;
    double expected = 0;
    double expected_no = 0;  ///< n - expected, without its rounding
};

Group group_of(const SortedRows& rows, std::size_t first, std::size_t end) {
    Sum observed;
    Sum expected;
    Sum expected_no;
    for (std::size_t i = first; i < end; ++i) {
        observed.add(rows.outcome(i));
        expected.add(rows.probability(i));
        expected_no.add(1 - rows.probability(i));
    }
    return {static_cast<double>(end - first), observed.value(), expected.value(), expected_no.value()};
}

double chi2_of(const Group& group) {
    const double gap = group.observed - group.expected;
    if (gap == 0) return 0;
    return square(gap) / (group.expected * (group.expected_no / group.n));
}

double chi2_upper_tail(double chi2, std::size_t df) {
    return std::isinf(chi2) ? 0.0 : gamma_q(static_cast<double>(df) / 2, chi2 / 2);
}

}  // namespace

Result<SpiegelhalterTest> spiegelhalter(Outcomes observed, Probabilities predicted) {
    if (const auto no = check_events(observed.values, predicted.values, {})) return *no;
    Sum excess;
    Sum variance;
    for (std::size_t i = 0; i < observed.values.size(); ++i) {
        const double f = observed.values[i];
        const double p = predicted.values[i];
        if (f > 0 && f < 1) return NotScored{Reason::not_applicable, i};
        excess.add((f - p) * (1 - 2 * p));
        variance.add(square(1 - 2 * p) * p * (1 - p));
    }
    if (!(variance.value() > 0)) return Reason::undefined;
    const double z = excess.value() / std::sqrt(variance.value());
    return SpiegelhalterTest{z, 2 * normal_ccdf(std::abs(z))};
}

Result<HosmerLemeshowTest> hosmer_lemeshow(const SortedEvents& events, std::size_t groups) {
    if (events.weighted() || events.fractions()) return Reason::not_applicable;
    if (groups < 3) return Reason::bad_level;
    if (events.size() < groups) return Reason::undefined;
    const SortedRows rows(events);
    Sum chi2;
    for (std::size_t g = 0, first = 0; g < groups; ++g) {
        const std::size_t end = first + events.size() / groups + (g < events.size() % groups ? 1 : 0);
        chi2.add(chi2_of(group_of(rows, first, end)));
        first = end;
    }
    return HosmerLemeshowTest{chi2.value(), groups - 2, chi2_upper_tail(chi2.value(), groups - 2)};
}

Result<HosmerLemeshowTest> hosmer_lemeshow(Outcomes observed, Probabilities predicted, std::size_t groups) {
    const auto events = SortedEvents::of(observed, predicted);
    return events ? hosmer_lemeshow(*events, groups) : events.why();
}

}  // namespace hindsight::scoring
