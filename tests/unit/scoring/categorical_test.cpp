// SPDX-License-Identifier: MIT
// Rules for probabilities of options.
#include "hindsight/scoring/categorical.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "close.hpp"
#include "hindsight/scoring/binary.hpp"
#include "support/catch.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::missing;
using hindsight::test::refused;

namespace {

using Values = std::vector<double>;

using RuleFunction = Score (*)(Category, OptionProbabilities);
constexpr std::array<RuleFunction, 7> all{brier_categorical, brier_categorical_half, quadratic_categorical, log_categorical,
                                          spherical_categorical, rps_ordinal, rps_normalised_ordinal};

Score score(RuleFunction rule, std::size_t observed, const Values& p) { return rule(Category{observed}, OptionProbabilities{p}); }

}  // namespace

TEST_CASE("Brier scores of options are sums over all options", "[scoring]") {
    CHECK(close(score(brier_categorical, 1, {0.55, 0.35, 0.10}), 0.735));       // Good Judgment FAQ, unordered
    CHECK(close(score(brier_categorical_half, 1, {0.55, 0.35, 0.10}), 0.3675));
    CHECK(close(score(quadratic_categorical, 1, {0.55, 0.35, 0.10}), 0.735));   // by hand: 1 - (.7 - .435)
    CHECK(close(score(brier_categorical, 0, {0, 1}), 2));
}

TEST_CASE("the log score of options looks at the observed one only", "[scoring]") {
    CHECK(close(score(log_categorical, 2, {0.2, 0.5, 0.3}), 1.2039728043259361));  // -ln 0.3
    CHECK(score(log_categorical, 0, {0, 1}).value_or(0) == infinity);
    // scoringutils 2.2 logs_categorical takes columns in the order of labels, not of the table: 0.69 for 1.61 (defect 1).
    // Here the option is a place in the list, whatever its label.
    CHECK(close(score(log_categorical, 2, {0.5, 0.3, 0.2}), 1.6094379124341003));
    CHECK(close(score(log_categorical, 0, {0.2, 0.5, 0.3}), 1.6094379124341003));
}

TEST_CASE("the spherical loss of options", "[scoring]") {
    CHECK(close(score(spherical_categorical, 1, {0.2, 0.5, 0.3}), 0.1888928943461873));  // 1 - .5/sqrt(.38), mpmath
    CHECK(close(*score(spherical_categorical, 0, {1 - 1e-10, 1e-10}) / 5e-21, 1, 1e-9));
}

TEST_CASE("the ranked probability score is a sum over cumulative probabilities", "[scoring]") {
    CHECK(close(score(rps_ordinal, 1, {0.2, 0.5, 0.3}), 0.13));  // by hand: .04 + .09
    CHECK(close(score(rps_normalised_ordinal, 1, {0.2, 0.5, 0.3}), 0.065));
    // scoringRules 1.1.3, test-rps.R: five equal options, the last observed: .2^2 + .4^2 + .6^2 + .8^2
    CHECK(close(score(rps_ordinal, 4, {0.2, 0.2, 0.2, 0.2, 0.2}), 1.2));
    CHECK(close(score(rps_ordinal, 4, {0, 0, 0, 0, 1}), 0));
    // scoringRules 1.1.3, test-rps.R: what is missing to 1 counts in the last term too
    CHECK(*score(rps_ordinal, 0, {0.5, 0.5 - 1e-7}) > *score(rps_ordinal, 0, {0.5, 0.5}));
    CHECK(close(*score(rps_ordinal, 0, {1 - 1e-12, 1e-12}) / 1e-24, 1, 1e-4));
    CHECK(refused(score(rps_normalised_ordinal, 0, {1}), Reason::undefined));
}

TEST_CASE("the Brier score of ordered options is the mean over the cuts between them", "[scoring]") {
    const auto brier = [](std::size_t k, const Values& p) { return brier_ordered_ordinal(Category{k}, {p}); };
    // Good Judgment Open's worked examples, as yhoiseth/python-prediction-scorer quotes them
    CHECK(close(brier(1, {0.25, 0.25, 0.3, 0.2}), 0.235));
    CHECK(close(brier(2, {0.1, 0.2, 0.3, 0.4}), 0.52 / 3));
    CHECK(close(brier(0, {0.25, 0.25, 0.25, 0.25}), 1.75 / 3));
    CHECK(close(brier(1, {0.25, 0.25, 0.25, 0.25}), 0.25));
    CHECK(close(brier(0, {0.4, 0.6}), 0.72));
    CHECK(*brier(2, {1, 0, 0}) == 2);
    CHECK(refused(brier(0, {1}), Reason::undefined));
    CHECK(refused(brier(2, {0.5, 0.5}), Reason::bad_category));
}

