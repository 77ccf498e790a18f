// SPDX-License-Identifier: MIT
// Compares a book's entries with the record: new, the same, or changed (which needs a reason).
#include "book_diff.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "../differences.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/domain/notation.hpp"
#include "../wordings.hpp"

namespace hindsight::app {

namespace {

using interchange::Book;
using interchange::BookForecast;
using interchange::BookResolution;
using interchange::BookStatement;

constexpr auto kEntryHint = "say why with amended = \"…\" in the entry, or with --reason";
constexpr auto kHint = "say why with --reason";

QuestionType type_of(const Statement& statement) { return statement.question ? statement.question->type : QuestionType::binary; }

BookChange made(const std::string& subject, const BookForecast& forecast, QuestionType type) {
    BookChange change{journal::ForecastMade{subject, forecast.forecast, type}, {}, forecast.where};
    if (forecast.withdrawn) change.withdrawn = journal::ForecastWithdrawn{subject, {}, *forecast.withdrawn, forecast.withdrawal_reason};
    return change;
}

/// One entry of a book against the record of its statement.
class Comparison {
   public:
    Comparison(const BookStatement& entry, const StatementRecord& record, std::string reason, Diagnostics& diagnostics)
        : entry_(entry), record_(record), reason_(std::move(reason)), diagnostics_(diagnostics), matched_(record.forecasts.size(), false) {}

    BookChanges run() {
        if (!question_stays_readable()) return std::move(changes_);
        compare_statement();
        compare_retraction();
        compare_forecasts();
        for (const auto& resolution : entry_.resolutions) compare_resolution(resolution);
        warn_of_missing();
        return std::move(changes_);
    }

   private:
    void refuse(const std::string& what, std::string hint, const Span& where) {
        changes_.refused = true;
        diagnostics_.error(ErrorCode::changed_without_reason, fmt::format("\"{}\" is in the record already, and {}", entry_.statement.id, what),
                           std::move(hint), where);
    }

    /// True when a change may be made; else it is refused and said.
    bool allowed(const std::string& what, const Span& where) {
        if (reason_.empty()) refuse(what, kEntryHint, where);
        return !reason_.empty();
    }

    void append(journal::Fact fact, const Span& where) { changes_.list.push_back({std::move(fact), {}, where}); }

    bool question_stays_readable();
    void compare_statement();
    void compare_forecasts();
    const ForecastRecord* take_twin(const BookForecast& wanted, bool with_withdrawal);
    void compare_withdrawal(const BookForecast& wanted, const ForecastRecord& there);
    void compare_new(const BookForecast& wanted);
    void compare_resolution(const BookResolution& wanted);
    void compare_retraction();
    void warn_of_missing();

    QuestionType type() const { return type_of(entry_.statement); }
    const Question& question() const { return *entry_.statement.question; }

