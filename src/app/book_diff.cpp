// SPDX-License-Identifier: MIT
// Compares a book's entries with the record: new, the same, or changed (which needs a reason).
#include "book_diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "hindsight/base/text.hpp"
#include "hindsight/domain/notation.hpp"

namespace hindsight::app {

namespace {

using interchange::Book;
using interchange::BookForecast;
using interchange::BookResolution;
using interchange::BookStatement;

constexpr auto kHint = "say why with amended = \"…\" in the entry, or with --reason";

class Comparison {
   public:
    Comparison(const BookStatement& entry, const StatementRecord& record, std::string reason, Diagnostics& diagnostics)
        : entry_(entry), record_(record), reason_(std::move(reason)), diagnostics_(diagnostics) {}

    BookChanges run() {
        compare_statement();
        for (const auto& forecast : entry_.forecasts) compare_forecast(forecast);
        for (const auto& resolution : entry_.resolutions) compare_resolution(resolution);
        if (entry_.retraction && !record_.retraction) {
            changes_.facts.push_back(journal::StatementRetracted{record_.uid, entry_.retraction->on, entry_.retraction->reason});
        }
        return std::move(changes_);
    }

   private:
    /// True when a change may be made; else it is refused and said.
    bool allowed(const std::string& what, const Span& where) {
        if (!reason_.empty()) return true;
        changes_.refused = true;
        diagnostics_.error(ErrorCode::changed_without_reason, fmt::format("\"{}\" is in the record already, and {}", entry_.statement.id, what),
                           kHint, where);
        return false;
    }

    void compare_statement();
    void compare_forecast(const BookForecast& wanted);
    void compare_resolution(const BookResolution& wanted);

    QuestionType type() const { return entry_.statement.question ? entry_.statement.question->type : QuestionType::binary; }
    const Question& question() const { return *entry_.statement.question; }

