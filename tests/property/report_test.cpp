// SPDX-License-Identifier: MIT
// Laws of reports: the same record and clock give the same bytes, and the order of rows does not count.
#include <algorithm>

#include "book_cases.hpp"
#include "hindsight/app/reporting.hpp"
#include "hindsight/app/verbs.hpp"
#include "hindsight/report/build.hpp"
#include "hindsight/report/formats.hpp"
#include "support/temp_dir.hpp"

using namespace hindsight;
using namespace hindsight::test;

namespace {

app::Session session(const TempDir& dir) { return {dir / "r.db", Clock::fixed(*parse_instant("2026-02-01T08:00:00Z")), "me", "en"}; }

void import(const app::Session& session, const std::string& text) {
    const auto result = app::import_all(session, {{{"book.toml", text}}, "", false});
    for (const auto& d : result.diagnostics.all()) RC_LOG() << render(d) << "\n";
    RC_ASSERT(!result.diagnostics.has_errors());
}

/// The report in every format and language.
std::vector<std::string> rendered(const report::Report& report) {
    std::vector<std::string> out;
    for (const auto& format : report::formats()) {
        for (const auto* language : {"en", "zh"}) out.push_back(format.render(report, {report::language_by_slug(language), 80}));
    }
    return out;
}

template <class T>
std::vector<T> shuffled(std::vector<T> values) {
    for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[static_cast<std::size_t>(whole(0, static_cast<int>(i) - 1))]);
    return values;
}

}  // namespace

TEST_CASE("the same record and clock give the same bytes of every report", "[law][report]") {
    for_all([] {
        TempDir dir;
        const auto here = session(dir);
        import(here, interchange::write_toml_book(any_book()));
        app::ReportVerb verb;
        verb.years = {whole(2020, 2026)};
        verb.year_by = *rc::gen::element<std::string>("", "due", "said");
        verb.policy = *rc::gen::element<std::string>("", "first", "time-weighted", "every");
        const auto once = rendered(app::report(here, verb));
        RC_ASSERT(once == rendered(app::report(here, verb)));
        verb.as_of = "2026-02-01T08:00:00Z";  // a replay of everything there is
        RC_ASSERT(once == rendered(app::report(here, verb)));
    }, 0.3);
}

TEST_CASE("the order of statements, persons and sources does not change the report", "[law][report]") {
    for_all([] {
        TempDir dir;
        const auto here = session(dir);
        auto text = interchange::write_toml_book(any_book());
        import(here, text);
        report::ReportRequest request;
        request.scope.years = {whole(2020, 2026)};
        request.as_of = here.clock.now();
        request.year_by = *rc::gen::element(evaluation::YearRule::decided, evaluation::YearRule::due, evaluation::YearRule::said);
        app::open_for_reading(here).read([&](Reader& reader) {
            const auto records = reader.records({}, request.as_of);
            const auto persons = reader.persons();
            const auto sources = reader.sources();
            const auto report_of = [&](const auto& rows, const auto& people, const auto& places) {
                report::ReportInput input;
                input.records = rows;
                input.persons = people;
                input.sources = places;
                input.credence = reader.credence();
                return rendered(report::build_report(request, input));
            };
            const auto once = report_of(records, persons, sources);
            const auto again = report_of(shuffled(records), shuffled(persons), shuffled(sources));
            for (std::size_t i = 0; i < once.size(); ++i) {
                const auto differs = std::mismatch(once[i].begin(), once[i].end(), again[i].begin(), again[i].end());
                const auto at = static_cast<std::size_t>(differs.first - once[i].begin());
                if (once[i] != again[i]) {
                    const auto from = at > 200 ? at - 200 : 0;
                    RC_LOG() << "once:  " << once[i].substr(from, 400) << "\nagain: " << again[i].substr(from, 400) << "\n";
                }
                RC_ASSERT(once[i] == again[i]);
            }
        });
    }, 0.5);
}
