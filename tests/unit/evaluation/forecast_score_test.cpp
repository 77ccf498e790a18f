// SPDX-License-Identifier: MIT
// Scores of single forecasts, with the numbers by hand.
#include "hindsight/evaluation/forecast_score.hpp"

#include <cmath>

#include "hindsight/scoring/rule.hpp"
#include "records.hpp"
#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::evaluation;

namespace {

Question question_of(QuestionType type, Scale scale = Scale::linear) {
    Question question;
    question.type = type;
    question.scale = scale;
    return question;
}

ForecastScore score(const Question& question, const char* forecast, const char* outcome, const char* speaker = nullptr) {
    const auto said = parse_predictive(forecast, {question, {}});
    const auto happened = parse_outcome(outcome, question);
    std::optional<NamedEvent> event;
    if (speaker) event = named_event(parse_predictive(speaker, {question, {}}));
    return score_forecast(said, {question, happened, event ? &*event : nullptr});
}

}  // namespace

TEST_CASE("a probability of a yes-or-no question has a Brier and a log score") {
    const auto s = score(question_of(QuestionType::binary), "70%", "no");
    CHECK(s.event->brier == Approx(0.49));                 // (0.7 - 0)^2
    CHECK(s.event->log == Approx(-std::log(0.3)));         // -ln(1 - 0.7)
    CHECK(*s.hit == 0);
    CHECK(s.type_count == 0);
}

TEST_CASE("a partial outcome is scored as a fraction") {
    const auto s = score(question_of(QuestionType::binary), "80%", "0.5");
    CHECK(s.event->brier == Approx(0.09));                                             // (0.8 - 0.5)^2
    CHECK(s.event->log == Approx(-0.5 * std::log(0.8) - 0.5 * std::log(0.2)));
}

TEST_CASE("certainty that turns out wrong has an infinite log score, which is kept") {
    const auto s = score(question_of(QuestionType::binary), "100%", "no");
    CHECK(s.event->brier == 1);
    CHECK(std::isinf(s.event->log));
}

TEST_CASE("a range names the event that the value lies in it, and has an interval score beside") {
    // 80 % central: a = 0.2; 12 lies 2 above 10: width 10 + 2/0.2 * 2 = 30
    const auto s = score(question_of(QuestionType::numeric), "0..10@80%", "12");
    CHECK(*s.observed == 0);
    CHECK(s.event->brier == Approx(0.64));
    REQUIRE(s.type_count == 1);
    CHECK(s.types[0].rule == rule::interval);
    CHECK(s.types[0].value == Approx(30));
}

TEST_CASE("on a log scale the interval score is of logarithms") {
    const auto s = score(question_of(QuestionType::numeric, Scale::log), "100B..500B@80%", "398.5B");
    CHECK(*s.observed == 1);
    CHECK(s.types[0].value == Approx(std::log(5.0)));  // inside: ln 500B - ln 100B
}

TEST_CASE("a value that is not positive has no place on a log scale, yet settles the event") {
    const auto s = score(question_of(QuestionType::numeric, Scale::log), "1..10@80%", "0");
    CHECK(s.event->brier == Approx(0.64));
    CHECK(s.type_count == 0);
    CHECK(s.type_gap == gap::outside_scale);
}

TEST_CASE("one-sided forecasts have the pinball score of their quantile") {
    // "<= 3" at 90 %: quantile 3 at level 0.9; observed 5: 0.9 * (5 - 3)
    CHECK(score(question_of(QuestionType::numeric), "<=3@90%", "5").types[0].value == Approx(1.8));
    // ">= 3" at 90 %: quantile 3 at level 0.1; observed 5: 0.1 * 2
    CHECK(score(question_of(QuestionType::numeric), ">=3@90%", "5").types[0].value == Approx(0.2));
    CHECK(score(question_of(QuestionType::numeric), ">=3@90%", "5").types[0].rule == rule::pinball);
}

TEST_CASE("a date counts in days") {
    // not before 2029-08-23 at 80 %: level 0.2; three days early: (1 - 0.2) * 3
    const auto s = score(question_of(QuestionType::date), "not before 2029-08-23@80%", "2029-08-20");
    CHECK(*s.observed == 0);
    CHECK(s.types[0].value == Approx(2.4));
}

TEST_CASE("a bound settles the event if it can, and is censored otherwise") {
    const auto question = question_of(QuestionType::numeric);
    CHECK(score(question, "10..20@80%", "below 10").event->brier == Approx(0.64));
    CHECK(score(question, ">=10@80%", "above 10").event->brier == Approx(0.04));
    const auto open = score(question, "10..20@80%", "above 5");
    CHECK_FALSE(open.event);
    CHECK(open.event_gap == gap::censored);
    CHECK(open.type_gap == gap::censored);
    CHECK(score(question_of(QuestionType::date), "not before 2029-08-23@80%", "not by 2029-08-23").event->brier == Approx(0.04));
    CHECK(score(question_of(QuestionType::date), "not before 2029-08-23@80%", "not by 2029-08-22").event->brier == Approx(0.04));
    CHECK(score(question_of(QuestionType::date), "by 2029-08-23@80%", "before 2029-08-24").event->brier == Approx(0.04));
}

