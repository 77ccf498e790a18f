// SPDX-License-Identifier: MIT
// Tables of counts, figures and scores: of all, of each forecaster, of each group, year and way to count.
#include <algorithm>

#include "report/csv/csv_table.hpp"

namespace hindsight::report {

namespace {

// -- counts -----------------------------------------------------------------------------------------------------------

constexpr CsvColumn<Section> kCounts[] = {
    {"kind", [](const Section& s) { return cell(slug(s.kind)); }},
    {"made", [](const Section& s) { return cell(s.counts.made); }},
    {"due", [](const Section& s) { return cell(s.counts.due); }},
    {"resolved", [](const Section& s) { return cell(s.counts.resolved); }},
    {"scored", [](const Section& s) { return cell(s.counts.scored); }},
    {"annulled", [](const Section& s) { return cell(s.counts.annulled); }},
    {"void_share", [](const Section& s) { return cell(s.counts.void_share()); }},
    {"retracted", [](const Section& s) { return cell(s.counts.retracted); }},
    {"overdue", [](const Section& s) { return cell(s.counts.overdue); }},
    {"open", [](const Section& s) { return cell(s.counts.open); }},
    {"not_resolvable", [](const Section& s) { return cell(s.counts.not_resolvable); }},
    {"stated", [](const Section& s) { return cell(s.stated); }},
    {"imputed", [](const Section& s) { return cell(s.imputed); }},
    {"recorded_early", [](const Section& s) { return cell(s.recorded_early); }},
    {"recorded_late", [](const Section& s) { return cell(s.recorded_late); }},
};

std::string counts(const Report& report) {
    CsvTable<Section> table(kCounts);
    for (const auto* section : {&report.predictions, &report.claims}) table.add(*section);
    return table.take();
}

struct ReasonRow {
    StatementKind kind;
    std::string_view what;
    std::string_view reason;
    std::size_t n;
};
constexpr CsvColumn<ReasonRow> kReasons[] = {
    {"kind", [](const ReasonRow& r) { return cell(slug(r.kind)); }},
    {"what", [](const ReasonRow& r) { return cell(r.what); }},
    {"reason", [](const ReasonRow& r) { return cell(r.reason); }},
    {"n", [](const ReasonRow& r) { return cell(r.n); }},
};

std::string reasons(const Report& report) {
    std::vector<ReasonRow> rows;
    for (const auto* section : {&report.predictions, &report.claims}) {
        for (const auto& [reason, n] : section->annulled) rows.push_back({section->kind, "annulled", reason, n});
        for (const auto& [reason, n] : section->not_scored) rows.push_back({section->kind, "not_scored", reason, n});
    }
    return csv_table<ReasonRow>(kReasons, rows);
}

// -- figures of sets of forecasts -------------------------------------------------------------------------------------

/// All of a section, one forecaster, or one group: `by` says of what, `value` which.
struct GroupRow {
    StatementKind kind;
    std::string_view by, value;
    const Figures* figures;
    const Figures* recorded_before = nullptr;
    std::optional<std::size_t> rank{};
    const std::optional<SecondLine>* second = nullptr;
    const std::optional<Calibration>* calibration = nullptr;
    const std::optional<Confidence>* confidence = nullptr;
};

void add_section(const Section& s, std::vector<GroupRow>& rows) {
    rows.push_back({s.kind, "", "", &s.overall, &s.recorded_before, {}, &s.second, &s.calibration, &s.confidence});
    for (const auto& p : s.forecasters) {
        rows.push_back({s.kind, "forecaster", p.id, &p.figures, &p.recorded_before, p.rank, &p.second, &p.calibration, &p.confidence});
    }
    const auto groups = [&](std::string_view by, const std::vector<GroupLine>& lines) {
        for (const auto& line : lines) rows.push_back({s.kind, by, line.label, &line.figures});
    };
    groups("tag", s.by_tag);
    groups("type", s.by_type);
    groups("horizon", s.by_horizon);
    groups("source", s.by_source);
    groups("speaker", s.by_speaker);
    groups("basis", s.by_basis);
}

std::vector<GroupRow> group_rows(const Report& report) {
    std::vector<GroupRow> rows;
    for (const auto* section : {&report.predictions, &report.claims}) add_section(*section, rows);
    std::erase_if(rows, [](const GroupRow& row) { return row.figures->n == 0; });
    return rows;
}

/// A cell of what not every row has.
template <class T, class Get>
std::string of(const std::optional<T>* part, Get get) {
    return part && *part ? cell(get(**part)) : std::string();
}

constexpr CsvColumn<GroupRow> kGroups[] = {
    {"kind", [](const GroupRow& r) { return cell(slug(r.kind)); }},
    {"by", [](const GroupRow& r) { return cell(r.by); }},
    {"value", [](const GroupRow& r) { return cell(r.value); }},
    {"rank", [](const GroupRow& r) { return cell(r.rank); }},
    {"n", [](const GroupRow& r) { return cell(r.figures->n); }},
    {"questions", [](const GroupRow& r) { return cell(r.figures->questions); }},
    {"clusters", [](const GroupRow& r) { return cell(r.figures->clusters); }},
    {"events", [](const GroupRow& r) { return cell(r.figures->events); }},
    {"fractions", [](const GroupRow& r) { return cell(r.figures->fractions); }},
    {"recorded_late", [](const GroupRow& r) { return cell(r.figures->recorded_late); }},
    {"imputed", [](const GroupRow& r) { return cell(r.figures->imputed); }},
    {"hit_rate", [](const GroupRow& r) { return cell(r.figures->hit_rate); }},
    {"mean_probability", [](const GroupRow& r) { return cell(r.figures->mean_probability); }},
    {"mean_observed", [](const GroupRow& r) { return cell(r.figures->mean_observed); }},
    {"coverage", [](const GroupRow& r) { return cell(r.figures->coverage); }},
    {"miscalibration", [](const GroupRow& r) { return of(r.calibration, [](const Calibration& c) { return c.corp.miscalibration; }); }},
    {"discrimination", [](const GroupRow& r) { return of(r.calibration, [](const Calibration& c) { return c.corp.discrimination; }); }},
    {"uncertainty", [](const GroupRow& r) { return of(r.calibration, [](const Calibration& c) { return c.corp.uncertainty; }); }},
    {"auc", [](const GroupRow& r) { return of(r.calibration, [](const Calibration& c) { return c.auc; }); }},
    {"confidence_clusters", [](const GroupRow& r) { return of(r.confidence, [](const Confidence& c) { return c.clusters; }); }},
    {"mean_confidence", [](const GroupRow& r) { return of(r.confidence, [](const Confidence& c) { return c.mean_confidence; }); }},
    {"confidence_difference", [](const GroupRow& r) { return of(r.confidence, [](const Confidence& c) { return c.difference; }); }},
    {"confidence_ci90_low", [](const GroupRow& r) { return r.confidence && *r.confidence ? end_of((*r.confidence)->ci90, 0) : std::string(); }},
    {"confidence_ci90_high", [](const GroupRow& r) { return r.confidence && *r.confidence ? end_of((*r.confidence)->ci90, 1) : std::string(); }},
    {"with_missing_added", [](const GroupRow& r) { return of(r.second, [](const SecondLine& l) { return l.added; }); }},
    {"with_missing_base_rate", [](const GroupRow& r) { return of(r.second, [](const SecondLine& l) { return l.base_rate; }); }},
    {"with_missing_expected_brier", [](const GroupRow& r) { return of(r.second, [](const SecondLine& l) { return l.expected; }); }},
    {"with_missing_best_brier", [](const GroupRow& r) { return of(r.second, [](const SecondLine& l) { return l.best; }); }},
    {"with_missing_worst_brier", [](const GroupRow& r) { return of(r.second, [](const SecondLine& l) { return l.worst; }); }},
};

std::string groups(const Report& report) { return csv_table<GroupRow>(kGroups, group_rows(report)); }

// -- scores -----------------------------------------------------------------------------------------------------------

using evaluation::ScoreFigure;

struct ScoreRow {
    const GroupRow& group;
    bool recorded_before;  // only what was recorded before the outcome was known
    const ScoreFigure& score;
};
constexpr CsvColumn<ScoreRow> kScores[] = {
    {"kind", [](const ScoreRow& r) { return cell(slug(r.group.kind)); }},
    {"by", [](const ScoreRow& r) { return cell(r.group.by); }},
    {"value", [](const ScoreRow& r) { return cell(r.group.value); }},
    {"recorded_before", [](const ScoreRow& r) { return cell(r.recorded_before); }},
    {"rule", [](const ScoreRow& r) { return cell(r.score.rule); }},
    {"unit", [](const ScoreRow& r) { return cell(r.score.unit); }},
    {"n", [](const ScoreRow& r) { return cell(r.score.n); }},
    {"questions", [](const ScoreRow& r) { return cell(r.score.questions); }},
    {"clusters", [](const ScoreRow& r) { return cell(r.score.clusters); }},
    {"mean", [](const ScoreRow& r) { return r.score.undefined ? std::string() : cell(r.score.mean); }},
    {"se", [](const ScoreRow& r) { return cell(r.score.se); }},
    {"ci90_low", [](const ScoreRow& r) { return end_of(r.score.ci90, 0); }},
    {"ci90_high", [](const ScoreRow& r) { return end_of(r.score.ci90, 1); }},
    {"rough", [](const ScoreRow& r) { return cell(r.score.rough()); }},
    {"infinite", [](const ScoreRow& r) { return cell(r.score.infinite); }},
};

std::string scores(const Report& report) {
    const auto rows = group_rows(report);
    CsvTable<ScoreRow> table(kScores);
    for (const auto& group : rows) {
        for (const auto& score : group.figures->scores) table.add({group, false, score});
        if (!group.recorded_before) continue;
        for (const auto& score : group.recorded_before->scores) table.add({group, true, score});
    }
    return table.rows() > 0 ? table.take() : std::string();
}

struct SkillRow {
    const GroupRow& group;
    const evaluation::SkillFigure& skill;
};
constexpr CsvColumn<SkillRow> kSkill[] = {
    {"kind", [](const SkillRow& r) { return cell(slug(r.group.kind)); }},
    {"by", [](const SkillRow& r) { return cell(r.group.by); }},
    {"value", [](const SkillRow& r) { return cell(r.group.value); }},
    {"baseline", [](const SkillRow& r) { return cell(evaluation::slug(r.skill.baseline)); }},
    {"n", [](const SkillRow& r) { return cell(r.skill.n); }},
    {"questions", [](const SkillRow& r) { return cell(r.skill.questions); }},
    {"score", [](const SkillRow& r) { return cell(r.skill.score); }},
    {"baseline_score", [](const SkillRow& r) { return cell(r.skill.baseline_score); }},
    {"skill", [](const SkillRow& r) { return cell(r.skill.skill); }},
};

std::string skill(const Report& report) {
    const auto rows = group_rows(report);
    CsvTable<SkillRow> table(kSkill);
    for (const auto& group : rows) {
        for (const auto& figure : group.figures->skill) {
            if (figure.n > 0) table.add({group, figure});
        }
    }
    return table.rows() > 0 ? table.take() : std::string();
}

// -- other ways to count, and years -----------------------------------------------------------------------------------

struct VariantRow {
    const evaluation::VariantScores& scores;
    const evaluation::VariantPlace* person;  // null for all
};
constexpr CsvColumn<VariantRow> kSensitivity[] = {
    {"variant", [](const VariantRow& r) { return cell(r.scores.variant.slug); }},
    {"comparable", [](const VariantRow& r) { return cell(r.scores.variant.comparable); }},
    {"forecaster", [](const VariantRow& r) { return cell(r.person ? std::string_view(r.person->forecaster) : std::string_view()); }},
    {"rank", [](const VariantRow& r) { return r.person ? cell(r.person->rank) : std::string(); }},
    {"n", [](const VariantRow& r) { return cell(r.person ? r.person->n : r.scores.n); }},
    {"questions", [](const VariantRow& r) { return cell(r.person ? r.person->questions : r.scores.questions); }},
    {"brier", [](const VariantRow& r) { return cell(r.person ? r.person->brier : r.scores.brier); }},
    {"log", [](const VariantRow& r) { return r.person ? cell(r.person->log) : std::string(); }},
};

std::string sensitivity(const Report& report) {
    std::vector<VariantRow> rows;
    for (const auto& scores : report.sensitivity) {
        rows.push_back({scores, nullptr});
        for (const auto& person : scores.people) rows.push_back({scores, &person});
    }
    return csv_table<VariantRow>(kSensitivity, rows);
}

struct YearRow {
    const YearLine& year;
    const PersonLine* person;  // null for all
    const Figures& figures() const { return person ? person->figures : year.overall; }
    const ScoreFigure* score(std::string_view rule) const { return figures().score(rule); }
    std::string count(std::size_t Counts::*member) const { return person ? std::string() : cell(year.counts.*member); }
    const std::optional<SecondLine>* second() const { return person ? &person->second : &year.second; }
};

std::string mean_of(const ScoreFigure* score) { return score && !score->undefined ? cell(score->mean) : std::string(); }

constexpr CsvColumn<YearRow> kDevelopment[] = {
    {"year", [](const YearRow& r) { return std::to_string(r.year.year); }},
    {"forecaster", [](const YearRow& r) { return cell(r.person ? std::string_view(r.person->id) : std::string_view()); }},
    {"rank", [](const YearRow& r) { return r.person ? cell(r.person->rank) : std::string(); }},
    {"made", [](const YearRow& r) { return r.count(&Counts::made); }},
    {"due", [](const YearRow& r) { return r.count(&Counts::due); }},
    {"resolved", [](const YearRow& r) { return r.count(&Counts::resolved); }},
    {"annulled", [](const YearRow& r) { return r.count(&Counts::annulled); }},
    {"void_share", [](const YearRow& r) { return r.person ? std::string() : cell(r.year.counts.void_share()); }},
    {"retracted", [](const YearRow& r) { return r.count(&Counts::retracted); }},
    {"overdue", [](const YearRow& r) { return r.count(&Counts::overdue); }},
    {"open", [](const YearRow& r) { return r.count(&Counts::open); }},
    {"not_resolvable", [](const YearRow& r) { return r.count(&Counts::not_resolvable); }},
    {"n", [](const YearRow& r) { return cell(r.figures().n); }},
    {"questions", [](const YearRow& r) { return cell(r.figures().questions); }},
    {"brier", [](const YearRow& r) { return mean_of(r.score(evaluation::rule::brier)); }},
    {"brier_ci90_low", [](const YearRow& r) { return r.score(evaluation::rule::brier) ? end_of(r.score(evaluation::rule::brier)->ci90, 0) : std::string(); }},
    {"brier_ci90_high", [](const YearRow& r) { return r.score(evaluation::rule::brier) ? end_of(r.score(evaluation::rule::brier)->ci90, 1) : std::string(); }},
    {"log", [](const YearRow& r) { return mean_of(r.score(evaluation::rule::log)); }},
    {"hit_rate", [](const YearRow& r) { return cell(r.figures().hit_rate); }},
    {"with_missing_added", [](const YearRow& r) { return of(r.second(), [](const SecondLine& l) { return l.added; }); }},
    {"with_missing_base_rate", [](const YearRow& r) { return of(r.second(), [](const SecondLine& l) { return l.base_rate; }); }},
    {"with_missing_expected_brier", [](const YearRow& r) { return of(r.second(), [](const SecondLine& l) { return l.expected; }); }},
    {"with_missing_best_brier", [](const YearRow& r) { return of(r.second(), [](const SecondLine& l) { return l.best; }); }},
    {"with_missing_worst_brier", [](const YearRow& r) { return of(r.second(), [](const SecondLine& l) { return l.worst; }); }},
};

std::string development(const Report& report) {
    std::vector<YearRow> rows;
    for (const auto& year : report.development) {
        rows.push_back({year, nullptr});
        for (const auto& person : year.forecasters) rows.push_back({year, &person});
    }
    return csv_table<YearRow>(kDevelopment, rows);
}

constexpr CsvTableInfo kTables[] = {
    {"counts", counts}, {"reasons", reasons}, {"groups", groups}, {"scores", scores}, {"skill", skill}, {"sensitivity", sensitivity}, {"development", development},
};

}  // namespace

std::span<const CsvTableInfo> figure_tables() { return kTables; }

}  // namespace hindsight::report
