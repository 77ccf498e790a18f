// SPDX-License-Identifier: MIT
// Prints numbers for people, the same everywhere: no locale.
#include "report/words/words.hpp"

#include <fmt/format.h>

#include <cmath>

#include "hindsight/base/text.hpp"

namespace hindsight::report {

namespace {

constexpr const char* kDash = "–";

std::string infinity_sign(double value) { return value > 0 ? "∞" : "-∞"; }

}  // namespace

std::string print_score(double value) {
    if (std::isinf(value)) return infinity_sign(value);
    const double size = std::abs(value);
    return size >= 1000 ? fmt::format("{:.4g}", value) : fmt::format("{:.3f}", value);
}

std::string print_score(const std::optional<double>& value) { return value ? print_score(*value) : kDash; }

std::string print_percent(double value) {
    std::string text = fmt::format("{:.1f}", value * 100);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    return text + "%";
}

std::string print_percent(const std::optional<double>& value) { return value ? print_percent(*value) : kDash; }

std::string print_skill(const std::optional<double>& value) {
    if (!value) return kDash;
    return std::isinf(*value) ? infinity_sign(*value) : fmt::format("{:+.2f}", *value);
}

std::string print_points(double difference) {
    std::string text = fmt::format("{:+.1f}", difference * 100);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    return text == "-0" ? "+0" : text;
}

std::string print_count(std::size_t n) { return fmt::format("{}", n); }

std::string Words::name(const std::string& id) const {
    const auto it = report_.names.find(id);
    const std::string& name = it == report_.names.end() ? id : text_in(it->second, language_.slug);
    return printable(name.empty() ? id : name);
}

Run Words::text(const Texts& texts) const {
    auto it = texts.find(std::string(language_.slug));
    if (it == texts.end()) it = texts.find("en");
    if (it == texts.end()) it = texts.begin();
    return it == texts.end() ? user("") : user(it->second, it->first == "und" ? "" : it->first);
}

Runs Words::other_texts(const Texts& texts) const {
    const std::string first = text(texts).language;
    Runs runs;
    for (const auto& [language, text] : texts) {
        if (language == first) continue;
        if (!runs.empty()) runs.push_back(plain(" "));
        runs.push_back(user(text, language));
    }
    return runs;
}

std::string Words::year(int year) const { return (*this)("scope.year", {std::to_string(year)}); }

std::string Words::period() const {
    const auto& years = report_.scope.years;
    if (years.empty()) return (*this)("scope.all");
    if (years.size() == 1) return year(years.front());
    const bool gapless = years.back() - years.front() + 1 == static_cast<int>(years.size());
    if (gapless) return (*this)("scope.years", {std::to_string(years.front()), std::to_string(years.back())});
    std::string list;
    for (const int one : years) list += (list.empty() ? "" : (*this)("scope.and")) + std::to_string(one);
    return (*this)("scope.year", {list});
}

std::string Words::title() const {
    const auto& person = report_.scope.person;
    if (person.empty()) return (*this)("title", {period()});
    if (report_.scope.years.empty()) return (*this)("title.person", {name(person)});
    return (*this)("title.person_years", {name(person), period()});
}

std::string Words::when(const std::optional<When>& when) const {
    return when ? day(day_of(when->at)) : std::string(kDash);
}

std::string Words::interval(const evaluation::ScoreFigure* figure) const {
    if (!figure || !figure->ci90) return kDash;
    return print_score((*figure->ci90)[0]) + "–" + print_score((*figure->ci90)[1]) + (figure->rough() ? "†" : "");
}

std::string Words::count(std::string_view what, std::size_t n) const {
    return (*this)("count." + std::string(what), {print_count(n)});
}

std::string Words::source_title(const std::string& id) const {
    const auto it = report_.sources.find(id);
    const std::string title = it == report_.sources.end() ? std::string() : text(it->second.title).text;
    return title.empty() ? id : title;
}

std::string Words::unit(std::string_view unit) const {
    if (unit == "log" || unit == "days") return term("unit", unit);
    return std::string(unit);
}

std::string Words::scale(std::string_view scale) const {
    const std::string name = term("scale", scale);
    return name == scale ? unit(scale) : name;
}

}  // namespace hindsight::report
