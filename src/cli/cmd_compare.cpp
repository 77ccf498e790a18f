// SPDX-License-Identifier: MIT
// The command that compares forecasters from flat files.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "commands.hpp"
#include "flat_options.hpp"
#include "hindsight/app/compare.hpp"
#include "hindsight/base/text.hpp"
#include "output.hpp"

namespace hindsight::cli {

namespace {

std::string text_of(const scoring::Score& score) { return score ? score_number(*score) : "-"; }

std::string p_text(const std::optional<double>& p) { return p ? p_value(*p) : "-"; }

scoring::MissingPolicy policy_of(const std::string& text) {
    if (text.empty()) return scoring::MissingPolicy::shared;
    std::vector<std::string_view> slugs;
    for (const auto& info : scoring::missing_policies) {
        if (info.slug == text) return info.policy;
        slugs.push_back(info.slug);
    }
    slugs.emplace_back("impute_na");
    throw Error(ErrorCode::usage, fmt::format("there is no policy \"{}\" for missing scores", printable(text)), fmt::format("policies: {}", fmt::join(slugs, ", ")));
}

std::size_t horizon_of(const Arguments& arguments) {
    const auto horizon = optional_number(arguments, "--horizon");
    if (!horizon) return 1;
    if (!(*horizon >= 1 && *horizon <= 1'000'000 && std::floor(*horizon) == *horizon)) throw Error(ErrorCode::usage, "--horizon takes a whole number from 1");
    return static_cast<std::size_t>(*horizon);
}

/// What forecasters are ranked by: the adjusted score, else relative skill (scaled when there is a baseline).
scoring::Score rank_key(const app::FlatComparison& all, std::size_t i) {
    if (all.adjustment) return all.adjustment->forecasters[i].adjusted;
    const auto& standing = all.comparison.forecasters[i];
    return all.baseline ? standing.scaled_relative_skill : standing.relative_skill;
}

/// Who has few tasks stands behind the others: of many, one with a single lucky task would always lead.
constexpr std::size_t kFewTasks = 5;

std::vector<std::size_t> ranking(const app::FlatComparison& all) {
    std::vector<std::size_t> order(all.labels.size());
    std::iota(order.begin(), order.end(), 0u);
    const auto key = [&](std::size_t i) { return std::pair(all.comparison.forecasters[i].n < kFewTasks, rank_key(all, i).value_or(scoring::infinity)); };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    return order;
}

void print_forecasters(const Context& context, const app::FlatComparison& all) {
    std::vector<std::string> head{"FORECASTER", "N", "MEAN", "REL. SKILL"};
    if (all.baseline) head.emplace_back("SCALED");
    if (all.adjustment) head.insert(head.end(), {"ADJUSTED", "DIFFICULTY"});
    std::vector<std::vector<std::string>> rows;
    for (const auto i : ranking(all)) {
        const auto& standing = all.comparison.forecasters[i];
        std::vector<std::string> row{all.labels[i], std::to_string(standing.n), all.is_na(i) ? "-" : text_of(standing.mean), text_of(standing.relative_skill)};
        if (all.baseline) row.push_back(text_of(standing.scaled_relative_skill));
        if (all.adjustment) {
            row.push_back(text_of(all.adjustment->forecasters[i].adjusted));
            row.push_back(text_of(all.adjustment->forecasters[i].difficulty));
        }
        rows.push_back(std::move(row));
    }
    put(table(context, head, rows));
}

void print_pairs(const Context& context, const app::FlatComparison& all) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& pair : all.comparison.pairs) {
        const bool interval = pair.interval.method != scoring::IntervalMethod::none;
        rows.push_back({all.labels[pair.first], all.labels[pair.second], std::to_string(pair.n), text_of(pair.difference),
                        interval ? fmt::format("{} to {}", score_number(pair.interval.low), score_number(pair.interval.high)) : "-", text_of(pair.ratio),
                        pair.diebold_mariano ? fmt::format("{:.2f}", pair.diebold_mariano->statistic) : "-", p_text(pair.holm_diebold_mariano),
                        p_text(pair.holm_clustered)});
    }
    put("\n");
    put(table(context, {"FIRST", "SECOND", "N", "DIFFERENCE", "90 %", "RATIO", "DM", "p (DM)", "p (CLUSTERED)"}, rows));
}

void say_rest(const Context& context, const app::FlatComparison& all) {
    for (const auto& note : all.notes) say(context, "note: " + note);
    if (context.json) return;
    say(context, fmt::format("{} ({}), lower is better; {} of {} rows scored", all.rule->slug, app::scale_text(*all.rule), all.scored, all.rows));
    for (const auto& [reason, n] : all.not_scored) say(context, fmt::format("  not scored, {}: {}", reason, n));
    if (all.repeated > 0) say(context, fmt::format("  further forecasts of the same task: {}; their mean counts", all.repeated));
    if (all.clipped > 0) say(context, fmt::format("  clipped for the log score: {}", all.clipped));
    const auto& missing = all.comparison.missing;
    say(context, fmt::format("  missing scores: {}; {} tasks, {} dropped; {} scores dropped, {} imputed", all.na ? "impute_na" : slug(all.policy), missing.tasks, missing.tasks_dropped,
                             missing.scores_dropped, missing.scores_imputed));
    say(context, "  p values are adjusted for the number of pairs (Holm); relative skill below 1 is better");
    const auto few = std::count_if(all.comparison.forecasters.begin(), all.comparison.forecasters.end(), [](const auto& f) { return f.n < kFewTasks; });
    const bool some = few > 0 && few < static_cast<std::ptrdiff_t>(all.labels.size());
    if (some) say(context, fmt::format("  {} with fewer than {} tasks stand last", few, kFewTasks));
    if (all.adjustment && missing.scores_imputed > 0) say(context, "  adjusted scores are from the scores that were given, means also from imputed ones");
    if (all.adjustment && all.adjustment->components > 1) {
        say(context, fmt::format("  {} groups of forecasters share no task: only one of {} is ranked", all.adjustment->components, all.adjustment->ranked_forecasters));
    }
}

}  // namespace

int run_compare(Context& context, const Arguments& arguments) {
    app::FlatCompareVerb verb;
    verb.input = input_of(context, arguments, arguments.all("FILE"));
    if (verb.input.files.empty()) throw Error(ErrorCode::usage, "name a file to compare from", "hindsight compare FILE --by forecaster --rule brier");
    verb.by = arguments.list("--by");
    const auto rules = arguments.list("--rule");
    if (rules.size() > 1) throw Error(ErrorCode::usage, "compare takes one rule");
    if (!rules.empty()) verb.rule = rules.front();
    verb.options = rule_options(arguments);
    verb.clip = optional_number(arguments, "--clip");
    verb.task = arguments.list("--task");
    verb.cluster = arguments.text("--cluster");
    verb.order = arguments.text("--order");
    verb.baseline = arguments.text("--baseline");
    verb.na = arguments.text("--missing") == "impute_na";
    if (!verb.na) verb.missing = policy_of(arguments.text("--missing"));
    verb.horizon = horizon_of(arguments);
    const auto adjust = arguments.text("--adjust");
    if (!adjust.empty() && adjust != "difficulty") throw Error(ErrorCode::usage, "--adjust takes difficulty");
    verb.adjust = !adjust.empty();
    const auto comparison = app::compare_files(verb);
    if (context.json) {
        put_json(to_json(comparison));
    } else {
        print_forecasters(context, comparison);
        if (arguments.has("--pairs") || comparison.labels.size() <= 3) print_pairs(context, comparison);
    }
    say_rest(context, comparison);
    return 0;
}

}  // namespace hindsight::cli
