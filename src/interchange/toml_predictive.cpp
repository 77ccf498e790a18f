// SPDX-License-Identifier: MIT
// Predictives and outcomes in a book: from its tree through JSON to the notation, and back as TOML text.
#include "toml_predictive.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "hindsight/base/text.hpp"
#include "hindsight/domain/quantity.hpp"
#include "toml_print.hpp"

namespace hindsight::interchange {

namespace {

using Kind = TomlNode::Kind;

Json number_of(double value) {
    if (std::isfinite(value)) return Json(value);
    throw Error(ErrorCode::bad_number, "a number in a forecast must be finite");
}

Json list_of(const TomlNode& node) {
    Json::Array elements;
    elements.reserve(node.children.size());
    for (const auto& child : node.children) elements.push_back(json_of(child));
    return Json(std::move(elements));
}

Json object_of(const TomlNode& node) {
    Json::Object members;
    members.reserve(node.children.size());
    for (const auto& child : node.children) members.emplace_back(child.key, json_of(child));
    return Json(std::move(members));
}

std::optional<double> probability_of(const TomlNode& node) {
    if (node.is(Kind::integer)) return static_cast<double>(node.integer);
    if (node.is(Kind::real)) return node.real;
    if (node.is(Kind::text)) return parse_probability(node.text);
    return std::nullopt;
}

bool is_bad_probability(const TomlNode& node) {
    const auto p = probability_of(node);
    return !p || !(*p >= 0 && *p <= 1);
}

bool is_bad_value(const TomlNode& node, const Question& question) {
    if (node.is(Kind::real)) return !std::isfinite(node.real);
    if (!node.is(Kind::text)) return !node.is(Kind::integer) && !node.is(Kind::day);
    return question.counts_days() ? !parse_day(node.text) : !parse_quantity(node.text, question.unit, false);
}

template <class Test>
const TomlNode* first_leaf(const TomlNode& node, Test test) {
    if (node.children.empty()) return test(node) ? &node : nullptr;
    for (const auto& child : node.children) {
        if (const auto* leaf = first_leaf(child, test)) return leaf;
    }
    return nullptr;
}

/// Where faults of a code are looked for.
struct Suspects {
    ErrorCode code;
    std::array<std::string_view, 4> keys;
};
constexpr std::array<Suspects, 7> kSuspects{{
    {ErrorCode::bad_probability, {"p", "level", "probs"}},
    {ErrorCode::bad_sum, {"probs"}},
    {ErrorCode::unknown_option, {"probs"}},
    {ErrorCode::reversed_range, {"range", "truncated", "censored"}},
    {ErrorCode::crossing_quantiles, {"quantiles"}},
    {ErrorCode::bad_number, {"range", "quantiles", "samples", "point"}},
    {ErrorCode::bad_date, {"range", "quantiles", "samples", "point"}},
}};

const TomlNode& leaf_at_fault(const TomlNode& suspect, ErrorCode code, const Question& question) {
    const TomlNode* leaf = nullptr;
    if (code == ErrorCode::bad_probability) leaf = first_leaf(suspect, is_bad_probability);
    if (code == ErrorCode::bad_number || code == ErrorCode::bad_date) {
        leaf = first_leaf(suspect, [&](const TomlNode& node) { return is_bad_value(node, question); });
    }
    if (code == ErrorCode::unknown_option) {
        leaf = first_leaf(suspect, [&](const TomlNode& node) {
            return std::find(question.options.begin(), question.options.end(), node.key) == question.options.end();
        });
    }
    return leaf ? *leaf : suspect;
}

std::string print_range(const RangeForecast& range, const Question& question, bool with_level) {
    if (range.one_sided()) {
        auto text = print_predictive(range, question);
        if (!with_level) text.erase(text.rfind('@'));
        return toml_string(text);
    }
    const auto end = [&](double value) {
        auto text = print_toml_value(value, question);
        return question.counts_days() || text.front() == '"' ? text : toml_string(text);
    };
    const auto level = with_level ? fmt::format(", level = {}", toml_number(range.level)) : std::string{};
    return fmt::format("{{ range = [{}, {}]{} }}", end(*range.low), end(*range.high), level);
}

}  // namespace

Json json_of(const TomlNode& node) {
    switch (node.kind) {
        case Kind::text:
            return Json(node.text);
        case Kind::integer:
            return Json(node.integer);
        case Kind::real:
            return number_of(node.real);
        case Kind::boolean:
            return Json(node.boolean);
        case Kind::day:
            return Json(print_day(node.as_day()));
        case Kind::list:
            return list_of(node);
        case Kind::table:
            return object_of(node);
        default:
            throw Error(ErrorCode::bad_predictive, "a forecast has days, not moments", "write it as 2027-08-23");
    }
}

const TomlNode& culprit(const TomlNode& node, const Error& error, const Question& question) {
    if (!node.is(Kind::table)) return node;
    for (const auto& row : kSuspects) {
        if (row.code != error.code()) continue;
        for (const auto key : row.keys) {
            if (const auto* suspect = node.find(key)) {
                const auto& leaf = leaf_at_fault(*suspect, row.code, question);
                const bool sound = row.code == ErrorCode::bad_probability && !suspect->is(Kind::table) &&
                                   !is_bad_probability(*suspect);
                if (!sound) return leaf;
            }
        }
    }
    return node;
}

bool names_probability(const TomlNode& node, const Predictive& predictive) {
    if (!std::holds_alternative<RangeForecast>(predictive)) return true;
    if (node.is(Kind::table)) return node.find("level") != nullptr;
    return node.text.find('@') != std::string::npos || node.text.find("\"level\"") != std::string::npos;
}

std::string print_toml_value(double value, const Question& question) {
    if (question.counts_days()) {
        const auto text = print_predictive(PointForecast{value}, question);
        return parse_day(text) ? text : toml_number(value);
    }
    const auto text = print_quantity(value);
    const char last = text.back();
    return last >= '0' && last <= '9' ? toml_number(value) : toml_string(text);
}

std::string print_toml_predictive(const Predictive& predictive, const Question& question,
                                  std::optional<double> phrase_level) {
    if (const auto* binary = std::get_if<BinaryForecast>(&predictive)) {
        return phrase_level == binary->p ? std::string{} : fmt::format("{{ p = {} }}", toml_number(binary->p));
    }
    if (const auto* range = std::get_if<RangeForecast>(&predictive))
        return print_range(*range, question, phrase_level != range->level);
    if (const auto* options = std::get_if<OptionForecast>(&predictive)) {
        std::string out = "{ probs = {";
        for (const auto& [name, p] : options->probs) {
            out += fmt::format("{} {} = {}", out.back() == '{' ? "" : ",", toml_string(name), toml_number(p));
        }
        return out + " } }";
    }
    const auto json = predictive_to_json(predictive, question);
    const auto printed = toml_from_json(json);
    return printed ? *printed : toml_string(dump_json(json));
}

std::string print_toml_outcome(const Outcome& outcome, const Question& question) {
    if (const auto* fraction = std::get_if<Fraction>(&outcome)) {
        const bool plain = question.type == QuestionType::binary && fraction->value > 0 && fraction->value < 1;
        if (plain) return toml_number(fraction->value);
    }
    if (const auto* observed = std::get_if<Observed>(&outcome)) {
        if (question.counts_days()) return print_toml_value(observed->value, question);
    }
    return toml_string(print_outcome(outcome, question));
}

}  // namespace hindsight::interchange
