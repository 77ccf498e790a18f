// SPDX-License-Identifier: MIT
// Typed text to checked questions and forecasts.
#include "draft.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "hindsight/base/text.hpp"
#include "hindsight/domain/notation.hpp"

namespace hindsight::app {

QuestionType parse_type_or_throw(const std::string& text) {
    if (const auto type = parse_question_type(text)) return *type;
    std::vector<std::string_view> slugs;
    for (const auto& row : question_types()) slugs.push_back(row.slug);
    throw Error(ErrorCode::usage, fmt::format("\"{}\" is no type of question", printable(text)),
                fmt::format("types: {}", fmt::join(slugs, ", ")));
}

std::string checked_text(std::string_view text) {
    text = trim(text);
    if (text.empty()) throw Error(ErrorCode::usage, "the text of the statement is empty");
    if (utf8_fault(text)) throw Error(ErrorCode::bad_utf8, "the text of the statement is not valid UTF-8");
    return std::string(text);
}

const std::string& checked_language(const std::string& tag) {
    if (is_language_tag(tag)) return tag;
    throw Error(ErrorCode::bad_language, fmt::format("\"{}\" is no language tag", printable(tag)), "tags look like en, zh, zh-Hant or pt-BR");
}

std::vector<std::string> checked_words(const std::vector<std::string>& words, std::string_view what) {
    std::vector<std::string> out;
    for (const auto& word : words) {
        if (trim(word).empty()) throw Error(ErrorCode::usage, fmt::format("{} is empty", what));
        out.emplace_back(trim(word));
    }
    return out;
}

namespace {

void check_options(const Question& question) {
    if (question.has_options() && question.options.size() < 2) {
        throw Error(ErrorCode::usage, fmt::format("a {} question needs at least two options", slug(question.type)),
                    "give each with --option");
    }
    if (!question.has_options() && !question.options.empty()) {
        throw Error(ErrorCode::usage, fmt::format("a {} question takes no options", slug(question.type)),
                    "use --type categorical, or ordinal when they have an order");
    }
    auto sorted = question.options;
    std::sort(sorted.begin(), sorted.end());
    if (const auto twice = std::adjacent_find(sorted.begin(), sorted.end()); twice != sorted.end()) {
        throw Error(ErrorCode::unknown_option, fmt::format("option \"{}\" is given twice", printable(*twice)));
    }
}

void check_unit(const Question& question) {
    const bool plain = question.unit.empty() && question.scale == Scale::linear;
    if (question.type == QuestionType::numeric || plain) return;
    throw Error(ErrorCode::bad_unit,
                fmt::format("\"{}\" does not belong to a {} question", question.unit.empty() ? "scale" : "unit", slug(question.type)),
                "only a numeric question has it");
}

}  // namespace

void check_question(const Question& question, const Statement& statement) {
    check_options(question);
    check_unit(question);
    if (question.due && question.due->at < start_of(statement.said_on)) {
        throw Error(ErrorCode::bad_date, fmt::format("it would be due on {}, before it was said", print_when(*question.due)),
                    fmt::format("it was said on {}", print_day(statement.said_on)));
    }
}

namespace {

double phrase_probability(Reader& reader, const std::string& phrase) {
    const auto table = reader.credence();
    if (const auto p = credence_of(table, phrase)) return *p;
    std::vector<std::string_view> known;
    for (const auto& [word, p] : table) known.push_back(word);
    const auto near = nearest(phrase, known);
    throw Error(ErrorCode::unknown_phrase, fmt::format("the phrase \"{}\" has no probability in the credence table", printable(phrase)),
                near ? fmt::format("did you mean \"{}\"?", *near) : fmt::format("known: {}", fmt::join(known, ", ")));
}

bool is_phrase(Reader& reader, const Question& question, const std::string& text) {
    return question.type == QuestionType::binary && credence_of(reader.credence(), text).has_value();
}

Forecast from_phrase_alone(Reader& reader, const Question& question, const std::string& phrase) {
    if (question.type != QuestionType::binary) {
        throw Error(ErrorCode::bad_predictive, fmt::format("a phrase alone answers no {} question", slug(question.type)),
                    "give the range or side with --forecast; the phrase is its probability");
    }
    Forecast forecast;
    forecast.predictive = BinaryForecast{phrase_probability(reader, phrase)};
    forecast.basis = Basis::imputed;
    forecast.phrase = phrase;
    return forecast;
}

/// Whether the text says itself how probable it is: then a phrase beside it is only kept.
bool gives_probability(const Question& question, const std::string& text) {
    try {
        parse_predictive(text, {question, std::nullopt});
        return true;
    } catch (const Error& e) {
        if (e.code() == ErrorCode::missing_level) return false;
        throw;
    }
}

}  // namespace

Forecast draft_forecast(Reader& reader, const Question& question, const std::string& text, const std::string& phrase) {
    if (text.empty()) return from_phrase_alone(reader, question, phrase);
    if (phrase.empty() && is_phrase(reader, question, text)) return from_phrase_alone(reader, question, std::string(trim(text)));
    Forecast forecast;
    forecast.phrase = phrase;
    if (phrase.empty() || gives_probability(question, text)) {
        forecast.predictive = parse_predictive(text, {question, std::nullopt});
    } else {
        forecast.predictive = parse_predictive(text, {question, phrase_probability(reader, phrase)});
        forecast.basis = Basis::imputed;
    }
    if (print_predictive(forecast.predictive, question) != text) forecast.entered = text;
    return forecast;
}

}  // namespace hindsight::app
