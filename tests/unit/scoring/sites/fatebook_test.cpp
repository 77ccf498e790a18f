// SPDX-License-Identifier: MIT
// Relative score of Fatebook: what its own function gives, and where it is put right.
#include "../close.hpp"
#include "hindsight/scoring/sites/site_scores.hpp"
#include "site_table.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::in_days;
using hindsight::test::refused;
using hindsight::test::SiteTable;

TEST_CASE("a relative score is what the site gives for one forecast each", "[scoring][site]") {
    // Fatebook 2025-12-16, lib/_scoring.ts: 2.5 days, no; .2 from the start, .4 from day .5, .9 from day 1.25
    const auto t = SiteTable(2.5).add(1, 0, 0.8).add(2, 0.5, 0.6).add(3, 1.25, 0.1);
    const bool as_published = GENERATE(false, true);
    const auto scores = *fatebook_relative(t, in_days(as_published));
    CHECK(close(scores.totals[0].score, -0.192));
    CHECK(close(scores.totals[1].score, 0.048));
    CHECK(close(scores.totals[2].score, 0.78));
    CHECK(close(scores.totals[0].coverage, 1));
    CHECK(close(scores.totals[1].coverage, 1));  // the day of the first forecast counts whole
    CHECK(close(scores.totals[2].coverage, 0.6));
}

TEST_CASE("a later forecast of the first day does not stand for the time before the first, but as published", "[scoring][site]") {
    // by hand, it did not happen: .2 from day .25, .6 from day .75, beside .5 all along, two days.
    // As published the first day's mean is .4, Brier .32; due is (.5 x .2 + .25 x .6)/.75 = 1/3, Brier 2/9; the next .72
    const auto t = SiteTable(2).add(1, 0.25, 0.8).add(1, 0.75, 0.4).add(2, 0, 0.5);
    const auto due = *fatebook_relative(t, in_days());
    CHECK(close(due.totals[0].score, ((2.0 / 9 - 0.5) / 2 + 0.11) / 2));
    CHECK(close(due.totals[1].score, -*due.totals[0].score));
    const auto published = *fatebook_relative(t, in_days(true));
    CHECK(close(published.totals[0].score, 0.01));
    CHECK(close(published.totals[1].score, -0.01));
    CHECK(close(published.totals[0].coverage, 1));
}

TEST_CASE("rows of one day share its score by the time they stood", "[scoring][site]") {
    // by hand: the day is scored -.0900 in all for its mean of .4; the first row stood a quarter of it
    const auto t = SiteTable(1).add(1, 0, 0.9).add(1, 0.25, 0.5).add(2, 0, 0.5);
    const auto scores = *fatebook_relative(t, in_days());
    const double day = (2 * 0.4 * 0.4 - 0.5) / 2;
    CHECK(close(scores.rows[0], day / 4));
    CHECK(close(scores.rows[1], day * 3 / 4));
    CHECK(close(scores.totals[0].score, day));
    CHECK(close(scores.totals[0].coverage, 1));
}

TEST_CASE("a question of less than a day is one short day", "[scoring][site]") {
    // by hand, it happened: half a day, .2 then .6 from day .25 means .4, Brier .72; .5 beside it
    const auto t = SiteTable(0.5).add(1, 0, 0.2).add(1, 0.25, 0.6).add(2, 0.1, 0.5);
    const auto scores = *fatebook_relative(t, in_days());
    CHECK(close(scores.totals[0].score, 0.11));
    CHECK(close(scores.totals[1].score, -0.11));
}

TEST_CASE("days are counted from the opening, and runs of quiet days are one", "[scoring][site]") {
    // by hand: 1000 days, it happened; .5 against 1 for all but the first 250 days
    SiteTable t;
    t.questions.push_back({.opens = 0.3, .closes = 1000.3});
    t.add(1, 0.3, 0.5).add(2, 0.3, 0.5).add(2, 250.3, 1);
    const auto scores = *fatebook_relative(t, in_days());
    CHECK(close(scores.totals[0].score, 0.25 * 0.75));
    CHECK(close(scores.totals[1].score, -0.25 * 0.75));
}

TEST_CASE("alone, late, or with more than two options there is no relative score", "[scoring][site]") {
    CHECK(refused(fatebook_relative(SiteTable(2).add(1, 0, 0.5), in_days())->rows[0], Reason::undefined, 0));
    const auto late = *fatebook_relative(SiteTable(2).add(1, 0, 0.5).add(2, 0, 0.5).add(3, 2, 0.5), in_days());
    CHECK(refused(late.rows[2], Reason::too_late, 2));
    SiteTable t = SiteTable(2).add(1, 0, 0.5).add(2, 0, 0.5);
    t.questions[0].options = 3;
    CHECK(refused(fatebook_relative(t, in_days())->rows[1], Reason::not_applicable, 1));
    t.questions[0] = {.opens = 0, .closes = 2, .numeric = true};
    CHECK(refused(fatebook_relative(t, in_days())->rows[1], Reason::not_applicable, 1));
}
