// SPDX-License-Identifier: MIT
// Scores the record in groups.
#include "hindsight/evaluation/score_record.hpp"

#include <algorithm>
#include <cmath>

#include "hindsight/evaluation/site_scores.hpp"
#include "site_record.hpp"

namespace hindsight::evaluation {

namespace {

void check_rules(const std::vector<std::string>& rules) {
    for (const auto& slug : rules) {
        if (rule_info(slug).slug == slug) continue;
        std::vector<std::string_view> known;
        for (const auto& info : record_rules()) known.push_back(info.slug);
        std::string list;
        for (const auto& name : known) list += (list.empty() ? "" : ", ") + std::string(name);
        throw Error(ErrorCode::usage, "the record is not scored by a rule \"" + slug + "\"", "rules: " + list + "; and those of sites");
    }
}

/// A crowd is what people said of an event at one time.
void check_crowd(const ScoreRequest& request) {
    const Policy policy = request.options.policy;
    if (!request.crowd || policy == Policy::last || policy == Policy::first) return;
    throw Error(ErrorCode::usage, "there is no crowd under the policy " + std::string(slug(policy)), "use --policy last or first");
}

bool has(const std::vector<Dimension>& by, Dimension dimension) { return std::find(by.begin(), by.end(), dimension) != by.end(); }

bool mixes_kinds(const Evaluation& evaluation, const RowSet& rows) {
    if (rows.empty()) return false;
    const auto kind_of = [&](std::uint32_t row) { return evaluation.record_of(evaluation.rows[row]).statement.kind; };
    return std::any_of(rows.begin(), rows.end(), [&](std::uint32_t row) { return kind_of(row) != kind_of(rows.front()); });
}

bool has_wanted_score(const std::vector<std::string>& rules, const Row& row) {
    if (rules.empty()) return true;
    const auto wanted = [&](std::string_view slug) { return std::find(rules.begin(), rules.end(), slug) != rules.end(); };
    if (row.has_event() && (wanted(rule::brier) || wanted(rule::log))) return true;
    const auto types = row.score.type_scores();
    return std::any_of(types.begin(), types.end(), [&](const TypeScore& type) { return wanted(type.rule); });
}

Json group_json(const ScoreGroup& group, bool diagnostics) {
    Json by = Json::object();
    for (const auto& [dimension, label] : group.by) by.set(std::string(slug(dimension)), label);
    Json out = Json::object();
    out.set("by", std::move(by));
    out.set("n", group.figures.n);
    out.set("questions", group.figures.questions);
    out.set("scores", scores_json(group.figures.scores, diagnostics));
    if (group.figures.coverage) out.set("coverage", *group.figures.coverage);
    if (group.calibration) {
        out.set("calibration", calibration_json(*group.calibration));
        out.set("reliability_bins", reliability_json(*group.calibration));
    }
    return out;
}

}  // namespace

std::vector<Group> groups_of(const Evaluation& evaluation, RowSet rows, std::vector<Dimension> by, ScoreResult& out) {
    out.split_by_kind = mixes_kinds(evaluation, rows) && !has(by, Dimension::kind);
    if (out.split_by_kind) by.push_back(Dimension::kind);
    return group_by(evaluation, std::move(rows), by);
}

ScoreResult score_record(std::span<const StatementRecord> records, const ScoreRequest& request, const Outside& outside) {
    if (asks_for_sites(request.rules)) return score_by_sites(records, request, outside);
    check_rules(request.rules);
    check_crowd(request);
    auto evaluation = evaluate(records, request.options, outside);
    ScoreResult out;
    out.policy = request.options.policy;
    out.include_late = request.options.include_late;
    out.diagnostics = request.diagnostics;
    out.rows = evaluation.rows.size();
    out.not_scored = not_scored(evaluation);
    std::vector<Dimension> by = request.by;
    const auto has_score = [](const Row& row) { return row.has_score(); };
    auto rows = rows_where(evaluation, has_score);
    out.scored = rows.size();
    if (request.crowd) {
        add_crowd(evaluation);
        rows = rows_where(evaluation, has_score);
        if (!has(by, Dimension::forecaster)) by.push_back(Dimension::forecaster);  // never in one mean with its members
    }
    std::erase_if(rows, [&](std::uint32_t row) { return !has_wanted_score(request.rules, evaluation.rows[row]); });
    FigureOptions options;
    options.intervals = request.diagnostics;
    options.rules = request.rules;
    for (auto& group : groups_of(evaluation, std::move(rows), std::move(by), out)) {
        ScoreGroup scored{std::move(group.by), figures_of(evaluation, group.rows, options), {}};
        if (request.diagnostics) scored.calibration = calibration_of(evaluation, group.rows, request.bins);
        out.groups.push_back(std::move(scored));
    }
    return out;
}

Json to_json(const ScoreResult& result) {
    Json not_scored = Json::object();
    for (const auto& [reason, n] : result.not_scored) not_scored.set(reason, n);
    Json groups = Json::array();
    for (const auto& group : result.groups) groups.push(group_json(group, result.diagnostics));
    Json out = Json::object();
    out.set("rows", result.rows);
    out.set("scored", result.scored);
    out.set("not_scored", std::move(not_scored));
    out.set("groups", std::move(groups));
    out.set("policy", slug(result.policy));
    out.set("include_late", result.include_late);
    return out;
}

Json bins_json(const std::vector<scoring::CalibrationBin>& bins) {
    Json out = Json::array();
    for (const auto& bin : bins) {
        out.push(Json(Json::Object{{"low", bin.low},
                                   {"high", bin.high},
                                   {"n", bin.n},
                                   {"mean_predicted", bin.mean_predicted},
                                   {"observed_rate", bin.observed_rate}}));
    }
    return out;
}

Json number_or_null(const std::optional<double>& value) { return value ? Json(*value) : Json(); }

Json scores_json(const std::vector<ScoreFigure>& scores, bool intervals) {
    Json out = Json::object();
    for (const auto& figure : scores) {
        Json score = Json::object();
        score.set("mean", figure.undefined ? Json() : Json(figure.mean));
        score.set("se", number_or_null(figure.se));
        if (figure.ci90) {
            score.set("ci90", Json(Json::Array{(*figure.ci90)[0], (*figure.ci90)[1]}));
            score.set("rough", figure.rough());
        } else if (intervals) {
            score.set("ci90", Json());
        }
        score.set("n", figure.n);
        score.set("scale", scale_of(figure.rule, figure.unit));
        if (figure.sum) score.set("sum", std::isnan(*figure.sum) ? Json() : Json(*figure.sum));
        if (figure.standing) score.set("standing", *figure.standing);
        if (figure.higher_is_better) score.set("orientation", "higher");
        if (figure.infinite > 0) score.set("infinite", figure.infinite);
        if (figure.clipped > 0) score.set("clipped", figure.clipped);
        out.set(figure.key(), std::move(score));
    }
    return out;
}

Json skill_json(const std::vector<SkillFigure>& skill) {
    Json out = Json::object();
    for (const auto& figure : skill) {
        Json entry = Json::object();
        entry.set("skill", number_or_null(figure.skill));
        entry.set("n", figure.n);
        entry.set("brier", figure.n ? Json(figure.score) : Json());
        entry.set("baseline_brier", figure.n ? Json(figure.baseline_score) : Json());
        out.set(std::string(slug(figure.baseline)), std::move(entry));
    }
    return out;
}

void set_decomposition(Json& out, const scoring::Decomposition& decomposition) {
    out.set("mean_score", decomposition.mean_score);
    out.set("miscalibration", decomposition.miscalibration);
    out.set("discrimination", decomposition.discrimination);
    out.set("uncertainty", decomposition.uncertainty);
}

void set_bins(Json& out, const scoring::ReliabilityBins& bins) {
    out.set("bins", bins_json(bins.bins));
    out.set("ece", bins.ece);
    out.set("mce", bins.mce);
    out.set("rmsce", bins.rmsce);
}

Json calibration_json(const Calibration& calibration) {
    Json out = Json::object();
    out.set("rule", "brier");
    set_decomposition(out, calibration.corp);
    out.set("bins", bins_json(calibration.corp.bins));
    return out;
}

Json reliability_json(const Calibration& calibration) {
    Json out = Json::object();
    if (calibration.binning.bins == scoring::Bins::count) out.set("by", "quantile");
    out.set("closed", calibration.binning.closed == scoring::Closed::left ? "left" : "right");
    set_bins(out, calibration.bins);
    return out;
}

}  // namespace hindsight::evaluation
