// SPDX-License-Identifier: MIT
// How the random values of the domain are drawn.
#include "generators.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <set>

#include "hindsight/base/text.hpp"

namespace hindsight::test {

namespace {

using rc::gen::exec;
using rc::gen::inRange;

void append_utf8(std::string& out, unsigned c) {
    const auto byte = [&](unsigned b) { out += static_cast<char>(b); };
    if (c < 0x80) {
        byte(c);
    } else if (c < 0x800) {
        byte(0xC0 | c >> 6), byte(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F));
    } else {
        byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 0x3F)), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F));
    }
}

unsigned any_code_point() {
    switch (whole(0, 9)) {
        case 0: return static_cast<unsigned>(whole(0, 0x1F));                   // control
        case 1: return static_cast<unsigned>(whole(0x4E00, 0x9FFF));            // Chinese
        case 2: return static_cast<unsigned>(whole(0x80, 0x2FF));               // accents
        case 3: return static_cast<unsigned>(whole(0x200B, 0x202E));            // invisible and bidirectional
        case 4: return static_cast<unsigned>(whole(0x1F300, 0x1FAFF));          // emoji
        case 5: return static_cast<unsigned>(whole(0xE000, 0xFFFF));            // private, BOM, noncharacters
        case 6: return static_cast<unsigned>(whole(0x10000, 0x10FFFF));         // far planes
        case 7: return static_cast<unsigned>("\"'\\#={}[],.:@\n\r\t%-"[whole(0, 18)]);  // what notations use
        default: return static_cast<unsigned>(whole(0x20, 0x7E));
    }
}

std::string letters(std::string_view alphabet, int least, int most) {
    std::string out;
    const int size = whole(least, most);
    for (int i = 0; i < size; ++i) out += alphabet[static_cast<std::size_t>(whole(0, static_cast<int>(alphabet.size()) - 1))];
    return out;
}

double sorted_pick(std::vector<double>& values, std::size_t i) {
    std::sort(values.begin(), values.end());
    return values[i];
}

/// A value of a numeric or date question.
double value_of(const Question& question) {
    if (!question.counts_days()) return *any_number();
    const auto days = static_cast<double>((*any_day()).time_since_epoch().count());
    return one_in(8) && days < 2'900'000 ? days + 0.5 : days;  // the calendar ends soon after
}

std::vector<double> values_of(const Question& question, int least, int most) {
    std::vector<double> out;
    const int size = whole(least, most);
    for (int i = 0; i < size; ++i) out.push_back(value_of(question));
    return out;
}

OptionForecast options_for(const Question& question) {
    OptionForecast forecast;
    std::vector<int> shares;
    int sum = 0;
    for (std::size_t i = 0; i < question.options.size(); ++i) sum += shares.emplace_back(whole(0, 100));
    if (sum == 0) sum = shares[0] = 1;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        forecast.probs.emplace_back(question.options[i], static_cast<double>(shares[i]) / sum);
    }
    return forecast;
}

RangeForecast range_for(const Question& question) {
    auto ends = values_of(question, 2, 2);
    RangeForecast range;
    range.level = std::max(*any_probability(), 1e-9);
    const int sides = whole(0, 3);
    if (sides != 1) range.low = sorted_pick(ends, 0);
    if (sides != 2) range.high = sorted_pick(ends, 1);
    return range;
}

