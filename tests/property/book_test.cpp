// SPDX-License-Identifier: MIT
// Laws of books: writing and reading, importing and exporting.
#include "book_cases.hpp"
#include "hindsight/app/reporting.hpp"
#include "hindsight/app/verbs.hpp"
#include "support/temp_dir.hpp"

using namespace hindsight;
using namespace hindsight::test;
using interchange::Book;

namespace {

std::string said(const Diagnostics& diagnostics) {
    std::string out;
    for (const auto& d : diagnostics.all()) out += render(d) + "\n";
    return out;
}

Book read(const std::string& text) {
    Diagnostics diagnostics;
    auto book = interchange::read_toml_book(text, "book.toml", {}, diagnostics);
    RC_LOG() << said(diagnostics);
    RC_ASSERT(diagnostics.all().empty());
    return book;
}

app::Session session(const TempDir& dir, const std::string& name, const char* now = "2026-02-01T08:00:00Z") {
    return {dir / name, Clock::fixed(*parse_instant(now)), "me", "en"};
}

app::ImportResult import(const app::Session& session, const std::string& text) {
    const auto result = app::import_all(session, {{{"book.toml", text}}, "", false});
    RC_LOG() << said(result.diagnostics);
    RC_ASSERT(!result.diagnostics.has_errors());
    return result;
}

}  // namespace

TEST_CASE("a book reads back as it was written, and writing it again gives the same bytes", "[law][book]") {
    for_all([] {
        const auto book = any_book();
        const auto text = interchange::write_toml_book(book);
        RC_LOG() << text << "\n";
        const auto back = read(text);
        RC_ASSERT(same_book(back, book));
        RC_ASSERT(interchange::write_toml_book(back) == text);
    }, 3);
}

TEST_CASE("importing a book again adds nothing", "[law][book]") {
    for_all([] {
        TempDir dir;
        const auto text = interchange::write_toml_book(any_book());
        RC_LOG() << text << "\n";
        const auto here = session(dir, "r.db");
        import(here, text);
        const auto head = app::head(here);
        const auto again = import(session(dir, "r.db", "2026-03-01T08:00:00Z"), text);
        RC_ASSERT(again.events == 0u);
        RC_ASSERT(again.there == again.read);
        RC_ASSERT(app::head(here) == head);
    }, 0.4);
}

TEST_CASE("importing an export adds nothing, and into an empty record gives the same export", "[law][book]") {
    for_all([] {
        TempDir dir;
        const auto text = interchange::write_toml_book(any_book(false));
        RC_LOG() << text << "\n";
        const auto here = session(dir, "r.db");
        import(here, text);
        const auto exported = app::export_book(here, {});
        RC_LOG() << "exported:\n" << exported << "\n";
        const auto head = app::head(here);
        RC_ASSERT(import(here, exported).events == 0u);
        RC_ASSERT(app::head(here) == head);
        const auto there = session(dir, "other.db");
        import(there, exported);
        RC_ASSERT(app::export_book(there, {}) == exported);
    }, 0.4);
}

TEST_CASE("what was imported is what the book says", "[law][book]") {
    for_all([] {
        TempDir dir;
        const auto book = any_book(false);
        const auto here = session(dir, "r.db");
        import(here, interchange::write_toml_book(book));
        auto store = app::open_for_reading(here);
        store.read([&](Reader& reader) {
            const auto records = reader.records({}, here.clock.now());
            RC_ASSERT(records.size() == book.statements.size());
            for (std::size_t i = 0; i < records.size(); ++i) {
                const auto& entry = book.statements[i];
                RC_ASSERT(records[i].statement == entry.statement);
                RC_ASSERT(records[i].forecasts.size() == entry.forecasts.size());
                RC_ASSERT(records[i].ratings().size() == entry.resolutions.size());
                RC_ASSERT(records[i].retraction.has_value() == entry.retraction.has_value());
            }
        });
        RC_ASSERT(store.verify({}).damages.empty());
    }, 0.4);
}

TEST_CASE("a book with one fault stores nothing", "[law][book]") {
    for_all([] {
        TempDir dir;
        const auto here = session(dir, "r.db");
        const auto text = interchange::write_toml_book(any_book()) + "\n[[statement]]\nid = \"-faulty-\"\n";
        const auto result = app::import_all(here, {{{"book.toml", text}}, "", false});
        RC_ASSERT(result.diagnostics.has_errors());
        RC_ASSERT(result.stored == 0u);
        RC_ASSERT(dir.empty());
    }, 0.4);
}
