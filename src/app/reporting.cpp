// SPDX-License-Identifier: MIT
// From the record to scores and reports.
#include "hindsight/app/reporting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "hindsight/base/text.hpp"
#include "hindsight/evaluation/site_scores.hpp"
#include "hindsight/interchange/book.hpp"
#include "hindsight/interchange/formats.hpp"

namespace hindsight::app {

namespace {

/// The row of a descriptor table, or a usage error that lists the slugs.
template <class T, class Table>
T choice(std::optional<T> parsed, const Table& table, std::string_view what, const std::string& text) {
    if (parsed) return *parsed;
    std::vector<std::string_view> slugs;
    for (const auto& row : table) slugs.push_back(row.slug);
    const auto near = nearest(text, slugs);
    throw Error(ErrorCode::usage, fmt::format("\"{}\" is no {}", printable(text), what),
                near ? fmt::format("did you mean \"{}\"?", *near) : fmt::format("one of: {}", fmt::join(slugs, ", ")));
}

evaluation::Policy policy_from(const std::string& text) {
    if (text.empty()) return evaluation::Policy::last;
    return choice(evaluation::parse_policy(text), evaluation::policies(), "policy", text);
}

evaluation::YearRule year_rule_from(const std::string& text) {
    if (text.empty()) return evaluation::YearRule::decided;
    return choice(evaluation::parse_year_rule(text), evaluation::year_rules(), "rule for the year", text);
}

void check_known(const std::vector<std::string>& ids, const std::vector<Person>& persons) {
    std::vector<std::string_view> known;
    for (const auto& person : persons) known.push_back(person.id);
    for (const auto& id : ids) {
        if (std::find(known.begin(), known.end(), id) != known.end()) continue;
        const auto near = nearest(id, known);
        throw Error(ErrorCode::not_found, fmt::format("there is no person \"{}\" in the record", printable(id)),
                    near ? fmt::format("did you mean \"{}\"?", *near) : "hindsight person list shows who there is");
    }
}

/// Rules of sites see all forecasts and choose themselves.
void check_for_sites(const ScoreVerb& verb) {
    if (!evaluation::asks_for_sites(verb.rules)) return;
    if (verb.policy.empty() && !verb.include_late && !verb.crowd && !verb.clip) return;
    throw Error(ErrorCode::usage, "the scores of sites choose themselves which forecasts count",
                "leave out --policy, --include-late, --crowd and --clip");
}

report::ReportRequest request_from(const Session& session, const ReportVerb& verb) {
    report::ReportRequest request;
    request.scope.years = verb.years;
    std::sort(request.scope.years.begin(), request.scope.years.end());
    request.scope.years.erase(std::unique(request.scope.years.begin(), request.scope.years.end()), request.scope.years.end());
    request.scope.person = verb.person;
    request.year_by = year_rule_from(verb.year_by);
    request.policy = policy_from(verb.policy);
    request.scope.by = verb.by;
    request.include_late = verb.include_late;
    if (verb.other_credence) request.other_credence = &*verb.other_credence;
    request.intervals = verb.intervals;
    request.as_of = verb.as_of.empty() ? session.clock.now() : spoken_date(session, verb.as_of).at;
    return request;
}

/// The statements that touch the years of the scope, all for all time, and of the others those that the report lists.
std::vector<StatementRecord> records_for(Reader& reader, const report::ReportRequest& request,
                                         std::span<const StatementSummary> summaries) {
    StatementFilter needed;
    needed.ids = report::needed_records(request, {summaries});
    if (needed.ids.empty()) return {};
    return reader.records(needed, request.as_of);
}

report::Report build(Reader& reader, const report::ReportRequest& request) {
    const auto persons = reader.persons();
    check_known(request.scope.by, persons);
    if (!request.scope.person.empty()) check_known({request.scope.person}, persons);
    SummaryQuery everything;
    everything.now = request.as_of;
    everything.forecasts = false;
    everything.links = true;
    const auto summaries = reader.summaries(everything);
    const auto records = records_for(reader, request, summaries);
    const auto sources = reader.sources();
    const auto head = reader.head();
    report::ReportInput input;
    input.records = records;
    input.outside = {summaries};
    input.persons = persons;
    input.sources = sources;
    input.head = {head.origin, head.size, to_hex(head.root)};
    input.given_clock_events = reader.given_clock_events();
    input.reproducible = reader.reproducible();
    input.credence = reader.credence();
    input.version = HINDSIGHT_VERSION;
    return report::build_report(request, input);
}

}  // namespace

int parse_year(const std::string& text) {
    int year = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
    if (error == std::errc{} && end == text.data() + text.size() && year >= 1 && year <= 9999) return year;
    throw Error(ErrorCode::usage, fmt::format("\"{}\" is no year", printable(text)), "write it as 2024");
}

void check_clip(const std::optional<double>& clip) {
    if (clip && !(*clip > 0 && *clip < 0.5)) throw Error(ErrorCode::usage, "--clip takes a number between 0 and 0.5", "--clip 0.001");
}

evaluation::ScoreResult score(const Session& session, const ScoreVerb& verb) {
    evaluation::ScoreRequest request;
    request.options.policy = policy_from(verb.policy);
    request.options.include_late = verb.include_late;
    request.options.as_of = session.clock.now();
    for (const auto& text : verb.by) request.by.push_back(choice(evaluation::parse_dimension(text), evaluation::dimensions(), "way to group", text));
    request.rules = verb.rules;
    request.crowd = verb.crowd;
    check_clip(verb.clip);
    request.options.clip = verb.clip;
    request.diagnostics = verb.diagnostics;
    request.bins = verb.bins;
    request.as_published = verb.as_published;
    check_for_sites(verb);
    evaluation::ScoreResult result;
    open_for_reading(session).read([&](Reader& reader) {
        const auto records = reader.records(verb.filter, session.clock.now());
        SummaryQuery everything;  // links may lead to statements that the filter leaves out
        everything.now = session.clock.now();
        everything.forecasts = false;
        everything.links = true;
        const auto summaries = reader.summaries(everything);
        result = evaluation::score_record(records, request, {summaries});
    });
    return result;
}

report::Report report(const Session& session, const ReportVerb& verb) {
    const auto request = request_from(session, verb);
    report::Report report;
    auto store = open_for_reading(session);
    const auto make = [&](Reader& reader) { report = build(reader, request); };
    if (verb.as_of.empty()) {
        store.read(make);
    } else {
        store.as_of(request.as_of).read(make);
    }
    return report;
}

CredenceTable read_credence(const std::string& path, Diagnostics& diagnostics) {
    interchange::ReadOptions options;
    options.format = "toml";
    CredenceTable table;
    for (const auto& group : interchange::recognise({path}, options)) {
        for (const auto& [name, text] : interchange::book_texts(group, options.limits)) {
            table.merge(interchange::read_toml_credence(text, name, diagnostics));
        }
    }
    return table;
}

}  // namespace hindsight::app
