// SPDX-License-Identifier: MIT
// Days, numbers, forecasts and outcomes as the language of the report writes them.
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

#include "hindsight/base/number.hpp"
#include "hindsight/domain/quantity.hpp"
#include "report/words/words.hpp"

namespace hindsight::report {

namespace {

/// Of "1e9:B 1e6:M" the largest step that the number reaches; nothing when there is none.
struct Step {
    double size = 0;
    std::string_view name;
};
std::optional<Step> step_for(double value, std::string_view steps) {
    while (!steps.empty()) {
        const auto end = std::min(steps.find(' '), steps.size());
        const auto colon = steps.find(':');
        Step step{0, steps.substr(colon + 1, end - colon - 1)};
        std::from_chars(steps.data(), steps.data() + colon, step.size);
        if (step.size > 0 && std::abs(value) >= step.size) return step;
        steps.remove_prefix(std::min(end + 1, steps.size()));
    }
    return std::nullopt;
}

/// The value itself, not rounded: "39.85", with its digits before the point in threes.
std::string digits(double value, std::string_view separator) {
    std::string text = print_number(value);
    if (text.find('e') != std::string::npos) return text;
    const std::size_t begin = text.starts_with('-') ? 1 : 0;
    const auto point = std::min(text.find('.'), text.size());
    if (point - begin <= 4) return text;  // 2024 stays whole
    for (std::size_t at = point; at > begin + 3;) text.insert(at -= 3, separator);
    return text;
}

/// What stands before a value in a forecast or an outcome, longest first where one begins another.
constexpr std::array<std::string_view, 10> kForms{"annulled:", "not before", "not by", "by", "before", "above", "below", "partly", ">=", "<="};

/// Without the mark and the spaces around it; nullopt when the text does not begin so.
std::optional<std::string_view> after(std::string_view text, std::string_view form) {
    if (!text.starts_with(form)) return std::nullopt;
    auto rest = text.substr(form.size());
    if (form.back() == '=') return rest;
    if (!rest.starts_with(' ')) return std::nullopt;
    return rest.substr(1);
}

}  // namespace

std::string Words::day(Day day) const {
    const std::chrono::year_month_day date(day);
    const auto month = static_cast<unsigned>(date.month()), of_month = static_cast<unsigned>(date.day());
    return (*this)("format.day", {print_day(day).substr(0, 4), fmt::format("{:02}", month), fmt::format("{:02}", of_month),
                                  fmt::format("{}", month), fmt::format("{}", of_month)});
}

std::string Words::month(Day day) const {
    const auto month = static_cast<unsigned>(std::chrono::year_month_day(day).month());
    return (*this)("format.month", {print_day(day).substr(0, 4), fmt::format("{:02}", month), fmt::format("{}", month)});
}

std::string Words::number(double value) const {
    const std::string separator = (*this)("format.thousands");
    const std::string steps = (*this)("format.steps");
    const auto step = step_for(value, steps);
    if (!step) return digits(value, separator);
    const std::string scaled = digits(value / step->size, separator);
    const std::string whole = digits(value, separator);
    const std::string named = scaled + std::string(step->name);
    return scaled.size() > whole.size() || scaled.size() > 9 ? whole : named;
}

std::string Words::count(std::size_t n) const { return digits(static_cast<double>(n), (*this)("format.thousands")); }

/// A day, a number with or without a suffix, or a word of the notation.
std::string Words::atom(std::string_view text) const {
    if (const auto at = parse_when(text)) return day(day_of(at->at));
    if (text.ends_with('%')) return std::string(text);
    if (const auto value = parse_quantity(text)) return number(*value);
    return term("outcome", text);
}

std::string Words::spoken(std::string_view text) const {
    if (text.starts_with('{') || text.find_first_of(",=") != std::string_view::npos) {
        if (!text.starts_with(">=") && !text.starts_with("<=")) return std::string(text);  // quantiles, distributions
    }
    if (const auto level = text.rfind('@'); level != std::string_view::npos) {
        return (*this)("answer_form.level", {spoken(text.substr(0, level)), text.substr(level + 1)});
    }
    for (const auto form : kForms) {
        const auto rest = after(text, form);
        if (rest) return (*this)("answer_form." + std::string(form), {atom(*rest)});
    }
    if (const auto dots = text.find(".."); dots != std::string_view::npos) {
        const std::string low = atom(text.substr(0, dots)), high = atom(text.substr(dots + 2));
        return low == high ? low : (*this)("answer_form.range", {low, high});
    }
    return atom(text);
}

Run Words::answer(const std::string& short_form, const std::optional<QuestionType>& type) const {
    const bool options = type == QuestionType::categorical || type == QuestionType::ordinal;
    if (const auto why = after(short_form, "annulled:")) return value((*this)("answer_form.annulled:", {*why}));
    return value(options ? short_form : spoken(short_form));
}

}  // namespace hindsight::report
