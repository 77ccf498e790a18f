// SPDX-License-Identifier: MIT
// Baseline and peer scores: the vectors of Metaculus' own tests, and laws.
#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

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

/// The number of the only forecaster.
SiteTotal only(const Result<SiteScores>& scores) {
    REQUIRE(scores);
    REQUIRE(scores->totals.size() == 1);
    return scores->totals[0];
}

Score spot_baseline(double p, SiteQuestion question = {}) {
    SiteTable t;
    question.closes = 10;
    t.questions.push_back(question);
    return only(metaculus_spot_baseline(t.add(1, 0, p))).score;
}

std::vector<double> scores_of(const Result<SiteScores>& scores) {
    REQUIRE(scores);
    std::vector<double> result;
    for (const SiteTotal& total : scores->totals) result.push_back(total.score.value_or(missing));
    return result;
}

}  // namespace

TEST_CASE("a baseline score is 100 for certainty, 0 for an even guess and far below for a miss", "[scoring][site]") {
    // mpmath 1.2.1, 50 digits: 100 log(1.8)/log(2), 100 log(0.2)/log(2)
    CHECK(close(spot_baseline(0.9), 84.799690655495001504));
    CHECK(close(spot_baseline(0.1), -232.19280948873623479));
    CHECK(*spot_baseline(0.5) == 0);
    CHECK(*spot_baseline(1) == 100);
    CHECK(close(spot_baseline(std::exp2(-0.5)), 50));
    CHECK(close(spot_baseline(std::exp2(-1.5)), -50));
    CHECK(*spot_baseline(0) == -infinity);
}

TEST_CASE("a baseline score of options is in units of the options that were there", "[scoring][site]") {
    CHECK(close(spot_baseline(0.5, {.options = 8}), 200.0 / 3));  // by hand: ln 4 / ln 8
    SiteTable t(10);
    t.questions[0].options = 4;
    t.add(1, 0, 1.0 / 3).add(2, 0, 1 - std::sqrt(1.0 / 3) - 1.0 / 3).add(3, 0, std::sqrt(1.0 / 3));
    t.options = {3, 3, 3};  // the fourth came later
    const auto scores = scores_of(metaculus_spot_baseline(t));
    CHECK(close(scores[0], 0, 1e-13));
    CHECK(close(scores[2], 50, 1e-13));
    t.options = {1, missing, infinity};
    const auto odd = *metaculus_spot_baseline(t);
    CHECK(refused(odd.rows[0], Reason::bad_parameter, 0));
    CHECK(odd.rows[1]);  // 4, as the question says
    CHECK(refused(odd.rows[2], Reason::infinite, 2));
}

TEST_CASE("a baseline score of a numeric question is 50 ln(mass / base mass)", "[scoring][site]") {
    CHECK(refused(spot_baseline(std::exp(1.0) / 2, {.numeric = true, .base_mass = 0.5}), Reason::bad_probability));
    CHECK(close(spot_baseline(std::exp(1.0) / 4, {.numeric = true, .base_mass = 0.25}), 50));
    CHECK(close(spot_baseline(1 / (4 * std::exp(1.0)), {.numeric = true, .base_mass = 0.25}), -50));
    CHECK(*spot_baseline(0.005, {.numeric = true, .base_mass = 0.005}) == 0);
    CHECK(close(spot_baseline(1, {.numeric = true, .base_mass = 5e-324}), 50 * 1074 * std::log(2.0)));
    CHECK(refused(spot_baseline(0.5, {.numeric = true}), Reason::missing));
    CHECK(refused(spot_baseline(0.5, {.numeric = true, .base_mass = 0}), Reason::bad_parameter));
}