    const BookStatement& entry_;
    const StatementRecord& record_;
    std::string reason_;
    Diagnostics& diagnostics_;
    std::vector<bool> matched_;  // forecasts of the record that the book has too
    BookChanges changes_;
};

/// Forecasts and resolutions are stored in the terms of their question: under another one nobody could read them.
bool Comparison::question_stays_readable() {
    const auto& was = record_.statement.question;
    const auto& is = entry_.statement.question;
    if (!was || (record_.forecasts.empty() && record_.resolutions.empty())) return true;
    if (is && is->type == was->type && is->options == was->options) return true;
    const auto kept = fmt::format("\"{}\" has {} of its question", entry_.statement.id, record_.forecasts.empty() ? "a resolution" : "forecasts");
    const auto change = is ? differences(fields_of(record_.statement), fields_of(entry_.statement)) : std::string("the question is left out");
    changes_.refused = true;
    diagnostics_.error(ErrorCode::conflict, fmt::format("{} in the record, so its type and options stay: {}", kept, change),
                       "make a new statement, and link it with variant_of", entry_.where);
    return false;
}

void Comparison::compare_statement() {
    const bool same = entry_.statement == record_.statement;
    const bool more = tells_more(entry_.text_was, earlier_wordings(record_));
    if (same && !more) return;
    auto what = differences(fields_of(record_.statement), fields_of(entry_.statement));
    what = !what.empty() ? fmt::format("changed: {}", what) : same ? "text_was tells of a wording that the record does not know" : "its fields differ";
    if (!allowed(what, entry_.where)) return;
    if (!more) return append(journal::StatementAmended{record_.uid, entry_.statement, reason_}, entry_.where);
    auto facts = amended_with_wordings(entry_, record_, reason_);
    if (facts.empty()) refuse("its text_was contradicts the wordings there", "hindsight export shows which wordings the record has", entry_.where);
    for (auto& fact : facts) append(std::move(fact), entry_.where);
}

bool same_withdrawal(const BookForecast& wanted, const ForecastRecord& there) {
    return wanted.withdrawn == there.withdrawn_at && wanted.withdrawal_reason == there.withdrawal_reason;
}

/// The forecast of the record that says the same and that no other entry of the book has taken.
const ForecastRecord* Comparison::take_twin(const BookForecast& wanted, bool with_withdrawal) {
    for (std::size_t i = 0; i < record_.forecasts.size(); ++i) {
        const auto& there = record_.forecasts[i];
        if (matched_[i] || !same_content(there.forecast, wanted.forecast)) continue;
        if (with_withdrawal && !same_withdrawal(wanted, there)) continue;
        matched_[i] = true;
        return &there;
    }
    return nullptr;
}

/// Whole twins first: of two forecasts alike one may be withdrawn.
void Comparison::compare_forecasts() {
    std::vector<const BookForecast*> rest, fresh;
    for (const auto& wanted : entry_.forecasts) {
        if (!take_twin(wanted, true)) rest.push_back(&wanted);
    }
    for (const auto* wanted : rest) {
        if (const auto* there = take_twin(*wanted, false)) {
            compare_withdrawal(*wanted, *there);
        } else {
            fresh.push_back(wanted);
        }
    }
    for (const auto* wanted : fresh) compare_new(*wanted);
}

std::string described(const Forecast& forecast, const Question& question) {
    return fmt::format("the forecast of {} ({}, made {})", forecast.forecaster, shown(print_predictive(forecast.predictive, question)),
                       print_when(forecast.made_at));
}

void Comparison::compare_withdrawal(const BookForecast& wanted, const ForecastRecord& there) {
    const auto named = described(wanted.forecast, question());
    if (there.event.empty()) {
        return refuse(fmt::format("{} came in bulk: it can be neither withdrawn nor restored", named), {}, wanted.where);
    }
    if (!there.withdrawn) {
        return append(journal::ForecastWithdrawn{record_.uid, there.event, *wanted.withdrawn, wanted.withdrawal_reason}, wanted.where);
    }
    const auto since = fmt::format("withdrawn there from {} ({})", print_when(*there.withdrawn_at),
                                   there.withdrawal_reason.empty() ? "without a reason" : shown(there.withdrawal_reason));
    if (!wanted.withdrawn) {
        if (!allowed(fmt::format("{} is {}, and stands here", named, since), wanted.where)) return;
        return append(journal::ForecastRestored{record_.uid, there.event, reason_, there.withdrawn_at}, wanted.where);
    }
    const auto here = fmt::format("here from {} ({})", print_when(*wanted.withdrawn), shown(wanted.withdrawal_reason));
    if (!allowed(fmt::format("{} is {}, {}", named, since, here), wanted.where)) return;
    append(journal::ForecastWithdrawn{record_.uid, there.event, *wanted.withdrawn, wanted.withdrawal_reason}, wanted.where);
}

/// The same person cannot have believed two things at one instant: that is a change of what was said.
void Comparison::compare_new(const BookForecast& wanted) {
    for (std::size_t i = 0; i < record_.forecasts.size(); ++i) {
        const auto& there = record_.forecasts[i];
        const bool same_moment = there.forecast.forecaster == wanted.forecast.forecaster && there.forecast.made_at == wanted.forecast.made_at;
        if (matched_[i] || there.withdrawn || !same_moment || wanted.withdrawn) continue;
        matched_[i] = true;
        const auto changed = differences(fields_of(there.forecast, question()), fields_of(wanted.forecast, question()));
        if (!allowed(fmt::format("the forecast of {} changed: {}", wanted.forecast.forecaster, changed), wanted.where)) return;
        if (!there.event.empty()) append(journal::ForecastWithdrawn{record_.uid, there.event, there.start(), reason_}, wanted.where);
        break;
    }
    changes_.list.push_back(made(record_.uid, wanted, type()));
}

void Comparison::compare_resolution(const BookResolution& wanted) {
    const auto& resolver = wanted.resolution.resolver;
    for (const auto* there : record_.ratings()) {
        if (there->resolution.resolver != resolver) continue;
        if (same_content(there->resolution, wanted.resolution)) return;
        const auto changed = differences(fields_of(there->resolution, question()), fields_of(wanted.resolution, question()));
        if (!allowed(fmt::format("the resolution by {} changed: {}", resolver, changed), wanted.where)) return;
        return append(journal::ResolutionCorrected{record_.uid, there->event, wanted.resolution, type(), reason_}, wanted.where);
    }
    // None of theirs stands, so one that says the same was withdrawn.
    const auto& all = record_.resolutions;
    const auto twin = std::find_if(all.rbegin(), all.rend(), [&](const auto& there) { return same_content(there.resolution, wanted.resolution); });
    if (twin != all.rend()) {
        if (!allowed(fmt::format("the resolution by {} is withdrawn there, and stands here", resolver), wanted.where)) return;
        return append(journal::ResolutionRestored{record_.uid, twin->event, reason_}, wanted.where);
    }
    append(journal::QuestionResolved{record_.uid, wanted.resolution, type()}, wanted.where);
}

void Comparison::compare_retraction() {
    const auto& there = record_.retraction;
    const auto& here = entry_.retraction;
    const auto print = [](const When& on, const std::string& reason) { return fmt::format("retracted on {} ({})", print_when(on), shown(reason)); };
    if (!there && !here) return;
    if (here && there && here->on == there->on && here->reason == there->reason) return;
    if (there) {
        const auto now = here ? print(here->on, here->reason) : std::string("not retracted");
        if (!allowed(fmt::format("{} there, {} here", print(there->on, there->reason), now), entry_.where)) return;
    }
    if (here) return append(journal::StatementRetracted{record_.uid, here->on, here->reason}, entry_.where);
    append(journal::StatementRestored{record_.uid, reason_}, entry_.where);
}

/// What the record has and the book lacks may have been recorded since the book was written, so it is no change; but a
/// line deleted from the book is deleted for nobody, and should not look as if it were.
void Comparison::warn_of_missing() {
    std::vector<std::string> missing;
    const auto* asked = record_.statement.question ? &*record_.statement.question : nullptr;
    std::size_t more = 0;
    for (std::size_t i = 0; asked && i < record_.forecasts.size(); ++i) {
        const auto& there = record_.forecasts[i];
        if (matched_[i] || there.withdrawn) continue;
        missing.size() < 3 ? missing.push_back(described(there.forecast, *asked)) : void(++more);
    }
    if (more > 0) missing.push_back(fmt::format("{} more forecasts", more));
    for (const auto* there : record_.ratings()) {
        const auto same = [&](const BookResolution& wanted) { return wanted.resolution.resolver == there->resolution.resolver; };
        if (std::any_of(entry_.resolutions.begin(), entry_.resolutions.end(), same)) continue;
        missing.push_back(fmt::format("the resolution by {}", there->resolution.resolver));
    }
    if (missing.empty()) return;
    diagnostics_.warning(ErrorCode::conflict, fmt::format("the record of \"{}\" has what the book lacks, and keeps it: {}", entry_.statement.id,
                                                          fmt::join(missing, "; ")),
                         "to take it back: hindsight withdraw, resolve --correct or undo; to have it in the book: hindsight export", entry_.where);
}

BookChanges all_new(const BookStatement& entry) {
    BookChanges changes;
    for (auto& fact : added_with_wordings(entry)) changes.list.push_back({std::move(fact), {}, entry.where});
    const auto type = type_of(entry.statement);
    for (const auto& f : entry.forecasts) changes.list.push_back(made({}, f, type));
    for (const auto& r : entry.resolutions) changes.list.push_back({journal::QuestionResolved{{}, r.resolution, type}, {}, r.where});
    if (entry.retraction) {
        changes.list.push_back({journal::StatementRetracted{{}, entry.retraction->on, entry.retraction->reason}, {}, entry.where});
    }
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
            diagnostics.error(ErrorCode::changed_without_reason,
                              fmt::format("the {} \"{}\" is in the record already, and changed: {}", what, wanted.id,
                                          differences(fields_of(*there), fields_of(wanted))),
                              kHint, entry.where);
        }
    }
}

