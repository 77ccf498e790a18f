// SPDX-License-Identifier: MIT
// The parts of a card that take some thought: the line at a glance, forecasts with their history, and amendments.
#include "hindsight/base/text.hpp"
#include "report/statements/card.hpp"
#include "report/words/text_diff.hpp"
#include "report/statements/verdict.hpp"

namespace hindsight::report {

namespace {

constexpr int kShortForecast = 40;  // columns; a longer one is not repeated at a glance

Mark mark_of(Verdict verdict) {
    if (verdict == Verdict::called) return Mark::right;
    return verdict == Verdict::missed ? Mark::wrong : Mark::neither;
}

std::string gap_of(const ForecastLine& forecast) { return forecast.not_scored.empty() ? forecast.event_not_scored : forecast.not_scored; }

std::string type_score(const Words& words, const TypeScoreLine& type) {
    const std::string unit = type.unit.empty() ? std::string{} : " " + words.unit(type.unit);
    return words.term("rule", type.rule) + " " + print_score(type.value) + unit;
}

/// "80% → yes"
Runs said_and_came(const Words& words, const StatementLine& line) {
    Runs runs;
    if (!line.forecasts.empty()) {
        const ForecastLine& first = line.forecasts.front();
        Run said = words.answer(first.predictive, line.type);
        if (display_width(said.text) <= kShortForecast) {
            if (first.forecaster != line.speaker) append(runs, {words.name_run(first.forecaster), plain(words("card.colon"))});
            runs.push_back(std::move(said));
        }
    }
    if (line.outcome.empty()) return runs;
    runs.push_back(plain(runs.empty() ? "→ " : " → "));
    runs.push_back(words.answer(line.outcome, line.type));
    const bool has_value = line.type == QuestionType::numeric && !line.outcome.starts_with("partly");
    if (has_value && !line.unit.empty()) runs.push_back(user(" " + words.unit(line.unit)));
    return runs;
}

void add_scores(const Words& words, const ForecastLine& forecast, Runs& runs) {
    const Verdict verdict = verdict_of(forecast);
    if (verdict != Verdict::none) append(runs, {plain(words("card.dot")), {mark_of(verdict), words("verdict." + std::string(slug(verdict))), {}, {}}});
    if (forecast.brier) {
        const std::string separator = words("card.dot");
        runs.push_back(plain(separator + words("card.brier", {print_score(*forecast.brier)}) + separator + words("card.log", {print_score(*forecast.log)})));
    } else if (!forecast.types.empty()) {
        runs.push_back(user(words("card.dot") + type_score(words, forecast.types.front())));
    } else if (!gap_of(forecast).empty()) {
        runs.push_back(quiet(words("card.dot") + words("card.not_scored", {words.term("reason", gap_of(forecast))})));
    }
}

/// One forecast that still stands has no history.
bool is_alone(const std::vector<HistoryPoint>& history) { return history.size() < 2 && (history.empty() || !history.front().withdrawn); }

Runs change(const std::string& before, const std::string& after, const Words& words) {
    return {{Mark::removed, before.empty() ? words("card.nothing") : before, {}, {}}, plain(" "), {Mark::added, after.empty() ? words("card.nothing") : after, {}, {}}};
}

std::string joined(const Words& words, const std::vector<std::string>& tags) {
    std::string out;
    for (const auto& tag : tags) out += (out.empty() ? "" : words("card.comma")) + tag;
    return printable(out);
}

/// What the wording and the rest of the question were before and after an amendment.
struct Before {
    const Texts& text;
    const std::string& criteria;
    const std::optional<When>& due;
    const std::optional<When>& closes;
    const std::vector<std::string>& tags;
};

Before state(const AmendmentLine& a) { return {a.before, a.criteria, a.due, a.closes, a.tags}; }
Before state(const StatementLine& s) { return {s.text, s.criteria, s.due, s.closes, s.tags}; }

void add_differences(const Words& words, const Before& before, const Before& after, std::vector<Runs>& out) {
    const auto add = [&](const char* label, Runs runs) {
        if (runs.empty()) return;
        Runs line{quiet(words(label)), plain(words("card.colon"))};
        append(line, std::move(runs));
        out.push_back(std::move(line));
    };
    add("fact.wording", difference(before.text, after.text, std::string(words.language())));
    if (before.criteria != after.criteria) add("fact.criteria", difference(before.criteria, after.criteria));
    if (before.due != after.due) add("fact.due", change(words.when(before.due), words.when(after.due), words));
    if (before.closes != after.closes) add("fact.closes", change(words.when(before.closes), words.when(after.closes), words));
    if (before.tags != after.tags) add("fact.tags", change(joined(words, before.tags), joined(words, after.tags), words));
}

}  // namespace

Runs badge_of(const Words& words, const StatementLine& line) {
    if (line.status == Status::annulled) return {{Mark::neither, words("verdict.annulled"), {}, {}}, plain(words("card.dot")), user(words.term("annulled", line.annulled))};
    Runs runs = said_and_came(words, line);
    if (!line.forecasts.empty()) add_scores(words, line.forecasts.front(), runs);
    const Tally tally = tally_of(line.forecasts);
    if (tally.judged > 1) runs.push_back(quiet(words("card.dot") + words("card.tally", {words.count(tally.called), words.count(tally.judged)})));
    return runs;
}

Runs forecast_runs(const Words& words, const StatementLine& line, const ForecastLine& forecast, bool alone) {
    Runs runs{words.name_run(forecast.forecaster), plain(words("card.colon")), words.answer(forecast.predictive, line.type)};
    if (forecast.basis == Basis::imputed) {
        append(runs, {plain(words("card.imputed")), user(forecast.phrase), plain(words("card.imputed_end"))});
    } else {
        runs.push_back(plain(words("card.stated")));
    }
    if (!(forecast.made_at == When{})) runs.push_back(plain(words("card.made", {words.when(forecast.made_at)})));
    if (forecast.forecasts > 1) runs.push_back(plain(words("card.of_forecasts", {words.count(forecast.forecasts)})));
    std::string scores;
    const auto score = [&](const std::string& text) { scores += (scores.empty() ? " → " : words("card.dot")) + text; };
    if (forecast.brier && !alone) {
        score(words.term("verdict", slug(verdict_of(forecast))));
        score(words("card.brier", {print_score(*forecast.brier)}));
        score(words("card.log", {print_score(*forecast.log)}));
    }
    for (const auto& type : forecast.types) score(type_score(words, type));
    if (!scores.empty()) runs.push_back(user(scores));
    if (!gap_of(forecast).empty() && line.status != Status::annulled) runs.push_back(quiet(words("card.dot") + words("card.not_scored", {words.term("reason", gap_of(forecast))})));
    if (forecast.coverage) runs.push_back(plain(words("card.coverage", {print_percent(*forecast.coverage)})));
    if (forecast.recorded_late) runs.push_back(quiet(words("card.recorded_late")));
    if (!forecast.reason.empty() && is_alone(forecast.history)) append(runs, {plain(words("card.because")), user(forecast.reason)});
    return runs;
}

std::vector<Fold> history_folds(const Words& words, const StatementLine& line) {
    std::vector<Fold> folds;
    for (const auto& forecast : line.forecasts) {
        if (is_alone(forecast.history)) continue;
        Fold fold{words("card.history", {words.count(forecast.history.size()), words.name(forecast.forecaster)}), {}};
        for (const auto& point : forecast.history) {
            Runs runs{words.answer(point.predictive, line.type)};
            if (point.withdrawn) runs.push_back(plain(words("card.withdrawn")));
            if (!point.reason.empty()) append(runs, {plain(words("card.dash")), user(point.reason)});
            fold.facts.rows.emplace_back(words.day(day_of(point.made)), std::vector<Runs>{std::move(runs)});
        }
        folds.push_back(std::move(fold));
    }
    return folds;
}

std::vector<Runs> amendment_runs(const Words& words, const StatementLine& line) {
    std::vector<Runs> out;
    for (std::size_t i = 0; i < line.amendments.size(); ++i) {
        const auto& amendment = line.amendments[i];
        const bool last = i + 1 == line.amendments.size();
        out.push_back({plain(words("card.amended", {words.day(day_of(amendment.at))})),
                       amendment.reason.empty() ? quiet(words("card.no_reason")) : user(amendment.reason)});
        add_differences(words, state(amendment), last ? state(line) : state(line.amendments[i + 1]), out);
    }
    return out;
}

}  // namespace hindsight::report
