// SPDX-License-Identifier: MIT
// How the figures are made, how to check the record, and what that does not prove.
#include <set>

#include "hindsight/scoring/rule.hpp"
#include "hindsight/scoring/sets/random.hpp"
#include "report/layout/figure_tables.hpp"

namespace hindsight::report {

namespace {

std::string hexadecimal(std::uint64_t value) {
    std::string out;
    for (int shift = 60; shift >= 0; shift -= 4) out += "0123456789abcdef"[(value >> shift) & 15];
    return out;
}

/// Rules that occur in the report.
std::set<std::string> rules_in(const Report& report) {
    std::set<std::string> used{std::string(evaluation::rule::brier), std::string(evaluation::rule::log)};
    for (const auto* section : {&report.predictions, &report.claims}) {
        for (const auto& score : section->overall.scores) used.insert(score.rule);
    }
    return used;
}

/// The engine has one log score for events and densities.
std::string reference_of(std::string_view slug) {
    const auto* known = scoring::rule_by_slug(slug == evaluation::rule::log_density ? evaluation::rule::log : slug);
    return known ? std::string(known->reference) : std::string("–");
}

void lay_formulas(Layout& layout) {
    const Words& words = layout.words;
    Table table{words("caption.formulas"),
                {{words("column.rule"), false, false}, {words("column.scale"), false, false}, {words("column.formula"), false, true},
                 {words("column.reference"), false, false}},
                {}};
    const auto used = rules_in(layout.report);
    for (const auto& info : evaluation::record_rules()) {
        if (!used.contains(std::string(info.slug))) continue;
        table.rows.push_back({{strong(words.term("rule", info.slug))}, {plain(words.term("scale", info.scale))},
                              {Run{Mark::code, words.term("formula", info.slug), {}, {}}}, {plain(reference_of(info.slug))}});
    }
    layout.add(std::move(table));
}

void lay_credence(Layout& layout) {
    if (layout.report.credence.empty()) return;
    const Words& words = layout.words;
    Table table{words("caption.credence"), {{words("column.phrase"), false, true}, {words("column.probability"), true, false}}, {}};
    for (const auto& [phrase, p] : layout.report.credence) table.rows.push_back({{user(phrase)}, {plain(print_percent(p))}});
    layout.add(std::move(table));
}

}  // namespace

void lay_method(Layout& layout) {
    const Report& report = layout.report;
    const Words& words = layout.words;
    layout.heading(2, "method", words("heading.method"));
    List method;
    const auto note = [&](std::string_view key, std::initializer_list<std::string_view> arguments = {}) {
        method.items.push_back({plain(words("method." + std::string(key), arguments))});
    };
    note("year", {words.term("year_rule", evaluation::slug(report.year_by))});
    note("policy", {words.term("policy", evaluation::slug(report.policy))});
    note(report.include_late ? "include_late" : "never_late");
    note("event");
    note("range");
    note("verdict");
    note("kinds");
    note("wording");
    note("clusters");
    note("interval", {print_count(evaluation::kResamples), hexadecimal(scoring::default_seed)});
    note("skill");
    note("second");
    note("calibration");
    note("discrimination");
    note("confidence", {print_count(kClosePoints)});
    note("ranges");
    note("revisions");
    note("agreement");
    note("sensitivity");
    layout.add(std::move(method));
    lay_formulas(layout);
    lay_credence(layout);

    layout.heading(2, "trust", words("heading.trust"));
    Facts facts;
    const auto fact = [&](const char* key, std::string value) {
        facts.rows.emplace_back(words("fact." + std::string(key)), std::vector<Runs>{{Run{Mark::code, std::move(value), {}, {}}}});
    };
    // These three have the labels that `verify --head` reads, whatever the language.
    fact("origin", report.head.origin);
    fact("size", print_count(report.head.size));
    fact("root", report.head.root);
    fact("as_of", print_instant_short(report.as_of));
    fact("version", report.version);
    layout.add(std::move(facts));
    List trust;
    trust.items.push_back({plain(words("trust.verify"))});
    trust.items.push_back({plain(words("trust.keep"))});
    trust.items.push_back({plain(words("trust.limits"))});
    if (report.given_clock_events > 0) {
        trust.items.push_back({plain(words("trust.given_clock", {print_count(report.given_clock_events), print_count(report.head.size)}))});
    }
    if (report.reproducible) trust.items.push_back({plain(words("note.reproducible"))});
    layout.add(std::move(trust));
}

}  // namespace hindsight::report