TEST_CASE("a partial outcome of a range speaks only of the event that the speaker named") {
    const auto question = question_of(QuestionType::numeric);
    CHECK(score(question, "0..10@80%", "partly 0.5", "0..10@60%").event->brier == Approx(0.09));
    const auto other = score(question, "0..20@80%", "partly 0.5", "0..10@60%");
    CHECK_FALSE(other.event);
    CHECK(other.event_gap == gap::other_event);
    CHECK(other.type_gap == gap::no_value);
    CHECK(score(question, "0..10@80%", "partly 0.5").event_gap == gap::other_event);
}

TEST_CASE("a range at level 1 is certain of its event and has no interval score") {
    const auto s = score(question_of(QuestionType::numeric), "0..10@100%", "5");
    CHECK(s.event->brier == 0);
    CHECK(s.type_count == 0);
    CHECK(s.type_gap == "level_one");
}

TEST_CASE("options have half the two-sided Brier score, and ordered ones the ranked probability score") {
    auto question = question_of(QuestionType::categorical);
    question.options = {"a", "b", "c"};
    const auto s = score(question, "a=20%,b=50%,c=30%", "b");
    CHECK(s.event->brier == Approx(0.19));  // (0.04 + 0.25 + 0.09) / 2
    CHECK(s.event->log == Approx(-std::log(0.5)));
    CHECK(s.types[0].rule == rule::brier_categorical);
    CHECK(s.types[0].value == Approx(0.38));
    CHECK(*s.hit == 1);
    question.type = QuestionType::ordinal;
    CHECK(score(question, "a=20%,b=50%,c=30%", "b").types[0].value == Approx(0.13));  // 0.2^2 + (0.7 - 1)^2
}

TEST_CASE("quantiles, points and families name no event and have a score of their type") {
    const auto question = question_of(QuestionType::numeric);
    const auto quantiles = score(question, "25%=1,50%=2,75%=4", "3");
    CHECK_FALSE(quantiles.event);
    CHECK(quantiles.event_gap == gap::no_event);
    // pinball: 0.25*2 + 0.5*1 + 0.25*1 = 1.25, times 2/3
    CHECK(quantiles.types[0].rule == rule::wis);
    CHECK(quantiles.types[0].value == Approx(2.5 / 3));
    CHECK(quantiles.types[1].rule == rule::crps_quantile);
    CHECK(score(question, "3", "5").types[0].value == Approx(2));
    const Predictive normal = FamilyForecast{"normal", {{"mean", 0}, {"sd", 1}}, {}, {}, {}};
    const Outcome zero = Observed{0};
    const auto family = score_forecast(normal, {question, zero, nullptr});
    CHECK(family.types[0].value == Approx((std::sqrt(2.0) - 1) / std::sqrt(M_PI)));  // 2 phi(0) - 1/sqrt(pi)
    CHECK(family.types[1].value == Approx(0.5 * std::log(2 * M_PI)));
}

TEST_CASE("a lognormal on a log scale is scored as the normal of its logarithm") {
    const auto question = question_of(QuestionType::numeric, Scale::log);
    const Predictive said = FamilyForecast{"lognormal", {{"meanlog", 1}, {"sdlog", 1}}, {}, {}, {}};
    const Outcome e = Observed{std::exp(1.0)};
    const auto s = score_forecast(said, {question, e, nullptr});
    REQUIRE(s.type_count == 2);
    CHECK(s.types[0].value == Approx((std::sqrt(2.0) - 1) / std::sqrt(M_PI)));
    CHECK(s.types[1].value == Approx(0.5 * std::log(2 * M_PI)));
}

TEST_CASE("an option's probabilities make a calibration pair each, at half weight") {
    auto question = question_of(QuestionType::categorical);
    question.options = {"a", "b"};
    const auto said = parse_predictive("a=20%,b=80%", {question, {}});
    const auto happened = parse_outcome("b", question);
    std::vector<CalibrationPair> pairs;
    add_pairs(said, {question, happened, nullptr}, 1, pairs);
    REQUIRE(pairs.size() == 2);
    CHECK(pairs[0].probability == 0.2);
    CHECK(pairs[0].observed == 0);
    CHECK(pairs[1].observed == 1);
    CHECK(pairs[0].weight == 0.5);
}

TEST_CASE("the rules of the record bear the names of the engine's rules") {
    for (const auto& info : record_rules()) {
        if (info.slug == rule::log_density) continue;  // the engine's `log`, kept apart from that of events
        INFO(info.slug);
        CHECK(scoring::rule_by_slug(info.slug) != nullptr);
    }
}
