// SPDX-License-Identifier: MIT
// Laws of our own tables: what a record says comes back through them.
#include <algorithm>
#include <fstream>

#include "book_cases.hpp"
#include "hindsight/app/verbs.hpp"
#include "support/temp_dir.hpp"

using namespace hindsight;
using namespace hindsight::test;

namespace {

app::Session session(const TempDir& dir, const char* name) { return {dir / name, Clock::fixed(*parse_instant("2026-02-01T08:00:00Z")), "me", "en"}; }

void take_no_fault(const app::ImportResult& result) {
    for (const auto& d : result.diagnostics.all()) RC_LOG() << render(d) << "\n";
    RC_ASSERT(!result.diagnostics.has_errors());
    RC_ASSERT(result.read == result.stored + result.there + result.refused);
}

std::vector<std::string> write_tables(const TempDir& dir, const interchange::Written& written) {
    std::vector<std::string> files;
    for (const auto& file : written.files) {
        RC_LOG() << file.name << "\n" << file.text << "\n";
        files.push_back((dir / file.name).string());
        std::ofstream(files.back(), std::ios::binary) << file.text;
    }
    return files;
}

}  // namespace

TEST_CASE("a record exported as tables and imported into a new one exports the same book, and again adds nothing", "[law][csv]") {
    for_all([] {
        TempDir dir;
        const auto here = session(dir, "here.db");
        take_no_fault(app::import_all(here, {{{"book.toml", interchange::write_toml_book(any_book())}}, "", false}));
        const auto written = app::export_as(here, {{}, "csv", {}});
        RC_ASSERT(written.lost.empty());
        app::ImportRequest request;
        request.files = write_tables(dir, written);
        std::reverse(request.files.begin(), request.files.end());
        const auto there = session(dir, "there.db");
        take_no_fault(app::import_all(there, request));
        RC_ASSERT(app::export_book(there, {}) == app::export_book(here, {}));
        const auto again = app::import_all(there, request);
        take_no_fault(again);
        RC_ASSERT(again.events == 0u);
    }, 0.4);
}
