// SPDX-License-Identifier: MIT
// The scores of flat files, and the table of rules, as JSON.
#include "hindsight/app/flat.hpp"

#include <cmath>

#include "diagnostics.hpp"
#include "hindsight/base/number.hpp"
#include "hindsight/evaluation/figures.hpp"
#include "hindsight/scoring/distribution.hpp"
#include "hindsight/scoring/sites/site_rule.hpp"

namespace hindsight::app {

namespace {

Json number(bool there, double value) { return there && !std::isnan(value) ? Json(value) : Json(); }

Json figure_json(const FlatFigure& figure, bool diagnostics) {
    Json out = Json::object();
    out.set("mean", number(!figure.undefined, figure.mean.mean));
    out.set("se", number(figure.mean.se.has_value(), figure.mean.se.value_or(0)));
    if (diagnostics) {
        out.set("ci90", figure.ci90 ? Json(Json::Array{figure.ci90->first, figure.ci90->second}) : Json());
        if (figure.ci90) out.set("rough", figure.mean.clusters < evaluation::kRoughQuestions);
    }
    out.set("n", figure.mean.n);
    out.set("scale", figure.scale);
    if (figure.sum) out.set("sum", number(true, *figure.sum));
    if (figure.standing) out.set("standing", *figure.standing);
    if (figure.higher_is_better) out.set("orientation", "higher");
    if (figure.mean.infinite > 0) out.set("infinite", figure.mean.infinite);
    if (figure.clipped > 0) out.set("clipped", figure.clipped);
    return out;
}

Json group_json(const FlatScores& scores, const FlatGroup& group) {
    Json by = Json::object();
    for (std::size_t i = 0; i < scores.by.size(); ++i) by.set(scores.by[i], group.by[i]);
    Json figures = Json::object();
    for (const auto& figure : group.scores) figures.set(std::string(figure.rule), figure_json(figure, scores.diagnostics));
    Json out = Json::object();
    out.set("by", std::move(by));
    out.set("n", group.n);
    out.set("questions", group.questions);
    out.set("scores", std::move(figures));
    if (group.calibration) {
        out.set("calibration", calibration_json(*group.calibration));
        out.set("reliability_bins", reliability_json(*group.calibration, scores.bins));
        out.set("roc", roc_json(*group.calibration));
        out.set("tests", tests_json(*group.calibration));
    }
    if (group.bins) out.set("reliability_bins", reliability_json(*group.bins, scores.bins));
    set_spread(out, group);
    return out;
}

Json site_rule_json(const scoring::SiteRule& rule) {
    Json types = Json::array();
    for (const auto kind : rule.kinds) types.push(scoring::slug(kind));
    Json entry = Json::object();
    entry.set("slug", rule.slug);
    entry.set("title", rule.title);
    entry.set("types", std::move(types));
    entry.set("range", Json(Json::Array{rule.lowest, rule.highest}));
    entry.set("orientation", rule.orientation == scoring::SiteOrientation::higher_is_better ? "higher" : "lower");
    entry.set("proper", Json());
    entry.set("unit", "none");
    entry.set("scale", rule.scale);
    entry.set("needs", Json());
    entry.set("formula", rule.formula);
    entry.set("reference", rule.reference);
    entry.set("example", rule.example);
    entry.set("site", true);
    entry.set("summary", slug(rule.summary));
    entry.set("as_published", rule.as_published.empty() ? Json() : Json(rule.as_published));
    return entry;
}

}  // namespace

Json to_json(const FlatScores& scores) {
    Json not_scored = Json::object();
    for (const auto& [reason, n] : scores.not_scored) not_scored.set(reason, n);
    Json groups = Json::array();
    for (const auto& group : scores.groups) groups.push(group_json(scores, group));
    Json out = Json::object();
    out.set("rows", scores.rows);
    out.set("scored", scores.scored);
    out.set("not_scored", std::move(not_scored));
    if (!scores.gaps.empty()) {
        Json gaps = Json::object();
        for (const auto& [rule, reasons] : scores.gaps) {
            Json counts = Json::object();
            for (const auto& [reason, n] : reasons) counts.set(reason, n);
            gaps.set(rule, std::move(counts));
        }
        out.set("not_scored_by_rule", std::move(gaps));
    }
    out.set("groups", std::move(groups));
    return out;
}

std::string scale_text(const scoring::Rule& rule) {
    switch (rule.unit) {
        case scoring::Unit::nats: return "nats";
        case scoring::Unit::observation: return "unit";
        case scoring::Unit::observation_squared: return "unit^2";
        case scoring::Unit::observation_fourth: return "unit^4";
        case scoring::Unit::none: break;
    }
    if (std::isinf(rule.lowest)) return "any number";
    if (rule.highest == scoring::infinity) return "0 to K-1";  // grows with the options
    return print_number(rule.lowest) + (rule.lowest < 0 ? " to " : "-") + print_number(rule.highest);
}

Json rules_json() {
    Json out = Json::array();
    for (const auto& rule : scoring::rules()) {
        Json types = Json::array();
        for (const auto& kind : scoring::kinds) {
            if (rule.takes(kind.kind)) types.push(kind.slug);
        }
        Json entry = Json::object();
        entry.set("slug", rule.slug);
        entry.set("title", rule.title);
        entry.set("types", std::move(types));
        entry.set("range", Json(Json::Array{rule.lowest, rule.highest}));
        entry.set("orientation", slug(rule.orientation));
        entry.set("proper", slug(rule.proper));
        entry.set("unit", slug(rule.unit));
        entry.set("scale", scale_text(rule));
        entry.set("needs", rule.option == scoring::Needs::nothing ? Json() : Json(slug(rule.option)));
        entry.set("formula", rule.formula);
        entry.set("reference", rule.reference);
        entry.set("example", rule.example);
        out.push(std::move(entry));
    }
    for (const auto& rule : scoring::site_rules()) out.push(site_rule_json(rule));
    return out;
}

Json families_json() {
    Json out = Json::array();
    for (const auto& family : scoring::families()) {
        Json parameters = Json::array();
        for (std::size_t i = 0; i < family.count; ++i) {
            const auto& parameter = family.parameters[i];
            Json entry = Json::object();
            entry.set("name", parameter.name);
            entry.set("domain", slug(parameter.domain));
            if (parameter.optional) entry.set("default", parameter.fallback);
            parameters.push(std::move(entry));
        }
        out.push(Json(Json::Object{{"slug", family.slug},
                                   {"parameters", std::move(parameters)},
                                   {"discrete", family.discrete},
                                   {"truncated_or_censored", family.may_be_cut}}));
    }
    return out;
}

}  // namespace hindsight::app
