// SPDX-License-Identifier: MIT
// Commands that score the record: score and report.
#include <fmt/format.h>

#include "commands.hpp"
#include "diagnostics.hpp"
#include "flat_options.hpp"
#include "hindsight/app/reporting.hpp"
#include "hindsight/app/verbs.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/report/formats.hpp"
#include "output.hpp"
#include "write_file.hpp"

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

const report::FormatInfo& format_named(const std::string& name) {
    if (const auto* format = report::format_by_slug(name)) return *format;
    std::vector<std::string_view> slugs;
    for (const auto& format : report::formats()) slugs.push_back(format.slug);
    throw Error(ErrorCode::usage, fmt::format("there is no report format \"{}\"", printable(name)), fmt::format("formats: {}", fmt::join(slugs, ", ")));
}

std::vector<const report::FormatInfo*> formats_asked_for(const Context& context, const Arguments& arguments) {
    std::vector<const report::FormatInfo*> formats;
    for (const auto& name : arguments.list("--format")) formats.push_back(&format_named(name));
    if (formats.empty()) formats.push_back(&format_named(context.json ? "json" : "text"));
    return formats;
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

int run_report(Context& context, const Arguments& arguments) {
    app::ReportVerb verb;
    verb.year = app::parse_year(arguments.text("YEAR"));
    verb.year_by = arguments.text("--year-by");
    verb.policy = arguments.text("--policy");
    verb.by = arguments.list("--by");
    verb.as_of = arguments.text("--as-of");
    const auto formats = formats_asked_for(context, arguments);
    const std::filesystem::path out = arguments.text("--out");
    if (formats.size() > 1 && out.empty()) {
        throw Error(ErrorCode::usage, "several formats need a folder to go to", "add --out DIR");
    }
    const auto report = app::report(context.session, verb);
    const report::RenderOptions options{report::language_by_slug(context.session.language), context.width > 0 ? context.width : 80};
    if (out.empty()) {
        put(formats.front()->render(report, options));
        return 0;
    }
    std::error_code ignored;  // a folder that cannot be made shows when the first file is written
    std::filesystem::create_directories(out, ignored);
    for (const auto* format : formats) {
        const auto path = out / fmt::format("{}.{}", verb.year, format->extension);
        write_file(path, format->render(report, options));
        say(context, fmt::format("wrote {}", path.string()));
    }
    return 0;
}

}  // namespace hindsight::cli