TEST_CASE("the ranked log score adds up the log scores of the cuts", "[scoring]") {
    const auto log = [](std::size_t k, const Values& p) { return ranked_log_ordinal(Category{k}, {p}); };
    // mpmath 1.2.1, 50 digits: -ln 0.75 - ln 0.5 - ln 0.8 and -ln 0.8 - ln 0.3
    CHECK(close(log(1, {0.25, 0.25, 0.3, 0.2}), 1.20397280432593599));
    CHECK(close(log(2, {0.2, 0.5, 0.3}), 1.42711635564014575));
    CHECK(*log(0, {1, 0, 0}) == 0);
    CHECK_FALSE(std::signbit(*log(2, {0, 0, 1})));
    CHECK(*log(2, {1, 0, 0}) == infinity);
    CHECK(*log(0, {1}) == 0);
}

TEST_CASE("the ranked log score keeps its digits near 0 and 1 and is not infinite for rounding", "[scoring]") {
    const auto log = [](std::size_t k, const Values& p) { return ranked_log_ordinal(Category{k}, {p}); };
    // by hand: the sum of the first is 1 in doubles, and 1 less it 0; -ln 1e-20 = 46.05170185988091368 (mpmath)
    CHECK(close(log(1, {1, 1e-20}), 46.05170185988091368));
    CHECK(close(log(2, {0.7, 0.3, 1e-20}), 46.05170185988091368 - std::log(0.3)));
    CHECK(*log(0, {1, 1e-20}) == 1e-20);
    CHECK(*log(2, {1e-20, 0, 1}) == 2e-20);
    CHECK(*log(0, {1, 1e-7}) == -std::log1p(-1e-7));
    // ten times 0.1 add to less than 1 in doubles
    CHECK(close(log(0, Values(10, 0.1)), *log(9, Values(10, 0.1))));
}

TEST_CASE("options are not scored when they are no distribution", "[scoring]") {
    for (const auto rule : all) {
        CHECK(refused(score(rule, 0, {}), Reason::empty));
        CHECK(refused(score(rule, 0, {0.5, missing}), Reason::missing, 1));
        CHECK(refused(score(rule, 0, {-0.1, 1.1}), Reason::bad_probability, 0));
        CHECK(refused(score(rule, 0, {0.5, 0.5 + 2e-6}), Reason::bad_sum));
        CHECK(refused(score(rule, 0, {0.5, 0.5 - 2e-6}), Reason::bad_sum));
        CHECK(score(rule, 0, {0.5, 0.5 + 9e-7}).has_value());
        // scoringrules (Python) 0.11 gives 1.25 for option 3 of 2
        CHECK(refused(score(rule, 2, {0.5, 0.5}), Reason::bad_category));
    }
}

TEST_CASE("with two options the rules are the binary ones", "[scoring][law]") {
    for (const double p : {0.0, 0.1, 0.5, 0.875, 1.0}) {
        for (const std::size_t option : {0u, 1u}) {
            const Observed yes{option == 1 ? 1.0 : 0.0};
            const Values both{1 - p, p};
            CHECK(close(score(brier_categorical_half, option, both), *brier_binary(yes, Probability{p})));
            CHECK(close(score(brier_categorical, option, both), *brier_full_binary(yes, Probability{p})));
            CHECK(close(score(rps_ordinal, option, both), *brier_binary(yes, Probability{p})));
            CHECK(close(score(spherical_categorical, option, both), *spherical_binary(yes, Probability{p})));
            CHECK(close(score(log_categorical, option, both), *log_binary(yes, Probability{p})));
        }
    }
}

TEST_CASE("every rule for options is least in expectation at the truth", "[scoring][law]") {
    const Values truth{0.1, 0.2, 0.3, 0.4};
    for (const auto rule : all) {
        const auto expected = [&](const Values& p) {
            double total = 0;
            for (std::size_t k = 0; k < truth.size(); ++k) total += truth[k] * *score(rule, k, p);
            return total;
        };
        for (std::size_t from = 0; from < 4; ++from) {
            for (std::size_t to = 0; to < 4; ++to) {
                Values other = truth;
                other[from] -= 0.05;
                other[to] += 0.05;
                if (from != to) CHECK(expected(truth) < expected(other));
            }
        }
    }
}

TEST_CASE("relabelling options changes only the ordinal rules", "[scoring][law]") {
    const Values p{0.1, 0.2, 0.3, 0.4};
    const Values q{0.4, 0.3, 0.2, 0.1};
    for (const auto rule : {brier_categorical, log_categorical, spherical_categorical, quadratic_categorical})
        for (std::size_t k = 0; k < 4; ++k) CHECK(close(score(rule, k, p), *score(rule, 3 - k, q)));
    CHECK(close(score(rps_ordinal, 1, p), *score(rps_ordinal, 2, q)));  // the reverse order is the same order
    CHECK_FALSE(close(score(rps_ordinal, 0, {0.1, 0.2, 0.7}), *score(rps_ordinal, 0, {0.1, 0.7, 0.2}), 1e-3));
}

TEST_CASE("the spherical loss of an impossible option is 1 and never more, whatever the others are", "[scoring]") {
    for (const double p : {0.1, 0.3, 0.413, 0.7}) {
        const std::vector<double> predicted{p, 0, 1 - p};
        CHECK(*spherical_categorical(Category{1}, {predicted}) <= 1);
        CHECK(close(spherical_categorical(Category{1}, {predicted}), 1));
    }
}
