// SPDX-License-Identifier: MIT
// Verbs that only ask: list, show, due, log.
#include <algorithm>

#include "hindsight/app/verbs.hpp"

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
    });
    result.status = status(result.record, session.clock.now());
    result.scores = scores_of(result.record);
    return result;
}

std::vector<StatementSummary> due(const Session& session, const std::string& within, bool forecasts) {
    SummaryQuery query;
    query.forecasts = forecasts;
    query.now = session.clock.now();
    query.filter.statuses = {Status::open, Status::closed, Status::overdue};
    const auto text = within.empty() ? std::string("90d") : within;
    query.filter.due_until = spoken_date(session, text.front() == '+' || text.front() == 'i' ? text : "+" + text).at;
    query.sort = "due";
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
