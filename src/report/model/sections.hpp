// SPDX-License-Identifier: MIT
// The figures of a section, or of a year among several.
#pragma once

#include "hindsight/evaluation/groups.hpp"
#include "hindsight/report/model.hpp"

namespace hindsight::report {

/// Rows of predictions, or of claims, in a period. All ascending.
struct KindRows {
    Counts counts;                      // `scored` is not filled in
    evaluation::RowSet settled;         // of the statements that are settled in it
    evaluation::RowSet scored;          // of these, with a score
    evaluation::RowSet missing;         // retracted and overdue ones
    evaluation::RowSet crowd;           // in a report about one person: the scored ones of everybody
    std::vector<std::uint32_t> statements;  // settled ones, by their places
};

/// Computes sections from rows of one evaluation.
class SectionMaker {
   public:
    SectionMaker(const evaluation::Evaluation& evaluation, bool intervals)
        : own_(evaluation), intervals_(intervals), baselines_(evaluation.rows.size()) {}

    /// All but the changes of mind.
    Section section(StatementKind kind, const KindRows& rows);
    YearLine year(int year, const KindRows& rows);
    /// Of the rows that the last section or year had.
    const evaluation::BaselineScores& baselines(std::uint32_t row) const { return baselines_[row]; }

   private:
    enum class Detail { figures, full };
    void set_baselines(const KindRows& rows);
    std::size_t count_statements(const evaluation::RowSet& rows) const;
    Figures figures(const evaluation::RowSet& rows, bool intervals) const;
    Figures before(const evaluation::RowSet& rows, const Figures& all, bool intervals) const;
    std::vector<PersonLine> people(const KindRows& rows, Detail detail) const;
    void add_bands(const std::vector<evaluation::Group>& groups, std::vector<PersonLine>& ranked) const;
    PersonLine person(const evaluation::Group& rows, const evaluation::RowSet& missing, Detail detail) const;
    void add_shapes(const KindRows& rows, Section& section) const;
    void add_groups(const KindRows& rows, Section& section) const;
    void add_reasons(const KindRows& rows, Section& section) const;
    std::vector<SurpriseLine> surprises(const evaluation::RowSet& rows) const;
    std::optional<Agreement> agreement(const KindRows& rows) const;

    const evaluation::Evaluation& own_;
    bool intervals_;
    std::vector<evaluation::BaselineScores> baselines_;
};

/// Changes of mind between two evaluations (see evaluation::revisions_of).
RevisionSummary revisions_between(const evaluation::Evaluation& first, const evaluation::Evaluation& last, const evaluation::RowSet& rows);

}  // namespace hindsight::report
