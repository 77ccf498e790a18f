// SPDX-License-Identifier: MIT
// Lookups that the parts of a book's reader share.
#include "book_reading.hpp"

#include "hindsight/base/text.hpp"
#include "hindsight/domain/validate.hpp"

namespace hindsight::interchange {

IdSet::IdSet(std::string_view noun, ErrorCode unknown, const std::vector<std::string>& known)
    : noun_(noun), unknown_(unknown), ids_(known.begin(), known.end()) {}

void IdSet::check(const std::string& id, const TomlPlace& at, BookFaults& faults) {
    if (!complete_ || ids_.contains(id)) return;
    std::string hint;
    if (suggestions_left_-- > 0) {
        const std::vector<std::string_view> candidates(ids_.begin(), ids_.end());
        hint = suggestion(id, candidates);
    }
    if (hint.empty()) hint = fmt::format("add it as [[{}]] with id = \"{}\"", noun_, id);
    faults.error(unknown_, fmt::format("there is no {} \"{}\" in the book or the record", noun_, id), std::move(hint),
                 at);
}

BookReading::BookReading(BookFaults& all_faults, const KnownIds& known)
    : faults(all_faults),
      persons("person", ErrorCode::unknown_person, known.persons),
      sources("source", ErrorCode::unknown_source, known.sources),
      statements("statement", ErrorCode::unknown_statement, known.statements),
      known_credence_(known.credence),
      now_(known.now) {}

std::optional<double> BookReading::credence(const std::string& phrase) {
    const auto [it, fresh] = looked_up_.try_emplace(phrase);
    if (fresh) {
        it->second = credence_of(book.credence, phrase);
        if (!it->second) it->second = credence_of(known_credence_, phrase);
    }
    return it->second;
}

void BookReading::refuse_phrase(const std::string& phrase, const TomlPlace& at, Severity severity) {
    std::vector<std::string_view> candidates;
    for (const auto& [known, p] : book.credence) candidates.push_back(known);
    for (const auto& [known, p] : known_credence_) candidates.push_back(known);
    auto hint = suggestion(phrase, candidates);
    if (hint.empty()) hint = fmt::format("add it to [credence] with its probability: \"{}\" = 0.8", phrase);
    auto message = fmt::format("no phrase \"{}\" in the credence table", phrase);
    if (severity == Severity::error) {
        faults.error(ErrorCode::unknown_phrase, std::move(message), std::move(hint), at);
    } else {
        faults.warning(ErrorCode::unknown_phrase, std::move(message), std::move(hint), at);
    }
}

void BookReading::refuse_future(const std::optional<When>& when, std::string_view what, const TomlNode* node) {
    if (!when || !now_ || !node) return;
    const auto fault = fault_of_future(*when, *now_, what);
    if (fault) faults.error(fault->code, fault->message, fault->hint, node->at);
}

std::string BookReading::person(BookFields& fields, std::string_view key) {
    auto id = fields.slug(key, Need::required);
    if (!id.empty()) persons.check(id, fields.find(key)->at, faults);
    return id;
}

}  // namespace hindsight::interchange
