// SPDX-License-Identifier: MIT
// The command that makes reports.
#include <fmt/format.h>
#include <unistd.h>

#include "commands.hpp"
#include "hindsight/app/reporting.hpp"
#include "hindsight/base/parallel.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/report/formats.hpp"
#include "output.hpp"
#include "print_pdf.hpp"
#include "write_file.hpp"

namespace hindsight::cli {

namespace {

using report::FormatInfo;
using report::RenderOptions;
using report::Report;
using Formats = std::vector<const FormatInfo*>;

int show_formats(const Context& context) {
    auto list = Json::array();
    std::vector<std::vector<std::string>> rows;
    for (const auto& format : report::formats()) {
        list.push(Json(Json::Object{{"slug", Json(format.slug)}, {"extension", Json(format.extension)}, {"title", Json(format.title)}}));
        rows.push_back({std::string(format.slug), std::string(format.title)});
    }
    if (context.json) {
        put_json(list);
    } else {
        put(table(context, {"FORMAT", "WHAT"}, rows));
    }
    return 0;
}

const FormatInfo& format_named(const std::string& name) {
    if (const auto* format = report::format_by_slug(name)) return *format;
    std::vector<std::string_view> slugs;
    for (const auto& format : report::formats()) slugs.push_back(format.slug);
    throw Error(ErrorCode::usage, fmt::format("there is no report format \"{}\"", printable(name)), fmt::format("formats: {}", fmt::join(slugs, ", ")));
}

Formats formats_asked_for(const Context& context, const Arguments& arguments) {
    Formats formats;
    for (const auto& name : arguments.list("--format")) formats.push_back(&format_named(name));
    if (formats.empty()) formats.push_back(&format_named(context.json ? "json" : "text"));
    if (arguments.has("--out")) return formats;
    if (formats.size() > 1) throw Error(ErrorCode::usage, "several formats need a folder to go to", "add --out DIR");
    if (formats.front()->is_printed && isatty(STDOUT_FILENO)) {
        throw Error(ErrorCode::usage, fmt::format("a terminal cannot show {}", formats.front()->slug), "add --out DIR");
    }
    return formats;
}

app::ReportVerb verb_of(const Arguments& arguments) {
    app::ReportVerb verb;
    if (arguments.has("YEAR")) verb.years.push_back(app::parse_year(arguments.text("YEAR")));
    for (const auto& year : arguments.list("--compare")) verb.years.push_back(app::parse_year(year));
    verb.person = arguments.text("--person");
    if (verb.years.empty() && verb.person.empty()) {
        throw Error(ErrorCode::usage, "report needs a year", "hindsight report 2026; or --compare 2025,2026; or --person ID for all time");
    }
    verb.year_by = arguments.text("--year-by");
    verb.policy = arguments.text("--policy");
    verb.by = arguments.list("--by");
    verb.as_of = arguments.text("--as-of");
    verb.include_late = arguments.has("--include-late");
    return verb;
}

/// A folder that cannot be made shows when its first file is written.
void write_into(const std::filesystem::path& folder, const std::string& name, std::string_view bytes) {
    std::error_code ignored;
    std::filesystem::create_directories((folder / name).parent_path(), ignored);
    write_file(folder / name, bytes);
}

/// The document of a format, and what goes beside it.
std::vector<report::ReportFile> files_of(const FormatInfo& format, const Report& report, const RenderOptions& options, const std::string& name) {
    std::vector<report::ReportFile> files{{report::file_name(name, options, format.extension), format.render(report, options)}};
    if (!format.beside) return files;
    for (auto& other : format.beside(report, options, name)) files.push_back(std::move(other));
    return files;
}

/// As many formats at the same time as there are cores: a large report takes much memory in each.
std::vector<std::vector<report::ReportFile>> all_files_of(const Formats& formats, const Report& report, const RenderOptions& options,
                                                          const std::string& name) {
    std::vector<std::vector<report::ReportFile>> made(formats.size());
    in_parallel(formats.size(), 0, [] { return 0; }, [&](std::size_t i, int) { made[i] = files_of(*formats[i], report, options, name); });
    return made;
}

void write_formats(const Context& context, const Formats& formats, const Report& report, RenderOptions options, const std::filesystem::path& out) {
    const auto name = report::report_name(report.scope);
    options.charts = report::file_name(name + "-charts", options, "");
    auto made = all_files_of(formats, report, options, name);
    for (std::size_t i = 0; i < formats.size(); ++i) {  // after the threads have ended, since printing holds signals back
        if (formats[i]->is_printed) made[i].front().bytes = pdf_of(made[i].front().bytes);
    }
    for (const auto& files : made) {
        for (const auto& file : files) write_into(out, file.name, file.bytes);
        say(context, fmt::format("wrote {}", (out / files.front().name).string()));
        const auto others = files.size() - 1;
        if (others > 0) say(context, fmt::format("wrote {} file{} beside it", others, others == 1 ? "" : "s"));
    }
}

void write_charts(const Context& context, const Report& report, const RenderOptions& options, const std::filesystem::path& folder) {
    const auto files = report::chart_files(report, options);
    for (const auto& file : files) write_into(folder, file.name, file.bytes);
    say(context, fmt::format("wrote {} chart{} to {}", files.size(), files.size() == 1 ? "" : "s", folder.string()));
}

}  // namespace

int run_report(Context& context, const Arguments& arguments) {
    if (arguments.has("--formats")) return show_formats(context);
    auto verb = verb_of(arguments);
    const auto formats = formats_asked_for(context, arguments);
    if (arguments.has("--credence")) {
        Diagnostics diagnostics;
        verb.other_credence = app::read_credence(arguments.text("--credence"), diagnostics);
        for (const auto& diagnostic : diagnostics.all()) warn(render(diagnostic));
        if (diagnostics.has_errors()) return info(ErrorCode::bad_toml).exit_status;
    }
    const auto report = app::report(context.session, verb);
    const RenderOptions options{report::language_by_slug(context.session.language), context.width > 0 ? context.width : 80, {}};
    if (arguments.has("--charts")) write_charts(context, report, options, arguments.text("--charts"));
    if (arguments.has("--out")) {
        write_formats(context, formats, report, options, arguments.text("--out"));
    } else {
        const auto bytes = formats.front()->render(report, options);
        put(formats.front()->is_printed ? pdf_of(bytes) : bytes);
    }
    return 0;
}

}  // namespace hindsight::cli