QuantileForecast quantiles_for(const Question& question) {
    const auto size = static_cast<std::size_t>(whole(1, 6));
    std::set<double> levels;
    while (levels.size() < size) levels.insert(one_in(3) ? whole(1, 999'999) / 1e6 : whole(1, 99) / 100.0);
    auto values = values_of(question, static_cast<int>(size), static_cast<int>(size));
    std::sort(values.begin(), values.end());
    QuantileForecast forecast;
    for (const double level : levels) forecast.quantiles.emplace_back(level, values[forecast.quantiles.size()]);
    return forecast;
}

SampleForecast samples_for(const Question& question) {
    SampleForecast forecast{values_of(question, 1, 6), {}};
    if (one_in(2)) return forecast;
    for (std::size_t i = 0; i < forecast.samples.size(); ++i) forecast.weights.push_back(whole(i == 0 ? 1 : 0, 50) / 7.0);
    return forecast;
}

CdfForecast cdf_for(const Question& question) {
    auto x = values_of(question, 2, 6);
    std::sort(x.begin(), x.end());
    std::vector<double> f;
    for (std::size_t i = 0; i < x.size(); ++i) f.push_back(*any_probability());
    std::sort(f.begin(), f.end());
    CdfForecast forecast;
    for (std::size_t i = 0; i < x.size(); ++i) forecast.points.emplace_back(x[i], f[i]);
    return forecast;
}

double parameter_of(std::string_view name) {
    for (const std::string_view probability : {"probability", "mass", "lower_mass", "upper_mass"}) {
        if (name == probability) return *any_probability();
    }
    if (name == "min" || name == "lower") return -whole(0, 4000) / 8.0;
    if (name == "max" || name == "upper") return whole(0, 4000) / 8.0;
    for (const std::string_view real : {"mean", "location", "meanlog", "locationlog"}) {
        if (name == real) return *any_number();
    }
    return whole(1, 4000) / 8.0;
}

/// Bounds among the parameters that run backwards are swapped.
void order_bounds(FamilyForecast& forecast) {
    const auto find = [&](std::string_view name) {
        return std::find_if(forecast.parameters.begin(), forecast.parameters.end(), [&](const auto& p) { return p.first == name; });
    };
    for (const auto& [low, high] : {std::pair("min", "max"), std::pair("lower", "upper")}) {
        const auto from = find(low), to = find(high), end = forecast.parameters.end();
        if (from != end && to != end && from->second > to->second) std::swap(from->second, to->second);
    }
}

FamilyForecast family_for(const Question& question, bool may_mix) {
    const auto& info = may_mix && one_in(4) ? families().back() : families()[static_cast<std::size_t>(whole(0, static_cast<int>(families().size()) - 1))];
    if (info.name == "mixture" && !may_mix) return family_for(question, false);
    FamilyForecast forecast;
    forecast.family = info.name;
    for (const auto name : info.parameters) forecast.parameters.emplace_back(name, parameter_of(name));
    for (const auto name : info.optional) {
        if (one_in(2)) forecast.parameters.emplace_back(name, parameter_of(name));
    }
    order_bounds(forecast);
    if (info.bounds && one_in(2)) {
        auto ends = values_of(question, 2, 2);
        FamilyForecast::Bounds bounds{sorted_pick(ends, 0), sorted_pick(ends, 1)};
        if (one_in(3)) bounds[static_cast<std::size_t>(whole(0, 1))].reset();
        (one_in(2) ? forecast.truncated : forecast.censored) = bounds;
    }
    if (info.name != "mixture") return forecast;
    const int members = whole(1, 3);
    for (int i = 0; i < members; ++i) forecast.components.push_back({whole(1, 9) / 3.0, family_for(question, false)});
    return forecast;
}

}  // namespace

rc::Gen<std::string> any_text() {
    return exec([] {
        std::string out;
        const int size = one_in(10) ? whole(0, 300) : whole(0, 12);
        for (int i = 0; i < size; ++i) append_utf8(out, any_code_point());
        return out;
    });
}

rc::Gen<std::string> some_text() {
    return exec([] {
        auto text = *any_text();
        if (trim(text).empty()) text += letters("abcxyz", 1, 4);
        if (one_in(40)) text += std::string(static_cast<std::size_t>(whole(1000, 3000)), 'x');
        return text;
    });
}

rc::Gen<std::string> plain_text() {
    return exec([] {
        auto text = letters("abcdefgh", 3, 8);
        for (int words = whole(0, 4); words > 0; --words) text += " " + letters("abcdefgh", 1, 8);
        return text;
    });
}

rc::Gen<std::string> any_slug() {
    return exec([] { return letters("abz019", 1, 1) + letters("abcxyz0123456789-", 0, one_in(8) ? 79 : 8); });
}

rc::Gen<Texts> any_texts(bool may_be_empty) {
    return exec([may_be_empty] {
        Texts texts;
        if (one_in(2)) texts["en"] = *some_text();
        if (one_in(2)) texts["zh"] = *some_text();
        if (one_in(4)) texts[*rc::gen::element<std::string>("fr", "zh-Hant", "pt-BR", "es-419")] = *some_text();
        if (texts.empty() && !may_be_empty) texts["en"] = *some_text();
        return texts;
    });
}

rc::Gen<double> any_number() {
    return exec([]() -> double {
        switch (whole(0, 5)) {
            case 0: return whole(-20, 20);
            case 1: return whole(-1'000'000, 1'000'000) / 1000.0;
            case 2: return whole(1, 99'999) * std::pow(10.0, whole(-12, 18));
            case 3: return *rc::gen::element(0.0, -0.0, 1e15, 9007199254740993.0, 1e16, 1e21, 1e-7, 5e-324, 1.7976931348623157e308);
            default: break;
        }
        const auto value = std::bit_cast<double>(*rc::gen::resize(1000, rc::gen::arbitrary<std::uint64_t>()));
        return std::isfinite(value) ? value : 0.5;
    });
}

rc::Gen<double> any_probability() {
    return exec([]() -> double {
        switch (whole(0, 4)) {
            case 0: return whole(0, 100) / 100.0;
            case 1: return whole(0, 1000) / 1000.0;
            case 2: return *rc::gen::element(0.0, 1.0, 0.5, 1e-12, 1 - 1e-12, 5e-324, 1.0 / 3);
            default: return whole(0, 1'000'000'000) / 1e9;
        }
    });
}

rc::Gen<Day> any_day() {
    return exec([] {
        if (one_in(8)) return *rc::gen::element(*parse_day("0001-01-01"), *parse_day("9999-12-31"), *parse_day("2024-02-29"));
        const int days = one_in(8) ? whole(-719'162, 2'932'896) : whole(18'000, 23'000);
        return Day{std::chrono::days{days}};
    });
}

rc::Gen<Instant> any_instant() {
    return exec([] {
        Instant at = start_of(*any_day()) + std::chrono::seconds(whole(0, 86'399));
        if (one_in(2)) at += std::chrono::microseconds(whole(0, 999'999));
        return at;
    });
}

rc::Gen<When> any_when() {
    return exec([] { return one_in(2) ? When::day(*any_day()) : When::instant(*any_instant()); });
}

rc::Gen<QuestionType> any_type() {
    return exec([] { return question_types()[static_cast<std::size_t>(whole(0, 4))].type; });
}

rc::Gen<Question> any_question(QuestionType type) {
    return exec([type] {
        Question question;
        question.type = type;
        if (question.has_options()) {
            std::set<std::string> names;
            const auto size = static_cast<std::size_t>(whole(2, 5));
            while (names.size() < size) names.insert(std::string(trim(*(one_in(3) ? some_text() : plain_text()))));
            question.options.assign(names.begin(), names.end());
            std::swap(question.options.front(), question.options[static_cast<std::size_t>(whole(0, static_cast<int>(size) - 1))]);
        }
        if (type == QuestionType::numeric) {
            question.unit = *rc::gen::element<std::string>("", "%", "parameters", "米");
            question.scale = one_in(3) ? Scale::log : Scale::linear;
        }
        return question;
    });
}

rc::Gen<Predictive> any_predictive(const Question& question) {
    return exec([question]() -> Predictive {
        if (question.type == QuestionType::binary) return BinaryForecast{*any_probability()};
        if (question.has_options()) return options_for(question);
        switch (whole(0, 6)) {
            case 0: return range_for(question);
            case 1: return quantiles_for(question);
            case 2: return samples_for(question);
            case 3: return cdf_for(question);
            case 4: return PointForecast{value_of(question)};
            case 5: return family_for(question, true);
            default: return range_for(question);
        }
    });
}

rc::Gen<Outcome> any_outcome(const Question& question) {
    return exec([question]() -> Outcome {
        if (question.type == QuestionType::binary) return Fraction{*any_probability()};
        if (question.has_options()) return Chosen{question.options[static_cast<std::size_t>(whole(0, static_cast<int>(question.options.size()) - 1))]};
        if (one_in(4)) return Fraction{*any_probability()};
        const double value = question.counts_days() ? static_cast<double>((*any_day()).time_since_epoch().count()) : *any_number();
        if (one_in(3)) return Bound{one_in(2), value};
        return Observed{value};
    });
}

}  // namespace hindsight::test
