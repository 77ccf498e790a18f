// SPDX-License-Identifier: MIT
// Where other scoring libraries were seen to go wrong, with their versions: one case each, against exact values.
//
// "mpmath" below is mpmath 1.2.1 with 50 digits (120 for the lognormal), by the closed form named, or by its quadrature
// of (F(x) - 1{x >= y})^2.
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "close.hpp"
#include "hindsight/scoring.hpp"
#include "support/catch.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::missing;
using hindsight::test::refused;

namespace {

using Values = std::vector<double>;

Distribution made(Family family, std::initializer_list<double> parameters) {
    return *Distribution::of(family, parameters);
}
Score crps(const Distribution& d, double y) { return crps_distribution(Observed{y}, d); }
Score log_of(const Distribution& d, double y) { return log_distribution(Observed{y}, d); }

}  // namespace

TEST_CASE("options are scored by their place, whatever order they come in", "[scoring][defects]") {
    // scoringutils 2.2, logs_categorical called with columns not in the order of the levels: 0.69 instead of 1.61
    CHECK(close(log_categorical(Category{2}, {Values{0.3, 0.5, 0.2}}), 1.6094379124341003746));  // mpmath: ln 5
    CHECK(close(log_categorical(Category{0}, {Values{0.2, 0.3, 0.5}}), 1.6094379124341003746));
    CHECK(close(rps_ordinal(Category{2}, {Values{0.3, 0.5, 0.2}}), 0.73));  // by hand: 0.09 + 0.64
}

TEST_CASE("levels out of order take their values with them in the bias of quantiles", "[scoring][defects]") {
    // scoringutils 2.2, bias_quantile sorts the values but not the levels: wrong in 143 of 300 shuffled calls
    Values levels{0.05, 0.25, 0.5, 0.75, 0.95};
    for (const auto& [y, expected] :
         {std::pair{-1.0, 1.0}, {0.5, 0.9}, {1.5, 0.5}, {2.0, 0.0}, {2.5, -0.5}, {3.5, -0.9}, {5.0, -1.0}}) {
        Values order{0, 1, 2, 3, 4};
        do {
            Values l;
            Values q;
            for (const double k : order) {
                l.push_back(levels[static_cast<std::size_t>(k)]);
                q.push_back(k);
            }
            CHECK(close(bias_quantile(Observed{y}, {l, q}), expected));  // by hand: 1 - 2 level
        } while (std::next_permutation(order.begin(), order.end()));
    }
}

TEST_CASE("the log score of a tiny probability has all its digits", "[scoring][defects]") {
    // scoringutils 2.2 and scoringrules (Python) 0.11 go through 1 - |o - p|: infinite below 1e-16
    CHECK(close(log_binary(Observed{1}, Probability{1e-20}), 46.051701859880913680));  // mpmath: -ln 1e-20
    CHECK(*log_binary(Observed{0}, Probability{1e-20}) == 1e-20);
    CHECK(close(*log_binary(Observed{1}, Probability{1e-300}), 690.77552789821370521));
}

TEST_CASE("the median of a weighted interval score counts by its distance", "[scoring][defects]") {
    // scoringrules (Python) 0.11 adds m/2 instead of |y - m|/2 off its compiled path
    const Values levels{0.1, 0.5, 0.9};
    // by hand: (|y-m|/2 + 0.1 x 8 + (y - u)) / 1.5
    CHECK(close(wis_quantile(Observed{-10}, {levels, Values{-24, -20, -16}})->wis, (5 + 0.8 + 6) / 1.5));
    CHECK(close(wis_quantile(Observed{20}, {levels, Values{16, 20, 24}})->wis, 0.8 / 1.5));
}

TEST_CASE("a large ensemble needs no table of pairs", "[scoring][defects]") {
    // scoringrules (Python) 0.11 lays out n m^2 doubles by default: 320 GB for this one
    Values x(200000);
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = static_cast<double>(x.size() - 1 - i);
    CHECK(close(crps_sample(Observed{0}, {x}), 66666.1666675));  // by hand: sum of (k/m)^2 = (m-1)(2m-1)/(6m)
    CHECK(close(crps_akr_sample(Observed{0}, {x}), 99999.5 - 199999.0 / 200000));  // by hand
}

