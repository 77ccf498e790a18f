// SPDX-License-Identifier: MIT
// Forecasts and outcomes of every type of question are refused, or read back from their print to the same value.
#include "fuzz.hpp"
#include "hindsight/domain/notation.hpp"

using namespace hindsight;

namespace {

Question question_of(std::uint8_t byte) {
    Question question;
    question.type = static_cast<QuestionType>(byte % 5);
    if (question.has_options()) question.options = {"a", "b", "annulled by court"};
    if (byte & 0x80) question.unit = "%";
    return question;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const auto question = question_of(data[0]);
    const auto text = fuzz::text_of(data + 1, size - 1);
    const PredictiveContext context{question, 0.75};
    fuzz::refusing([&] {
        const auto read = parse_predictive(text, context);
        fuzz::law(parse_predictive(print_predictive(read, question), context) == read, "the short form reads back");
        fuzz::law(predictive_from_json(predictive_to_json(read, question), context) == read, "the JSON form reads back");
        fuzz::law(predictive_from_json(predictive_to_canonical(read, question), context) == read, "the canonical form reads back");
    });
    fuzz::refusing([&] {
        const auto outcome = parse_outcome(text, question);
        fuzz::law(parse_outcome(print_outcome(outcome, question), question) == outcome, "an outcome reads back");
    });
    return 0;
}
