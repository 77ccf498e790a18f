// SPDX-License-Identifier: MIT
// Means, skill, baselines and calibration of sets of rows.
#include "hindsight/evaluation/figures.hpp"

#include <cmath>

#include "hindsight/evaluation/groups.hpp"
#include "records.hpp"
#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::evaluation;
using namespace hindsight::test;

namespace {

RecordOf yes_no(const std::string& id, const char* p, const char* outcome) {
    RecordOf record(id, "2025-01-01");
    record.asks_binary("2025-12-31").forecast("ann", "2025-01-01", p).resolved(outcome, "2025-06-01");
    return record;
}

/// Six questions: 80 % on each; four came true.
std::vector<StatementRecord> six() {
    std::vector<StatementRecord> records;
    for (int i = 0; i < 6; ++i) records.push_back(yes_no("q" + std::to_string(i), "80%", i < 4 ? "yes" : "no"));
    return records;
}

struct Set {
    explicit Set(std::vector<StatementRecord> given, Policy policy = Policy::last)
        : records(std::move(given)), evaluation(evaluate(records, {policy, false, at("2026-12-31"), nullptr})),
          rows(rows_where(evaluation, [](const Row& row) { return row.has_score(); })), baselines(baseline_scores(evaluation, rows)) {}
    Figures figures() const { return figures_of(evaluation, rows, {true, baselines, {}}); }

    std::vector<StatementRecord> records;
    Evaluation evaluation;
    RowSet rows;
    std::vector<BaselineScores> baselines;
};

}  // namespace

TEST_CASE("the mean Brier comes with its standard error over questions and an interval") {
    const auto figures = Set(six()).figures();
    const auto* brier = figures.score(rule::brier);
    REQUIRE(brier);
    CHECK(figures.n == 6);
    CHECK(figures.questions == 6);
    CHECK(brier->mean == Approx(0.24));  // (4 * 0.04 + 2 * 0.64) / 6
    // sqrt(6/5 * (4 * 0.2^2 + 2 * 0.4^2)) / 6 = sqrt(0.576) / 6
    CHECK(*brier->se == Approx(std::sqrt(0.576) / 6));
    REQUIRE(brier->ci90);
    CHECK((*brier->ci90)[0] >= 0.04 - 1e-15);  // the least and the largest of the scores, but for rounding
    CHECK((*brier->ci90)[1] <= 0.64 + 1e-15);
    CHECK(brier->rough());
    CHECK(*figures.hit_rate == Approx(4.0 / 6));
}

TEST_CASE("under five questions there is no interval, no rank and no skill") {
    auto records = six();
    records.resize(4);
    const auto figures = Set(records).figures();
    CHECK_FALSE(figures.score(rule::brier)->ci90);
    CHECK_FALSE(figures.ranked());
    CHECK_FALSE(figures.skill_against(Baseline::even)->skill);
    CHECK(figures.skill_against(Baseline::even)->n == 4);
}

TEST_CASE("statements settled by the same fact count as one in the uncertainty") {
    auto records = six();
    for (auto& record : records) record.statement.tags = {"cluster:one"};
    const auto figures = Set(records).figures();
    CHECK(figures.questions == 6);
    CHECK(figures.clusters == 1);
    CHECK_FALSE(figures.score(rule::brier)->se);
    CHECK_FALSE(figures.score(rule::brier)->ci90);
}

TEST_CASE("skill against even odds is one less the ratio of the means") {
    const auto figures = Set(six()).figures();
    CHECK(figures.skill_against(Baseline::even)->baseline_score == Approx(0.25));
    CHECK(*figures.skill_against(Baseline::even)->skill == Approx(1 - 0.24 / 0.25));
}

TEST_CASE("the base rate leaves the question itself out") {
    // a yes: k = 3 of n = 5 others: 3.5/6, Brier (1 - 3.5/6)^2; a no: 4 of 5: 4.5/6, Brier (4.5/6)^2
    const double mean = (4 * std::pow(2.5 / 6, 2) + 2 * std::pow(4.5 / 6, 2)) / 6;
    CHECK(Set(six()).figures().skill_against(Baseline::base_rate)->baseline_score == Approx(mean));
}

