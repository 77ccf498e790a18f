// SPDX-License-Identifier: MIT
// Difficulty-adjusted Brier scores: small designs solved elsewhere, laws of the fit, and the scale of the leaderboard.
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "../close.hpp"
#include "hindsight/scoring/sites/site_rule.hpp"
#include "site_table.hpp"
#include "support/shared_table.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::missing;
using hindsight::test::refused;
using hindsight::test::SiteTable;

namespace {

/// Forecaster, question, Brier score of 0 to 1.
SiteTable of_cells(std::size_t questions, const std::vector<std::tuple<std::uint32_t, std::uint32_t, double>>& cells) {
    SiteTable t;
    t.questions.resize(questions);
    for (const auto& [who, question, brier] : cells) {
        t.add(who, 0, missing);
        t.question.back() = question;
        t.brier.push_back(2 * brier);
    }
    return t;
}

/// Four forecasters on four questions, six of the pairs left out.
SiteTable gaps() {
    return of_cells(4, {{0, 0, 0.04}, {0, 1, 0.64}, {0, 2, 0.09}, {1, 0, 0.16}, {1, 1, 0.36}, {1, 3, 0.25},
                        {2, 1, 0.49}, {2, 2, 0.01}, {2, 3, 0.81}, {3, 3, 0.04}});
}

}  // namespace

TEST_CASE("where everybody answers everything, difficulty is the mean score of the question", "[scoring][site]") {
    // by hand: difficulties .1 and .5, shifted by .3
    const auto scores = *forecastbench_adjusted(of_cells(2, {{1, 0, 0.04}, {1, 1, 0.64}, {2, 0, 0.16}, {2, 1, 0.36}}));
    CHECK(close(scores.rows[0], 0.24));
    CHECK(close(scores.rows[1], 0.44));
    CHECK(close(scores.rows[2], 0.36));
    CHECK(close(scores.rows[3], 0.16));
}

TEST_CASE("where answers are missing, forecasters and questions are told apart by least squares", "[scoring][site]") {
    // mpmath 1.2.1, 40 digits: normal equations with one forecaster pinned
    const std::vector<double> expected{0.1875, 0.4375, 0.4055, 0.3075, 0.1575, -0.0105, 0.2875, 0.3255, 0.5495, -0.2205};
    const auto scores = *forecastbench_adjusted(gaps());
    for (std::size_t i = 0; i < expected.size(); ++i) CHECK(close(scores.rows[i], expected[i], 1e-14));
}

TEST_CASE("questions at the far ends of a long chain of forecasters are still told apart", "[scoring][site]") {
    // by hand: forecaster i answers questions i and i+1, the second always .01 worse; so question j is .01 j hard
    std::vector<std::tuple<std::uint32_t, std::uint32_t, double>> cells;
    for (std::uint32_t i = 0; i < 80; ++i) {
        cells.emplace_back(i, i, 0.1);
        cells.emplace_back(i, i + 1, 0.11);
    }
    const auto scores = *forecastbench_adjusted(of_cells(81, cells));
    for (std::size_t i = 0; i < 80; ++i) CHECK(close(scores.rows[2 * i + 1], 0.1 - 0.01 * static_cast<double>(i) + 0.4, 1e-12));
}

TEST_CASE("forecasters may be judged by difficulties that they do not shape", "[scoring][site]") {
    const std::vector<std::uint32_t> outsider{9};
    SiteTable t = gaps();
    t.add(9, 0, missing).add(9, 0, missing);
    t.question[10] = 0;
    t.question[11] = 3;
    t.brier.insert(t.brier.end(), {2, 0});
    const auto scores = *forecastbench_adjusted(t, {.not_fitted = outsider});
    CHECK(close(scores.rows[0], 0.1875, 1e-14));
    CHECK(close(scores.rows[10], 1.1475, 1e-14));  // 1 + .1475, the difficulty of the above: .04 - .1875
    CHECK(close(scores.rows[11], -0.2605, 1e-14));
}

TEST_CASE("questions that nothing connects with the rest have no score", "[scoring][site]") {
    const auto scores = *forecastbench_adjusted(
        of_cells(3, {{1, 0, 0.04}, {1, 1, 0.64}, {2, 0, 0.16}, {2, 1, 0.36}, {3, 2, 0.5}}));
    CHECK(close(scores.rows[0], 0.24));
    CHECK(refused(scores.rows[4], Reason::undefined, 4));
    const std::vector<std::uint32_t> everybody{1};
    CHECK(refused(forecastbench_adjusted(of_cells(1, {{1, 0, 0.04}}), {.not_fitted = everybody})->rows[0], Reason::undefined));
}

