// SPDX-License-Identifier: MIT
// Commands: import and export of books and of other programs' files.
#include <fmt/format.h>

#include <filesystem>

#include "commands.hpp"
#include "hindsight/app/journal_exchange.hpp"
#include "hindsight/app/json.hpp"
#include "hindsight/app/verbs.hpp"
#include "hindsight/base/text.hpp"
#include "output.hpp"
#include "write_file.hpp"

namespace hindsight::cli {

namespace {

constexpr std::size_t kPlanShown = 40;

std::string counted(std::size_t n, std::string_view what) { return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s"); }

int show_formats(const Context& context) {
    const auto all = app::formats_json();
    if (context.json) {
        put_json(all);
        return 0;
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& format : all.as_array()) {
        const auto yes = [&](std::string_view key) { return std::string(format.find(key)->as_bool() ? "yes" : "-"); };
        rows.push_back({format.find("slug")->as_string(), yes("read"), yes("written"), format.find("title")->as_string()});
    }
    put(table(context, {"FORMAT", "READ", "WRITTEN", "WHAT"}, rows));
    return 0;
}

/// NAME=COLUMN renames; anything else is a file that describes the table.
void read_map(const Arguments& arguments, interchange::ReadOptions& read) {
    for (const auto& entry : arguments.list("--map")) {
        const auto equals = entry.find('=');
        if (equals != std::string::npos) {
            read.columns[entry.substr(0, equals)] = entry.substr(equals + 1);
        } else if (read.mapping.empty()) {
            read.mapping = entry;
        } else {
            throw Error(ErrorCode::usage, "--map takes one mapping file");
        }
    }
}

app::ImportRequest request_of(const Arguments& arguments) {
    app::ImportRequest request;
    request.files = arguments.all("FILE");
    if (request.files.empty()) throw Error(ErrorCode::usage, "import needs a file", "hindsight import predictions.toml");
    request.reason = arguments.text("--reason");
    request.dry_run = arguments.has("--dry-run");
    request.partial = arguments.has("--partial");
    request.read.format = arguments.text("--format");
    request.read.zone = arguments.text("--zone");
    if (arguments.has("--limit")) request.read.limits = interchange::limits_from(arguments.text("--limit"));
    read_map(arguments, request.read);
    for (const auto& entry : arguments.all("--person")) {
        const auto equals = entry.rfind('=');
        if (equals == std::string::npos) throw Error(ErrorCode::usage, fmt::format("--person takes NAME=ID, not \"{}\"", printable(entry)));
        request.persons[entry.substr(0, equals)] = entry.substr(equals + 1);
    }
    return request;
}

std::string summary(const app::JournalImport& r, bool dry_run) {
    const auto read = fmt::format("{} read", counted(r.head.size, "event"));
    if (r.added == 0) return read + "; all of them are in the record already: nothing added";
    const auto added = fmt::format("{} {}", r.added, dry_run ? "would be added" : "added");
    return r.made ? fmt::format("{}: {} to a new record", read, added) : fmt::format("{}: {}, {} there already", read, added, r.there);
}

std::string summary(const app::ImportResult& r, bool dry_run) {
    if (r.journal) return summary(*r.journal, dry_run);
    if (r.read == 0 && r.events == 0) return "nothing to import was found: nothing added";
    if (r.events == 0 && r.refused == 0) {
        return fmt::format("{} read; all of it is in the record already: nothing added", counted(r.read, r.by_kind.empty() ? "statement" : "record"));
    }
    const auto refused = r.refused > 0 ? fmt::format(", {} refused", r.refused) : std::string();
    return fmt::format("{} read: {} {}, {} there already{}; {}, {}, {}, {}, {} ({})", counted(r.read, r.by_kind.empty() ? "statement" : "record"), r.stored,
                       dry_run ? "would be stored" : "stored", r.there, refused, counted(r.persons, "person"), counted(r.sources, "source"),
                       counted(r.forecasts, "forecast"), counted(r.resolutions, "resolution"), counted(r.amendments, "amendment"),
                       counted(r.events, "event"));
}

void print_plan(const Context& context, const app::ImportResult& result) {
    const auto shown = std::min(result.plan.size(), kPlanShown);
    for (std::size_t i = 0; i < shown; ++i) {
        const auto& line = result.plan[i];
        const auto forecasts = line.forecasts > 0 ? fmt::format("  [{}]", counted(line.forecasts, "forecast")) : std::string();
        put(fmt::format("{} {}  {}{}\n", styled(context, line.sign == '+' ? "green" : "yellow", std::string(1, line.sign)), line.statement, printable(line.what), forecasts));
    }
    if (result.planned > shown) put(fmt::format("… and {} more\n", result.planned - shown));
}

void print_losses(const Context& context, const app::ImportResult& result) {
    for (const auto& note : result.notes) say(context, "note: " + note);
    if (result.renormalised > 0) say(context, fmt::format("{}: probabilities that did not add to 1 were scaled", counted(result.renormalised, "forecast")));
    if (result.lost.empty()) return;
    say(context, "not carried over, because a record has no place for it:");
    for (const auto& field : result.lost) say(context, fmt::format("  {}, {}: for example {}", field.field, field.count, field.example));
}

}  // namespace

namespace {

constexpr std::string_view kJournal = "jsonl";

app::ExportRequest export_request(const Arguments& arguments) {
    app::ExportRequest request{app::parse_filter(arguments.all("FILTER")), arguments.has("--format") ? arguments.text("--format") : "toml", {}};
    const auto style = arguments.text("--style");
    if (style == "spreadsheet") request.write.for_spreadsheets = true;
    if (style.empty() || style == "raw" || style == "spreadsheet") return request;
    throw Error(ErrorCode::usage, fmt::format("there is no style \"{}\"", printable(style)), "styles: raw, spreadsheet");
}

/// Piece by piece: a journal may be large.
std::size_t write_journal(const Context& context, const Arguments& arguments, const std::string& out) {
    if (!arguments.all("FILTER").empty()) {
        throw Error(ErrorCode::usage, "a journal is exported whole, without a filter", "for a selection use --format toml");
    }
    if (out.empty()) return app::export_journal(context.session, put).size;
    std::size_t bytes = 0;
    write_file(out, [&](const Sink& sink) {
        app::export_journal(context.session, [&](std::string_view piece) {
            bytes += piece.size();
            sink(piece);
        });
    });
    return bytes;
}

std::size_t write_files(const Context& context, const app::ExportRequest& request, const std::string& out) {
    const auto written = app::export_as(context.session, request);
    const bool several = written.files.size() != 1 || !written.files.front().name.empty();
    if (out.empty() && several) {
        throw Error(ErrorCode::usage, fmt::format("{} is a format of several files", request.format), fmt::format("hindsight export --format {} --out FOLDER", request.format));
    }
    std::size_t bytes = 0;
    for (const auto& file : written.files) {
        bytes += file.text.size();
        if (out.empty()) {
            put(file.text);
            continue;
        }
        const auto path = several ? std::filesystem::path(out) / file.name : std::filesystem::path(out);
        std::error_code fault;
        if (several) std::filesystem::create_directories(path.parent_path(), fault);
        if (fault) throw Error(ErrorCode::cannot_write, fmt::format("the folder {} cannot be made: {}", path.parent_path().string(), fault.message()), "name another with --out");
        write_file(path, file.text);
    }
    for (const auto& field : written.lost) say(context, fmt::format("not carried over: {}, {}: for example {}", field.field, field.count, field.example));
    return bytes;
}

}  // namespace

int run_import(Context& context, const Arguments& arguments) {
    if (arguments.has("--formats")) return show_formats(context);
    const auto request = request_of(arguments);
    const auto result = app::import_all(context.session, request);
    for (const auto& diagnostic : result.diagnostics.all()) warn(render(diagnostic));
    if (context.json) {
        put_json(app::to_json(result));
    } else if (request.dry_run) {
        print_plan(context, result);
    }
    const bool faults = result.diagnostics.has_errors();
    if (faults && !request.partial) {
        warn(fmt::format("nothing was stored: {}", counted(result.diagnostics.errors(), "error")));
        // Several faults may differ in kind, but all of them are faults of the data.
        return info(ErrorCode::bad_toml).exit_status;
    }
    if (!context.json) print_losses(context, result);
    say(context, summary(result, request.dry_run));
    return faults ? 1 : 0;
}

int run_export(Context& context, const Arguments& arguments) {
    if (arguments.has("--formats")) return show_formats(context);
    const auto request = export_request(arguments);
    const auto out = arguments.text("--out");
    const auto bytes = request.format == kJournal ? write_journal(context, arguments, out) : write_files(context, request, out);
    if (out.empty()) return 0;
    if (context.json) put_json(Json(Json::Object{{"path", Json(out)}, {"bytes", Json(static_cast<std::int64_t>(bytes))}}));
    say(context, fmt::format("wrote {}", out));
    return 0;
}

}  // namespace hindsight::cli
