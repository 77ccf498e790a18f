// SPDX-License-Identifier: MIT
// Numbers, names and texts of a report in one language.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "hindsight/report/language.hpp"
#include "hindsight/report/model.hpp"
#include "report/layout/document.hpp"

namespace hindsight::report {

/// `0.170`; infinity as a sign.
std::string print_score(double value);
std::string print_score(const std::optional<double>& value);  // a dash when absent
/// `80%`, at most one decimal.
std::string print_percent(double value);
std::string print_percent(const std::optional<double>& value);
/// `+0.32`
std::string print_skill(const std::optional<double>& value);
std::string print_count(std::size_t n);
/// A difference of shares in points: `+5.2`, `-12`.
std::string print_points(double difference);

class Words {
   public:
    Words(const Report& report, const Language& language) : report_(report), language_(language) {}

    std::string operator()(std::string_view key, std::initializer_list<std::string_view> arguments = {}) const {
        return say(language_, key, arguments);
    }
    std::string term(std::string_view group, std::string_view slug) const { return report::term(language_, group, slug); }
    std::string_view language() const { return language_.slug; }
    /// Whether a space stands between ideographs and Latin letters or digits.
    bool spaces_scripts() const { return (*this)("format.space_between_scripts") == "yes"; }

    /// Invisible characters visible.
    std::string name(const std::string& id) const;
    Run name_run(const std::string& id) const { return user(name(id)); }
    /// The text in the report's language, else another.
    Run text(const Texts& texts) const;
    /// The same in the other languages.
    Runs other_texts(const Texts& texts) const;
    std::string day(Day day) const;
    std::string month(Day day) const;
    /// `398.5B`, `3985亿`: not rounded.
    std::string number(double value) const;
    std::string count(std::size_t n) const;
    std::string year(int year) const;
    /// The years of the report: "2024", "2024–2026", "all years".
    std::string period() const;
    /// Whom and when it is about.
    std::string title() const;
    std::string when(const std::optional<When>& when) const;
    std::string interval(const evaluation::ScoreFigure* figure) const;
    /// "5 predictions"
    std::string count(std::string_view what, std::size_t n) const;
    /// A forecast or an outcome in its short form, the words in it in the language of the report; options stay as they are.
    Run answer(const std::string& short_form, const std::optional<QuestionType>& type) const;
    /// The title of a source, its id where it has none.
    std::string source_title(const std::string& id) const;
    std::string unit(std::string_view unit) const;
    /// What stands beside a score: a scale that has a name in the language, or a unit.
    std::string scale(std::string_view scale) const;

   private:
    std::string atom(std::string_view text) const;
    std::string spoken(std::string_view short_form) const;

    const Report& report_;
    const Language& language_;
};

}  // namespace hindsight::report
