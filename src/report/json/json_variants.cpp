// SPDX-License-Identifier: MIT
// The scope, the years of it, and the other ways to count, as JSON.
#include "hindsight/evaluation/score_record.hpp"
#include "report/json/json.hpp"

namespace hindsight::report {

using evaluation::number_or_null;

namespace {

std::string_view name_of(evaluation::WindowReading reading) {
    switch (reading) {
        case evaluation::WindowReading::by_end: return "by_end";
        case evaluation::WindowReading::by_middle: return "by_middle";
        case evaluation::WindowReading::as_said: break;
    }
    return "as_said";
}

Json place_json(const evaluation::VariantPlace& place) {
    Json out = Json::object();
    out.set("id", place.forecaster);
    out.set("n", place.n);
    out.set("questions", place.questions);
    out.set("rank", place.rank ? Json(*place.rank) : Json());
    out.set("brier", number_or_null(place.brier));
    out.set("log", number_or_null(place.log));
    return out;
}

Json variant_json(const evaluation::VariantScores& scores) {
    const auto& variant = scores.variant;
    Json out = Json::object();
    out.set("variant", variant.slug);
    out.set("year_by", evaluation::slug(variant.period.rule));
    out.set("policy", evaluation::slug(variant.options.policy));
    out.set("other_credence", variant.options.credence != nullptr);
    out.set("windows", name_of(variant.options.windows));
    out.set("comparable", variant.comparable);
    out.set("n", scores.n);
    out.set("questions", scores.questions);
    out.set("brier", number_or_null(scores.brier));
    Json people = Json::array();
    for (const auto& place : scores.people) people.push(place_json(place));
    out.set("forecasters", std::move(people));
    return out;
}

Json year_json(const Report& report, const YearLine& line) {
    Json out = Json::object();
    out.set("year", line.year);
    set_counts(out, line.counts);
    set_figures(out, line.overall);
    out.set("with_missing", second_json(line.second));
    out.set("confidence", confidence_json(line.confidence));
    out.set("forecasters", people_json(report, line.forecasters));
    return out;
}

}  // namespace

Json scope_json(const Scope& scope) {
    Json years = Json::array(), by = Json::array();
    for (const int year : scope.years) years.push(year);
    for (const auto& id : scope.by) by.push(id);
    return Json(Json::Object{{"years", std::move(years)}, {"by", std::move(by)}, {"person", text_or_null(scope.person)}});
}

Json development_json(const Report& report) {
    Json out = Json::array();
    for (const auto& line : report.development) out.push(year_json(report, line));
    return out;
}

Json sensitivity_json(const Report& report) {
    Json out = Json::array();
    for (const auto& scores : report.sensitivity) out.push(variant_json(scores));
    return out;
}

}  // namespace hindsight::report
