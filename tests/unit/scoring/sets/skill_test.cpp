// SPDX-License-Identifier: MIT
// Skill and base rates.
#include "hindsight/scoring/sets/skill.hpp"

#include <vector>

#include "../close.hpp"
#include "support/catch.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::missing;
using hindsight::test::refused;

TEST_CASE("skill is the share of the baseline's score that was saved", "[scoring]") {
    CHECK(*skill_score(0, BaselineScore{0.25}) == 1);
    CHECK(*skill_score(0.25, BaselineScore{0.25}) == 0);
    CHECK(*skill_score(0.5, BaselineScore{0.25}) == -1);
    CHECK(*skill_score(infinity, BaselineScore{0.25}) == -infinity);
}

TEST_CASE("there is no skill against a baseline of 0, below 0 or without bound", "[scoring]") {
    CHECK(refused(skill_score(0.5, BaselineScore{0}), Reason::undefined));
    CHECK(refused(skill_score(0.5, BaselineScore{-1}), Reason::undefined));
    CHECK(refused(skill_score(0.5, BaselineScore{infinity}), Reason::undefined));
    CHECK(refused(skill_score(missing, BaselineScore{1}), Reason::missing));
}

TEST_CASE("the base rate of the others leaves the question itself out", "[scoring]") {
    const std::vector<double> observed{1, 0, 0, 1, 0.5};
    const auto rates = leave_one_out_base_rate({observed});
    REQUIRE(rates);
    CHECK(close((*rates)[0], (1.5 + 0.5) / 5));  // by hand: the others add to 1.5 of 4
    CHECK(close((*rates)[1], (2.5 + 0.5) / 5));
    CHECK(close((*rates)[4], (2 + 0.5) / 5));
    const std::vector<double> alone{1};
    CHECK(leave_one_out_base_rate({alone})->front() == 0.5);  // no others: no knowledge
    CHECK(base_rate(0, 9).value == 0.05);
    const std::vector<double> bad{1, 2};
    CHECK(refused(leave_one_out_base_rate({bad}), Reason::bad_outcome, 1));
    CHECK(leave_one_out_base_rate({})->empty());
}
