// SPDX-License-Identifier: MIT
// Rules for a probability of an event.
#include "hindsight/scoring/binary.hpp"

#include "close.hpp"
#include "support/catch.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::missing;
using hindsight::test::refused;

TEST_CASE("the Brier score of an event is the squared difference", "[scoring]") {
    CHECK(close(brier_binary(Observed{1}, Probability{0.7}), 0.09));    // by hand
    CHECK(close(brier_binary(Observed{0}, Probability{0.7}), 0.49));    // by hand
    CHECK(close(brier_binary(Observed{0.25}, Probability{0.75}), 0.25));  // by hand: partly true
    CHECK(close(brier_full_binary(Observed{0}, Probability{0.6}), 0.72));  // Good Judgment FAQ: .6 on the loser
}

TEST_CASE("the log score of an event uses p and 1-p themselves", "[scoring]") {
    CHECK(close(log_binary(Observed{1}, Probability{0.5}), 0.6931471805599453));
    // mpmath 1.3 at 40 digits. Peers clip or lose these: scikit-learn 1.2.1 gives 36.04 and 36.04, scoringutils 2.2 and
    // scoringrules (Python) 0.11 give infinity for both (defect 3 of their list: 1-|o-p|).
    CHECK(close(log_binary(Observed{1}, Probability{1e-20}), 46.051701859880914));
    CHECK(close(log_binary(Observed{1}, Probability{1e-300}), 690.7755278982137));
    CHECK(*log_binary(Observed{0}, Probability{1e-20}) == 1e-20);
    CHECK(close(*log_binary(Observed{0}, Probability{1e-9}) / 1.0000000005e-9, 1.0));
}

TEST_CASE("a log score is infinite where the impossible happened, and 0 where the certain did", "[scoring]") {
    CHECK(*log_binary(Observed{1}, Probability{0}) == infinity);
    CHECK(*log_binary(Observed{0}, Probability{1}) == infinity);
    CHECK(*log_binary(Observed{1}, Probability{1}) == 0);
    CHECK_FALSE(std::signbit(*log_binary(Observed{1}, Probability{1})));
    CHECK_FALSE(std::signbit(*log_binary(Observed{0}, Probability{0})));
    CHECK(*log_binary(Observed{0.5}, Probability{0}) == infinity);
}

TEST_CASE("a log score of a fraction is weighted by it", "[scoring]") {
    CHECK(close(log_binary(Observed{0.25}, Probability{0.25}), 0.5623351446188083));  // entropy of 1/4, mpmath
    CHECK(close(log_binary(Observed{0.25}, Probability{0.6}), 0.814924454847114));   // -ln(.6)/4 - 3 ln(.4)/4, mpmath
}

TEST_CASE("the spherical loss keeps its digits near 0", "[scoring]") {
    CHECK(close(spherical_binary(Observed{1}, Probability{0.8}), 0.029857499854668124));  // 1 - .8/sqrt(.68), mpmath
    CHECK(close(spherical_binary(Observed{0}, Probability{0.8}), 0.7574643749636670));    // 1 - .2/sqrt(.68), mpmath
    // 1 - p/sqrt(p^2+q^2) = q^2/2 for small q; computed as written it would be 0
    CHECK(close(*spherical_binary(Observed{0}, Probability{1e-10}) / 5e-21, 1.0, 1e-9));
    CHECK(*spherical_binary(Observed{1}, Probability{1}) == 0);
    CHECK(*spherical_binary(Observed{1}, Probability{0}) == 1);
}

TEST_CASE("an event is not scored when a number is missing or out of range", "[scoring]") {
    for (const auto rule : {brier_binary, brier_full_binary, log_binary, spherical_binary}) {
        CHECK(refused(rule(Observed{missing}, Probability{0.5}), Reason::missing));
        CHECK(refused(rule(Observed{1}, Probability{missing}), Reason::missing));
        CHECK(refused(rule(Observed{1}, Probability{-1e-300}), Reason::bad_probability));
        CHECK(refused(rule(Observed{1}, Probability{1 + 1e-15}), Reason::bad_probability));
        CHECK(refused(rule(Observed{1}, Probability{infinity}), Reason::bad_probability));
        CHECK(refused(rule(Observed{-0.1}, Probability{0.5}), Reason::bad_outcome));
        CHECK(refused(rule(Observed{2}, Probability{0.5}), Reason::bad_outcome));
        CHECK(rule(Observed{1}, Probability{0}).has_value());
        CHECK(rule(Observed{0}, Probability{1}).has_value());
    }
}

TEST_CASE("every binary rule is least in expectation at the true probability", "[scoring][law]") {
    for (const auto rule : {brier_binary, brier_full_binary, log_binary, spherical_binary}) {
        for (double truth = 0.05; truth < 1; truth += 0.05) {
            const auto expected = [&](double p) {
                return truth * *rule(Observed{1}, Probability{p}) + (1 - truth) * *rule(Observed{0}, Probability{p});
            };
            for (double p = 0.005; p < 1; p += 0.01) CHECK(expected(truth) < expected(p) + 1e-15);
            CHECK(expected(truth) < expected(truth + 1e-4));
            CHECK(expected(truth) < expected(truth - 1e-4));
        }
    }
}

TEST_CASE("a fraction scores as the mixture of yes and no, but for a constant", "[scoring][law]") {
    for (const double f : {0.1, 0.5, 0.9}) {
        for (const double p : {0.01, 0.3, 0.99}) {
            const auto mixed = [&](auto rule) { return f * *rule(Observed{1}, Probability{p}) + (1 - f) * *rule(Observed{0}, Probability{p}); };
            CHECK(close(log_binary(Observed{f}, Probability{p}), mixed(log_binary)));
            CHECK(close(spherical_binary(Observed{f}, Probability{p}), mixed(spherical_binary)));
            CHECK(close(*brier_binary(Observed{f}, Probability{p}) + f * (1 - f), mixed(brier_binary)));
        }
    }
}

TEST_CASE("clipping holds a probability off 0 and 1", "[scoring]") {
    CHECK(clip(Probability{0}, 1e-3).value == 1e-3);
    CHECK(clip(Probability{1}, 1e-3).value == 1 - 1e-3);
    CHECK(clip(Probability{0.4}, 1e-3).value == 0.4);
}
