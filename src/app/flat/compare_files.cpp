// SPDX-License-Identifier: MIT
// Verb: comparing forecasters on shared tasks.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "hindsight/app/compare.hpp"
#include "hindsight/base/calendar.hpp"
#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/scoring/sites/site_rule.hpp"
#include "input.hpp"
#include "labels.hpp"
#include "row_scorer.hpp"

namespace hindsight::app {

namespace {

using scoring::Reason;

/// A number, a day or an instant as a number that grows with time.
std::optional<double> time_in(std::string_view text) {
    if (const auto number = parse_number(text)) return number;
    if (const auto when = parse_when(text)) return static_cast<double>(when->at.time_since_epoch().count());
    return std::nullopt;
}

std::string label_of(const std::vector<std::string>& cells) {
    std::string label;
    for (const auto& cell : cells) label += (label.empty() ? "" : ", ") + cell;
    return label;
}

constexpr std::size_t kClustersInAll = 500'000;  // bootstrapped in a few seconds

class Comparing {
   public:
    explicit Comparing(const FlatCompareVerb& request) : request_(request), scorer_({request.rule}, request.options, request.clip) {
        out_.rule = scorer_.rules().front();
        out_.by = request.by;
        out_.policy = request.missing;
        out_.horizon = request.horizon;
        out_.na = request.na;
    }

    FlatComparison run() {
        InputColumns columns{request_.by, request_.cluster, request_.task};
        if (!request_.order.empty()) columns.also.push_back(request_.order);
        read_input(request_.input, columns, out_.notes, [&](const InputRow& input) { take(input); });
        if (score_.empty()) throw Error(ErrorCode::missing_key, "no row has a score, so there is nothing to compare");
        for (std::size_t i = 0; i < forecasters_.size(); ++i) out_.labels.push_back(label_of(split_cells(forecasters_.text(i))));
        find_baseline();
        compare();
        return std::move(out_);
    }

   private:
    void take(const InputRow& input) {
        ++out_.rows;
        if (input.row.broken) throw fault_of(input.row, {});
        const auto& scores = scorer_.score(input.row);
        if (const auto why = scorer_.why_none()) {
            if (scoring::info(why->reason).is_fault) throw fault_of(input.row, *why);
            ++out_.not_scored[std::string(slug(why->reason))];
            return;
        }
        ++out_.scored;
        out_.clipped += scorer_.clipped() && out_.rule->slug == "log";
        join_cells(input.by, key_);
        const auto forecaster = forecasters_.number(key_);
        const auto task = task_of(input);
        enter(forecaster, task, **scores.front());
    }

    /// What was forecast; a new one brings its cluster and its place in time.
    std::uint32_t task_of(const InputRow& input) {
        const auto columns = request_.task.size();
        if (columns > 0) {
            join_cells(input.also.subspan(0, columns), key_);
        } else if (!input.row.task.empty()) {
            key_ = input.row.task;
        } else if (input.question) {
            key_ = *input.question;
        } else {
            throw Error(ErrorCode::missing_key, fmt::format("{}:{}: nothing says what this forecast is of", input.row.file, input.row.line),
                        "--map question=COLUMN names the column, or --task COLUMN,... several that together do");
        }
        const auto task = tasks_.number(key_);
        if (task < cluster_.size()) return task;
        cluster_.push_back(input.cluster ? clusters_.number(*input.cluster) : clusters_.number(key_));
        if (request_.order.empty()) return task;
        const auto time = time_in(input.also[columns]);
        if (!time) {
            throw Error(ErrorCode::bad_date, fmt::format("{}:{}: \"{}\" is neither a number nor a day", input.row.file, input.row.line, printable(input.also[columns])),
                        "--order names a column that puts the tasks in order");
        }
        time_.push_back(*time);
        return task;
    }

