// SPDX-License-Identifier: MIT
// Best and worst calls, every statement of the year, and what is overdue, due next, retracted or not resolvable.
#include "report/layout.hpp"

namespace hindsight::report {

namespace {

/// The details of one statement.
class CardWriter {
   public:
    CardWriter(const Layout& layout, const StatementLine& line) : layout_(layout), words_(layout.words), line_(line) {}

    Card write() {
        card_.anchor = "s-" + line_.id;
        card_.title = {words_.text(line_.text)};
        card_.other = words_.other_texts(line_.text);
        subtitle();
        wording();
        forecasts();
        outcome();
        question();
        return std::move(card_);
    }

   private:
    void fact(std::string_view key, std::vector<Runs> values) {
        if (!values.empty()) card_.facts.rows.emplace_back(words_("fact." + std::string(key)), std::move(values));
    }
    void fact(std::string_view key, const std::string& text) {
        if (!text.empty()) fact(key, {Runs{user(text)}});
    }

    void subtitle() {
        const std::string kind = words_.term("kind", slug(line_.kind));
        card_.subtitle = {words_.name_run(line_.speaker), plain(words_("card.said", {kind, words_.day(line_.said_on)})), {Mark::code, line_.id, {}, {}}};
    }

    void wording() {
        fact("quote", line_.quote);
        source();
        std::vector<Runs> changes;
        for (const auto& amendment : line_.amendments) {
            changes.push_back({plain(words_("card.amended", {words_.day(day_of(amendment.at))})), user(amendment.reason)});
            if (amendment.before != line_.text) {
                changes.back().push_back(plain(words_("card.before")));
                changes.back().push_back(words_.text(amendment.before));
            }
        }
        fact("amendments", std::move(changes));
        if (line_.retracted) fact("retracted", line_.retracted->empty() ? words_("card.no_reason") : *line_.retracted);
        if (!line_.counted_by.empty()) fact("repetition", {Runs{link(line_.counted_by, "#s-" + line_.counted_by)}});
        if (line_.repetitions > 0) fact("repeated", words_("card.repeated", {print_count(line_.repetitions)}));
    }

    void source() {
        const auto it = layout_.report.sources.find(line_.source);
        if (it == layout_.report.sources.end()) {
            fact("source", line_.source);
            return;
        }
        std::string title = words_.text(it->second.title).text;
        if (title.empty()) title = line_.source;
        Runs runs{link(title, it->second.url)};
        if (it->second.published) runs.push_back(plain(" (" + words_.day(*it->second.published) + ")"));
        if (!line_.locator.empty()) {
            runs.push_back(plain(", "));
            runs.push_back(user(line_.locator));
        }
        fact("source", {std::move(runs)});
    }

    void forecasts() {
        std::vector<Runs> all;
        for (const auto& forecast : line_.forecasts) all.push_back(forecast_runs(forecast));
        fact("forecasts", std::move(all));
    }

    Runs forecast_runs(const ForecastLine& forecast) const {
        Runs runs{words_.name_run(forecast.forecaster), plain(": "), words_.answer(forecast.predictive, line_.type)};
        if (forecast.basis == Basis::imputed) {
            runs.push_back(plain(words_("card.imputed")));
            runs.push_back(user(forecast.phrase));
            runs.push_back(plain(words_("card.imputed_end")));
        }
        if (!(forecast.made_at == When{})) runs.push_back(plain(words_("card.made", {words_.when(forecast.made_at)})));
        if (forecast.forecasts > 1) runs.push_back(plain(words_("card.of_forecasts", {print_count(forecast.forecasts)})));
        runs.push_back(plain(" → "));
        for (auto& run : score_runs(forecast)) runs.push_back(std::move(run));
        if (forecast.recorded_late) runs.push_back(quiet(words_("card.recorded_late")));
        if (!forecast.reason.empty()) {
            runs.push_back(plain(words_("card.because")));
            runs.push_back(user(forecast.reason));
        }
        return runs;
    }

    Runs score_runs(const ForecastLine& forecast) const {
        Runs runs;
        if (forecast.brier) {
            runs.push_back(strong(words_("card.brier", {print_score(*forecast.brier)})));
            runs.push_back(plain(words_("card.log", {print_score(*forecast.log)})));
        }
        for (const auto& type : forecast.types) {
            const std::string unit = type.unit.empty() ? std::string{} : " " + words_.unit(type.unit);
            runs.push_back(plain((runs.empty() ? "" : "; ") + words_.term("rule", type.rule) + " " + print_score(type.value)));
            runs.push_back(user(unit));
        }
        const std::string& gap = forecast.not_scored.empty() ? forecast.event_not_scored : forecast.not_scored;
        if (!gap.empty()) {
            runs.push_back(quiet((runs.empty() ? "" : "; ") + words_("card.not_scored", {words_.term("reason", gap)})));
        }
        if (forecast.coverage) runs.push_back(plain(words_("card.coverage", {print_percent(*forecast.coverage)})));
        return runs;
    }

    void outcome() {
        if (line_.status == Status::annulled) {
            fact("annulled", {Runs{plain(words_.when(line_.decided_on) + ": "), user(words_.term("annulled", line_.annulled))}});
        } else if (!line_.outcome.empty()) {
            Runs runs{words_.answer(line_.outcome, line_.type), plain(words_("card.decided", {words_.when(line_.decided_on)})),
                      words_.name_run(line_.resolver)};
            if (!line_.confidence.empty()) {
                runs.push_back(plain(words_("card.confidence", {words_.term("confidence", line_.confidence)})));
            }
            fact("outcome", {std::move(runs)});
        }
        fact("why", line_.note);
        evidence();
        raters();
    }

