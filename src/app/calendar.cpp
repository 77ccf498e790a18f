// SPDX-License-Identifier: MIT
// Looks up what a calendar says of the statements that are due.
#include "hindsight/app/calendar.hpp"

#include <algorithm>
#include <map>

#include "hindsight/app/verbs.hpp"
#include "hindsight/domain/notation.hpp"

namespace hindsight::app {

namespace {

std::string forecast_of(const StatementRecord& record, Instant now) {
    const auto* standing = record.standing_forecast(record.statement.speaker, now);
    return standing ? print_predictive(standing->forecast.predictive, *record.statement.question) : std::string();
}

Instant revised(const StatementRecord& record) {
    Instant last = record.recorded;
    for (const auto& amendment : record.amendments) last = std::max(last, amendment.recorded);
    return last;
}

report::CalendarEntry entry_of(const StatementRecord& record, Instant now) {
    const auto& statement = record.statement;
    report::CalendarEntry entry;
    entry.id = statement.id;
    entry.due = day_of(statement.question->due->at);
    entry.overdue = status(record, now) == Status::overdue;
    entry.text = statement.text;
    entry.speaker = statement.speaker;
    entry.said_on = statement.said_on;
    entry.forecast = forecast_of(record, now);
    entry.criteria = statement.question->criteria;
    entry.tags = statement.tags;
    entry.revised = revised(record);
    entry.amendments = record.amendments.size();
    return entry;
}

std::string name_in(const std::vector<Person>& persons, const std::string& id, const std::string& language) {
    const auto it = std::find_if(persons.begin(), persons.end(), [&](const Person& person) { return person.id == id; });
    return it == persons.end() || it->name.empty() ? id : text_in(it->name, language);
}

}  // namespace

report::Calendar due_calendar(const Session& session, const std::string& within) {
    report::Calendar calendar;
    calendar.version = HINDSIGHT_VERSION;
    open_for_reading(session).read([&](Reader& reader) {
        calendar.origin = reader.head().origin;
        const auto query = due_query(session, within);
        const auto persons = reader.persons();
        StatementFilter wanted;
        std::map<std::string, std::size_t> places;
        for (const auto& summary : reader.summaries(query)) {
            places.emplace(summary.id, wanted.ids.size());
            wanted.ids.push_back(summary.id);
        }
        if (wanted.ids.empty()) return;
        calendar.entries.resize(wanted.ids.size());
        for (const auto& record : reader.records(wanted, query.now)) {
            auto& entry = calendar.entries[places.at(record.statement.id)];
            entry = entry_of(record, query.now);
            entry.speaker = name_in(persons, entry.speaker, session.language);
        }
    });
    return calendar;
}

}  // namespace hindsight::app