    const BookStatement& entry_;
    const StatementRecord& record_;
    std::string reason_;
    Diagnostics& diagnostics_;
    BookChanges changes_;
};

std::string field_changes(const Statement& before, const Statement& after) {
    std::vector<std::string> out;
    const auto note = [&](std::string_view name, const std::string& was, const std::string& is) {
        if (was != is) out.push_back(fmt::format("{} \"{}\" becomes \"{}\"", name, truncate_to_width(printable(was), 60), truncate_to_width(printable(is), 60)));
    };
    note("kind", std::string(slug(before.kind)), std::string(slug(after.kind)));
    for (const auto* language : {"en", "zh"}) {
        const auto text = [&](const Statement& s) { return s.text.count(language) ? s.text.at(language) : std::string(); };
        note(fmt::format("text.{}", language), text(before), text(after));
    }
    note("said_by", before.speaker, after.speaker);
    note("said_on", print_day(before.said_on), print_day(after.said_on));
    note("source", before.source, after.source);
    note("tags", fmt::format("{}", fmt::join(before.tags, ", ")), fmt::format("{}", fmt::join(after.tags, ", ")));
    const auto question = [](const Statement& s) { return s.question.value_or(Question{}); };
    note("criteria", question(before).criteria, question(after).criteria);
    const auto due = [&](const Statement& s) { return question(s).due ? print_when(*question(s).due) : std::string(); };
    note("due", due(before), due(after));
    if (out.empty()) out.emplace_back("other fields differ");
    return fmt::format("its wording changed: {}", fmt::join(out, "; "));
}

void Comparison::compare_statement() {
    if (entry_.statement == record_.statement) return;
    if (!allowed(field_changes(record_.statement, entry_.statement), entry_.where)) return;
    changes_.facts.push_back(journal::StatementAmended{record_.uid, entry_.statement, reason_});
}

bool same_moment(const Forecast& a, const Forecast& b) { return a.forecaster == b.forecaster && a.made_at == b.made_at; }

void Comparison::compare_forecast(const BookForecast& wanted) {
    // The same may have been said twice, and withdrawn once.
    const bool there_already = std::any_of(record_.forecasts.begin(), record_.forecasts.end(), [&](const ForecastRecord& there) {
        return same_content(there.forecast, wanted.forecast) && there.withdrawn_at == wanted.withdrawn;
    });
    if (there_already) return;
    const ForecastRecord* same_time = nullptr;
    for (const auto& there : record_.forecasts) {
        if (same_content(there.forecast, wanted.forecast)) {
            if (wanted.withdrawn && !there.withdrawn && !there.event.empty()) {
                changes_.facts.push_back(
                    journal::ForecastWithdrawn{record_.uid, there.event, *wanted.withdrawn, wanted.withdrawal_reason});
            }
            return;
        }
        if (same_moment(there.forecast, wanted.forecast) && !there.withdrawn) same_time = &there;
    }
    if (same_time) {
        // The same person cannot have believed two things at one instant: this is a change of what was said.
        const auto what = fmt::format("the forecast of {} changed: {} becomes {}", wanted.forecast.forecaster,
                                      print_predictive(same_time->forecast.predictive, question()),
                                      print_predictive(wanted.forecast.predictive, question()));
        if (!allowed(what, wanted.where)) return;
        if (!same_time->event.empty()) {
            changes_.facts.push_back(journal::ForecastWithdrawn{record_.uid, same_time->event, same_time->start(), reason_});
        }
    }
    changes_.facts.push_back(journal::ForecastMade{record_.uid, wanted.forecast, type()});
}

std::string verdict_text(const Resolution& resolution, const Question& question) {
    if (const auto* annulled = resolution.annulled()) return fmt::format("annulled: {}", annulled->reason);
    return print_outcome(*resolution.outcome(), question);
}

void Comparison::compare_resolution(const BookResolution& wanted) {
    for (const auto* there : record_.ratings()) {
        if (there->resolution.resolver != wanted.resolution.resolver) continue;
        if (same_content(there->resolution, wanted.resolution)) return;
        const auto what = fmt::format("the resolution by {} changed: {} becomes {}", wanted.resolution.resolver,
                                      verdict_text(there->resolution, question()), verdict_text(wanted.resolution, question()));
        if (!allowed(what, wanted.where)) return;
        changes_.facts.push_back(journal::ResolutionCorrected{record_.uid, there->event, wanted.resolution, type(), reason_});
        return;
    }
    changes_.facts.push_back(journal::QuestionResolved{record_.uid, wanted.resolution, type()});
}

/// The earliest wording that the book knows, and the amendments that led to the present one.
std::vector<journal::Fact> wordings_of(const BookStatement& entry) {
    std::vector<journal::Fact> facts;
    auto statement = entry.statement;
    if (!entry.text_was.empty()) statement.text = entry.text_was.front().text;
    facts.push_back(journal::StatementAdded{{}, statement});
    for (std::size_t i = 0; i < entry.text_was.size(); ++i) {
        const bool last = i + 1 == entry.text_was.size();
        statement.text = last ? entry.statement.text : entry.text_was[i + 1].text;
        facts.push_back(journal::StatementAmended{{}, statement, entry.text_was[i].reason});
    }
    return facts;
}

BookChanges all_new(const BookStatement& entry) {
    BookChanges changes{wordings_of(entry), false};
    const auto type = entry.statement.question ? entry.statement.question->type : QuestionType::binary;
    for (const auto& f : entry.forecasts) changes.facts.push_back(journal::ForecastMade{{}, f.forecast, type});
    for (const auto& r : entry.resolutions) changes.facts.push_back(journal::QuestionResolved{{}, r.resolution, type});
    if (entry.retraction) changes.facts.push_back(journal::StatementRetracted{{}, entry.retraction->on, entry.retraction->reason});
    return changes;
}

template <class Entry, class Added, class Amended, class Value>
void compare_named(const std::vector<Entry>& entries, Value Entry::*value, const std::vector<Value>& known,
                   const std::function<std::string(const std::string&)>& subject, const std::string& reason, std::string_view what,
                   Diagnostics& diagnostics, std::vector<journal::Fact>& facts, std::size_t& count) {
    for (const auto& entry : entries) {
        const auto& wanted = entry.*value;
        const auto there = std::find_if(known.begin(), known.end(), [&](const auto& k) { return k.id == wanted.id; });
        if (there != known.end() && *there == wanted) continue;
        ++count;
        if (there == known.end()) {
            facts.push_back(Added{{}, wanted});
        } else if (!reason.empty()) {
            facts.push_back(Amended{subject(wanted.id), wanted, reason});
        } else {
            diagnostics.error(ErrorCode::changed_without_reason, fmt::format("the {} \"{}\" is in the record already, and differs", what, wanted.id),
                              "say why with --reason", entry.where);
        }
    }
}

/// Sets the subject of a fact about a statement.
struct SetSubject {
    const std::string& subject;
    template <class Fact>
    void operator()(Fact& fact) const {
        if constexpr (requires { fact.subject; }) fact.subject = subject;
    }
};

}  // namespace

PeopleChanges changes_of_people(Reader& reader, const Book& book, const std::string& reason, Diagnostics& diagnostics) {
    PeopleChanges changes;
    compare_named<interchange::BookPerson, journal::PersonAdded, journal::PersonAmended>(
        book.persons, &interchange::BookPerson::person, reader.persons(), [&](const auto& id) { return reader.subject_of_person(id); }, reason,
        "person", diagnostics, changes.facts, changes.persons);
    compare_named<interchange::BookSource, journal::SourceAdded, journal::SourceAmended>(
        book.sources, &interchange::BookSource::source, reader.sources(), [&](const auto& id) { return reader.subject_of_source(id); }, reason,
        "source", diagnostics, changes.facts, changes.sources);
    const auto known = reader.credence();
    for (const auto& [phrase, probability] : book.credence) {
        const auto there = known.find(phrase);
        if (there == known.end() || there->second != probability) changes.facts.push_back(journal::CredenceSet{phrase, probability});
    }
    return changes;
}

BookChanges changes_of(const BookStatement& entry, const StatementRecord* record, const std::string& reason, Diagnostics& diagnostics) {
    if (!record) return all_new(entry);
    return Comparison(entry, *record, entry.amended.empty() ? reason : entry.amended, diagnostics).run();
}

void append_changes(Writer& writer, const BookStatement& entry, BookChanges changes) {
    std::string subject;
    std::vector<std::string> forecast_events;
    for (auto& fact : changes.facts) {
        if (subject.empty() && !std::holds_alternative<journal::StatementAdded>(fact)) subject = writer.subject_of_statement(entry.statement.id);
        if (!subject.empty()) std::visit(SetSubject{subject}, fact);
        const bool forecast = std::holds_alternative<journal::ForecastMade>(fact);
        const auto event = writer.append(std::move(fact));
        if (forecast) forecast_events.push_back(event);
    }
    // A forecast that the book already marks as withdrawn: made and withdrawn in one go.
    if (forecast_events.size() != entry.forecasts.size()) return;
    for (std::size_t i = 0; i < entry.forecasts.size(); ++i) {
        const auto& forecast = entry.forecasts[i];
        if (!forecast.withdrawn) continue;
        writer.append(journal::ForecastWithdrawn{subject, forecast_events[i], *forecast.withdrawn, forecast.withdrawal_reason});
    }
}

}  // namespace hindsight::app
