// SPDX-License-Identifier: MIT
// Has evaluation compute each figure of a section from the rows that belong to it.
#include "report/sections.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "hindsight/evaluation/groups.hpp"
#include "hindsight/evaluation/revisions.hpp"
#include "hindsight/evaluation/surprises.hpp"

namespace hindsight::report {

namespace {

using evaluation::Dimension;
using evaluation::Revision;
using evaluation::Row;
using evaluation::RowSet;

constexpr std::size_t kExamples = 5;     // of changes of mind and surprises
constexpr std::size_t kSmallMultiples = 12;  // persons whose calibration is drawn

void rank(std::vector<PersonLine>& people) {
    const auto mean = [](const PersonLine& p) { return p.figures.score(evaluation::rule::brier)->mean; };
    std::stable_sort(people.begin(), people.end(), [&](const PersonLine& a, const PersonLine& b) {
        if (a.figures.ranked() != b.figures.ranked()) return a.figures.ranked();
        if (a.figures.ranked()) return mean(a) < mean(b);
        return a.figures.n > b.figures.n;
    });
    for (std::size_t i = 0; i < people.size() && people[i].figures.ranked(); ++i) {
        const bool tie = i > 0 && mean(people[i]) == mean(people[i - 1]);
        people[i].rank = tie ? people[i - 1].rank : i + 1;
    }
}

}  // namespace

Section SectionMaker::section(StatementKind kind, const KindRows& rows) {
    set_baselines(rows);
    Section out;
    out.kind = kind;
    out.counts = rows.counts;
    out.counts.scored = count_statements(rows.scored);
    add_reasons(rows, out);
    out.overall = figures(rows.scored, true);
    out.recorded_before = before(rows.scored, out.overall, true);
    out.imputed = out.overall.imputed;
    out.stated = out.overall.n - out.imputed;
    out.recorded_late = out.overall.recorded_late;
    out.recorded_early = out.overall.n - out.recorded_late;
    out.second = second_line(own_, rows.scored, rows.missing);
    out.calibration = calibration_of(own_, rows.scored, {}, intervals_);
    out.coverage = coverage_of(own_, rows.scored);
    out.discrimination = discrimination_of(own_, rows.scored, intervals_);
    out.confidence = confidence_of(own_, rows.scored, intervals_);
    out.ranges = range_calibration_of(own_, rows.scored);
    out.forecasters = people(rows, Detail::full);
    add_groups(rows, out);
    out.surprises = surprises(rows.scored);
    out.agreement = agreement(rows);
    return out;
}

YearLine SectionMaker::year(int year, const KindRows& rows) {
    set_baselines(rows);
    YearLine out;
    out.year = year;
    out.counts = rows.counts;
    out.counts.scored = count_statements(rows.scored);
    out.overall = figures(rows.scored, true);
    out.second = second_line(own_, rows.scored, rows.missing);
    out.confidence = confidence_of(own_, rows.scored, intervals_);
    out.forecasters = people(rows, Detail::figures);
    return out;
}

void SectionMaker::set_baselines(const KindRows& rows) {
    evaluation::set_baselines(own_, rows.scored, rows.crowd.empty() ? rows.scored : rows.crowd, baselines_);
}

std::size_t SectionMaker::count_statements(const RowSet& rows) const {
    std::size_t count = 0;
    std::uint32_t last = UINT32_MAX;
    for (const auto row : rows) {  // by statement
        count += own_.rows[row].statement != last;
        last = own_.rows[row].statement;
    }
    return count;
}

Figures SectionMaker::figures(const RowSet& rows, bool intervals) const {
    return figures_of(own_, rows, {intervals && intervals_, baselines_, {}});
}

/// The figures of what was recorded before the outcome was known.
Figures SectionMaker::before(const RowSet& rows, const Figures& all, bool intervals) const {
    if (all.recorded_late == 0) return all;
    RowSet early;
    for (const auto row : rows) {
        if (!own_.rows[row].recorded_late) early.push_back(row);
    }
    return figures(early, intervals);
}

std::vector<PersonLine> SectionMaker::people(const KindRows& rows, Detail detail) const {
    const Dimension by[] = {Dimension::forecaster};
    std::unordered_map<std::string_view, RowSet> missing;
    for (const auto row : rows.missing) missing[own_.forecaster_of(own_.rows[row])].push_back(row);
    std::vector<PersonLine> people;
    const auto groups = group_by(own_, rows.scored, by);
    std::unordered_map<std::string_view, const RowSet*> drawn;  // the rows of those who are ranked
    people.reserve(groups.size());
    for (const auto& group : groups) {
        PersonLine person;
        person.id = group.by.front().second;
        person.figures = figures(group.rows, true);
        person.recorded_before = before(group.rows, person.figures, false);
        person.second = second_line(own_, group.rows, missing[person.id]);
        person.confidence = confidence_of(own_, group.rows, intervals_);
        if (detail == Detail::full) add_shapes(person, group.rows);
        if (person.figures.ranked()) drawn.emplace(group.by.front().second, &group.rows);
        people.push_back(std::move(person));
    }
    rank(people);
    if (detail == Detail::full && intervals_ && drawn.size() <= kSmallMultiples) {
        for (auto& person : people) {
            if (person.rank) person.calibration = calibration_of(own_, *drawn.at(person.id), {}, true);
        }
    }
    return people;
}

void SectionMaker::add_shapes(PersonLine& person, const RowSet& rows) const {
    person.calibration = calibration_of(own_, rows);
    person.ranges = range_calibration_of(own_, rows);
}

std::vector<GroupLine> SectionMaker::groups(const RowSet& rows, const Figures& all, Dimension dimension) const {
    const Dimension by[] = {dimension};
    std::vector<GroupLine> out;
    for (const auto& group : group_by(own_, rows, by)) {
        out.push_back({group.by.front().second, group.rows.size() == rows.size() ? all : figures(group.rows, true)});
    }
    return out;
}

void SectionMaker::add_groups(const KindRows& rows, Section& section) const {
    const auto by = [&](Dimension dimension) { return groups(rows.scored, section.overall, dimension); };
    section.by_tag = by(Dimension::tag);
    section.by_type = by(Dimension::type);
    section.by_horizon = by(Dimension::horizon);
    section.by_source = by(Dimension::source);
    section.by_speaker = by(Dimension::speaker);
    section.by_basis = by(Dimension::basis);
}

/// Why statements were annulled, and why forecasts have no score.
void SectionMaker::add_reasons(const KindRows& rows, Section& section) const {
    for (const auto row : rows.settled) {
        if (!own_.rows[row].has_score()) ++section.not_scored[std::string(own_.rows[row].why())];
    }
    for (const auto place : rows.statements) {
        const StatementRecord& record = own_.records[place];
        const auto* scored = record.scored_resolution();
        if (record.annulled_by_condition()) {
            ++section.annulled[std::string(kConditionNotMet)];
        } else if (const auto* annulled = scored ? scored->resolution.annulled() : nullptr) {
            ++section.annulled[annulled->reason];
        }
    }
}

std::vector<SurpriseLine> SectionMaker::surprises(const RowSet& rows) const {
    std::vector<SurpriseLine> out;
    for (const auto& surprise : evaluation::surprises_of(own_, rows, kExamples)) {
        out.push_back({own_.records[surprise.statement].statement.id, surprise.forecasters, surprise.probability});
    }
    return out;
}

std::optional<Agreement> SectionMaker::agreement(const KindRows& rows) const {
    std::vector<const StatementRecord*> records;
    for (const auto place : rows.statements) records.push_back(&own_.records[place]);
    return evaluation::agreement_of(records);
}

namespace {

/// Up to a few changes whose `sign` times the change of the score is below 0, the largest first.
std::vector<RevisionLine> largest(const evaluation::Evaluation& last, std::vector<Revision> revisions, double sign) {
    std::erase_if(revisions, [&](const Revision& r) { return sign * r.change() >= 0; });
    const auto key = [&](const Revision& r) {
        const Row& row = last.rows[r.row];
        return std::tuple(sign * r.change(), std::string_view(last.record_of(row).statement.id), last.forecaster_of(row));
    };
    const auto count = std::min(kExamples, revisions.size());
    std::partial_sort(revisions.begin(), revisions.begin() + static_cast<std::ptrdiff_t>(count), revisions.end(),
                      [&](const Revision& a, const Revision& b) { return key(a) < key(b); });
    std::vector<RevisionLine> out;
    for (std::size_t i = 0; i < count; ++i) {
        const Revision& r = revisions[i];
        const Row& row = last.rows[r.row];
        out.push_back({last.record_of(row).statement.id, std::string(last.forecaster_of(row)), r.first_probability, r.last_probability, r.first_brier, r.last_brier});
    }
    return out;
}

}  // namespace

RevisionSummary revisions_between(const evaluation::Evaluation& first, const evaluation::Evaluation& last, const RowSet& rows) {
    auto found = evaluation::revisions_of(first, last, rows);
    RevisionSummary out;
    out.n = found.all.size();
    out.helped = found.helped;
    out.hurt = found.hurt;
    out.mean_change = found.mean_change;
    out.most_helpful = largest(last, found.all, 1);
    out.most_harmful = largest(last, std::move(found.all), -1);
    return out;
}

}  // namespace hindsight::report
