// SPDX-License-Identifier: MIT
// Which text of a statement was in force until when.
#include "wordings.hpp"

#include <algorithm>

namespace hindsight::app {

using interchange::BookStatement;
using interchange::EarlierWording;

namespace {

/// Drops wordings that the next one repeats: something else was amended then.
void drop_repeated(Wordings& wordings, const Texts& present) {
    const Texts* next = &present;
    for (std::size_t i = wordings.size(); i-- > 0;) {
        if (wordings[i].text == *next) {
            wordings.erase(wordings.begin() + static_cast<std::ptrdiff_t>(i));
        } else {
            next = &wordings[i].text;
        }
    }
}

bool same_wording(const EarlierWording& book, const EarlierWording& record) {
    return book.until == record.until && book.text == record.text && (book.reason.empty() || book.reason == record.reason);
}

/// From the text of `wordings[first]` to the present one.
std::vector<journal::Fact> steps(const BookStatement& entry, const std::string& subject, std::size_t first, const std::string& reason) {
    std::vector<journal::Fact> facts;
    auto statement = entry.statement;
    const auto& wordings = entry.text_was;
    for (std::size_t i = first; i < wordings.size(); ++i) {
        statement.text = i + 1 == wordings.size() ? entry.statement.text : wordings[i + 1].text;
        const auto& why = wordings[i].reason.empty() ? reason : wordings[i].reason;
        facts.push_back(journal::StatementAmended{subject, statement, why, wordings[i].until});
    }
    return facts;
}

/// Whether only the text was ever amended, so that telling its history anew changes nothing else.
bool only_text_amended(const StatementRecord& record) {
    return std::all_of(record.amendments.begin(), record.amendments.end(),
                       [&](const Amendment& amendment) { return amendment.before.question == record.statement.question; });
}

}  // namespace

interchange::BookStatement entry_of(const StatementRecord& record) {
    interchange::BookStatement entry;
    entry.statement = record.statement;
    for (const auto& f : record.forecasts) entry.forecasts.push_back({f.forecast, f.withdrawn_at, f.withdrawal_reason, {}});
    for (const auto* r : record.ratings()) entry.resolutions.push_back({r->resolution, {}});
    if (record.retraction) entry.retraction = interchange::BookRetraction{record.retraction->on, record.retraction->reason};
    entry.text_was = earlier_wordings(record);
    return entry;
}

Wordings earlier_wordings(const StatementRecord& record) {
    Wordings wordings;
    auto since = start_of(record.statement.said_on);
    for (const auto& amendment : record.amendments) {
        if (amendment.at <= since) {  // what it replaced was never in force
            if (!wordings.empty()) wordings.back().reason = amendment.reason;
            continue;
        }
        wordings.push_back({amendment.from.value_or(When::instant(amendment.at)), amendment.before.text, amendment.reason});
        since = amendment.at;
    }
    drop_repeated(wordings, record.statement.text);
    return wordings;
}

bool tells_more(const Wordings& book, const Wordings& record) {
    return !std::all_of(book.begin(), book.end(), [&](const EarlierWording& wanted) {
        return std::any_of(record.begin(), record.end(), [&](const EarlierWording& there) { return same_wording(wanted, there); });
    });
}

std::vector<journal::Fact> added_with_wordings(const BookStatement& entry) {
    auto statement = entry.statement;
    if (!entry.text_was.empty()) statement.text = entry.text_was.front().text;
    std::vector<journal::Fact> facts{journal::StatementAdded{{}, std::move(statement)}};
    for (auto& fact : steps(entry, {}, 0, {})) facts.push_back(std::move(fact));
    return facts;
}

std::vector<journal::Fact> amended_with_wordings(const BookStatement& entry, const StatementRecord& record, const std::string& reason) {
    const auto there = earlier_wordings(record);
    const auto& wanted = entry.text_was;
    // The usual case: the record's present text is the book's last earlier one.
    const bool continues = wanted.size() == there.size() + 1 && std::equal(there.begin(), there.end(), wanted.begin(), [](const auto& a, const auto& b) {
                               return same_wording(b, a);
                           });
    const bool follows = record.amendments.empty() || wanted.back().until.at >= record.amendments.back().at;
    if (continues && follows && wanted.back().text == record.statement.text) return steps(entry, record.uid, wanted.size() - 1, reason);
    if (!there.empty() || !only_text_amended(record)) return {};
    std::vector<journal::Fact> facts;
    if (record.statement.text != wanted.front().text) {
        auto first = entry.statement;
        first.text = wanted.front().text;
        facts.push_back(journal::StatementAmended{record.uid, std::move(first), reason, When::instant(start_of(entry.statement.said_on))});
    }
    for (auto& fact : steps(entry, record.uid, 0, reason)) facts.push_back(std::move(fact));
    return facts;
}

}  // namespace hindsight::app
