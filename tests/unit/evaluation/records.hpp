// SPDX-License-Identifier: MIT
// Records built by hand, for tests of evaluation and report.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "hindsight/domain/notation.hpp"
#include "hindsight/domain/record.hpp"

namespace hindsight::test {

inline Day day(const char* text) { return *parse_day(text); }
inline When on(const char* text) { return *parse_when(text); }
inline Instant at(const char* text) { return on(text).at; }

/// A statement and what happened to it, in the order in which it is written.
class RecordOf {
   public:
    RecordOf(std::string id, const char* said_on, std::string speaker = "ann", StatementKind kind = StatementKind::prediction) {
        record_.statement.id = std::move(id);
        record_.statement.kind = kind;
        record_.statement.speaker = std::move(speaker);
        record_.statement.said_on = day(said_on);
        record_.statement.text["en"] = "Text of " + record_.statement.id;
        record_.recorded = at(said_on);
    }

    RecordOf& text(const char* language, const char* words) {
        record_.statement.text[language] = words;
        return *this;
    }
    RecordOf& asks(QuestionType type, const char* due) {
        Question question;
        question.type = type;
        if (due) question.due = on(due);
        record_.statement.question = question;
        return *this;
    }
    RecordOf& asks_binary(const char* due) { return asks(QuestionType::binary, due); }
    Question& question() { return *record_.statement.question; }
    RecordOf& log_scale(const char* unit = "") {
        question().scale = Scale::log;
        question().unit = unit;
        return *this;
    }
    RecordOf& options(std::vector<std::string> names) {
        question().options = std::move(names);
        return *this;
    }
    RecordOf& tagged(std::vector<std::string> tags) {
        record_.statement.tags = std::move(tags);
        return *this;
    }
    RecordOf& linked(LinkKind kind, const char* to, const char* outcome = "") {
        record_.statement.links.push_back({kind, to, outcome});
        return *this;
    }

    /// A forecast in the short form; recorded at once unless `recorded` is given.
    RecordOf& forecast(const char* by, const char* made, const char* predictive, const char* recorded = nullptr) {
        ForecastRecord entry;
        entry.key = static_cast<std::int64_t>(record_.forecasts.size()) + 1;
        entry.forecast.forecaster = by;
        entry.forecast.made_at = on(made);
        entry.forecast.predictive = parse_predictive(predictive, {question(), {}});
        entry.made = on(made).at;
        entry.recorded = recorded ? at(recorded) : entry.made;
        record_.forecasts.push_back(entry);
        std::stable_sort(record_.forecasts.begin(), record_.forecasts.end(),
                         [](const auto& a, const auto& b) { return a.made < b.made; });
        return *this;
    }
    RecordOf& imputed(const char* phrase) {
        record_.forecasts.back().forecast.basis = Basis::imputed;
        record_.forecasts.back().forecast.phrase = phrase;
        return *this;
    }
    RecordOf& withdrawn(const char* when) {
        record_.forecasts.back().withdrawn = at(when);
        return *this;
    }
    RecordOf& resolved(const char* outcome, const char* decided, const char* by = "judge") {
        return add({parse_outcome(outcome, question()), on(decided), by, {}, "", "", ""});
    }
    RecordOf& annulled(const char* reason, const char* decided) {
        return add({Annulled{reason}, on(decided), "judge", {}, "", "", ""});
    }
    RecordOf& retracted(const char* when) {
        record_.retraction = Retraction{on(when), "no longer thinks so", at(when)};
        return *this;
    }
    /// What the statement was until `when`, made by `change` from what it is.
    template <class Change>
    RecordOf& amended(const char* when, Change change) {
        Amendment amendment{0, at(when), "clearer", record_.statement};
        change(amendment.before);
        record_.amendments.push_back(amendment);
        return *this;
    }
    Resolution& resolution() { return record_.resolutions.back().resolution; }

    StatementRecord make() const { return record_; }
    operator StatementRecord() const { return record_; }  // NOLINT: implicit on purpose

   private:
    RecordOf& add(Resolution resolution) {
        ResolutionRecord entry;
        entry.key = static_cast<std::int64_t>(record_.resolutions.size()) + 1;
        entry.recorded = resolution.decided_on.at;
        entry.resolution = std::move(resolution);
        record_.resolutions.push_back(entry);
        return *this;
    }

    StatementRecord record_;
};

}  // namespace hindsight::test