    void enter(std::uint32_t forecaster, std::uint32_t task, double score) {
        const auto key = (static_cast<std::uint64_t>(forecaster) << 32) | task;
        const auto [at, added] = places_.try_emplace(key, score_.size());
        if (added) {
            forecaster_.push_back(forecaster);
            task_.push_back(task);
            score_.push_back(score);
            count_.push_back(1);
            return;
        }
        ++out_.repeated;
        const auto place = at->second;
        const auto n = static_cast<double>(++count_[place]);
        score_[place] = std::isinf(score_[place]) ? score_[place] : score_[place] + (score - score_[place]) / n;
    }

    void find_baseline() {
        if (request_.baseline.empty()) return;
        for (std::size_t i = 0; i < out_.labels.size(); ++i) {
            if (out_.labels[i] == request_.baseline) out_.baseline = i;
        }
        if (out_.baseline) return;
        std::vector<std::string_view> names(out_.labels.begin(), out_.labels.end());
        const auto near = nearest(request_.baseline, names);
        throw Error(ErrorCode::not_found, fmt::format("nobody is called \"{}\"", printable(request_.baseline)),
                    near ? fmt::format("did you mean {}?", *near) : "--baseline takes one of the values of --by");
    }

    void compare() {
        std::vector<std::uint64_t> clusters;
        std::vector<double> times;
        for (const auto task : task_) {
            clusters.push_back(cluster_[task]);
            if (!time_.empty()) times.push_back(time_[task]);
        }
        const scoring::ScoreTable table{forecasters_.size(), tasks_.size(), forecaster_, task_, {score_}, {clusters}, times};
        scoring::ComparisonOptions options;
        options.missing = request_.missing;
        options.horizon = request_.horizon;
        options.baseline = out_.baseline;
        // a bootstrap of each pair: of few pairs also over many clusters
        const auto pairs = std::max<std::size_t>(1, forecasters_.size() * (forecasters_.size() - 1) / 2);
        options.interval.max_bootstrap = std::clamp<std::size_t>(kClustersInAll / pairs, options.interval.max_bootstrap, scoring::BootstrapOptions{}.max_bootstrap);
        auto comparison = scoring::compare_pairwise(table, options);
        if (!comparison) throw Error(ErrorCode::usage, fmt::format("these scores cannot be compared: {}", scoring::info(comparison.why().reason).meaning));
        out_.comparison = *std::move(comparison);
        if (!request_.adjust) return;
        auto adjustment = scoring::adjust_for_difficulty(table, out_.baseline);
        if (!adjustment) throw Error(ErrorCode::usage, fmt::format("these scores cannot be adjusted for difficulty: {}", scoring::info(adjustment.why().reason).meaning));
        out_.adjustment = *std::move(adjustment);
    }

