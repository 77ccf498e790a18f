// SPDX-License-Identifier: MIT
// Puts a statement's card together in the order in which people ask: what, how it went, who said so, and on what grounds.
#include "report/statements/card.hpp"

#include <algorithm>

#include "report/charts/charts.hpp"

namespace hindsight::report {

namespace {

constexpr std::size_t kShown = 6;  // forecasts that are not folded
constexpr std::size_t kShort = 240;  // bytes of criteria and notes that are not folded

class CardWriter {
   public:
    CardWriter(const Report& report, const Words& words, const StatementLine& line) : report_(report), words_(words), line_(line) {}

    Card write() {
        card_.anchor = "s-" + line_.id;
        card_.title = {words_.text(line_.text)};
        card_.other = words_.other_texts(line_.text);
        card_.badge = badge_of(words_, line_);
        subtitle();
        said();
        forecasts();
        outcome();
        evidence();
        raters();
        fact("amendments", amendment_runs(words_, line_));
        standing();
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

    void said() {
        fact("quote", line_.quote);
        const auto it = report_.sources.find(line_.source);
        if (it == report_.sources.end()) {
            fact("source", line_.source);
            return;
        }
        std::string title = words_.text(it->second.title).text;
        if (title.empty()) title = line_.source;
        Runs runs{web_link(title, it->second.url)};
        if (it->second.published) runs.push_back(plain(" (" + words_.day(*it->second.published) + ")"));
        if (!line_.locator.empty()) append(runs, {plain(", "), user(line_.locator)});
        fact("source", {std::move(runs)});
    }

    void forecasts() {
        const auto& all = line_.forecasts;
        const std::size_t shown = all.size() > kShown ? kShown - 1 : all.size();
        std::vector<Runs> first;
        for (std::size_t i = 0; i < shown; ++i) first.push_back(forecast_runs(words_, line_, all[i], all.size() == 1));
        fact("forecasts", std::move(first));
        card_.folds = history_folds(words_, line_);
        if (shown == all.size()) return;
        Fold rest{words_("card.more_forecasts", {words_.count(all.size() - shown)}), {}};
        std::vector<Runs> others;
        for (std::size_t i = shown; i < all.size(); ++i) others.push_back(forecast_runs(words_, line_, all[i], false));
        rest.facts.rows.emplace_back(words_("fact.forecasts"), std::move(others));
        card_.folds.insert(card_.folds.begin(), std::move(rest));
    }

    void outcome() {
        if (line_.status == Status::annulled) {
            fact("annulled", {Runs{plain(words_.when(line_.decided_on) + words_("card.colon")), user(words_.term("annulled", line_.annulled))}});
        } else if (!line_.outcome.empty()) {
            Runs runs{words_.answer(line_.outcome, line_.type), plain(words_("card.decided", {words_.when(line_.decided_on)})),
                      words_.name_run(line_.resolver)};
            if (!line_.confidence.empty()) {
                runs.push_back(plain(words_("card.confidence", {words_.term("confidence", line_.confidence)})));
            }
            fact("outcome", {std::move(runs)});
        }
        fact("why", line_.note);
    }

    void evidence() {
        std::vector<Runs> items;
        for (const auto& item : line_.evidence) {
            Runs runs{web_link(item.title.empty() ? item.url : item.title, item.url)};
            if (!item.date.empty()) runs.push_back(user(" (" + item.date + ")"));
            if (!item.note.empty()) append(runs, {plain(words_("card.colon")), user(item.note)});
            if (!item.sureness.empty()) runs.push_back(quiet(words_("card.sureness", {item.sureness})));
            items.push_back(std::move(runs));
        }
        fact("evidence", std::move(items));
    }

    /// How many agree with the answer that is scored, and what the others say.
    void raters() {
        const auto& all = line_.raters;
        if (all.size() < 2) return;
        const auto agree = static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const RaterLine& r) { return r.agrees; }));
        std::vector<Runs> items;
        const bool unanimous = agree == all.size();
        items.push_back({strong(unanimous ? words_("card.all_agree")
                                          : words_("card.some_agree", {words_.count(agree), words_.count(all.size())}))});
        for (const auto& rater : all) {
            const bool first = items.size() == 1 && items.back().size() == 1;
            if (unanimous) {
                append(items.back(), {plain(words_(first ? "card.colon" : "card.comma")), words_.name_run(rater.resolver)});
            } else {
                items.push_back({words_.name_run(rater.resolver), plain(words_("card.colon")), words_.answer(rater.outcome, line_.type),
                                 plain(words_("card.on", {words_.when(rater.decided_on)}) + " – " + words_(rater.agrees ? "card.agrees" : "card.differs"))});
            }
        }
        fact("raters", std::move(items));
    }

    /// How it stands to itself and to other statements.
    void standing() {
        if (line_.retracted) {
            const std::string& reason = *line_.retracted;
            fact("retracted", {Runs{plain(words_.when(line_.retracted_on) + words_("card.colon")), reason.empty() ? quiet(words_("card.no_reason")) : user(reason)}});
        }
        if (!line_.counted_by.empty()) fact("repetition", {Runs{link(line_.counted_by, "#s-" + line_.counted_by)}});
        if (line_.repetitions > 0) fact("repeated", {Runs{plain(words_("card.repeated", {words_.count(line_.repetitions)}))}});
        std::vector<Runs> conditions;
        for (const auto& [id, outcome, type] : line_.conditions) {
            conditions.push_back({user(id), plain(" → "), type ? words_.answer(outcome, type) : user(outcome)});
        }
        fact("condition", std::move(conditions));
    }

    /// How it was to be judged, for who wants to check; folded when it is long.
    void question() {
        Fold fold{words_("card.question"), {}};
        const auto add = [&](const char* key, Runs runs) { fold.facts.rows.emplace_back(words_(key), std::vector<Runs>{std::move(runs)}); };
        if (!line_.criteria.empty()) add("fact.criteria", {user(line_.criteria)});
        if (!line_.notes.empty()) add("fact.notes", {user(line_.notes)});
        if (line_.due) add("fact.due", {plain(words_.when(line_.due))});
        if (line_.closes && line_.closes != line_.due) add("fact.closes", {plain(words_.when(line_.closes))});
        Runs tags;
        for (const auto& tag : line_.tags) {
            if (!tags.empty()) tags.push_back(plain(words_("card.comma")));
            tags.push_back(user(tag));
        }
        if (!tags.empty()) add("fact.tags", std::move(tags));
        if (line_.criteria.size() + line_.notes.size() > kShort) {
            card_.folds.push_back(std::move(fold));
        } else {
            for (auto& row : fold.facts.rows) card_.facts.rows.push_back(std::move(row));
        }
    }

    const Report& report_;
    const Words& words_;
    const StatementLine& line_;
    Card card_;
};

}  // namespace

void append(Runs& runs, Runs more) {
    for (auto& run : more) runs.push_back(std::move(run));
}

Card card_of(const Report& report, const Words& words, const StatementLine& line) { return CardWriter(report, words, line).write(); }

std::vector<Chart> card_charts(const Report& report, const Words& words, const StatementLine& line) {
    std::vector<Chart> charts;
    if (report.statements.size() > kChartedStatements) return charts;
    for (auto* make : {&probability_chart, &range_chart}) {
        if (auto chart = make(words, line)) charts.push_back(std::move(*chart));
    }
    return charts;
}

}  // namespace hindsight::report