TEST_CASE("a baseline score counts for the share of the scheduled life that the forecast stood", "[scoring][site]") {
    for (const double day : {3.0, 5.0, 7.0}) {
        const auto even = only(metaculus_baseline(SiteTable(10).add(1, day, 0.5)));
        CHECK(*even.score == 0);
        CHECK(close(even.coverage, 1 - day / 10));
    }
    CHECK(close(only(metaculus_baseline(SiteTable(10).add(1, 5, 0.9))).score, 42.399845327747500752));  // half of the above
    CHECK(close(only(metaculus_baseline(SiteTable(10).add(1, 5, 0.5, 8))).coverage, 0.3));
    CHECK(close(only(metaculus_baseline(SiteTable(10).add(1, -5, 0.5))).coverage, 1));  // made before the question opened
    CHECK(close(only(metaculus_baseline(SiteTable(10).add(1, 0, 0.9).add(1, 5, 0.5))).score, 42.399845327747500752));
}

TEST_CASE("a question that closes early leaves the rest of its life at 0", "[scoring][site]") {
    SiteTable t(10);
    t.questions[0].closes = 5;
    t.add(1, 0, 0.9).add(2, 5, 0.9);
    const auto scores = *metaculus_baseline(t);
    CHECK(close(scores.totals[0].score, 42.399845327747500752));
    CHECK(scores.totals[0].coverage == 0.5);
    CHECK(refused(scores.totals[1].score, Reason::too_late, 1));
    CHECK(scores.totals[1].coverage == 0);
    t.questions[0].closes = 20;  // but never closes after its schedule
    CHECK(metaculus_baseline(t)->totals[0].coverage == 1);
}

TEST_CASE("a peer score is 100 times the mean log ratio to the others", "[scoring][site]") {
    // mpmath 1.2.1, 50 digits: 100 log(9); 100 log(.1/sqrt(.45)), 100 log(.5/.3), 100 log(.9/sqrt(.05))
    const auto two = SiteTable(10).add(1, 0, 0.1).add(2, 0, 0.9);
    const auto three = SiteTable(10).add(1, 0, 0.1).add(2, 0, 0.5).add(3, 0, 0.9);
    for (const auto rule : {metaculus_peer, metaculus_spot_peer}) {
        const auto pair = scores_of(rule(two, {}));
        CHECK(close(pair[0], -219.72245773362193828));
        CHECK(close(pair[1], 219.72245773362193828));
        const auto triple = scores_of(rule(three, {}));
        CHECK(close(triple[0], -190.33312448851598787));
        CHECK(close(triple[1], 51.082562376599068321));
        CHECK(close(triple[2], 139.25056211191691955));
    }
    SiteTable numeric = two;
    numeric.questions[0].numeric = true;
    CHECK(close(scores_of(metaculus_peer(numeric))[1], 219.72245773362193828 / 2));
    CHECK(close(scores_of(metaculus_spot_peer(numeric))[1], 219.72245773362193828 / 2));
}

TEST_CASE("peers are compared while they stand together", "[scoring][site]") {
    const auto t = SiteTable(10).add(1, 0, 0.1).add(2, 0, 0.5).add(3, 5, 0.9);
    const auto scores = *metaculus_peer(t);
    // mpmath 1.2.1, 50 digits: 100(.5 log(.1/.5) + .5 log(.1/sqrt(.45))), 100(.5 log 5 + .5 log(.5/.3)), 50 log(.9/sqrt(.05))
    CHECK(close(scores.totals[0].score, -175.63845786596301266));
    CHECK(close(scores.totals[1].score, 106.01317681000455289));
    CHECK(close(scores.totals[2].score, 69.625281055958459775));
    CHECK(scores.totals[2].coverage == 0.5);
    const auto alone = only(metaculus_peer(SiteTable(10).add(1, 0, 0.1)));
    CHECK(*alone.score == 0);
    CHECK_FALSE(std::signbit(*alone.score));
    CHECK(alone.coverage == 1);
    CHECK(*only(metaculus_spot_peer(SiteTable(10).add(1, 0, 0))).score == 0);
}