TEST_CASE("closed forms hold for large shapes and far tails", "[scoring][defects]") {
    // scoringrules (Python) 0.11: NaN, NaN, infinite, 9.00, infinite
    CHECK(close(crps(made(Family::beta, {300, 310}), 0.5), 0.0060393375866569594699));     // mpmath, closed form
    CHECK(close(crps(made(Family::poisson, {1000}), 990), 8.6002489612310285925, 1e-13));  // mpmath, closed form
    CHECK(close(crps(made(Family::logistic, {0, 1}), -800), 799));  // mpmath: y + 2 ln(1 + e^-y) - 1
    CHECK(close(crps(*made(Family::normal, {0, 1}).truncated(8, infinity), 9), 0.81841896252642543132));  // quadrature
    CHECK(close(log_of(made(Family::normal, {0, 1}), 40), 800.91893853320467274));  // mpmath: 800 + ln(2 pi)/2
    CHECK(close(log_of(made(Family::logistic, {0, 1}), -800), 800));
    CHECK(close(log_of(made(Family::laplace, {0, 1}), 800), 800.69314718055994531));  // mpmath: 800 + ln 2
    CHECK(close(log_of(made(Family::gamma, {2, 1}), 800), 793.3153882723320727));     // mpmath: 800 - ln 800
}

TEST_CASE("extreme value distributions of tiny shape are near the limit of shape 0", "[scoring][defects]") {
    // scoringrules (Python) 0.11: 1e-6 off at 1e-10, 1.3e-3 off at 1e-13; scoringRules 1.1.3: 6e-7 and 6e-8 off at
    // 1e-10
    CHECK(close(crps(made(Family::gev, {0, 1, 1e-10}), 0.5), 0.2809836801893792507));  // mpmath, quadrature
    CHECK(close(crps(made(Family::gev, {0, 1, 1e-13}), 0.5), 0.28098368017552438668));
    CHECK(close(crps(made(Family::gev, {0, 1, 0}), 0.5), 0.28098368017551051794));
    CHECK(close(crps(made(Family::gpd, {0, 1, 1e-10}), 0.5), 0.21306131944738931162));
}

TEST_CASE("closed forms hold where R's do not", "[scoring][defects]") {
    // scoringRules 1.1.3: relative error 9e-4; 3.4 times too large; 1.5e-5 off; 0; NaN
    CHECK(close(crps(made(Family::beta, {500, 520}), 0.5), 0.0060330151379250966725));  // mpmath, closed form
    CHECK(close(crps(made(Family::poisson, {1e5}), 100100), 86.452317895642783186, 1e-13));
    CHECK(close(crps(made(Family::lognormal, {0, 10}), 1), 7971276296.0723628077));
    CHECK(close(crps(made(Family::lognormal, {0, 30}), 1), 1.9526861134251118678e96));
    const auto far = *made(Family::normal, {0, 1}).truncated(40, infinity);
    CHECK(close(crps(far, 41), 0.96255061481102821492));  // mpmath, quadrature
    CHECK(close(crps(far, 40.03125), 0.0080787428556085150563));
}

TEST_CASE("log scores are finite in the tails of two-piece and Laplace distributions", "[scoring][defects]") {
    // scoringRules 1.1.3: infinite
    CHECK(close(log_of(made(Family::two_piece_normal, {0, 1, 2}), 100),
                1251.3244036413128371));  // mpmath: ln(3/2) + ln(2 pi)/2 + 1250
    CHECK(close(log_of(made(Family::two_piece_exponential, {0, 1, 2}), 2000),
                1001.0986122886681097));  // mpmath: ln 3 + 1000
    CHECK(close(log_of(made(Family::laplace, {0, 1}), 1000), 1000.6931471805599453));
}

TEST_CASE("the Dawid-Sebastiani score takes the variance of the family, and of a sample far from 0",
          "[scoring][defects]") {
    // scoringRules 1.1.3: 2.69, since one term of the variance does not scale with the location; NaN for the sample
    // mpmath: b = 0.3 pi, mean e b/sin b, second moment e^2 2b/sin 2b
    CHECK(close(dss_distribution(Observed{2}, made(Family::loglogistic, {1, 0.3})), 1.82453548235106544));
    CHECK(close(dss_sample(Observed{1e9 + 2}, {Values{1e9, 1e9 + 1, 1e9 + 3}}), 0.72754703799332494602));  // mpmath
}