TEST_CASE("the crowd is the median of the others' forecasts of the same event") {
    std::vector<StatementRecord> records;
    for (int i = 0; i < 5; ++i) {
        records.push_back(yes_no("q" + std::to_string(i), "90%", "yes").forecast("bob", "2025-01-02", "50%").forecast("cid", "2025-01-02", "70%"));
    }
    const Set set(records);
    // ann: others 50 % and 70 %: 60 %; bob: 80 %; cid: 70 %
    CHECK(set.baselines[0][Baseline::crowd]->brier == Approx(0.16));
    CHECK(set.baselines[1][Baseline::crowd]->brier == Approx(0.04));
    CHECK(set.baselines[2][Baseline::crowd]->brier == Approx(0.09));
    CHECK_FALSE(Set(six()).baselines[0][Baseline::crowd]);
}

TEST_CASE("a forecast of another range is no part of the crowd") {
    const Set set({RecordOf("q", "2025-01-01")
                       .asks(QuestionType::numeric, "2025-12-31")
                       .forecast("ann", "2025-01-01", "0..10@80%")
                       .forecast("bob", "2025-01-01", "0..20@80%")
                       .resolved("5", "2025-06-01")});
    CHECK_FALSE(set.baselines[0][Baseline::crowd]);
}

TEST_CASE("of K options even odds are 1/K each") {
    RecordOf record("q", "2025-01-01");
    record.asks(QuestionType::categorical, "2025-12-31").options({"a", "b", "c", "d"}).forecast("ann", "2025-01-01", "a=70%,b=10%,c=10%,d=10%").resolved("a", "2025-06-01");
    const Set set({record});
    CHECK(set.baselines[0][Baseline::even]->brier == Approx(0.375));  // ((3/4)^2 + 3/16) / 2
    CHECK(set.baselines[0][Baseline::even]->log == Approx(std::log(4.0)));
    CHECK_FALSE(set.baselines[0][Baseline::base_rate]);
}

TEST_CASE("time-weighted baselines run over the same time") {
    RecordOf record("q", "2025-01-01");
    record.asks_binary("2025-01-31").forecast("ann", "2025-01-01", "80%").resolved("yes", "2025-01-16");
    CHECK(Set({record}, Policy::time_weighted).baselines[0][Baseline::even]->brier == Approx(0.125));  // half of 0.25
}

TEST_CASE("scores in different units stand apart") {
    const auto numeric = [](const char* id, const char* unit) {
        RecordOf record(id, "2025-01-01");
        record.asks(QuestionType::numeric, "2025-12-31");
        record.question().unit = unit;
        record.forecast("ann", "2025-01-01", "3").resolved("5", "2025-06-01");
        return record.make();
    };
    RecordOf log("c", "2025-01-01");
    log.asks(QuestionType::numeric, "2025-12-31").log_scale("GB").forecast("ann", "2025-01-01", "3").resolved("6", "2025-06-01");
    const auto figures = Set({numeric("a", "GB"), numeric("b", "USD"), log}).figures();
    REQUIRE(figures.scores.size() == 3);
    CHECK(figures.scores[0].key() == "ae_median:GB");
    CHECK(figures.scores[1].key() == "ae_median:USD");
    CHECK(figures.scores[2].key() == "ae_median:log");
    CHECK(figures.scores[2].mean == Approx(std::log(2.0)));
}

TEST_CASE("the order of the records does not matter") {
    auto records = six();
    records[1].forecasts[0].forecast.predictive = BinaryForecast{0.3};
    const auto forth = Set(records).figures();
    std::reverse(records.begin(), records.end());
    const auto back = Set(records).figures();
    CHECK(forth.score(rule::brier)->mean == back.score(rule::brier)->mean);
    CHECK(*forth.score(rule::brier)->se == Approx(*back.score(rule::brier)->se));
}

TEST_CASE("calibration's mean score is the mean of the pairs it is made of") {
    const Set set(six());
    const auto calibration = calibration_of(set.evaluation, set.rows);
    REQUIRE(calibration);
    CHECK(calibration->corp.mean_score == Approx(0.24));
    CHECK(calibration->corp.uncertainty == Approx(2.0 / 9));  // 2/3 * 1/3
    CHECK(calibration->corp.mean_score ==
          Approx(calibration->corp.miscalibration - calibration->corp.discrimination + calibration->corp.uncertainty));
    CHECK(calibration->questions == 6);
    CHECK_FALSE(calibration_of(set.evaluation, {}));
}