TEST_CASE("forecasters who leave together are scored for the time they stood, and as published up to the close", "[scoring][site]") {
    const auto t = SiteTable(10).add(1, 0, 0.7, 3).add(2, 0, 0.8, 3);
    const auto due = *metaculus_peer(t);
    CHECK(close(due.totals[0].score, -4.0059417787356786944));  // mpmath 1.2.1, 50 digits: 30 log(8/7)
    CHECK(close(due.totals[1].score, 4.0059417787356786944));
    CHECK(close(due.totals[1].coverage, 0.3));
    const auto published = *metaculus_peer(t, in_days(true));
    CHECK(close(published.totals[0].score, -13.353139262452262315));  // Metaculus 100c408, score_math.py: -13.35 and 13.35
    CHECK(close(published.totals[1].score, 13.353139262452262315));
    CHECK(published.totals[1].coverage == 1);
}

TEST_CASE("as published, those who left last stand on until somebody comes", "[scoring][site]") {
    // by hand: 2 and 3 stand together for days 1 to 3, as published up to day 7; 1 left on day 2
    const auto t = SiteTable(10).add(1, 0, 0.5, 2).add(2, 1, 0.7, 3).add(3, 1, 0.8, 3).add(1, 7, 0.6);
    const auto due = *metaculus_peer(t);
    const auto published = *metaculus_peer(t, in_days(true));
    CHECK(close(*published.rows[1] - *due.rows[1], 40 * std::log(0.7 / 0.8), 1e-13));
    CHECK(close(*published.rows[2] - *due.rows[2], 40 * std::log(0.8 / 0.7), 1e-13));
    CHECK(*published.rows[0] == *due.rows[0]);
    CHECK(*published.rows[3] == 0);
    CHECK(close(published.totals[1].coverage, 0.6));
    CHECK(close(published.totals[0].coverage, 0.5));
}

TEST_CASE("a probability of 0 for what happened loses infinitely to the others, who win as much", "[scoring][site]") {
    const auto t = SiteTable(10).add(1, 0, 0).add(2, 0, 0.5).add(3, 0, 0.5).add(1, 5, 0.5);
    for (const auto& scores : {*metaculus_peer(t), *metaculus_spot_peer(SiteTable(10).add(1, 0, 0).add(2, 0, 0.5))}) {
        CHECK(*scores.rows[0] == -infinity);
        CHECK(*scores.rows[1] == infinity);
    }
    CHECK(*metaculus_peer(t)->rows[3] == 0);
    const auto both = SiteTable(10).add(1, 0, 0).add(2, 0, 0).add(3, 0, 0.5).add(2, 5, 0.5);
    CHECK(refused(metaculus_peer(both)->rows[0], Reason::undefined, 0));
    CHECK(*metaculus_peer(both)->rows[2] == infinity);
    CHECK(*metaculus_peer(both)->rows[3] == infinity);
    CHECK(refused(metaculus_peer(both)->totals[0].score, Reason::undefined, 0));
    // after an infinite loss an infinite win has no sum
    const auto mixed = SiteTable(10).add(1, 0, 0).add(2, 0, 0.5).add(1, 5, 0.5).add(2, 5, 0);
    CHECK(refused(metaculus_peer(mixed)->totals[0].score, Reason::undefined, 2));
}

TEST_CASE("the spot moment picks the forecasts that stand then, and never lies after the close", "[scoring][site]") {
    SiteTable t(10);
    t.questions[0].spot = 4;
    t.add(1, 0, 0.1).add(1, 4, 0.9).add(1, 4.5, 0.2).add(2, 1, 0.5, 4);
    const auto scores = *metaculus_spot_baseline(t);
    CHECK(refused(scores.rows[0], Reason::superseded, 0));
    CHECK(close(scores.rows[1], 84.799690655495001504));
    CHECK(refused(scores.rows[2], Reason::too_late, 2));
    CHECK(refused(scores.rows[3], Reason::withdrawn, 3));
    CHECK(close(scores.totals[0].score, 84.799690655495001504));
    CHECK(scores.totals[0].rows == 1);
    CHECK(refused(scores.totals[1].score, Reason::withdrawn, 3));
    t.questions[0].spot = 99;
    t.questions[0].closes = 2;
    CHECK(close(metaculus_spot_baseline(t)->rows[0], -232.19280948873623479));
    CHECK(*metaculus_spot_baseline(t)->rows[3] == 0);
}