    const FlatCompareVerb& request_;
    RowScorer scorer_;
    FlatComparison out_{};
    std::string key_;
    Labels forecasters_, tasks_, clusters_;
    std::vector<std::uint64_t> cluster_;  // of each task
    std::vector<double> time_;            // of each task, when they are ordered
    std::unordered_map<std::uint64_t, std::size_t> places_;  // forecaster and task -> place below
    std::vector<std::uint32_t> forecaster_, task_, count_;
    std::vector<double> score_;
};

Json number(const scoring::Score& score) { return score ? Json(*score) : Json(); }
Json number(const std::optional<double>& x) { return x ? Json(*x) : Json(); }

Json test_json(const scoring::Result<scoring::Significance>& test, const std::optional<double>& adjusted, std::size_t shared) {
    const bool few = !test && test.why().reason == Reason::empty && shared > 0;  // there is something, only not enough
    if (!test) return Json(Json::Object{{"not_tested", few ? Json("few_clusters") : Json(slug(test.why().reason))}});
    return Json(Json::Object{{"statistic", test->statistic}, {"df", test->df}, {"p", test->p}, {"p_adjusted", number(adjusted)}});
}

Json pair_json(const FlatComparison& all, const scoring::PairComparison& pair) {
    Json out = Json::object();
    out.set("first", all.labels[pair.first]);
    out.set("second", all.labels[pair.second]);
    out.set("n", pair.n);
    out.set("clusters", pair.clusters);
    out.set("mean_first", number(pair.mean_first));
    out.set("mean_second", number(pair.mean_second));
    out.set("mean_difference", number(pair.difference));
    out.set("se", number(pair.se));
    const bool interval = pair.interval.method != scoring::IntervalMethod::none;
    out.set("ci90", interval ? Json(Json::Array{pair.interval.low, pair.interval.high}) : Json());
    out.set("ratio", number(pair.ratio));
    out.set("diebold_mariano", test_json(pair.diebold_mariano, pair.holm_diebold_mariano, pair.n));
    out.set("clustered_t", test_json(pair.clustered, pair.holm_clustered, pair.n));
    return out;
}

Json forecaster_json(const FlatComparison& all, std::size_t i) {
    const auto& standing = all.comparison.forecasters[i];
    Json out = Json::object();
    out.set("id", all.labels[i]);
    out.set("n", standing.n);
    out.set("mean", all.is_na(i) ? Json() : number(standing.mean));
    out.set("relative_skill", number(standing.relative_skill));
    out.set("scaled_relative_skill", number(standing.scaled_relative_skill));
    if (standing.imputed > 0) out.set("imputed", standing.imputed);
    if (all.adjustment) {
        out.set("adjusted", number(all.adjustment->forecasters[i].adjusted));
        out.set("difficulty", number(all.adjustment->forecasters[i].difficulty));
    }
    return out;
}

}  // namespace

FlatComparison compare_files(const FlatCompareVerb& request) {
    if (request.by.empty()) throw Error(ErrorCode::usage, "say who is compared", "--by forecaster");
    if (scoring::site_rule_by_slug(request.rule)) {
        throw Error(ErrorCode::usage, fmt::format("{} is of whole questions, not of single forecasts", printable(request.rule)), "score --by forecaster sets its standings beside each other");
    }
    if (request.rule.empty()) throw Error(ErrorCode::usage, "say by which rule", "--rule brier; hindsight score --list-rules lists all");
    return Comparing(request).run();
}

Json to_json(const FlatComparison& all) {
    Json out = Json::object();
    out.set("rule", all.rule->slug);
    out.set("scale", scale_text(*all.rule));
    Json by = Json::array();
    for (const auto& column : all.by) by.push(column);
    out.set("by", std::move(by));
    out.set("horizon", all.horizon);
    out.set("rows", all.rows);
    out.set("scored", all.scored);
    Json not_scored = Json::object();
    for (const auto& [reason, n] : all.not_scored) not_scored.set(reason, n);
    out.set("not_scored", std::move(not_scored));
    out.set("repeated", all.repeated);
    if (all.clipped > 0) out.set("clipped", all.clipped);
    out.set("baseline", all.baseline ? Json(all.labels[*all.baseline]) : Json());
    const auto& missing = all.comparison.missing;
    out.set("missing", Json(Json::Object{{"policy", all.na ? Json("impute_na") : Json(slug(all.policy))},
                                         {"tasks", missing.tasks},
                                         {"tasks_dropped", missing.tasks_dropped},
                                         {"scores", missing.scores},
                                         {"scores_dropped", missing.scores_dropped},
                                         {"scores_imputed", missing.scores_imputed}}));
    if (all.adjustment) {
        out.set("adjustment", Json(Json::Object{{"components", all.adjustment->components},
                                                {"ranked_forecasters", all.adjustment->ranked_forecasters},
                                                {"ranked_tasks", all.adjustment->ranked_tasks}}));
    }
    Json forecasters = Json::array();
    for (std::size_t i = 0; i < all.labels.size(); ++i) forecasters.push(forecaster_json(all, i));
    out.set("forecasters", std::move(forecasters));
    Json pairs = Json::array();
    for (const auto& pair : all.comparison.pairs) pairs.push(pair_json(all, pair));
    out.set("pairs", std::move(pairs));
    return out;
}

}  // namespace hindsight::app
