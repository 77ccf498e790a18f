// SPDX-License-Identifier: MIT
// Export and import of the whole journal: the same record comes out, and no changed file gets in.
#include "hindsight/app/journal_exchange.hpp"

#include <SQLiteCpp/Database.h>

#include <fstream>
#include <sstream>

#include "hindsight/journal/lines.hpp"
#include "hindsight/journal/merkle.hpp"
#include "store/sqlite/verification.hpp"
#include "support/catch.hpp"
#include "support/error_of.hpp"
#include "unit/store/sample_record.hpp"

using namespace hindsight;
using namespace hindsight::test;

namespace {

namespace fs = std::filesystem;

using LineList = std::vector<std::string>;

app::Session session_at(const fs::path& path) {
    return {path, Clock::fixed(at("2026-12-01T00:00:00Z")), "me", "en", {}, {}, {}};
}

LineList export_lines(const app::Session& session) {
    std::string text;
    app::export_journal(session, [&](std::string_view piece) { text += piece; });
    std::istringstream in(text);
    LineList lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

/// A record with a fact of every type, its lines, and a place for another record.
struct Exchange {
    Exchange() {
        new_record(own.db);
        fill_with_every_fact(own.db);
        lines = export_lines(own);
        head = app::head(own);
    }

    app::JournalImport import(const LineList& text, bool dry_run = false) const {
        std::ofstream(dir / "j.jsonl", std::ios::binary) << [&] {
            std::string all;
            for (const auto& line : text) all += line + "\n";
            return all;
        }();
        interchange::ReadOptions options;
        options.format = "jsonl";
        const auto files = interchange::recognise({(dir / "j.jsonl").string()}, options);
        return app::import_journal(other, files.front(), dry_run);
    }

    /// "slug LINE: message" of a refused file; nothing may be left.
    std::string fault(const LineList& text) const {
        const auto error = thrown_by([&] { import(text); });
        CHECK_FALSE(fs::exists(other.db));
        CHECK(std::distance(fs::directory_iterator(dir.path()), fs::directory_iterator()) == 2);  // the record and the file
        if (!error) return "none";
        CHECK(error->where().file == (dir / "j.jsonl").string());
        return std::string(info(error->code()).slug) + " " + std::to_string(error->where().line) + ": " + error->what();
    }

    /// The lines with one of them changed; line 1 is the first.
    LineList changed(std::size_t line, std::string_view from, std::string_view to) const {
        auto copy = lines;
        const auto found = copy[line - 1].find(from);
        REQUIRE(found != std::string::npos);
        copy[line - 1].replace(found, from.size(), to);
        return copy;
    }

    TempDir dir;
    app::Session own = session_at(dir / "r.db");
    app::Session other = session_at(dir / "copy.db");
    LineList lines;
    journal::Head head;
};

/// Lines of a sound journal that ends with any header and parts.
LineList with_event(LineList lines, journal::Header draft, const journal::Fact& fact) {
    journal::Frontier tree;
    for (std::size_t i = 1; i < lines.size(); ++i) tree.append(journal::parse_line(lines[i]).leaf);
    auto head = journal::parse_first_line(lines[0]);
    draft.origin = head.origin;
    draft.seq = draft.action = head.size + 1;
    draft.actor = std::string(32, '3');
    draft.at = "2026-11-05T10:00:00.000000Z";
    const auto event = journal::seal(draft, journal::encode(fact), Randomness::system());
    tree.append(event.leaf);
    lines[0] = journal::print_first_line({head.origin, tree.size(), tree.root()});
    lines.push_back(journal::print_line(event));
    return lines;
}

std::vector<Damage> differences(const fs::path& a, const fs::path& b) {
    sqlite::Connection found(a.string(), SQLite::OPEN_READONLY, 0), expected(b.string(), SQLite::OPEN_READONLY, 0);
    std::vector<Damage> damages;
    sqlite::compare_projections(found, expected, damages);
    return damages;
}

}  // namespace

TEST_CASE("record, export and new record have the same head and the same projections cell by cell", "[app][jsonl]") {
    const Exchange x;
    const auto result = x.import(x.lines);
    CHECK(result.made);
    CHECK(result.added == x.head.size);
    CHECK(app::head(x.other) == x.head);
    CHECK(app::verify(x.other, {x.head}).damages.empty());
    CHECK(differences(x.other.db, x.own.db).empty());
    CHECK(export_lines(x.other) == x.lines);
}

TEST_CASE("a second import adds nothing, and one into a shorter copy what is missing", "[app][jsonl]") {
    const Exchange x;
    x.import(x.lines);
    const auto again = x.import(x.lines);
    CHECK(again.added == 0);
    CHECK(again.there == x.head.size);
    app::add_person(x.other, {"later", {}});
    CHECK(x.import(x.lines).added == 0);  // the file is shorter
    const auto longer = export_lines(x.other);
    fs::rename(x.other.db, x.dir / "longer.db");
    x.import(x.lines);
    const auto rest = x.import(longer);
    CHECK(rest.there == x.head.size);
    CHECK(rest.added == 1);
    CHECK_FALSE(rest.made);
    CHECK(differences(x.other.db, x.dir / "longer.db").empty());
    CHECK(app::verify(x.other, {x.head}).damages.empty());
}

TEST_CASE("a copy goes on as a record of its own", "[app][jsonl]") {
    const Exchange x;
    x.import(x.lines);
    app::add_person(x.other, {"later", {}});
    CHECK(app::verify(x.other, {x.head}).damages.empty());
}

TEST_CASE("a dry run says how many events would be added, and adds none", "[app][jsonl]") {
    const Exchange x;
    CHECK(x.import(x.lines, true).added == x.head.size);
    CHECK_FALSE(fs::exists(x.other.db));
    x.import(x.lines);
    app::add_person(x.own, {"later", {}});
    const auto longer = export_lines(x.own);
    const auto result = x.import(longer, true);
    CHECK(result.added == 1);
    CHECK(result.there == x.head.size);
    CHECK(app::head(x.other) == x.head);
    CHECK(refusal([&] { x.import({longer.begin(), longer.end() - 1}, true); }) == "bad-journal");
}

TEST_CASE("another record, and one that went another way, are not mixed with this one", "[app][jsonl]") {
    const Exchange x;
    x.import(x.lines);
    app::add_person(x.own, {"later", {}});
    app::add_person(x.other, {"elsewhere", {}});
    const auto error = thrown_by([&] { x.import(export_lines(x.own)); });
    REQUIRE(error);
    CHECK(error->code() == ErrorCode::conflict);
    CHECK(std::string(error->what()).ends_with("they agree up to event " + std::to_string(x.head.size)));
    CHECK(refusal([&] { x.import(export_lines(x.own), true); }) == "conflict");
    fs::remove(x.other.db);
    app::make_record(x.other);
    const auto fresh = app::head(x.other);
    CHECK(refusal([&] { x.import(x.lines); }) == "conflict");
    CHECK(app::head(x.other) == fresh);
}

TEST_CASE("changed content is named by its event and line", "[app][jsonl]") {
    const Exchange x;
    CHECK(x.fault(x.changed(3, "\"Me\"", "\"Mr\"")) == "bad-journal 3: the part \"private\" of event 2 is not the one that was recorded");
    const auto salt = x.lines[3].find("\"salt\":\"") + 8;
    auto lines = x.lines;
    lines[3][salt] = lines[3][salt] == '0' ? '1' : '0';
    CHECK(x.fault(lines) == "bad-journal 4: the part \"body\" of event 3 is not the one that was recorded");
    CHECK(x.fault(x.changed(3, "\"parts\":{\"body\":{\"content\"", "\"parts\":{\"bode\":{\"content\"")) ==
          "bad-journal 3: event 2 has a part \"bode\" that its header does not know");
    lines = x.lines;
    lines[2] = lines[2].substr(0, lines[2].find(",\"parts\":{\"body\":{\"content\"")) + ",\"parts\":{}}";
    CHECK(x.fault(lines) == "bad-journal 3: the part \"body\" of event 2 is missing");
}

TEST_CASE("lines that are missing, swapped or too many are named", "[app][jsonl]") {
    const Exchange x;
    auto lines = x.lines;
    lines.erase(lines.begin() + 4);
    CHECK(x.fault(lines) == "bad-journal 5: event 5 follows where event 4 should");
    lines = x.lines;
    std::swap(lines[4], lines[5]);
    CHECK(x.fault(lines) == "bad-journal 5: event 5 follows where event 4 should");
    lines = x.lines;
    lines.pop_back();
    const auto size = x.head.size;
    const auto last = std::to_string(size);
    CHECK(x.fault(lines) == "bad-journal " + last + ": it ends after event " + std::to_string(size - 1) + " of " + last);
    lines = x.lines;
    lines.push_back(lines.back());
    CHECK(x.fault(lines) == "bad-journal " + std::to_string(size + 2) + ": there are more than " + last + " events");
    CHECK(x.fault({x.lines[0]}) == "bad-journal 1: it ends after event 0 of " + last);
}

TEST_CASE("a changed header or root is noticed by the root", "[app][jsonl]") {
    const Exchange x;
    const auto root = to_hex(x.head.root);
    CHECK(x.fault(x.changed(1, root, to_hex(Hash{}))) == "bad-journal 1: its events do not give the root that it begins with");
    CHECK(x.fault(x.changed(4, "\"at\":\"2026", "\"at\":\"2025")) == "bad-journal 1: its events do not give the root that it begins with");
    CHECK(x.fault(x.changed(1, x.head.origin, std::string(32, '0'))) == "bad-journal 2: event 1 comes from another record");
}

TEST_CASE("what is broken is named by its line", "[app][jsonl]") {
    const Exchange x;
    CHECK(x.fault({}) == "bad-journal 0: this file is empty");
    auto lines = x.lines;
    lines[6].resize(lines[6].size() / 2);
    lines.resize(7);
    CHECK(x.fault(lines).starts_with("bad-json 7: "));
    CHECK(x.fault(x.changed(3, "\"Me\"", "\"M\xff\"")) == "bad-utf8 3: this is not valid UTF-8");
    lines = x.lines;
    lines[5] = std::string(100'000, '[');
    CHECK(x.fault(lines).starts_with("too-deep 6: "));
    lines[5] = "";
    CHECK(x.fault(lines).starts_with("bad-json 6: "));
    lines[5] = std::string(journal::kLineBytes + 1, ' ');
    CHECK(x.fault(lines).starts_with("too-large 6: "));
}

TEST_CASE("an event that only a newer program knows is refused as such", "[app][jsonl]") {
    const Exchange x;
    journal::Header draft;
    draft.type = "statement.sealed";
    const auto lines = with_event(x.lines, draft, journal::ClockNoted{"a", "b"});
    const auto line = std::to_string(lines.size());
    CHECK(x.fault(lines).starts_with("record-newer " + line + ": "));
    CHECK(refusal([&] { x.import(lines, true); }) == "record-newer");
}

TEST_CASE("a sound journal of impossible events leaves the record as it was", "[app][jsonl]") {
    const Exchange x;
    journal::Header draft;
    draft.type = "statement.retracted";
    draft.subject = "nothing";
    const auto last = std::to_string(x.head.size + 1);
    const auto lines = with_event(x.lines, draft, journal::StatementRetracted{"nothing", {}, "why"});
    CHECK(x.fault(lines).starts_with("bad-journal " + std::to_string(x.head.size + 2) + ": event " + last + " cannot be applied: "));
    draft.type = "person.added";
    draft.subject = std::string(32, '7');
    const auto twin = with_event(x.lines, draft, journal::PersonAdded{draft.subject, {"me", {}}});
    CHECK(x.fault(twin).find("UNIQUE") != std::string::npos);
    x.import(x.lines);
    CHECK(refusal([&] { x.import(lines); }) == "bad-journal");
    CHECK(app::head(x.other) == x.head);
    CHECK(app::verify(x.other, {x.head}).damages.empty());
}

TEST_CASE("a damaged record is not exported as if it were whole", "[app][jsonl]") {
    const Exchange x;
    raw(x.own.db, "DROP TRIGGER part_update; UPDATE part SET salt = zeroblob(32) WHERE seq = 2 AND name = 'body'");
    CHECK(refusal([&] { export_lines(x.own); }) == "record-damaged");
}
