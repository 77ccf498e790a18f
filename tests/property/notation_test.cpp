// SPDX-License-Identifier: MIT
// Laws of the notation: whatever is printed reads back to the same value.
#include "generators.hpp"
#include "hindsight/domain/quantity.hpp"
#include "hindsight/journal/canonical.hpp"
#include "hindsight/journal/content.hpp"

using namespace hindsight;
using namespace hindsight::test;

namespace {

PredictiveContext in(const Question& question) { return {question, std::nullopt}; }

/// A question of any type and a predictive that fits it, said on failure.
std::pair<Question, Predictive> any_forecast() {
    const auto question = *any_question(*any_type());
    const auto predictive = *any_predictive(question);
    RC_LOG() << slug(question.type) << ": " << print_predictive(predictive, question) << "\n";
    return {question, predictive};
}

}  // namespace

TEST_CASE("the short form of every predictive reads back to the same predictive", "[law][notation]") {
    for_all([] {
        const auto [question, predictive] = any_forecast();
        RC_ASSERT(parse_predictive(print_predictive(predictive, question), in(question)) == predictive);
    });
}

TEST_CASE("the JSON form of every predictive reads back to the same predictive, also as text", "[law][notation]") {
    for_all([] {
        const auto [question, predictive] = any_forecast();
        const auto json = predictive_to_json(predictive, question);
        RC_ASSERT(predictive_from_json(json, in(question)) == predictive);
        RC_ASSERT(predictive_from_json(parse_json(dump_json(json)), in(question)) == predictive);
    });
}

TEST_CASE("the canonical form of every predictive has no floating point and reads back", "[law][notation]") {
    for_all([] {
        const auto [question, predictive] = any_forecast();
        const auto canonical = predictive_to_canonical(predictive, question);
        const auto bytes = journal::canonical(canonical);
        RC_ASSERT(predictive_from_json(canonical, in(question)) == predictive);
        RC_ASSERT(predictive_from_json(journal::parse_canonical(bytes), in(question)) == predictive);
        RC_ASSERT(journal::predictive_text(predictive, question.type) == bytes);
        RC_ASSERT(journal::predictive_from_text(bytes, question.type) == predictive);
    });
}

TEST_CASE("whatever predictive is read from a number can be stored and read again", "[law][notation]") {
    for_all([] {
        const auto question = *any_question(one_in(2) ? QuestionType::numeric : QuestionType::date);
        const auto number = one_in(2) ? *any_number() : whole(-4'000'000, 4'000'000);  // around the first and last day
        std::optional<Predictive> read;
        try {
            read = predictive_from_json(Json(Json::Object{{"point", Json(number)}}), in(question));
        } catch (const Error&) {
            return;  // refused: then nothing is stored
        }
        RC_LOG() << slug(question.type) << " " << number << "\n";
        const auto stored = journal::predictive_text(*read, question.type);
        RC_ASSERT(journal::predictive_from_text(stored, question.type) == *read);
    });
}

TEST_CASE("every outcome reads back from its short form and from its canonical form", "[law][notation]") {
    for_all([] {
        const auto question = *any_question(*any_type());
        const auto outcome = *any_outcome(question);
        const auto text = print_outcome(outcome, question);
        RC_LOG() << slug(question.type) << ": " << text << "\n";
        RC_ASSERT(parse_outcome(text, question) == outcome);
        Resolution resolution;
        resolution.verdict = outcome;
        resolution.decided_on = *any_when();
        resolution.resolver = "ann";
        resolution.note = *any_text();
        const auto canonical = journal::to_canonical(resolution, question.type);
        RC_ASSERT(journal::resolution_from_canonical(canonical, question.type) == resolution);
    });
}

TEST_CASE("whatever outcome is read from a text can be stored and read again", "[law][notation]") {
    for_all([] {
        const auto question = *any_question(one_in(2) ? QuestionType::numeric : QuestionType::date);
        const auto text = print_quantity(one_in(2) ? *any_number() : whole(-4'000'000, 4'000'000));
        Resolution resolution;
        try {
            resolution.verdict = parse_outcome(text, question);
        } catch (const Error&) {
            return;
        }
        RC_LOG() << slug(question.type) << " " << text << "\n";
        const auto canonical = journal::to_canonical(resolution, question.type);
        RC_ASSERT(journal::resolution_from_canonical(canonical, question.type) == resolution);
    });
}

TEST_CASE("quantities and probabilities read back from their print", "[law][notation]") {
    for_all([] {
        const auto value = *any_number();
        RC_ASSERT(parse_quantity(print_quantity(value)) == value);
        RC_ASSERT(parse_quantity(print_quantity(value), "%", false) == value);
        const auto p = *any_probability();
        RC_ASSERT(parse_probability(print_probability(p)) == p);
    });
}

TEST_CASE("digits may be grouped by underscores or commas without changing the number", "[law][notation]") {
    for_all([] {
        const auto digits = std::to_string(whole(1'000, 2'000'000'000));
        std::string commas, underscores;
        for (std::size_t i = 0; i < digits.size(); ++i) {
            if (i > 0 && (digits.size() - i) % 3 == 0) commas += ',';
            if (i > 0 && one_in(3)) underscores += '_';
            commas += digits[i];
            underscores += digits[i];
        }
        RC_ASSERT(parse_quantity(commas) == parse_quantity(digits));
        RC_ASSERT(parse_quantity(underscores) == parse_quantity(digits));
        RC_ASSERT(!parse_quantity(commas, {}, false));
    });
}

TEST_CASE("no text makes the readers of the notation fail otherwise than by an Error", "[law][notation]") {
    for_all([] {
        const auto question = *any_question(*any_type());
        auto text = one_in(2) ? *any_text() : print_predictive(*any_predictive(question), *any_question(*any_type()));
        if (!text.empty() && one_in(2)) text.erase(static_cast<std::size_t>(whole(0, static_cast<int>(text.size()) - 1)), 1);
        try {
            const auto predictive = parse_predictive(text, in(question));
            RC_ASSERT(parse_predictive(print_predictive(predictive, question), in(question)) == predictive);
        } catch (const Error& e) {
            RC_ASSERT(e.code() != ErrorCode::bug);
        }
        try {
            parse_outcome(text, question);
        } catch (const Error& e) {
            RC_ASSERT(e.code() != ErrorCode::bug);
        }
    });
}