TEST_CASE("the base rate does not depend on the order of questions, to the last bit") {
    // Three events on each question, of which one or two came true: thirds, whose plain sums do depend on it.
    const auto thirds = [](int i) {
        RecordOf record("q" + std::to_string(i), "2025-01-01");
        record.asks(QuestionType::numeric, "2025-12-31").forecast("ann", "2025-01-01", "0..10@90%").forecast("bob", "2025-01-01", "6..10@50%")
            .forecast("cyd", "2025-01-01", "7..10@50%").resolved(i % 2 == 0 ? "5" : "6", "2025-06-01");
        return record.make();
    };
    std::vector<StatementRecord> records;
    for (int i = 0; i < 7; ++i) records.push_back(thirds(i));
    const auto base_rate = [](const Set& set) {
        double q0 = -1;
        for (const auto row : set.rows) {
            if (set.evaluation.record_of(set.evaluation.rows[row]).statement.id == "q0") q0 = set.baselines[row][Baseline::base_rate]->brier;
        }
        return q0;
    };
    const double first = base_rate(Set(records));
    for (int turn = 0; turn < 7; ++turn) {
        std::rotate(records.begin(), records.begin() + 1, records.end());
        CHECK(base_rate(Set(records)) == first);
    }
}

TEST_CASE("consistency bands do not depend on the order of questions") {
    const auto bands = [](std::vector<StatementRecord> records) {
        const Set set(std::move(records));
        return calibration_of(set.evaluation, set.rows, {}, true)->bands->points;
    };
    std::vector<StatementRecord> records;
    const char* said[] = {"80%", "30%", "55%", "80%", "10%", "95%", "30%"};
    for (int i = 0; i < 7; ++i) records.push_back(yes_no("q" + std::to_string(i), said[i], i % 3 == 0 ? "no" : "yes"));
    records.push_back(RecordOf("o", "2025-01-01").asks(QuestionType::categorical, "2025-12-31").options({"a", "b"})
                          .forecast("ann", "2025-01-01", "a=30%,b=70%").resolved("a", "2025-06-01"));
    const auto first = bands(records);
    for (int turn = 0; turn < 8; ++turn) {
        std::rotate(records.begin(), records.begin() + 1, records.end());
        const auto other = bands(records);
        REQUIRE(other.size() == first.size());
        for (std::size_t i = 0; i < first.size(); ++i) CHECK((other[i].low == first[i].low && other[i].high == first[i].high));
    }
}

TEST_CASE("coverage of ranges is what they held against what they promised") {
    const auto ranged = [](const char* id, const char* range) {
        RecordOf record(id, "2025-01-01");
        record.asks(QuestionType::numeric, "2025-12-31").forecast("ann", "2025-01-01", range).resolved("5", "2025-06-01");
        return record.make();
    };
    const Set set({ranged("a", "0..10@90%"), ranged("b", "6..10@50%"), ranged("c", ">=1@99%")});
    const auto coverage = coverage_of(set.evaluation, set.rows);
    REQUIRE(coverage);
    CHECK(coverage->n == 2);
    CHECK(coverage->nominal == Approx(0.7));
    CHECK(coverage->observed == Approx(0.5));
}

TEST_CASE("groups are by tag, horizon and more, also combined") {
    const Set set({yes_no("a", "80%", "yes").tagged({"x", "y"}), yes_no("b", "80%", "no").tagged({"y", "cluster:c"}),
                   yes_no("c", "80%", "no").forecast("bob", "2025-05-20", "10%")});
    const Dimension tag[] = {Dimension::tag};
    const auto tags = group_by(set.evaluation, set.rows, tag);
    REQUIRE(tags.size() == 2);
    CHECK(tags[0].by[0].second == "x");
    CHECK(tags[1].rows.size() == 2);
    const Dimension two[] = {Dimension::horizon, Dimension::forecaster};
    const auto both = group_by(set.evaluation, set.rows, two);
    REQUIRE(both.size() == 2);
    CHECK(both[0].by[0].second == "under 30 days");
    CHECK(both[0].by[1].second == "bob");
    CHECK(both[1].by[0].second == "90 days to 1 year");
    CHECK(both[1].rows.size() == 3);
}
