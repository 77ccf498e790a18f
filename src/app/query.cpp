// SPDX-License-Identifier: MIT
// Verbs that only ask: list, show, due, log.
#include <fmt/format.h>

#include "hindsight/app/verbs.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::app {

std::vector<StatementSummary> list(const Session& session, const SummaryQuery& query) {
    std::vector<StatementSummary> out;
    open_for_reading(session).read([&](Reader& reader) { out = reader.summaries(query); });
    return out;
}

ShowResult show(const Session& session, const std::string& id) {
    ShowResult result;
    open_for_reading(session).read([&](Reader& reader) {
        result.record = need_statement(reader, id);
        result.persons = reader.persons();
        if (!result.record.statement.source.empty()) result.source = reader.source(result.record.statement.source);
        result.events = reader.log(id, std::nullopt);
        result.scores = scores_of(reader, result.record);
    });
    result.status = status(result.record, session.clock.now());
    return result;
}

Instant end_of_look_ahead(const Session& session, const std::string& within) {
    const auto typed = trim(within);
    const bool whole = typed.starts_with("in ") || typed.starts_with('+');
    const auto when = parse_spoken_date(whole ? std::string(typed) : fmt::format("+{}", typed), day_of(session.clock.now()));
    if (when) return when->at;
    throw Error(ErrorCode::bad_date, fmt::format("\"{}\" is not a length of time", printable(within)), "write 90d, 6w, 3m or 1y");
}

SummaryQuery due_query(const Session& session, const std::string& within) {
    SummaryQuery query;
    query.now = session.clock.now();
    query.filter.statuses = {Status::open, Status::closed, Status::overdue};
    query.filter.due_until = end_of_look_ahead(session, within.empty() ? "90d" : within);
    query.sort = "due";
    return query;
}

std::vector<StatementSummary> due(const Session& session, const std::string& within, bool forecasts) {
    auto query = due_query(session, within);
    query.forecasts = forecasts;
    return list(session, query);
}

std::vector<LogEntry> log(const Session& session, const std::optional<std::string>& id) {
    std::vector<LogEntry> out;
    open_for_reading(session).read([&](Reader& reader) {
        if (id) need_statement(reader, *id);
        out = reader.log(id, std::nullopt);
    });
    return out;
}

}  // namespace hindsight::app
