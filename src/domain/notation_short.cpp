// SPDX-License-Identifier: MIT
// The short form of predictives, and outcomes, as typed on a command line.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/domain/quantity.hpp"
#include "notation_check.hpp"

namespace hindsight {

namespace {

using namespace notation;

bool take_prefix(std::string_view& text, std::string_view prefix) {
    if (lower_ascii(text.substr(0, prefix.size())) != prefix) return false;
    text = trim(text.substr(prefix.size()));
    return true;
}

bool take_any(std::string_view& text, std::initializer_list<std::string_view> prefixes) {
    return std::any_of(prefixes.begin(), prefixes.end(), [&](auto prefix) { return take_prefix(text, prefix); });
}

double probability_from_text(std::string_view text) {
    if (const auto p = parse_probability(text)) return *p;
    throw Error(ErrorCode::bad_probability, fmt::format("\"{}\" is not a probability", printable(trim(text))),
                "write \"70%\", 0.7 or odds such as \"7:3\"");
}

Predictive parse_options(std::string_view text) {
    OptionForecast forecast;
    for (const auto piece : split(text, ',')) {
        const auto equals = piece.rfind('=');
        if (equals == std::string_view::npos) {
            throw Error(ErrorCode::bad_predictive, fmt::format("\"{}\" has no probability", printable(trim(piece))),
                        "write every option with its probability: a=20%,b=80%");
        }
        forecast.probs.emplace_back(std::string(trim(piece.substr(0, equals))), probability_from_text(piece.substr(equals + 1)));
    }
    return forecast;
}

Predictive parse_quantiles(std::string_view text, const Question& question) {
    QuantileForecast forecast;
    for (const auto piece : split(text, ',')) {
        const auto equals = piece.find('=');
        if (equals == std::string_view::npos) {
            throw Error(ErrorCode::bad_predictive, "quantiles are written 5%=1,50%=2,95%=4", "groups of digits take _ here, not a comma");
        }
        forecast.quantiles.emplace_back(probability_from_text(piece.substr(0, equals)),
                                        value_from_text(piece.substr(equals + 1), question, /*commas=*/false));
    }
    return forecast;
}

std::optional<double> end_of_range(std::string_view text, const Question& question) {
    if (trim(text).empty()) return std::nullopt;
    return value_from_text(text, question);
}

std::optional<RangeForecast> parse_range(std::string_view text, const Question& question) {
    RangeForecast range;
    if (const auto dots = text.find(".."); dots != std::string_view::npos) {
        range.low = end_of_range(text.substr(0, dots), question);
        range.high = end_of_range(text.substr(dots + 2), question);
        return range;
    }
    if (take_any(text, {">=", "\u2265", "at least ", "not before "})) {
        range.low = value_from_text(text, question);
        return range;
    }
    if (take_any(text, {"<=", "\u2264", "at most ", "by "})) {
        range.high = value_from_text(text, question);
        return range;
    }
    return std::nullopt;
}

std::string range_forms(const Question& question) {
    return question.counts_days() ? "write 2025-08-10..2026-08-10@80%, \"by 2027-01-01@60%\" or \"not before 2029-08-23@80%\""
                                  : "write 100B..500B@80% or >=5@60%";
}

Predictive parse_values(std::string_view text, const PredictiveContext& context) {
    const auto at = text.rfind('@');
    const auto body = trim(text.substr(0, std::min(at, text.size())));
    if (auto range = parse_range(body, context.question)) {
        const auto level = at == std::string_view::npos ? std::nullopt : std::optional(probability_from_text(text.substr(at + 1)));
        range->level = level_or_phrase(level, context);
        return *range;
    }
    if (at != std::string_view::npos) {
        throw Error(ErrorCode::bad_predictive, "only a range or one side takes a level after @", range_forms(context.question));
    }
    if (text.find('=') != std::string_view::npos) return parse_quantiles(text, context.question);
    return PointForecast{value_from_text(text, context.question)};
}

std::string print_range(const RangeForecast& range, const Question& question) {
    const auto level = print_probability(range.level);
    const auto text = [&](double x) { return value_to_text(x, question); };
    const bool days = question.counts_days();
    if (!range.high) return fmt::format("{}{}@{}", days ? "not before " : ">=", text(*range.low), level);
    if (!range.low) return fmt::format("{}{}@{}", days ? "by " : "<=", text(*range.high), level);
    return fmt::format("{}..{}@{}", text(*range.low), text(*range.high), level);
}

std::string print_options(const OptionForecast& forecast) {
    std::string out;
    for (const auto& [name, p] : forecast.probs) out += fmt::format("{}{}={}", out.empty() ? "" : ",", name, print_probability(p));
    return out;
}

/// Whether the names can stand in the short form without being taken for something else.
bool has_short_names(const OptionForecast& forecast) {
    return !forecast.probs.empty() && !forecast.probs.front().first.starts_with('{') &&
           std::all_of(forecast.probs.begin(), forecast.probs.end(), [](const auto& entry) {
               return entry.first.find_first_of(",=") == std::string::npos && trim(entry.first) == entry.first;
           });
}

std::string print_quantiles(const QuantileForecast& forecast, const Question& question) {
    std::string out;
    for (const auto& [level, x] : forecast.quantiles) {
        out += fmt::format("{}{}={}", out.empty() ? "" : ",", print_probability(level), value_to_text(x, question));
    }
    return out;
}

Outcome fraction_from(std::string_view text) {
    const auto f = parse_probability(text);
    if (f && *f >= 0 && *f <= 1) return Fraction{*f};
    throw Error(ErrorCode::bad_outcome, fmt::format("\"{}\" is neither yes, no nor a fraction from 0 to 1", printable(text)),
                "write yes, no, 0.5, or \"annulled: why\"");
}

Outcome parse_yes_no(std::string_view text) {
    static constexpr std::array<std::string_view, 3> kYes{"yes", "true", "y"};
    static constexpr std::array<std::string_view, 3> kNo{"no", "false", "n"};
    const auto word = lower_ascii(text);
    if (std::find(kYes.begin(), kYes.end(), word) != kYes.end()) return Fraction{1};
    if (std::find(kNo.begin(), kNo.end(), word) != kNo.end()) return Fraction{0};
    take_prefix(text, "partly ");
    return fraction_from(text);
}

/// The answer to a date question is a day that exists. What is no number or day at all gets the forms of an answer.
double answer_from_text(std::string_view text, const Question& question) {
    const bool tried = !text.empty() && text.find_first_of("0123456789") != std::string_view::npos;
    if (question.counts_days() && !parse_day(text)) {
        if (tried) throw Error(ErrorCode::bad_date, fmt::format("\"{}\" is not a day that exists", printable(text)), "write it as 2027-08-23");
        throw Error(ErrorCode::bad_outcome, fmt::format("\"{}\" is not a day", printable(text)),
                    "write the day, such as 2027-08-23, \"not by 2027-01-01\", or \"annulled: why\"");
    }
    if (!tried) {
        throw Error(ErrorCode::bad_outcome, fmt::format("\"{}\" is not a number", printable(text)),
                    "write the number, such as 398.5B, \"below 10B\", \"above 89\", or \"annulled: why\"");
    }
    return value_from_text(text, question);
}

Outcome parse_value_outcome(std::string_view text, const Question& question) {
    if (take_prefix(text, "partly ")) return fraction_from(text);
    if (take_any(text, {"below ", "before ", "<"})) return Bound{false, answer_from_text(text, question)};
    if (take_any(text, {"above ", "not by ", ">"})) return Bound{true, answer_from_text(text, question)};
    if (question.counts_days() && !parse_day(text)) {
        // A number can't be a day, so it can only be meant as a fraction.
        if (const auto f = parse_probability(text); f && *f >= 0 && *f <= 1) return Fraction{*f};
    }
    return Observed{answer_from_text(text, question)};
}

Outcome parse_option(std::string_view text, const Question& question) {
    const auto& options = question.options;
    if (options.empty() || std::find(options.begin(), options.end(), text) != options.end()) return Chosen{std::string(text)};
    throw Error(ErrorCode::unknown_option, fmt::format("\"{}\" is not an option of the question", printable(text)),
                fmt::format("the options are: {}", fmt::join(options, ", ")));
}

}  // namespace

Predictive parse_predictive(std::string_view text, const PredictiveContext& context) {
    text = trim(text);
    if (text.empty()) throw Error(ErrorCode::bad_predictive, "the forecast is empty");
    if (text.front() == '{') return predictive_from_json(parse_json(text, "forecast"), context);
    if (context.question.type == QuestionType::binary) return checked(BinaryForecast{probability_from_text(text)}, context);
    if (context.question.has_options()) return checked(parse_options(text), context);
    return checked(parse_values(text, context), context);
}

std::string print_predictive(const Predictive& predictive, const Question& question) {
    if (const auto* f = std::get_if<BinaryForecast>(&predictive)) return print_probability(f->p);
    if (const auto* f = std::get_if<RangeForecast>(&predictive)) return print_range(*f, question);
    if (const auto* f = std::get_if<QuantileForecast>(&predictive)) return print_quantiles(*f, question);
    if (const auto* f = std::get_if<PointForecast>(&predictive)) return value_to_text(f->value, question);
    if (const auto* f = std::get_if<OptionForecast>(&predictive); f && has_short_names(*f)) return print_options(*f);
    return dump_json(predictive_to_json(predictive, question));
}

Outcome parse_outcome(std::string_view text, const Question& question) {
    text = trim(text);
    if (text.empty()) throw Error(ErrorCode::bad_outcome, "the outcome is empty");
    if (question.type == QuestionType::binary) return parse_yes_no(text);
    if (question.has_options()) return parse_option(text, question);
    return parse_value_outcome(text, question);
}

std::string print_outcome(const Outcome& outcome, const Question& question) {
    const auto text = [&](double x) { return value_to_text(x, question); };
    if (const auto* f = std::get_if<Fraction>(&outcome)) {
        if (question.type != QuestionType::binary) return fmt::format("partly {}", print_number(f->value));
        return f->value == 1 ? "yes" : f->value == 0 ? "no" : print_number(f->value);
    }
    if (const auto* v = std::get_if<Observed>(&outcome)) return text(v->value);
    if (const auto* c = std::get_if<Chosen>(&outcome)) return c->option;
    const auto& bound = std::get<Bound>(outcome);
    const bool days = question.counts_days();
    return fmt::format("{} {}", bound.above ? (days ? "not by" : "above") : (days ? "before" : "below"), text(bound.value));
}

Json outcome_to_json(const Outcome& outcome, const Question& question) {
    const auto number = [&](double x) -> Json {
        if (question.counts_days()) return Json(value_to_text(x, question));
        if (x == std::floor(x) && std::abs(x) <= 9007199254740991.0) return Json(static_cast<std::int64_t>(x));
        return Json(x);
    };
    if (const auto* f = std::get_if<Fraction>(&outcome)) {
        if (question.type != QuestionType::binary) return Json(Json::Object{{"partly", Json(f->value)}});  // no value: an event's
        if (f->value == 1 || f->value == 0) return Json(f->value == 1);
        return Json(f->value);
    }
    if (const auto* v = std::get_if<Observed>(&outcome)) return number(v->value);
    if (const auto* c = std::get_if<Chosen>(&outcome)) return Json(c->option);
    const auto& bound = std::get<Bound>(outcome);
    const bool days = question.counts_days();
    return Json(Json::Object{{bound.above ? (days ? "not_by" : "above") : (days ? "before" : "below"), number(bound.value)}});
}

}  // namespace hindsight
