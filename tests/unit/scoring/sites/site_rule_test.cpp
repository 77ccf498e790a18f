// SPDX-License-Identifier: MIT
// The table of site rules, and one number out of many questions.
#include "hindsight/scoring/sites/site_rule.hpp"

#include <cmath>
#include <random>
#include <set>
#include <vector>

#include "../close.hpp"
#include "site_table.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::refused;
using hindsight::test::SiteTable;

TEST_CASE("every site rule has its own slug, words, a range, a direction and a kind", "[scoring][site]") {
    std::set<std::string_view> slugs;
    for (const SiteRule& rule : site_rules()) {
        INFO(rule.slug);
        CHECK(slugs.insert(rule.slug).second);
        CHECK(site_rule_by_slug(rule.slug) == &rule);
        CHECK(rule_by_slug(rule.slug) == nullptr);
        for (const auto words : {rule.title, rule.scale, rule.formula, rule.example, rule.reference})
            CHECK_FALSE(words.empty());
        CHECK(rule.lowest < rule.highest);
        CHECK(rule.scale.starts_with(slug(rule.orientation)));
        CHECK(rule.takes(Kind::binary));
        CHECK_FALSE(rule.takes(Kind::quantiles));
        CHECK(rule.score != nullptr);
    }
    CHECK(slugs == std::set<std::string_view>{"metaculus_baseline", "metaculus_peer", "metaculus_spot_baseline",
                                              "metaculus_spot_peer", "good_judgment_accuracy", "forecastbench_adjusted",
                                              "fatebook_relative", "predictionbook"});
    CHECK(site_rule_by_slug("brier") == nullptr);
    CHECK(slug(SiteOrientation::lower_is_better) == "lower");
    CHECK(slug(SiteSummary::mean_of_groups) == "mean_of_groups");
}

TEST_CASE("scores through the table stay within the range of their row and take nothing that they do not need", "[scoring][site]") {
    SiteTable t(10);
    t.add(1, 0, 0).add(2, 0, 1).add(2, 5, 0.2).add(3, 2, 0.5);
    for (const SiteRule& rule : site_rules()) {
        INFO(rule.slug);
        SiteTable least = t;
        SiteQuestion& question = least.questions[0];
        if (!rule.needs.opens) question.opens = not_given;
        if (!rule.needs.closes) question.closes = not_given;
        if (!rule.needs.scheduled_close) question.scheduled_close = not_given;
        least.withdrawn.clear();
        if (!rule.needs.made) least.made.clear();
        for (const SiteTable& table : {t, least}) {
            const auto scores = *rule.score(table, {.day = 1});
            REQUIRE(scores.totals.size() == 3);
            for (const SiteTotal& total : scores.totals) {
                REQUIRE(total.score);
                CHECK(*total.score >= rule.lowest);
                CHECK(*total.score <= rule.highest);
            }
        }
    }
}

TEST_CASE("what a rule needs of a question or forecast is missed when it is not there", "[scoring][site]") {
    SiteTable t(10);
    t.add(1, 0, 0.5).add(2, 0, 0.5);
    for (const SiteRule& rule : site_rules()) {
        INFO(rule.slug);
        const auto reason_without = [&](double SiteQuestion::*time) {
            SiteTable less = t;
            less.questions[0].*time = not_given;
            const Score score = rule.score(less, {.day = 1})->rows[0];
            return score ? Reason::empty : score.why().reason;
        };
        if (rule.needs.opens) CHECK(reason_without(&SiteQuestion::opens) == Reason::missing);
        if (rule.needs.closes) CHECK(reason_without(&SiteQuestion::closes) == Reason::missing);
        if (rule.needs.scheduled_close) CHECK(reason_without(&SiteQuestion::scheduled_close) == Reason::missing);
        SiteTable blank = t;
        blank.probability.clear();
        CHECK(refused(rule.score(blank, {.day = 1})->rows[0], Reason::missing));
    }
}

