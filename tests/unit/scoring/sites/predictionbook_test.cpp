// SPDX-License-Identifier: MIT
// The score of PredictionBook, by hand and on its own forecasts.
#include <cmath>
#include <map>
#include <string>

#include "../close.hpp"
#include "hindsight/scoring/sets/sum.hpp"
#include "hindsight/scoring/sites/site_rule.hpp"
#include "site_table.hpp"
#include "support/shared_table.hpp"

using namespace hindsight::scoring;
using hindsight::test::close;
using hindsight::test::in_days;
using hindsight::test::refused;
using hindsight::test::SiteTable;

TEST_CASE("a score is the squared miss of the forecast that stood last, and as published of every one", "[scoring][site]") {
    CHECK(close(predictionbook(SiteTable(9).add(1, 0, 0.8))->totals[0].score, 0.04));  // bellroy/predictionbook's tests
    // the same: 90 wrong, 70 right, 30 wrong are .33 on the mean
    const auto t = SiteTable(9).add(1, 0, 0.1).add(1, 1, 0.7).add(1, 2, 0.7);
    const auto due = *predictionbook(t);
    CHECK(refused(due.rows[0], Reason::superseded, 0));
    CHECK(close(due.totals[0].score, 0.09));
    const auto published = *predictionbook(t, in_days(true));
    CHECK(close(standings(published.totals, t.questions, SiteSummary::mean_of_rows)[0].score, 0.33));
    CHECK(published.totals[0].rows == 3);
}

TEST_CASE("without times the last row stands; with a close nothing after it does", "[scoring][site]") {
    SiteTable t = SiteTable(9).add(1, 9.5, 0.1).add(1, 1, 0.7).add(1, 0.5, 0.9);
    CHECK(refused(predictionbook(t)->rows[0], Reason::too_late, 0));
    CHECK(close(predictionbook(t)->rows[1], 0.09));
    t.questions[0].closes = not_given;
    CHECK(close(predictionbook(t)->rows[0], 0.81));
    t.made.clear();
    t.withdrawn.clear();
    CHECK(close(predictionbook(t)->rows[2], 0.01));
    t.questions[0].numeric = true;
    CHECK(refused(predictionbook(t)->rows[2], Reason::not_applicable, 2));
}

TEST_CASE("PredictionBook's forecasts score as computed elsewhere, each one or the last of each", "[scoring][data]") {
    const auto csv = hindsight::test::read_shared_table("predictionbook/forecasts.csv.gz");
    if (!csv) return;
    SiteTable t;
    std::map<std::string, std::uint32_t> questions;
    std::map<std::string, std::uint32_t> users;
    t.questions.resize(1);
    for (std::size_t row = 0; row < csv->rows.size(); ++row) {
        if (csv->at(row, "q_status") != "resolved") continue;
        const double p = std::stod(csv->at(row, "probability"));
        std::string digits = csv->at(row, "timestamp").substr(0, 19);  // "2008-06-20 03:46:16": in order of time
        std::erase_if(digits, [](char c) { return c < '0' || c > '9'; });
        const auto user = users.try_emplace(csv->at(row, "user_id"), users.size()).first->second;
        t.add(user, std::stod(digits), std::stod(csv->at(row, "outcome")) == 1 ? p : 1 - p);
        t.question.back() = questions.try_emplace(csv->at(row, "question_id"), questions.size()).first->second;
    }
    t.questions.resize(questions.size());
    const auto mean = [&](bool as_published) {
        Sum sum;
        std::size_t n = 0;
        const auto scores = *predictionbook(t, in_days(as_published));
        for (const Score& score : scores.rows)
            if (score) sum.add(*score), ++n;
        return std::pair{n, sum.value() / static_cast<double>(n)};
    };
    // EXPECTED.md
    CHECK(mean(true).first == 8951);
    CHECK(close(mean(true).second, 0.16979762037761145, 1e-13));
    CHECK(mean(false).first == 8107);
    CHECK(close(mean(false).second, 0.163128346, 1e-9));
    const auto all = standings(predictionbook(t, in_days(true))->totals, t.questions, SiteSummary::mean_of_rows);
    CHECK(close(all[users.at("gwern")].score, 0.165513746, 1e-9));
    CHECK(close(all[users.at("JoshuaZ")].score, 0.125367767, 1e-9));
}
