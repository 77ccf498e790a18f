// SPDX-License-Identifier: MIT
// Spiegelhalter's and Hosmer and Lemeshow's tests.
#include "hindsight/scoring/sets/calibration_tests.hpp"

#include <cmath>
#include <vector>

#include "../close.hpp"
#include "support/catch.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::missing;
using hindsight::test::refused;

namespace {

using Values = std::vector<double>;

/// Twenty forecasts, some of them equal.
const Values twenty{0.02, 0.1,  0.1, 0.15, 0.2,  0.3, 0.3,  0.3, 0.45, 0.5,
                    0.55, 0.6,  0.6, 0.7,  0.75, 0.8, 0.85, 0.9, 0.95, 0.99};
const Values outcomes{0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 1, 0, 1, 1, 1, 1, 1};

}  // namespace

TEST_CASE("Spiegelhalter's z of twenty forecasts", "[scoring]") {
    // numpy 1.24, scipy 1.10: z = ((o-p)*(1-2*p)).sum() / sqrt(((1-2*p)**2*p*(1-p)).sum()); 2 * norm.sf(abs(z))
    const auto t = *spiegelhalter({outcomes}, {twenty});
    CHECK(close(t.z, 0.4605356037683808));
    CHECK(close(t.p, 0.6451318218900233, 1e-14));
    const auto good = *spiegelhalter({Values{0, 1}}, {Values{0.2, 0.8}});  // by hand: -0.24 / sqrt(0.1152)
    CHECK(close(good.z, -0.24 / std::sqrt(0.1152)));
}

TEST_CASE("Hosmer and Lemeshow's chi-square of twenty forecasts", "[scoring]") {
    // numpy 1.24, scipy 1.10: groups array_split(argsort(p, kind="stable"), g), sum of (O-E)**2/(E*(1-E/n)), chi2.sf(c, g-2)
    const auto check = [](std::size_t groups, double chi2, double p) {
        const auto t = *hosmer_lemeshow({outcomes}, {twenty}, groups);
        CHECK(close(t.chi2, chi2, 1e-14));
        CHECK(t.df == groups - 2);
        CHECK(close(t.p, p, 1e-14));
    };
    check(10, 6.565822551946358, 0.584116180142599);
    check(6, 2.0446155487902424, 0.7275529838719746);  // groups of 4, 4, 3, 3, 3, 3
    check(4, 0.9880800859359699, 0.6101563501303049);
    check(3, 0.8453469760200505, 0.3578719971053116);
}

TEST_CASE("equal forecasts are split in the order of the rows", "[scoring]") {
    const Values p(6, 0.5);
    CHECK(close(hosmer_lemeshow({Values{1, 0, 1, 0, 1, 0}}, {p}, 3)->chi2, 0));
    CHECK(close(hosmer_lemeshow({Values{1, 1, 1, 0, 0, 0}}, {p}, 3)->chi2, 4));  // by hand: 2 + 0 + 2
}

TEST_CASE("a group that was sure counts nothing when right and without end when wrong", "[scoring]") {
    const Values p{0, 0, 0.5, 0.5, 1, 1};
    const auto right = *hosmer_lemeshow({Values{0, 0, 0, 1, 1, 1}}, {p}, 3);
    CHECK(right.chi2 == 0);
    CHECK(right.p == 1);
    const auto wrong = *hosmer_lemeshow({Values{0, 1, 0, 1, 1, 1}}, {p}, 3);
    CHECK(wrong.chi2 == infinity);
    CHECK(wrong.p == 0);
}

TEST_CASE("tests of calibration are refused where they mean nothing", "[scoring]") {
    const Values p{0.1, 0.2, 0.6};
    const Values o{0, 1, 1};
    CHECK(refused(spiegelhalter({o}, {Values{0, 0.5, 1}}), Reason::undefined));
    CHECK(refused(spiegelhalter({Values{0, 1, 0.5}}, {p}), Reason::not_applicable, 2));
    CHECK(refused(spiegelhalter({o}, {Values{0.1, missing, 1}}), Reason::missing, 1));
    CHECK(refused(spiegelhalter({}, {}), Reason::empty));
    CHECK(refused(hosmer_lemeshow({o}, {p}, 2), Reason::bad_level));
    CHECK(refused(hosmer_lemeshow({o}, {p}, 4), Reason::undefined));
    CHECK(refused(hosmer_lemeshow({Values{0, 1, 0.5}}, {p}, 3), Reason::not_applicable));
    CHECK(refused(hosmer_lemeshow(*SortedEvents::of({o}, {p}, {Values{1, 2, 1}}), 3), Reason::not_applicable));
    CHECK(refused(hosmer_lemeshow({o}, {Values{0.1, 2, 1}}, 3), Reason::bad_probability, 1));
}
