// SPDX-License-Identifier: MIT
// A record in a folder of its own under a clock that stands still until a test moves it.
#pragma once

#include <string>
#include <vector>

#include "hindsight/app/verbs.hpp"
#include "hindsight/domain/notation.hpp"
#include "support/catch.hpp"
#include "support/error_of.hpp"
#include "support/temp_dir.hpp"

namespace hindsight::test {

class AppFixture {
 public:
    /// With the persons me, ann and bob, at noon of 2026-03-10.
    explicit AppFixture(bool with_record = true) {
        session.db = dir / "r.db";
        now("2026-03-10T12:00:00Z");
        if (!with_record) return;
        app::make_record(session, true);
        app::add_person(session, {"ann", {{"en", "Ann"}}});
        app::add_person(session, {"bob", {}});
    }

    void now(const char* instant) { session.clock = Clock::fixed(*parse_instant(instant)); }

    app::AddRequest asks(const char* text, const char* forecast = "") const {
        app::AddRequest request;
        request.text = text;
        request.forecast = forecast;
        request.due = "2026-12-31";
        return request;
    }
    /// A binary statement with the id `id`, due at the end of the year.
    app::AddResult add(const char* id, const char* forecast = "70%") {
        auto request = asks(id, forecast);
        request.id = id;
        return app::add(session, request);
    }
    app::AddResult add(const char* id, const char* forecast, const char* type, std::vector<std::string> options = {}) {
        auto request = asks(id, forecast);
        request.id = id;
        request.type = type;
        request.options = std::move(options);
        return app::add(session, request);
    }
    app::ResolveResult resolve(const char* id, const char* outcome, const char* on = "", const char* by = "") {
        app::ResolveRequest request;
        request.id = id;
        request.outcome = outcome;
        request.on = on;
        request.by = by;
        return app::resolve(session, request);
    }
    app::ImportResult import(const std::string& text, const char* reason = "") { return app::import_all(session, {{{"book.toml", text}}, reason, false}); }

    StatementRecord record(const char* id) const { return app::show(session, id).record; }
    Status status(const char* id) const { return app::show(session, id).status; }
    /// The standing forecast of a person in its short form, "" without one.
    std::string standing(const char* id, const char* person = "me") const {
        const auto found = record(id);
        const auto* forecast = found.standing_forecast(person, session.clock.now());
        return forecast ? print_predictive(forecast->forecast.predictive, *found.statement.question) : "";
    }
    std::uint64_t size() const { return app::head(session).size; }
    bool sound() const { return app::verify(session, {}).damages.empty(); }

    TempDir dir;
    app::Session session;
};

}  // namespace hindsight::test
