// SPDX-License-Identifier: MIT
// Has evaluation compute each figure of a section from the rows that belong to it.
#include "report/model/sections.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "hindsight/base/parallel.hpp"
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

void rank(std::vector<PersonLine>& people) {
    const auto mean = [](const PersonLine& p) { return evaluation::comparable(p.figures.score(evaluation::rule::brier)->mean); };
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
    add_shapes(rows, out);
    out.imputed = out.overall.imputed;
    out.stated = out.overall.n - out.imputed;
    out.recorded_late = out.overall.recorded_late;
    out.recorded_early = out.overall.n - out.recorded_late;
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

/// The figures of what was recorded before the outcome was known; without `intervals` none has one, whether or not it differs from `all`.
Figures SectionMaker::before(const RowSet& rows, const Figures& all, bool intervals) const {
    if (all.recorded_late == 0 && intervals) return all;
    RowSet early;
    for (const auto row : rows) {
        if (!own_.rows[row].recorded_late) early.push_back(row);
    }
    return figures(early, intervals);
}

/// What is said of all rows together.
void SectionMaker::add_shapes(const KindRows& rows, Section& section) const {
    Tasks tasks;
    tasks.add([&] {
        section.overall = figures(rows.scored, true);
        section.recorded_before = before(rows.scored, section.overall, true);
    });
    tasks.add([&] {
        section.calibration = calibration_of(own_, rows.scored, {}, intervals_);
        section.discrimination = discrimination_of(own_, rows.scored, intervals_);
    });
    tasks.add([&] {
        section.second = second_line(own_, rows.scored, rows.missing);
        section.coverage = coverage_of(own_, rows.scored);
        section.confidence = confidence_of(own_, rows.scored, intervals_);
        section.ranges = range_calibration_of(own_, rows.scored);
    });
    tasks.run();
}

std::vector<PersonLine> SectionMaker::people(const KindRows& rows, Detail detail) const {
    const Dimension by[] = {Dimension::forecaster};
    std::unordered_map<std::string_view, RowSet> missing;
    for (const auto row : rows.missing) missing[own_.forecaster_of(own_.rows[row])].push_back(row);
    const auto groups = group_by(own_, rows.scored, by);
    std::vector<PersonLine> people(groups.size());
    const RowSet none;
    Tasks tasks;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const auto found = missing.find(groups[i].by.front().second);
        const RowSet& of_person = found == missing.end() ? none : found->second;
        tasks.add([&, i] { people[i] = person(groups[i], of_person, detail); });
    }
    tasks.run();
    rank(people);
    if (detail == Detail::full && intervals_) add_bands(groups, people);
    return people;
}

/// Of those whose calibration is drawn; the bands take longer than all else.
void SectionMaker::add_bands(const std::vector<evaluation::Group>& groups, std::vector<PersonLine>& ranked) const {
    std::unordered_map<std::string_view, const RowSet*> rows;
    for (const auto& group : groups) rows[group.by.front().second] = &group.rows;
    Tasks tasks;
    for (std::size_t i = 0; i < std::min(kSmallMultiples, ranked.size()) && ranked[i].rank; ++i) {
        tasks.add([&, i] { ranked[i].calibration = calibration_of(own_, *rows.at(ranked[i].id), {}, true); });
    }
    tasks.run();
}

PersonLine SectionMaker::person(const evaluation::Group& group, const RowSet& missing, Detail detail) const {
    PersonLine out;
    out.id = group.by.front().second;
    out.figures = figures(group.rows, true);
    out.recorded_before = before(group.rows, out.figures, false);
    out.second = second_line(own_, group.rows, missing);
    out.confidence = confidence_of(own_, group.rows, intervals_);
    if (detail == Detail::figures) return out;
    out.calibration = calibration_of(own_, group.rows);
    out.ranges = range_calibration_of(own_, group.rows);
    return out;
}

void SectionMaker::add_groups(const KindRows& rows, Section& section) const {
    const std::pair<Dimension, std::vector<GroupLine>*> parts[] = {
        {Dimension::tag, &section.by_tag},       {Dimension::type, &section.by_type},       {Dimension::horizon, &section.by_horizon},
        {Dimension::source, &section.by_source}, {Dimension::speaker, &section.by_speaker}, {Dimension::basis, &section.by_basis}};
    std::vector<std::vector<evaluation::Group>> groups;
    for (const auto& [dimension, lines] : parts) {
        const Dimension by[] = {dimension};
        groups.push_back(group_by(own_, rows.scored, by));
        lines->resize(groups.back().size());
    }
    Tasks tasks;
    for (std::size_t part = 0; part < std::size(parts); ++part) {
        for (std::size_t i = 0; i < groups[part].size(); ++i) {
            tasks.add([&, part, i] {
                const auto& group = groups[part][i];
                const bool all = group.rows.size() == rows.scored.size();
                (*parts[part].second)[i] = {group.by.front().second, all ? section.overall : figures(group.rows, true)};
            });
        }
    }
    tasks.run();
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