TEST_CASE("Student's t of infinitely many degrees of freedom is the normal distribution", "[scoring][defects]") {
    // scoringRules 1.1.3: NaN
    CHECK(close(crps(made(Family::student_t, {infinity, 0.2, 1.5}), 0.7),
                0.41642396757558142336));  // mpmath, closed form
    CHECK(close(crps(made(Family::normal, {0.2, 1.5}), 0.7), 0.41642396757558142336));
}

TEST_CASE("the CRPS of members near 1e9 has all its digits", "[scoring][defects]") {
    // the estimator by probability-weighted moments of scoringrules (Python) 0.11: relative error 1e-6
    const Values x{1e9 + 0.25, 1e9 + 0.5, 1e9 + 1.75, 1e9 + 2};
    CHECK(close(crps_sample(Observed{1e9 + 1}, {x}), 0.34375));               // mpmath: mean|x-y| - mean|x-x'|/2
    CHECK(close(crps_fair_sample(Observed{1e9 + 1}, {x}), 0.75 - 6.5 / 12));  // by hand: pairs 6.5 apart in all
}

TEST_CASE("what peers clip, leave out or guess is scored as it is or refused", "[scoring][defects]") {
    CHECK(*log_binary(Observed{1}, Probability{0}) == infinity);  // scikit-learn 1.2.1: 36.04
    CHECK(refused(log_binary(Observed{1}, Probability{1.000001}), Reason::bad_probability));
    CHECK(refused(brier_binary(Observed{missing}, Probability{0.5}), Reason::missing));
    CHECK(refused(brier_binary(Observed{1}, Probability{missing}), Reason::missing));
    CHECK(*interval(Observed{3}, {1, 1, 0.5}) == 8);
    CHECK(refused(interval(Observed{0}, {1, -1, 0.8}), Reason::reversed_interval));  // scoringrules (Python) 0.11: 18
    CHECK(refused(interval(Observed{0}, {0, 1, 0}), Reason::bad_level));
    CHECK(refused(interval(Observed{0}, {0, 1, 1}), Reason::level_one));
    // levels without partner: scoringutils 2.2 refuses them
    CHECK(close(wis_quantile(Observed{3}, {Values{0.1, 0.5}, Values{0, 1}})->wis, 2 * (0.1 * 3 + 0.5 * 2) / 2));
    CHECK(refused(wis_quantile(Observed{3}, {Values{0.1, 0.5}, Values{missing, 1}}), Reason::missing));
    CHECK(refused(bias_quantile(Observed{3}, {Values{0.1, 0.5}, Values{0, missing}}), Reason::missing, 1));
    CHECK(refused(log_categorical(Category{0}, {Values{0.5, 0.500002}}), Reason::bad_sum));
    CHECK(close(log_categorical(Category{0}, {Values{0.5, 0.5000005}}), std::log(2.0)));
    CHECK(refused(rps_ordinal(Category{2}, {Values{0.5, 0.5}}), Reason::bad_category));  // scoringrules (Python): 1.25
}

TEST_CASE("what peers make of odd samples and parameters is scored exactly or refused", "[scoring][defects]") {
    CHECK(refused(crps_sample(Observed{0}, {Values{}}), Reason::empty));
    CHECK(refused(crps_sample(Observed{0}, {Values{1, missing}}), Reason::missing,
                  1));  // skipped by properscoring, scores
    CHECK(refused(crps_sample(Observed{0}, {Values{1, infinity}}), Reason::infinite, 1));
    CHECK(refused(crps_fair_sample(Observed{0}, {Values{1}}), Reason::undefined));
    CHECK(*crps(made(Family::normal, {1, 0}), 3) == 2);  // scoringrules (Python), properscoring: NaN
    CHECK(refused(Distribution::of(Family::normal, {1, -1}), Reason::bad_parameter, 1));  // they give a negative score
    // Student's t with 1 degree of freedom: NaN elsewhere; mpmath, quadrature
    CHECK(close(crps(made(Family::student_t, {1, 0, 1}), 0.5), 0.51782601953426350028, 1e-14));
    CHECK(*crps(made(Family::student_t, {0.5, 0, 1}), 0.5) == infinity);
    const Values ones(3, 1);
    CHECK(refused(roc_auc({ones}, {Values{0.1, 0.2, 0.3}}), Reason::undefined));  // one class only
}