    void evidence() {
        std::vector<Runs> items;
        for (const auto& item : line_.evidence) {
            Runs runs{link(item.title.empty() ? item.url : item.title, item.url)};
            if (!item.date.empty()) runs.push_back(user(" (" + item.date + ")"));
            if (!item.note.empty()) {
                runs.push_back(plain(": "));
                runs.push_back(user(item.note));
            }
            if (!item.sureness.empty()) runs.push_back(quiet(words_("card.sureness", {item.sureness})));
            items.push_back(std::move(runs));
        }
        fact("evidence", std::move(items));
    }

    void raters() {
        if (line_.raters.size() < 2) return;
        std::vector<Runs> items;
        for (const auto& rater : line_.raters) {
            items.push_back({words_.name_run(rater.resolver), plain(": "), words_.answer(rater.outcome, line_.type),
                             plain(" – " + words_(rater.agrees ? "card.agrees" : "card.differs"))});
        }
        fact("raters", std::move(items));
    }

    void question() {
        fact("criteria", line_.criteria);
        fact("notes", line_.notes);
        if (line_.due) fact("due", words_.when(line_.due));
        Runs tags;
        for (const auto& tag : line_.tags) {
            if (!tags.empty()) tags.push_back(plain(", "));
            tags.push_back(user(tag));
        }
        if (!tags.empty()) fact("tags", {std::move(tags)});
    }

    const Layout& layout_;
    const Words& words_;
    const StatementLine& line_;
    Card card_;
};

Table calls_table(const Layout& layout, const std::vector<Call>& calls, std::string caption) {
    const Words& words = layout.words;
    Table table{std::move(caption),
                {{words("column.statement"), false, true}, {words("column.forecaster"), false, false}, {words("column.forecast"), false, false},
                 {words("column.outcome"), false, false}, {words("column.brier"), true, false}, {words("column.at_even"), true, false}},
                {}};
    for (const auto& call : calls) {
        const auto& statement = layout.report.statements[call.statement];
        const auto& forecast = statement.forecasts[call.forecast];
        table.rows.push_back({{link(words.text(statement.text).text, "#s-" + statement.id), quiet(" " + words.term("kind_mark", slug(statement.kind)))},
                              {words.name_run(forecast.forecaster)}, {words.answer(forecast.predictive, statement.type)},
                              {words.answer(statement.outcome, statement.type)}, {plain(print_score(forecast.brier))},
                              {plain(print_score(forecast.baseline_brier.at("even")))}});
    }
    return table;
}

/// What a list shows beside statement, speaker and day.
enum class Also { nothing, forecast, reason };

/// Statements that are not settled: one line each.
void lay_list(Layout& layout, std::string_view what, const std::vector<StatementLine>& lines, Also also) {
    const Words& words = layout.words;
    const std::string name(what);
    layout.heading(2, name, words("heading." + name));
    if (lines.empty()) {
        layout.paragraph(words("list.none." + name), Tone::note);
        return;
    }
    layout.paragraph(words("list." + name, {words.count("statement", lines.size())}), Tone::note);
    Table table{words("heading." + name),
                {{words("column.statement"), false, true}, {words("column.speaker"), false, false}, {words("column.said"), false, false}}, {}};
    if (also == Also::forecast) {
        table.columns.push_back({words("column.due"), false, false});
        table.columns.push_back({words("column.forecast"), false, false});
    }
    if (also == Also::reason) table.columns.push_back({words("column.reason"), false, true});
    for (const auto& line : lines) {
        std::vector<Runs> row{{words.text(line.text), plain(" "), quiet(words.term("kind_mark", slug(line.kind)))},
                              {words.name_run(line.speaker)}, {plain(words.day(line.said_on))}};
        if (also == Also::forecast) {
            row.push_back({plain(words.when(line.due))});
            row.push_back({line.forecasts.empty() ? plain("–") : words.answer(line.forecasts.front().predictive, line.type)});
        }
        if (also == Also::reason) {
            const bool given = line.retracted && !line.retracted->empty();
            row.push_back({given ? user(*line.retracted) : quiet(words("card.no_reason"))});
        }
        table.rows.push_back(std::move(row));
    }
    layout.add(std::move(table));
}

}  // namespace

void lay_calls(Layout& layout) {
    if (layout.report.best.empty() && layout.report.worst.empty()) return;
    layout.heading(2, "calls", layout.words("heading.calls"));
    layout.paragraph(layout.words("calls.note"), Tone::note);
    if (!layout.report.best.empty()) layout.add(calls_table(layout, layout.report.best, layout.words("caption.best")));
    if (!layout.report.worst.empty()) layout.add(calls_table(layout, layout.report.worst, layout.words("caption.worst")));
}

void lay_statements(Layout& layout) {
    const Words& words = layout.words;
    layout.heading(2, "statements", words("heading.statements", {words.period()}));
    if (layout.report.statements.empty()) layout.paragraph(words("list.none.statements"), Tone::note);
    std::optional<StatementKind> kind;
    for (const auto& line : layout.report.statements) {
        if (kind != line.kind) {
            kind = line.kind;
            layout.heading(3, "statements-" + std::string(slug(line.kind)) + "s", words("heading." + std::string(slug(line.kind)) + "s"));
        }
        layout.add(CardWriter(layout, line).write());
    }
}

void lay_lists(Layout& layout) {
    lay_list(layout, "overdue", layout.report.overdue, Also::forecast);
    lay_list(layout, "due_next", layout.report.due_next, Also::forecast);
    if (!layout.report.retracted.empty()) lay_list(layout, "retracted", layout.report.retracted, Also::reason);
    lay_list(layout, "not_resolvable", layout.report.not_resolvable, Also::nothing);
}

}  // namespace hindsight::report
