// SPDX-License-Identifier: MIT
// Tables of what belongs to statements: scores, histories, evidence, raters, amendments, and the names that they use.
#include "report/csv/csv_table.hpp"

namespace hindsight::report {

namespace {

/// Calls `add` for every statement that the report lists, each once.
template <class Add>
void each_statement(const Report& report, Add add) {
    std::map<std::string_view, bool> seen;
    for (const auto* list : {&report.statements, &report.overdue, &report.due_next, &report.retracted, &report.not_resolvable}) {
        for (const auto& statement : *list) {
            if (seen.emplace(statement.id, true).second) add(statement);
        }
    }
}

template <class Row>
constexpr CsvColumn<Row> kStatement{"statement", [](const Row& r) { return cell(r.statement.id); }};
template <class Row>
constexpr CsvColumn<Row> kForecaster{"forecaster", [](const Row& r) { return cell(r.forecast.forecaster); }};

template <class Row>
constexpr CsvColumn<Row> kMadeAt{"made_at", [](const Row& r) { return cell(r.forecast.made_at); }};

struct TypeRow {
    const StatementLine& statement;
    const ForecastLine& forecast;
    const TypeScoreLine& score;
};
constexpr CsvColumn<TypeRow> kTypes[] = {
    kStatement<TypeRow>,
    kForecaster<TypeRow>,
    kMadeAt<TypeRow>,
    {"rule", [](const TypeRow& r) { return cell(r.score.rule); }},
    {"unit", [](const TypeRow& r) { return cell(r.score.unit); }},
    {"score", [](const TypeRow& r) { return cell(r.score.value); }},
};

std::string type_scores(const Report& report) {
    std::vector<TypeRow> rows;
    for (const auto& statement : report.statements) {
        for (const auto& forecast : statement.forecasts) {
            for (const auto& score : forecast.types) rows.push_back({statement, forecast, score});
        }
    }
    return csv_table<TypeRow>(kTypes, rows);
}

struct BaselineRow {
    const StatementLine& statement;
    const ForecastLine& forecast;
    const std::string& baseline;
    double brier;
};
constexpr CsvColumn<BaselineRow> kBaselines[] = {
    kStatement<BaselineRow>,
    kForecaster<BaselineRow>,
    kMadeAt<BaselineRow>,
    {"baseline", [](const BaselineRow& r) { return cell(r.baseline); }},
    {"brier", [](const BaselineRow& r) { return cell(r.brier); }},
};

std::string baselines(const Report& report) {
    std::vector<BaselineRow> rows;
    for (const auto& statement : report.statements) {
        for (const auto& forecast : statement.forecasts) {
            for (const auto& [baseline, brier] : forecast.baseline_brier) rows.push_back({statement, forecast, baseline, brier});
        }
    }
    return csv_table<BaselineRow>(kBaselines, rows);
}

struct HistoryRow {
    const StatementLine& statement;
    const ForecastLine& forecast;
    const HistoryPoint& point;
};
constexpr CsvColumn<HistoryRow> kHistory[] = {
    kStatement<HistoryRow>,
    kForecaster<HistoryRow>,
    {"made_at", [](const HistoryRow& r) { return print_instant_short(r.point.made); }},
    {"forecast", [](const HistoryRow& r) { return cell(r.point.predictive); }},
    {"probability", [](const HistoryRow& r) { return cell(r.point.probability); }},
    {"low", [](const HistoryRow& r) { return cell(r.point.low); }},
    {"high", [](const HistoryRow& r) { return cell(r.point.high); }},
    {"withdrawn", [](const HistoryRow& r) { return cell(r.point.withdrawn); }},
    {"reason", [](const HistoryRow& r) { return cell(r.point.reason); }},
};

std::string history(const Report& report) {
    std::vector<HistoryRow> rows;
    each_statement(report, [&](const StatementLine& statement) {
        for (const auto& forecast : statement.forecasts) {
            for (const auto& point : forecast.history) rows.push_back({statement, forecast, point});
        }
    });
    return csv_table<HistoryRow>(kHistory, rows);
}

struct EvidenceRow {
    const StatementLine& statement;
    const Evidence& evidence;
};
constexpr CsvColumn<EvidenceRow> kEvidence[] = {
    kStatement<EvidenceRow>,
    {"url", [](const EvidenceRow& r) { return cell(r.evidence.url); }},
    {"title", [](const EvidenceRow& r) { return cell(r.evidence.title); }},
    {"date", [](const EvidenceRow& r) { return cell(r.evidence.date); }},
    {"note", [](const EvidenceRow& r) { return cell(r.evidence.note); }},
    {"sureness", [](const EvidenceRow& r) { return cell(r.evidence.sureness); }},
};

std::string evidence(const Report& report) {
    std::vector<EvidenceRow> rows;
    each_statement(report, [&](const StatementLine& statement) {
        for (const auto& item : statement.evidence) rows.push_back({statement, item});
    });
    return csv_table<EvidenceRow>(kEvidence, rows);
}

struct RaterRow {
    const StatementLine& statement;
    const RaterLine& rater;
};
constexpr CsvColumn<RaterRow> kRaters[] = {
    kStatement<RaterRow>,
    {"by", [](const RaterRow& r) { return cell(r.rater.resolver); }},
    {"outcome", [](const RaterRow& r) { return cell(r.rater.outcome); }},
    {"decided_on", [](const RaterRow& r) { return cell(r.rater.decided_on); }},
    {"confidence", [](const RaterRow& r) { return cell(r.rater.confidence); }},
    {"agrees", [](const RaterRow& r) { return cell(r.rater.agrees); }},
};

std::string raters(const Report& report) {
    std::vector<RaterRow> rows;
    each_statement(report, [&](const StatementLine& statement) {
        for (const auto& rater : statement.raters) rows.push_back({statement, rater});
    });
    return csv_table<RaterRow>(kRaters, rows);
}

/// A text of something in one language.
struct WordingRow {
    std::string_view id;
    const std::string &language, &text;
    const AmendmentLine* amendment = nullptr;
};
constexpr CsvColumn<WordingRow> kWordings[] = {
    {"statement", [](const WordingRow& r) { return cell(r.id); }},
    {"until", [](const WordingRow& r) { return r.amendment ? print_instant_short(r.amendment->at) : std::string(); }},
    {"reason", [](const WordingRow& r) { return r.amendment ? cell(r.amendment->reason) : std::string(); }},
    {"language", [](const WordingRow& r) { return cell(r.language); }},
    {"text", [](const WordingRow& r) { return cell(r.text); }},
};

/// Earlier wordings in the order in which they stood, then the one in force.
std::string wordings(const Report& report) {
    std::vector<WordingRow> rows;
    each_statement(report, [&](const StatementLine& statement) {
        for (const auto& amendment : statement.amendments) {
            for (const auto& [language, text] : amendment.before) rows.push_back({statement.id, language, text, &amendment});
        }
        for (const auto& [language, text] : statement.text) rows.push_back({statement.id, language, text});
    });
    return csv_table<WordingRow>(kWordings, rows);
}

constexpr CsvColumn<WordingRow> kPersons[] = {
    {"id", [](const WordingRow& r) { return cell(r.id); }},
    {"language", [](const WordingRow& r) { return cell(r.language); }},
    {"name", [](const WordingRow& r) { return cell(r.text); }},
};

std::string persons(const Report& report) {
    std::vector<WordingRow> rows;
    for (const auto& [id, names] : report.names) {
        for (const auto& [language, name] : names) rows.push_back({id, language, name});
    }
    return csv_table<WordingRow>(kPersons, rows);
}

struct SourceRow {
    const Source& source;
    const std::string &language, &title;
};
constexpr CsvColumn<SourceRow> kSources[] = {
    {"id", [](const SourceRow& r) { return cell(r.source.id); }},
    {"language", [](const SourceRow& r) { return cell(r.language); }},
    {"title", [](const SourceRow& r) { return cell(r.title); }},
    {"url", [](const SourceRow& r) { return cell(r.source.url); }},
    {"published", [](const SourceRow& r) { return r.source.published ? print_day(*r.source.published) : std::string(); }},
};

std::string sources(const Report& report) {
    static const std::string kNone;
    std::vector<SourceRow> rows;
    for (const auto& [id, source] : report.sources) {
        for (const auto& [language, title] : source.title) rows.push_back({source, language, title});
        if (source.title.empty()) rows.push_back({source, kNone, kNone});
    }
    return csv_table<SourceRow>(kSources, rows);
}

using Phrase = std::pair<std::string, double>;
constexpr CsvColumn<Phrase> kPhrases[] = {
    {"phrase", [](const Phrase& p) { return cell(p.first); }},
    {"probability", [](const Phrase& p) { return cell(p.second); }},
};

std::string credence(const Report& report) { return csv_table<Phrase>(kPhrases, report.credence); }

constexpr CsvTableInfo kTables[] = {
    {"type-scores", type_scores}, {"baselines", baselines}, {"history", history}, {"evidence", evidence}, {"raters", raters},
    {"wordings", wordings},       {"persons", persons},     {"sources", sources}, {"credence", credence},
};

}  // namespace

std::span<const CsvTableInfo> statement_tables() { return kTables; }

}  // namespace hindsight::report