TEST_CASE("rows that cannot be scored say why, leave the others alone and still end the forecast before", "[scoring][site]") {
    const auto t = SiteTable(10).add(1, 0, 0.5).add(1, 2, missing).add(1, 4, 1.5).add(2, missing, 0.5).add(3, 5, 0.5, 4);
    for (const auto rule : {metaculus_baseline, metaculus_peer}) {
        const auto scores = *rule(t, {});
        CHECK(*scores.rows[0] == 0);
        CHECK(close(scores.totals[0].coverage, 0.2));
        CHECK(refused(scores.rows[1], Reason::missing, 1));
        CHECK(refused(scores.rows[2], Reason::bad_probability, 2));
        CHECK(refused(scores.rows[3], Reason::missing, 3));
        CHECK(refused(scores.rows[4], Reason::reversed_interval, 4));
        CHECK(scores.totals.size() == 3);
    }
    const auto twice = *metaculus_baseline(SiteTable(10).add(1, 5, 0.1).add(1, 5, 0.5));
    CHECK(refused(twice.rows[0], Reason::superseded, 0));
    CHECK(*twice.totals[0].score == 0);
}

TEST_CASE("a question without its times refuses all its rows", "[scoring][site]") {
    const auto reason = [](SiteQuestion question, auto rule) {
        SiteTable t;
        t.questions.push_back(question);
        return only(rule(t.add(1, 1, 0.5), {})).score.why().reason;
    };
    CHECK(reason({}, metaculus_baseline) == Reason::missing);
    CHECK(reason({.opens = 0, .closes = 5}, metaculus_peer) == Reason::missing);
    CHECK(reason({.opens = 9, .closes = 5, .scheduled_close = 10}, metaculus_peer) == Reason::reversed_interval);
    CHECK(reason({.opens = 5, .closes = 5, .scheduled_close = 10}, metaculus_baseline) == Reason::undefined);
    CHECK(reason({.opens = 5, .closes = infinity, .scheduled_close = infinity}, metaculus_baseline) == Reason::infinite);
    CHECK(reason({.opens = -1e308, .closes = 1e308, .scheduled_close = 1e308}, metaculus_peer) == Reason::outside_scale);
    CHECK(reason({.opens = 0, .closes = 1e17, .scheduled_close = 1e17}, fatebook_relative) == Reason::undefined);
    CHECK(reason({.opens = 0, .closes = 1e21}, fatebook_relative) == Reason::outside_scale);
    CHECK(reason({.opens = 1e21, .closes = 2e21}, good_judgment_accuracy) == Reason::outside_scale);
    CHECK(reason({}, metaculus_spot_peer) == Reason::missing);
    CHECK(reason({}, metaculus_spot_baseline) == Reason::missing);
}

TEST_CASE("columns of unequal length and questions that are not there refuse the table", "[scoring][site]") {
    SiteTable t(10);
    t.add(1, 0, 0.5).add(2, 0, 0.5);
    t.question[1] = 1;
    CHECK(refused(metaculus_peer(t), Reason::size_mismatch, 1));
    t.question[1] = 0;
    t.probability.pop_back();
    CHECK(refused(metaculus_peer(t), Reason::size_mismatch));
    CHECK(refused(metaculus_peer(SiteTable(10), {.day = 0}), Reason::bad_parameter));
    CHECK(metaculus_peer(SiteTable(10))->totals.empty());
    t.probability.clear();
    CHECK(refused(metaculus_peer(t)->rows[1], Reason::missing, 1));
}