/// A phrase that nobody set has the default reading, and a book may overrule that without saying why.
bool was_set(const std::string& phrase, double probability) {
    const auto& table = default_credence();
    const auto it = table.find(phrase);
    return it == table.end() || it->second != probability;
}

void compare_credence(const Book& book, const CredenceTable& known, const std::string& reason, Diagnostics& diagnostics,
                      std::vector<journal::Fact>& facts) {
    for (const auto& [phrase, probability] : book.credence) {
        const auto there = known.find(phrase);
        if (there != known.end() && there->second == probability) continue;
        const bool changed = there != known.end() && was_set(phrase, there->second);
        if (!changed || !reason.empty()) {
            facts.push_back(journal::CredenceSet{phrase, probability, changed ? reason : std::string()});
            continue;
        }
        const auto place = book.credence_where.find(phrase);
        diagnostics.error(ErrorCode::changed_without_reason,
                          fmt::format("the phrase \"{}\" is in the record already, and changed: {} becomes {}", phrase, there->second, probability),
                          kHint, place == book.credence_where.end() ? Span{} : place->second);
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

std::size_t BookChanges::events() const {
    return list.size() + static_cast<std::size_t>(std::count_if(list.begin(), list.end(), [](const auto& c) { return c.withdrawn.has_value(); }));
}

PeopleChanges changes_of_people(Reader& reader, const Book& book, const std::string& reason, Diagnostics& diagnostics) {
    PeopleChanges changes;
    compare_named<interchange::BookPerson, journal::PersonAdded, journal::PersonAmended>(
        book.persons, &interchange::BookPerson::person, reader.persons(), [&](const auto& id) { return reader.subject_of_person(id); }, reason,
        "person", diagnostics, changes.facts, changes.persons);
    compare_named<interchange::BookSource, journal::SourceAdded, journal::SourceAmended>(
        book.sources, &interchange::BookSource::source, reader.sources(), [&](const auto& id) { return reader.subject_of_source(id); }, reason,
        "source", diagnostics, changes.facts, changes.sources);
    compare_credence(book, reader.credence(), reason, diagnostics, changes.facts);
    return changes;
}

BookChanges changes_of(const BookStatement& entry, const StatementRecord* record, const std::string& reason, Diagnostics& diagnostics) {
    if (!record) return all_new(entry);
    return Comparison(entry, *record, entry.amended.empty() ? reason : entry.amended, diagnostics).run();
}

void append_changes(Writer& writer, const BookStatement& entry, BookChanges changes) {
    std::string subject;
    for (auto& change : changes.list) {
        if (subject.empty() && !std::holds_alternative<journal::StatementAdded>(change.fact)) {
            subject = writer.subject_of_statement(entry.statement.id);
        }
        if (!subject.empty()) std::visit(SetSubject{subject}, change.fact);
        const auto event = writer.append(std::move(change.fact));
        if (!change.withdrawn) continue;
        change.withdrawn->subject = subject;
        change.withdrawn->forecast = event;
        writer.append(*std::move(change.withdrawn));
    }
}

}  // namespace hindsight::app
