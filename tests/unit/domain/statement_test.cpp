// SPDX-License-Identifier: MIT
// Names of kinds and types, texts by language, and when two entries say the same.
#include "hindsight/domain/statement.hpp"

#include "support/catch.hpp"

using namespace hindsight;

TEST_CASE("kinds, links, bases, types and scales are known by their slugs", "[domain][statement]") {
    for (const auto kind : {StatementKind::claim, StatementKind::prediction}) CHECK(parse_statement_kind(slug(kind)) == kind);
    for (const auto link : {LinkKind::repeats, LinkKind::variant_of, LinkKind::conditional_on}) CHECK(parse_link_kind(slug(link)) == link);
    for (const auto basis : {Basis::stated, Basis::imputed}) CHECK(parse_basis(slug(basis)) == basis);
    for (const auto scale : {Scale::linear, Scale::log}) CHECK(parse_scale(slug(scale)) == scale);
    for (const auto& row : question_types()) {
        CHECK(parse_question_type(row.slug) == row.type);
        CHECK(slug(row.type) == row.slug);
        CHECK_FALSE(row.answer.empty());
    }
    CHECK_FALSE(parse_statement_kind("Claim"));
    CHECK_FALSE(parse_link_kind(""));
    CHECK_FALSE(parse_basis("guessed"));
    CHECK_FALSE(parse_scale("ln"));
    CHECK_FALSE(parse_question_type("boolean"));
}

TEST_CASE("a text falls back to English, then to whatever there is", "[domain][statement]") {
    const Texts both{{"en", "hello"}, {"zh", "你好"}};
    CHECK(text_in(both, "zh") == "你好");
    CHECK(text_in(both, "fr") == "hello");
    CHECK(text_in({{"fr", "bonjour"}}, "zh") == "bonjour");
    CHECK(text_in({}, "en").empty());
}

TEST_CASE("a question closes when it is due, unless it says otherwise", "[domain][question]") {
    Question question;
    CHECK_FALSE(question.cut_off());
    question.due = parse_when("2026-12-31");
    CHECK(question.cut_off() == parse_when("2026-12-31"));
    question.closes = parse_when("2026-06-30");
    CHECK(question.cut_off() == parse_when("2026-06-30"));
}

TEST_CASE("how a forecast was typed does not change what it says", "[domain][statement]") {
    Forecast forecast;
    forecast.forecaster = "ann";
    forecast.predictive = BinaryForecast{0.7};
    auto other = forecast;
    other.entered = "7:3";
    CHECK(same_content(forecast, other));
    other.reason = "a feeling";
    CHECK_FALSE(same_content(forecast, other));
    other = forecast;
    other.predictive = BinaryForecast{0.71};
    CHECK_FALSE(same_content(forecast, other));
    other = forecast;
    other.basis = Basis::imputed;
    CHECK_FALSE(same_content(forecast, other));
}

TEST_CASE("how an outcome was typed does not change a resolution, its evidence does", "[domain][statement]") {
    Resolution resolution;
    resolution.verdict = Outcome(Fraction{1});
    resolution.resolver = "ann";
    auto other = resolution;
    other.entered = "Yes";
    CHECK(same_content(resolution, other));
    other.evidence.push_back({"https://example.org", "", "", "", ""});
    CHECK_FALSE(same_content(resolution, other));
    other = resolution;
    other.verdict = Annulled{"unclear"};
    CHECK_FALSE(same_content(resolution, other));
}