namespace {

/// Forecasters who come, change their mind and leave at random moments of a question of 100 days, on a grid so that several
/// things happen at once.
SiteTable random_table(std::uint32_t seed) {
    std::mt19937 random(seed);
    const auto day = [&] { return std::uniform_int_distribution<int>(0, 100)(random); };
    SiteTable t(100);
    t.questions[0].closes = 80;
    for (int i = 0; i < 60; ++i) {
        const int from = day();
        const double until = day() % 3 == 0 ? from + day() : missing;
        t.add(static_cast<std::uint32_t>(day() % 12), from, 0.01 * (day() + 0.5) / 1.01, until);
    }
    return t;
}

/// The probability that stands for a forecaster on a day, NaN without one: the last row, unless withdrawn.
double standing(const SiteTable& t, std::uint32_t who, double day) {
    std::size_t last = t.made.size();
    for (std::size_t i = 0; i < t.made.size(); ++i)
        if (t.forecaster[i] == who && t.made[i] <= day && (last == t.made.size() || t.made[i] >= t.made[last])) last = i;
    return last < t.made.size() && !(t.withdrawn[last] <= day) ? t.probability[last] : missing;
}

/// Straight from the definition, day by day.
double peer_by_days(const SiteTable& t, std::uint32_t who) {
    double sum = 0;
    for (int day = 0; day < 80; ++day) {
        double others = 0;
        int n = 0;
        for (std::uint32_t other = 0; other <= 100; ++other) {
            const double p = other == who ? missing : standing(t, other, day);
            if (!std::isnan(p)) others += std::log(p), ++n;
        }
        const double own = standing(t, who, day);
        if (n > 0 && !std::isnan(own)) sum += std::log(own) - others / n;
    }
    return sum;
}

}  // namespace

TEST_CASE("a peer score is the integral of its definition, and all of a question add to 0", "[scoring][site][law]") {
    for (std::uint32_t seed = 0; seed < 50; ++seed) {
        const SiteTable t = random_table(seed);
        const auto scores = *metaculus_peer(t);
        double sum = 0;
        for (const SiteTotal& total : scores.totals) {
            const double expected = peer_by_days(t, total.forecaster);
            CHECK(close(total.score.value_or(0), expected, 1e-11));
            sum += total.score.value_or(0);
        }
        CHECK(close(sum, 0, 1e-10));
    }
}

TEST_CASE("the order of rows does not matter, and rows add up to the score of the forecaster", "[scoring][site][law]") {
    for (const auto rule : {metaculus_baseline, metaculus_peer, metaculus_spot_peer}) {
        SiteTable t = random_table(7);
        for (std::size_t i = 0; i < t.made.size(); ++i) t.made[i] -= 1e-3 * static_cast<double>(i);  // no two at once
        SiteTable reversed = t;
        for (auto column : {&SiteTable::made, &SiteTable::withdrawn, &SiteTable::probability})
            std::reverse((reversed.*column).begin(), (reversed.*column).end());
        std::reverse(reversed.forecaster.begin(), reversed.forecaster.end());
        const auto scores = *rule(t, {});
        const auto again = *rule(reversed, {});
        for (std::size_t k = 0; k < scores.totals.size(); ++k) {
            CHECK(again.totals[k].score.has_value() == scores.totals[k].score.has_value());
            CHECK(close(again.totals[k].score.value_or(0), scores.totals[k].score.value_or(0), 1e-12));
            double sum = 0;
            for (std::size_t i = 0; i < t.made.size(); ++i)
                if (t.forecaster[i] == scores.totals[k].forecaster) sum += scores.rows[i].value_or(0);
            CHECK(close(sum, scores.totals[k].score.value_or(0), 1e-12));
        }
    }
}
