// SPDX-License-Identifier: MIT
// Tests of mean differences.
#include "hindsight/scoring/compare/significance.hpp"

#include <cmath>
#include <random>
#include <vector>

#include "../close.hpp"
#include "support/catch.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::missing;
using hindsight::test::refused;

namespace {

using Values = std::vector<double>;

const Values differences{0.12, -0.05, 0.30, 0.22, -0.10, 0.08, 0.15, 0.41, -0.02, 0.19, 0.07, 0.25};

Result<Significance> dm(const Values& d, std::size_t horizon = 1) { return diebold_mariano({d}, horizon); }

}  // namespace

TEST_CASE("the Diebold-Mariano test has the small-sample correction", "[scoring]") {
    // R 4.2.2: g <- acf(d, lag.max=h-1, type="covariance")$acf; V <- (g[1] + 2*sum(g[-1]))/n;
    // s <- mean(d)/sqrt(V)*sqrt((n+1-2*h+h*(h-1)/n)/n); p <- 2*pt(-abs(s), n-1)
    const auto one = *dm(differences);
    CHECK(close(one.statistic, 3.1176914536239795, 1e-14));
    CHECK(one.df == 11);
    CHECK(close(one.p, 0.0097902192778944186, 1e-14));
    const auto two = *dm(differences, 2);
    CHECK(close(two.statistic, 4.7689080932209409, 1e-14));
    CHECK(close(two.p, 0.00058170154885565115, 1e-15));
}

TEST_CASE("at horizon 1 the Diebold-Mariano test is the t test of the mean", "[scoring][law]") {
    std::mt19937 random(1);
    std::normal_distribution<double> normal(0.1, 1);
    for (int i = 0; i < 50; ++i) {
        Values d(2 + i);
        for (double& x : d) x = normal(random);
        const double n = static_cast<double>(d.size());
        double mean = 0;
        for (const double x : d) mean += x / n;
        double squares = 0;
        for (const double x : d) squares += (x - mean) * (x - mean);
        const auto t = *t_test(mean, std::sqrt(squares / (n - 1) / n), n - 1);
        CHECK(close(dm(d)->statistic, t.statistic, 1e-11));
        CHECK(close(dm(d)->p, t.p, 1e-11));
    }
}

TEST_CASE("differences the other way round turn the sign and keep p", "[scoring][law]") {
    Values turned;
    for (const double d : differences) turned.push_back(-d);
    CHECK(dm(turned, 2)->statistic == -dm(differences, 2)->statistic);
    CHECK(dm(turned, 2)->p == dm(differences, 2)->p);
}

TEST_CASE("p has its digits from 1 to the far tail", "[scoring]") {
    // mpmath 1.2.1, 50 digits: betainc(df/2, 1/2, 0, df/(df+t^2), regularized=True)
    CHECK(close(t_test(1e-9, 1, 7)->p, 0.99999999923001709834));
    CHECK(close(t_test(-2, 1, 10)->p, 0.073388034770740365618));
    CHECK(t_test(40, 1, 30)->p / 1.3726045194406402787e-27 == Approx(1).epsilon(1e-12));
    CHECK(t_test(1e200, 1, 3)->p == 0);
    CHECK(t_test(0, 1, 3)->p == 1);
}

TEST_CASE("equal differences have no test, also when they differ by rounding", "[scoring]") {
    CHECK(refused(dm({0, 0, 0, 0}), Reason::undefined));
    CHECK(refused(dm({0.5, 0.5, 0.5}), Reason::undefined));
    CHECK(refused(dm({0.3 - 0.1, 0.4 - 0.2, 0.5 - 0.3}), Reason::undefined));
    CHECK(dm({0, 0, 1e-100})->p > 0.4);  // a difference as small as this is one
}

TEST_CASE("a variance that is not above 0 at a horizon above 1 is refused", "[scoring]") {
    CHECK(refused(dm(differences, 3), Reason::not_applicable));  // R, as above: V < 0
    CHECK(refused(dm({1, -1, 1, -1, 1, -0.9}, 2), Reason::not_applicable));
}

TEST_CASE("a test of too little or of bad numbers is refused", "[scoring]") {
    CHECK(refused(dm({}), Reason::empty));
    CHECK(refused(dm({1}), Reason::empty));
    CHECK(refused(dm({1, missing}), Reason::missing, 1));
    CHECK(refused(dm({1, 2, infinity}), Reason::infinite, 2));
    CHECK(refused(dm({1, 2, 3}, 0), Reason::bad_parameter));
    CHECK(refused(dm({1, 2, 3}, 3), Reason::bad_parameter));
    CHECK(refused(t_test(1, 0, 3), Reason::undefined));
    CHECK(refused(t_test(1, 1, 0), Reason::undefined));
    CHECK(refused(t_test(missing, 1, 1), Reason::missing));
    CHECK(refused(t_test(infinity, 1, 1), Reason::infinite));
}

TEST_CASE("Holm's adjustment", "[scoring]") {
    // R 4.2.2: p.adjust(c(0.01,0.04,0.03,0.005,0.5,0.04), "holm")
    const Values p{0.01, 0.04, 0.03, 0.005, 0.5, 0.04};
    const Values expected{0.05, 0.12, 0.12, 0.03, 0.5, 0.12};
    const auto adjusted = holm(p);
    REQUIRE(adjusted.size() == p.size());
    for (std::size_t i = 0; i < p.size(); ++i) CHECK(close(adjusted[i], expected[i]));
    const Values large{0.6, 0.7};
    CHECK(holm(large) == Values{1, 1});
    CHECK(holm({}).empty());
}
