// SPDX-License-Identifier: MIT
// The questions of mapped tables: each is handed over once, and what its forecasts need of it is kept. Private to the interchange.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "values.hpp"

namespace hindsight::interchange {

/// What forecasts need to know of their question.
struct KnownQuestion {
    const MapTable* from = nullptr;
    std::uint64_t print = 0;    // of the cells that describe it
    std::uint64_t line = 0;     // where it stood first
    bool refused = false;
    std::string outcome;        // in the words of mappings
    QuestionType type = QuestionType::binary;
    std::vector<std::string> options;
    bool lettered = false;  // options have keys a, b, ...
    std::optional<double> low, high, zero_point;

    /// The option that a text means: its text, or its letter. Null when there is none.
    const std::string* option(std::string_view text) const;
};

/// The questions of all files of one import.
class KnownQuestions {
 public:
    KnownQuestion* find(const std::string& id);
    KnownQuestion& add(const std::string& id, KnownQuestion question) { return questions_.insert_or_assign(id, std::move(question)).first->second; }

 private:
    std::unordered_map<std::string, KnownQuestion> questions_;
};

/// The columns of a question, bound to one file.
class MappedQuestion {
 public:
    MappedQuestion(const MapTable& table, const Mapping& mapping, MappedColumns& columns, const Times& times);

    std::string id(const MappedRow& row) const;
    /// The question of a row, handed over when it is new. Throws Error when the row says something else of it than an earlier one.
    const KnownQuestion& take(const MappedRow& row, const std::string& id, KnownQuestions& known, Drafts& drafts) const;
    /// With the outcome that stands in the other half of a pair.
    void set_outcome_column(std::size_t column) { pair_outcome_ = column; }

 private:
    bool is_told_better(const std::string& id, Drafts& drafts) const;
    struct Text {
        BookStatement statement;
        KnownQuestion question;
    };
    std::uint64_t print(const MappedRow& row) const;
    void compare(const MappedRow& row, const std::string& id, const KnownQuestion& there, std::uint64_t now, Drafts& drafts) const;
    std::string outcome_word(const MappedRow& row, const KnownQuestion& known) const;
    Text read(const MappedRow& row, const std::string& id, Drafts& drafts) const;
    void read_times(const MappedRow& row, BookStatement& draft, Drafts& drafts) const;
    void read_shape(const MappedRow& row, Question& question, KnownQuestion& known, std::string& before) const;
    void read_outcome(const MappedRow& row, BookStatement& draft, KnownQuestion& known, Drafts& drafts) const;
    std::variant<Outcome, Annulled> verdict(const MappedRow& row, const std::string& text, const KnownQuestion& known) const;
    std::string person(const MappedRow& row, const MappedValue& value, Drafts& drafts) const;

    const MapTable& table_;
    const Mapping& mapping_;
    const Times& times_;
    MappedValue id_, text_, title_, criteria_, unit_, type_, said_, opens_, closes_, due_, scheduled_close_, spot_at_, options_, low_, high_, zero_point_,
        open_low_, open_high_, tags_, address_, speaker_, outcome_, decided_on_, resolver_;
    std::vector<std::size_t> columns_;  // that describe a question
    std::optional<std::size_t> pair_outcome_;
};

}  // namespace hindsight::interchange
