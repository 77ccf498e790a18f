// SPDX-License-Identifier: MIT
// Commands that score the record: score and report.
#include <fmt/format.h>

#include "commands.hpp"
#include "hindsight/app/reporting.hpp"
#include "hindsight/app/verbs.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/report/formats.hpp"
#include "output.hpp"
#include "write_file.hpp"

namespace hindsight::cli {

namespace {

/// A line for each group, rule and unit.
void print_groups(const Context& context, const evaluation::ScoreResult& result) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& group : result.groups) {
        std::string by;
        for (const auto& [dimension, value] : group.by) by += (by.empty() ? "" : ", ") + value;
        for (const auto& score : group.figures.scores) {
            rows.push_back({by, score.key(), std::string(evaluation::scale_of(score.rule, score.unit)), score_number(score.mean), score_number(score.se),
                            std::to_string(score.n), std::to_string(score.questions)});
        }
    }
    put(table(context, {"GROUP", "RULE", "SCALE", "MEAN", "SE", "N", "QUESTIONS"}, rows));
    say(context, fmt::format("{} of {} rows scored; lower is better; policy {}", result.scored, result.rows, slug(result.policy)));
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
    const auto result = app::score(context.session, verb);
    if (context.json) {
        put_json(evaluation::to_json(result));
    } else {
        print_groups(context, result);
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