namespace {

/// Numbers that tables have by mistake, among good ones.
double any_number(std::mt19937& random) {
    constexpr double odd[] = {not_given, infinity, -infinity, 0, 1, -1, 2, 5e-324, 1e-300, 1e300, 1.7e308, 86400, 1e9, -1e-9};
    const auto pick = random() % 40;
    return pick < 14 ? odd[pick] : static_cast<double>(random() % 1000) / 1000 * (pick % 2 == 0 ? 1 : 10);
}

SiteTable any_table(std::mt19937& random) {
    const auto number = [&] { return any_number(random); };
    SiteTable t;
    t.questions.resize(3);
    for (SiteQuestion& q : t.questions)
        q = {.opens = random() % 3 > 0 ? 0 : number(), .closes = random() % 3 > 0 ? 10 : number(),
             .scheduled_close = random() % 3 > 0 ? 10 : number(), .spot = number(),
             .options = random() % 3 > 0 ? 2 : number(), .numeric = random() % 5 == 0, .base_mass = number(),
             .group = static_cast<std::uint32_t>(random() % 2), .difficulty = random() % 9 > 0 ? not_given : number(),
             .brier_of_half = random() % 9 > 0 ? 0.25 : number()};
    for (int i = 0; i < 20; ++i) {
        t.add(static_cast<std::uint32_t>(random() % 4), number(), number(), number());
        t.question.back() = static_cast<std::uint32_t>(random() % 3);
        t.brier.push_back(number());
    }
    return t;
}

}  // namespace

TEST_CASE("whatever a table holds, no score is NaN and each stays within the range of its rule", "[scoring][site][law]") {
    std::mt19937 random(11);
    std::size_t scored = 0;
    for (int round = 0; round < 2000; ++round) {
        const SiteTable t = any_table(random);
        for (const SiteRule& rule : site_rules()) {
            INFO(rule.slug << " in round " << round);
            const auto scores = *rule.score(t, {.as_published = round % 2 == 0, .day = 1});
            bool good = scores.rows.size() == 20;
            for (std::size_t i = 0; i < scores.rows.size(); ++i) {
                const Score& score = scores.rows[i];
                // a row alone may be lower than a whole forecast: it is a part of it
                good = good && (score ? !std::isnan(*score) : score.why().row == i);
                scored += score.has_value();
            }
            for (const SiteTotal& total : scores.totals) {
                good = good && total.coverage >= 0 && total.coverage <= total.rows * 1.0 + 1e-9;
                if (!total.score) continue;
                good = good && *total.score >= rule.lowest - 1e-12 && *total.score <= rule.highest + 1e-12;
            }
            CHECK(good);
        }
    }
    CHECK(scored > 10'000);  // the law is not empty
}

TEST_CASE("a forecaster's questions are added up or averaged, and those without a score left out", "[scoring][site]") {
    std::vector<SiteQuestion> questions(4);
    questions[2].group = questions[3].group = 1;
    const std::vector<SiteTotal> totals{{0, 5, 1.0, 0.5, 1}, {1, 5, 2.0, 1, 3}, {2, 5, 6.0, 1, 1}, {3, 5, Reason::too_late, 0, 0},
                                        {3, 6, Reason::too_late, 0, 0}, {0, 7, infinity, 1, 1}, {1, 7, -infinity, 1, 1}};
    const auto of = [&](SiteSummary summary) { return standings(totals, questions, summary); };
    CHECK(close(of(SiteSummary::sum)[0].score, 9));
    CHECK(close(of(SiteSummary::mean_of_questions)[0].score, 3));
    CHECK(close(of(SiteSummary::mean_of_rows)[0].score, 9.0 / 5));
    CHECK(close(of(SiteSummary::mean_of_groups)[0].score, (1.5 + 6) / 2));
    CHECK(of(SiteSummary::sum)[0].questions == 3);
    CHECK(of(SiteSummary::sum)[0].coverage == 2.5);
    CHECK(refused(of(SiteSummary::sum)[1].score, Reason::empty));
    CHECK(refused(of(SiteSummary::mean_of_groups)[1].score, Reason::empty));
    CHECK(refused(of(SiteSummary::sum)[2].score, Reason::undefined));
}
