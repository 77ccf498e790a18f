// SPDX-License-Identifier: MIT
// Accuracy of Good Judgment: the worked example of two forecasters over seven days, and the edges of days.
#include "../close.hpp"
#include "hindsight/scoring/sites/site_scores.hpp"
#include "site_table.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::in_days;
using hindsight::test::missing;
using hindsight::test::refused;
using hindsight::test::SiteTable;

namespace {

/// Seven days, it did not happen. George says 0.7 on day 1, 0.5 and later 0.6 on day 3; Kramer 0.4 on day 2, 0.3 on day 5.
SiteTable george_and_kramer() {
    return SiteTable(7).add(1, 0.5, 0.3).add(1, 2.2, 0.5).add(1, 2.8, 0.4).add(2, 1.1, 0.6).add(2, 4.9, 0.7);
}

}  // namespace

TEST_CASE("accuracy is the Brier score less the daily median, for the share of days taken part in", "[scoring][site]") {
    // python-prediction-scorer's README: mean scores .794 and .25, mean of daily medians .574; the rest by hand from these:
    // George (5.56 - 4.02) / 7; Kramer (1.5 - (4.02 - 0.98)) / 7 against the medians of his own six days
    const auto scores = *good_judgment_accuracy(george_and_kramer(), in_days());
    CHECK(close(scores.totals[0].score, 0.22));
    CHECK(close(scores.totals[1].score, -0.22));
    CHECK(scores.totals[0].coverage == 1);
    CHECK(close(scores.totals[1].coverage, 6.0 / 7));
    CHECK(refused(scores.rows[1], Reason::superseded, 1));  // not the last of its day
    CHECK(close(*scores.rows[3] + *scores.rows[4], -0.22));
}

TEST_CASE("the median may be that of all days of the question instead", "[scoring][site]") {
    auto options = in_days();
    options.median_days = MedianDays::all;
    const auto scores = *good_judgment_accuracy(george_and_kramer(), options);
    CHECK(close(scores.totals[0].score, 0.22));
    CHECK(close(scores.totals[1].score, (1.5 - 6 * 4.02 / 7) / 7));  // by hand, -.278: (.25 - .574) x 6/7
}

TEST_CASE("Brier scores of options come as a column, in order or not", "[scoring][site]") {
    SiteTable t(1);
    t.questions[0].options = 4;
    t.add(1, 0, 0.25).add(2, 0, missing).add(3, 0, 0.5);
    t.brier = {0.235, 0.5, 0.375};
    const auto scores = *good_judgment_accuracy(t, in_days());
    CHECK(close(scores.totals[0].score, -0.14));  // by hand: the median is 0.375
    CHECK(close(scores.totals[1].score, 0.125));
    CHECK(*scores.totals[2].score == 0);
    t.brier = {missing, 2.5, 0.375};
    const auto odd = *good_judgment_accuracy(t, in_days());
    CHECK(refused(odd.rows[0], Reason::missing, 0));
    CHECK(refused(odd.rows[1], Reason::outside_scale, 1));
}

TEST_CASE("days begin at midnight, and a day that the question was open for any time counts", "[scoring][site]") {
    // by hand: open from 06:00 of day 0 to 12:00 of day 2, three days
    SiteTable t;
    t.questions.push_back({.opens = 0.25, .closes = 2.5});
    t.add(1, 0.3, 1).add(2, 1.9, 0.5).add(3, 2.5, 0.5);
    const auto scores = *good_judgment_accuracy(t, in_days());
    CHECK(scores.totals[0].coverage == 1);
    CHECK(close(scores.totals[1].coverage, 2.0 / 3));
    CHECK(close(scores.totals[1].score, 2 * 0.25 / 3));
    CHECK(refused(scores.totals[2].score, Reason::too_late, 2));
    auto options = in_days();
    options.midnight = 0.95;  // day 1 begins at 0.95, and 1.9 lies in it; 2.5 lies in day 2
    CHECK(close(good_judgment_accuracy(t, options)->totals[1].coverage, 2.0 / 3));
    options.midnight = 0.85;  // days begin at 0.85 and 1.85
    CHECK(close(good_judgment_accuracy(t, options)->totals[1].coverage, 1.0 / 3));
    t.questions[0].closes = 2;  // midnight itself belongs to the day before
    CHECK(close(good_judgment_accuracy(t, in_days())->totals[1].coverage, 0.5));
}

TEST_CASE("seconds are the unit of time unless said otherwise", "[scoring][site]") {
    SiteTable t = george_and_kramer();
    t.questions[0].closes *= 86400;
    for (double& made : t.made) made *= 86400;
    CHECK(close(good_judgment_accuracy(t)->totals[1].score, -0.22));
}

TEST_CASE("the day of a withdrawal does not count, and one that is withdrawn the same day never stood", "[scoring][site]") {
    const auto scores = *good_judgment_accuracy(SiteTable(4).add(1, 0, 0.5, 2.5).add(2, 1.1, 0.5, 1.2), in_days());
    CHECK(close(scores.totals[0].coverage, 0.5));
    CHECK(refused(scores.totals[1].score, Reason::withdrawn, 1));
}

TEST_CASE("an accuracy needs the times of the question and of the forecast", "[scoring][site]") {
    SiteTable t;
    t.questions.push_back({.opens = 0});
    CHECK(refused(good_judgment_accuracy(t.add(1, 1, 0.5), in_days())->rows[0], Reason::missing, 0));
    t.questions[0].closes = 2;
    t.made[0] = missing;
    CHECK(refused(good_judgment_accuracy(t, in_days())->rows[0], Reason::missing, 0));
    t.made.clear();
    t.withdrawn.clear();
    CHECK(good_judgment_accuracy(t, in_days())->totals[0].coverage == 1);  // made before everything
}
