// SPDX-License-Identifier: MIT
// What a report is about: statements and rows within its scope, by period.
#pragma once

#include "hindsight/report/build.hpp"
#include "report/model/sections.hpp"

namespace hindsight::report {

/// A statement within the scope: with its record, or only counted.
struct Counted {
    StatementKind kind{};
    evaluation::CountFacts facts;
    std::optional<std::uint32_t> record;  // place
};

/// Looks at what it is given, which must outlive it.
class Selection {
   public:
    Selection(const Scope& scope, const ReportInput& input, const evaluation::Evaluation& evaluation);

    /// Every statement once, those with a record first, ascending.
    const std::vector<Counted>& statements() const { return statements_; }
    /// Counts and rows of one kind in a period.
    KindRows rows(StatementKind kind, const evaluation::Period& period) const;
    /// The rows of another evaluation of the same records on the statements that `rows` has settled.
    evaluation::RowSet rows_on(const evaluation::Evaluation& other, const KindRows& rows) const;
    /// Whether a row of any evaluation of the records may stand in a scoreboard of its kind, apart from its period.
    bool in_scoreboard(StatementKind kind, const evaluation::Evaluation& evaluation, const evaluation::Row& row) const;
    /// Up to that of `as_of`, the years in which a statement of the kind was made, due or decided; ascending.
    std::vector<int> years(StatementKind kind, Instant as_of) const;

   private:
    bool wants(const evaluation::Evaluation& evaluation, const evaluation::Row& row) const;
    void add_rows(std::uint32_t record, bool settled, KindRows& out) const;

    const Scope& scope_;
    const evaluation::Evaluation& evaluation_;
    std::vector<Counted> statements_;
    std::vector<std::uint32_t> first_row_;  // of each record; and the end
    std::vector<std::optional<StatementKind>> kinds_;  // of the records within the scope
};

/// Whether a statement by this speaker may be within the scope.
bool wants_speaker(const Scope& scope, const std::string& speaker);

}  // namespace hindsight::report
