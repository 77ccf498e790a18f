// SPDX-License-Identifier: MIT
// Laws of the record: whatever was done, projections equal a replay, heads are prefixes, and undo restores.
#include <fstream>

#include "hindsight/app/journal_exchange.hpp"
#include "hindsight/interchange/book.hpp"
#include "hindsight/journal/merkle.hpp"
#include "record_cases.hpp"

using namespace hindsight;
using namespace hindsight::test;

namespace {

void check_sound(const app::Session& session, const std::vector<journal::Head>& heads = {}) {
    const auto verification = app::verify(session, heads);
    for (const auto& damage : verification.damages) RC_LOG() << damage.kind << ": " << damage.what << "\n";
    RC_ASSERT(verification.damages.empty());
}

}  // namespace

TEST_CASE("after any verbs the projections equal a replay, and every head ever seen is a prefix", "[law][record]") {
    for_all([] {
        LivingRecord record;
        std::vector<journal::Head> heads{app::head(record.session())};
        for (int n = whole(1, 12); n > 0; --n) {
            const bool done = record.act();
            const auto head = app::head(record.session());
            RC_ASSERT((head.size > heads.back().size) == done);  // what was refused added nothing
            heads.push_back(head);
        }
        check_sound(record.session(), heads);
    }, 0.5);
}

TEST_CASE("the record as of a moment has the head and the content that it had then", "[law][record]") {
    for_all([] {
        LivingRecord record;
        std::vector<std::tuple<Instant, journal::Head, std::string>> then;
        for (int n = whole(1, 8); n > 0; --n) {
            record.act();
            auto store = app::open_for_reading(record.session());
            then.emplace_back(record.session().clock.now(), app::head(record.session()), dump(store));
        }
        auto store = app::open_for_reading(record.session());
        for (const auto& [at, head, content] : then) {
            auto past = store.as_of(at);
            journal::Head seen;
            past.read([&](Reader& reader) { seen = reader.head(); });
            RC_ASSERT(seen == head);
            RC_ASSERT(dump(past) == content);
        }
    }, 0.3);
}

TEST_CASE("undo restores what stood before the verb, and undoing the undo what stood after it", "[law][record]") {
    for_all([] {
        LivingRecord record;
        for (int n = whole(1, 6); n > 0; --n) record.act();
        const auto before = standing(record.session());
        if (!record.act_but_undo()) return;
        const auto after = standing(record.session());
        record.wait();
        try {
            app::undo(record.session());
        } catch (const Error& e) {
            RC_ASSERT(e.code() == ErrorCode::conflict);  // imported rows have no opposite
            return;
        }
        RC_LOG() << "before:\n" << before << "after:\n" << after;
        RC_ASSERT(standing(record.session()) == before);
        record.wait();
        app::undo(record.session());
        RC_ASSERT(standing(record.session()) == after);
        check_sound(record.session());
    }, 0.7);
}

TEST_CASE("an export of any record reads without a fault and adds nothing to it", "[law][record]") {
    for_all([] {
        LivingRecord record;
        for (int n = whole(1, 10); n > 0; --n) record.act();
        const auto text = app::export_book(record.session(), {});
        RC_LOG() << text << "\n";
        const auto head = app::head(record.session());
        record.wait();
        const auto result = app::import_all(record.session(), {{{"export.toml", text}}, "", false});
        for (const auto& d : result.diagnostics.all()) RC_LOG() << render(d) << "\n";
        RC_ASSERT(!result.diagnostics.has_errors());
        RC_ASSERT(result.events == 0u);
        RC_ASSERT(app::head(record.session()) == head);
    }, 0.6);
}

TEST_CASE("the journal of any record makes the same record elsewhere, and keeps it up to date", "[law][record]") {
    const auto lines = [](const app::Session& session) {
        std::string text;
        app::export_journal(session, [&](std::string_view piece) { text += piece; });
        return text;
    };
    for_all([&] {
        LivingRecord record;
        TempDir dir;
        auto copy = record.session();
        copy.db = dir / "copy.db";
        for (int round = whole(1, 3); round > 0; --round) {
            for (int n = whole(0, 6); n > 0; --n) record.act();
            const auto text = lines(record.session());
            std::ofstream(dir / "j.jsonl", std::ios::binary) << text;
            const auto files = interchange::recognise({(dir / "j.jsonl").string()}, {});
            app::import_journal(copy, files.front(), false);
            const auto head = app::head(record.session());
            RC_ASSERT(app::head(copy) == head);
            check_sound(copy, {head});
            RC_ASSERT(lines(copy) == text);
            auto own = app::open_for_reading(record.session());
            auto other = app::open_for_reading(copy);
            RC_ASSERT(dump(other) == dump(own));
        }
    }, 0.4);
}

TEST_CASE("the same verbs at the same times make the same reproducible record", "[law][record]") {
    const auto make = [](const std::vector<std::pair<int, int>>& steps) {
        TempDir dir;
        app::Session session{dir / "r.db", Clock::fixed(*parse_instant("2026-01-01T00:00:00Z")), "me", "en"};
        app::make_record(session, true);
        for (const auto& [verb, value] : steps) {
            const auto id = "s" + std::to_string(value % 3);
            try {
                if (verb == 0) app::add(session, {.text = "text " + id, .language = {}, .id = id, .kind = {}, .by = {}, .said_on = {}, .due = "+9d", .type = {}, .criteria = {}, .unit = {}, .scale = {}, .options = {}, .forecast = "60%", .phrase = {}, .source = {}, .locator = {}, .tags = {}});
                if (verb == 1) app::forecast(session, {id, std::to_string(value) + "%", "", "", ""});
                if (verb == 2) app::undo(session);
            } catch (const Error&) {  // a verb that is refused is refused each time
            }
        }
        return std::make_pair(app::head(session), app::export_book(session, {}));
    };
    for_all([&] {
        std::vector<std::pair<int, int>> steps;
        for (int n = whole(1, 6); n > 0; --n) steps.emplace_back(whole(0, 2), whole(0, 100));
        RC_ASSERT(make(steps) == make(steps));
    }, 0.2);
}

TEST_CASE("the root does not depend on how the leaves came in, and proofs hold for every leaf", "[law][journal]") {
    for_all([] {
        std::vector<Hash> leaves;
        for (int n = whole(0, 40); n > 0; --n) leaves.push_back(journal::leaf_hash(*any_text()));
        const auto root = journal::root_of(leaves);
        journal::Frontier frontier;
        for (std::size_t i = 0; i < leaves.size(); ++i) {
            frontier.append(leaves[i]);
            if (one_in(4)) frontier = journal::Frontier(frontier.size(), frontier.nodes());  // laid down and taken up again
        }
        RC_ASSERT(frontier.root() == root);
        if (leaves.empty()) return;
        const auto at = static_cast<std::uint64_t>(whole(0, static_cast<int>(leaves.size()) - 1));
        const auto proof = journal::inclusion_proof(leaves, at);
        RC_ASSERT(journal::verify_inclusion(leaves[at], at, leaves.size(), proof, root));
        RC_ASSERT(!journal::verify_inclusion(journal::leaf_hash("another"), at, leaves.size(), proof, root));
        const auto old_root = journal::root_of(std::span(leaves).first(at));
        const auto consistency = journal::consistency_proof(leaves, at);
        RC_ASSERT(journal::verify_consistency(at, leaves.size(), consistency, old_root, root));
        auto changed = leaves;
        changed[at] = journal::leaf_hash("another");
        RC_ASSERT(journal::root_of(changed) != root);
    });
}
