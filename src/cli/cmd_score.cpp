// SPDX-License-Identifier: MIT
// The command that scores the record.
#include <fmt/format.h>

#include "commands.hpp"
#include "diagnostics.hpp"
#include "flat_options.hpp"
#include "hindsight/app/reporting.hpp"
#include "hindsight/app/verbs.hpp"
#include "hindsight/base/text.hpp"
#include "output.hpp"

namespace hindsight::cli {

namespace {

std::string label_of(const evaluation::ScoreGroup& group) {
    std::string by;
    for (const auto& [dimension, value] : group.by) by += (by.empty() ? "" : ", ") + value;
    return by;
}

/// A line for each group, rule and unit.
void print_groups(const Context& context, const evaluation::ScoreResult& result) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& group : result.groups) {
        for (const auto& score : group.figures.scores) {
            const auto scale = evaluation::scale_of(score.rule, score.unit);
            std::vector<std::string> row{label_of(group), score.key(), std::string(scale.substr(0, scale.find(';'))),
                                         score.undefined ? "-" : score_number(score.mean), score_number(score.se)};
            if (result.of_sites) row.push_back(score_number(score.standing));
            if (result.diagnostics) row.push_back(score.ci90 ? range_text((*score.ci90)[0], (*score.ci90)[1]) : "-");
            row.push_back(std::to_string(score.n));
            row.push_back(std::to_string(score.questions));
            rows.push_back(std::move(row));
        }
    }
    std::vector<std::string> head{"GROUP", "RULE", "SCALE", "MEAN", "SE"};
    if (result.of_sites) head.emplace_back("STANDING");
    if (result.diagnostics) head.emplace_back("90 %");
    head.insert(head.end(), {"N", "QUESTIONS"});
    put(table(context, head, rows));
}

void print_calibration(const Context& context, const evaluation::ScoreResult& result) {
    for (const auto& group : result.groups) {
        if (!group.calibration) continue;
        const auto by = label_of(group);
        put("\n" + styled(context, "bold", by.empty() ? "all" : printable(by)) + "\n");
        put_decomposition(group.calibration->corp, group.calibration->bins);
        put_bins(context, group.calibration->bins);
    }
}

void say_counts(const Context& context, const evaluation::ScoreResult& result) {
    const auto way = result.of_sites ? std::string() : fmt::format("; lower is better; policy {}", slug(result.policy));
    say(context, fmt::format("{} of {} rows scored{}", result.scored, result.rows, way));
    for (const auto& [reason, n] : result.not_scored) say(context, fmt::format("  not scored, {}: {}", reason, n));
}

}  // namespace

int run_score_record(Context& context, const Arguments& arguments) {
    app::ScoreVerb verb;
    verb.filter = app::parse_filter(arguments.all("FILTER"));
    verb.by = arguments.list("--by");
    verb.policy = arguments.text("--policy");
    verb.include_late = arguments.has("--include-late");
    verb.rules = arguments.list("--rule");
    verb.crowd = arguments.has("--crowd");
    verb.clip = optional_number(arguments, "--clip");
    verb.diagnostics = arguments.has("--diagnostics");
    verb.bins = binning_of(arguments);
    verb.as_published = arguments.has("--as-published");
    const auto result = app::score(context.session, verb);
    if (context.json) {
        put_json(evaluation::to_json(result));
    } else {
        print_groups(context, result);
        print_calibration(context, result);
        say_counts(context, result);
    }
    return 0;
}

}  // namespace hindsight::cli