TEST_CASE("a difficulty that is given is used as it is, with the even forecast still at 0.25", "[scoring][site]") {
    SiteTable t = of_cells(2, {{1, 0, 0.04}, {1, 1, 0.64}});
    t.questions[0].difficulty = 0.1;
    t.questions[1].difficulty = 0.3;
    CHECK(close(forecastbench_adjusted(t)->rows[0], 0.14));  // by hand: .04 - .1 + .2
    CHECK(close(forecastbench_adjusted(t)->rows[1], 0.54));
    t.questions[1].brier_of_half = 0.05;  // the outcome was neither 0 nor 1
    CHECK(close(forecastbench_adjusted(t)->rows[0], 0.24));  // by hand: an even forecast would have (.15 - .25)/2 + s = .25
    t.questions[1].difficulty = missing;
    CHECK(refused(forecastbench_adjusted(t)->rows[1], Reason::undefined, 1));
}

TEST_CASE("groups of questions are adjusted apart and weigh the same", "[scoring][site]") {
    SiteTable t = of_cells(3, {{1, 0, 0.04}, {2, 0, 0.16}, {1, 1, 0.36}, {2, 1, 0.36}, {1, 2, 0.36}, {2, 2, 0.36}});
    t.questions[0].group = 7;
    const auto scores = *forecastbench_adjusted(t);
    CHECK(close(scores.rows[0], 0.04));  // by hand: a single question is its own mean
    CHECK(close(scores.rows[1], 0.16));
    CHECK(close(scores.rows[2], 0.36));
    const auto overall = standings(scores.totals, t.questions, SiteSummary::mean_of_groups);
    CHECK(close(overall[0].score, (0.04 + 0.36) / 2));
    CHECK(overall[0].questions == 3);
}

TEST_CASE("probabilities serve where there is no column of Brier scores, and an update replaces", "[scoring][site]") {
    SiteTable t(10);
    t.add(1, 0, 0.1).add(1, 1, 0.8);
    CHECK(close(forecastbench_adjusted(t)->rows[1], 0.04));
    CHECK(refused(forecastbench_adjusted(t)->rows[0], Reason::superseded, 0));
    t.questions[0].options = 3;
    CHECK(refused(forecastbench_adjusted(t)->rows[1], Reason::missing, 1));
}

TEST_CASE("the even forecast averages 0.25, and a question hard for all counts for nothing", "[scoring][site][law]") {
    std::mt19937 random(3);
    const auto uniform = [&] { return std::uniform_real_distribution<double>(0, 1)(random); };
    std::vector<std::tuple<std::uint32_t, std::uint32_t, double>> cells;
    for (std::uint32_t question = 0; question < 40; ++question) {
        cells.emplace_back(99, question, 0.25);
        for (std::uint32_t who = 0; who < 15; ++who)
            if (uniform() < 0.4) cells.emplace_back(who, question, uniform() / 2);
    }
    const auto before = *forecastbench_adjusted(of_cells(40, cells));
    CHECK(close(standings(before.totals, std::vector<SiteQuestion>(40), SiteSummary::mean_of_questions).back().score, 0.25, 1e-13));
    for (auto& [who, question, brier] : cells)
        if (question == 5) brier += 0.4;
    const auto after = *forecastbench_adjusted(of_cells(40, cells));
    for (std::size_t i = 0; i < cells.size(); ++i) CHECK(close(after.rows[i], *before.rows[i] + 0.4 / 40, 1e-13));
}

TEST_CASE("the leaderboard's index is 100 (1 - sqrt) of its Brier columns, the overall one that of their mean", "[scoring][data]") {
    CHECK(forecastbench_index(0.25) == 50);
    CHECK(forecastbench_index(0) == 100);
    CHECK(forecastbench_index(-0.01) == 100);
    const auto csv = hindsight::test::read_shared_table("forecastbench/leaderboard_baseline.csv");
    if (!csv) return;
    CHECK(csv->rows.size() == 124);
    for (std::size_t row = 0; row < csv->rows.size(); ++row) {
        const auto number = [&](const std::string& column) { return std::stod(csv->at(row, column.c_str())); };
        for (const std::string kind : {"Dataset", "Market", "Overall"}) {
            INFO(csv->at(row, "Model") << ' ' << kind);
            const double brier = number("Brier " + kind);  // printed with 3 digits, the index with 1
            CHECK(number(kind) <= forecastbench_index(brier - 0.0005) + 0.05 + 1e-9);
            CHECK(number(kind) >= forecastbench_index(brier + 0.0005) - 0.05 - 1e-9);
        }
        CHECK(std::abs((number("Brier Dataset") + number("Brier Market")) / 2 - number("Brier Overall")) < 0.001 + 1e-9);
    }
}
