// SPDX-License-Identifier: MIT
// Commands: import and export of books.
#include <fmt/format.h>

#include "commands.hpp"
#include "hindsight/app/json.hpp"
#include "hindsight/app/verbs.hpp"
#include "output.hpp"
#include "write_file.hpp"

namespace hindsight::cli {

namespace {

std::string counted(std::size_t n, std::string_view what) { return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s"); }

std::string summary(const app::ImportResult& r, bool dry_run) {
    if (r.events == 0) return fmt::format("{} read; all of it is in the record already: nothing added", counted(r.read, "statement"));
    return fmt::format("{} read: {} {}, {} there already; {}, {}, {}, {}, {} ({})", counted(r.read, "statement"), r.stored,
                       dry_run ? "would be stored" : "stored", r.there, counted(r.persons, "person"), counted(r.sources, "source"),
                       counted(r.forecasts, "forecast"), counted(r.resolutions, "resolution"), counted(r.amendments, "amendment"),
                       counted(r.events, "event"));
}

}  // namespace

int run_import(Context& context, const Arguments& arguments) {
    app::ImportRequest request;
    if (arguments.all("FILE").empty()) throw Error(ErrorCode::usage, "import needs a file", "hindsight import predictions.toml");
    for (const auto& file : arguments.all("FILE")) request.books.push_back(app::read_book_file(file));
    request.reason = arguments.text("--reason");
    request.dry_run = arguments.has("--dry-run");
    const auto result = app::import_books(context.session, request);
    for (const auto& diagnostic : result.diagnostics.all()) warn(render(diagnostic));
    if (context.json) put_json(app::to_json(result));
    if (result.diagnostics.has_errors()) {
        warn(fmt::format("nothing was stored: {}", counted(result.diagnostics.errors(), "error")));
        // Several faults may differ in kind, but all of them are faults of the data.
        return info(ErrorCode::bad_toml).exit_status;
    }
    say(context, summary(result, request.dry_run));
    return 0;
}

int run_export(Context& context, const Arguments& arguments) {
    const auto book = app::export_book(context.session, app::parse_filter(arguments.all("FILTER")));
    const auto out = arguments.text("--out");
    if (out.empty()) {
        put(book);
        return 0;
    }
    write_file(out, book);
    if (context.json) put_json(Json(Json::Object{{"path", Json(out)}, {"bytes", Json(static_cast<std::int64_t>(book.size()))}}));
    say(context, fmt::format("wrote {}", out));
    return 0;
}

}  // namespace hindsight::cli
