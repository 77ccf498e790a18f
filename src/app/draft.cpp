// SPDX-License-Identifier: MIT
// Typed text to checked questions and forecasts.
#include "draft.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "hindsight/app/verbs.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/domain/notation.hpp"
#include "hindsight/domain/validate.hpp"

namespace hindsight::app {

QuestionType parse_type_or_throw(const std::string& text) {
    if (const auto type = parse_question_type(text)) return *type;
    std::vector<std::string_view> slugs;
    for (const auto& row : question_types()) slugs.push_back(row.slug);
    throw Error(ErrorCode::usage, fmt::format("\"{}\" is no type of question", printable(text)),
                fmt::format("types: {}", fmt::join(slugs, ", ")));
}

void check_question(const Question& question, const Statement& statement, bool due_is_new) {
    for (const auto& fault : faults_of(question, statement.kind, statement.said_on)) {
        if (fault.field != "due") refuse(fault);
        if (!due_is_new) continue;
        throw Error(fault.code, fmt::format("it would be due on {}, before it was said on {}", print_when(*question.due), print_day(statement.said_on)),
                    "a statement about then is a claim: --kind claim; --said-on is the day it was said");
    }
}

std::string language_of_text(std::string_view text) { return has_ideographs(text) ? "zh" : "en"; }

std::string language_of(std::string_view text, const std::string& given) {
    if (given.empty()) return language_of_text(text);
    refuse(fault_of_language(given));
    return given;
}

std::string checked_text(std::string_view text) {
    if (utf8_fault(text)) throw Error(ErrorCode::bad_utf8, "the text of the statement is not valid UTF-8", "set the terminal to UTF-8");
    const auto trimmed = trim(text);
    if (trimmed.empty()) throw Error(ErrorCode::usage, "the text of the statement is empty");
    return std::string(trimmed);
}

std::vector<std::string> checked_words(const std::vector<std::string>& words, std::string_view what) {
    std::vector<std::string> out;
    for (const auto& word : words) {
        if (trim(word).empty()) throw Error(ErrorCode::usage, fmt::format("{} is empty", what));
        out.emplace_back(trim(word));
    }
    return out;
}

double phrase_probability(Reader& reader, const std::string& phrase) {
    const auto table = reader.credence();
    if (const auto p = credence_of(table, phrase)) return *p;
    std::vector<std::string_view> known;
    for (const auto& [word, p] : table) known.push_back(word);
    const auto near = nearest(phrase, known);
    throw Error(ErrorCode::unknown_phrase, fmt::format("the phrase \"{}\" has no probability in the credence table", printable(phrase)),
                near ? fmt::format("did you mean \"{}\"?", *near) : fmt::format("known: {}", fmt::join(known, ", ")));
}

namespace {

/// Words without a digit are meant as a phrase, known or not.
bool is_phrase(Reader& reader, const Question& question, const std::string& text) {
    if (question.type != QuestionType::binary) return false;
    return text.find_first_of("0123456789{") == std::string::npos || credence_of(reader.credence(), text).has_value();
}

/// Beside the text of a `forecast` there is no place for a phrase.
Predictive parse_alone(const std::string& text, const Question& question) {
    try {
        return parse_predictive(text, {question, std::nullopt});
    } catch (const Error& e) {
        if (e.code() != ErrorCode::missing_level) throw;
        throw Error(e.code(), e.what(), fmt::format("write \"{}@80%\" for 80%", printable(trim(text))));
    }
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
    if (trim(text).empty() && phrase.empty()) {
        throw Error(ErrorCode::bad_predictive, "the forecast is empty", fmt::format("write {}", info(question.type).forecast));
    }
    if (text.empty()) return from_phrase_alone(reader, question, phrase);
    if (phrase.empty() && is_phrase(reader, question, text)) return from_phrase_alone(reader, question, std::string(trim(text)));
    Forecast forecast;
    forecast.phrase = phrase;
    if (phrase.empty()) {
        forecast.predictive = parse_alone(text, question);
    } else if (gives_probability(question, text)) {
        forecast.predictive = parse_predictive(text, {question, std::nullopt});
    } else {
        forecast.predictive = parse_predictive(text, {question, phrase_probability(reader, phrase)});
        forecast.basis = Basis::imputed;
    }
    if (print_predictive(forecast.predictive, question) != text) forecast.entered = text;
    return forecast;
}

}  // namespace hindsight::app
