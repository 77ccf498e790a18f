// SPDX-License-Identifier: MIT
// How random books are made.
#include "book_cases.hpp"

#include <algorithm>
#include <set>

#include "hindsight/base/text.hpp"
#include "hindsight/domain/validate.hpp"

namespace hindsight::test {

namespace {

using interchange::Book;
using interchange::BookStatement;

/// Between 2020 and 2025.
Day recent_day() { return Day{std::chrono::days{whole(18'262, 20'400)}}; }
When from(Day day) {
    const auto later = day + std::chrono::days{whole(0, 40)};
    return one_in(2) ? When::day(later) : When::instant(end_of(later) - std::chrono::seconds(whole(0, 80'000)));
}

template <class T>
const T& pick(const std::vector<T>& from) {
    return from[static_cast<std::size_t>(whole(0, static_cast<int>(from.size()) - 1))];
}

std::string maybe_text() { return one_in(2) ? std::string() : *some_text(); }

std::vector<std::string> distinct_ids(int least, int most, const char* prefix) {
    std::vector<std::string> ids;
    const int size = whole(least, most);
    for (int i = 0; i < size; ++i) ids.push_back(prefix + std::to_string(i) + (one_in(4) ? *any_slug() : std::string()));
    for (auto& id : ids) id.resize(std::min<std::size_t>(id.size(), 80));
    return ids;
}

void add_bounds(Question& question) {
    if (question.type == QuestionType::numeric) {
        question.low = 0.5;
        question.high = whole(1, 1000) * 1e9;
    } else if (question.counts_days()) {
        question.low = whole(18'000, 19'000) + (one_in(4) ? 0.5 : 0);
        question.high = *question.low + whole(0, 4000);
    } else {
        return;
    }
    if (one_in(2)) question.zero_point = one_in(2) ? *question.low - 0.25 : *question.high + whole(1, 100);
    question.open_low = one_in(2);
    question.open_high = one_in(2);
}

Question question_due_after(Day said_on) {
    auto question = *any_question(*any_type());
    question.title = maybe_text();
    question.criteria = maybe_text();
    question.notes = maybe_text();
    if (one_in(2)) question.due = from(said_on);
    if (one_in(3)) question.closes = from(said_on);
    if (one_in(4)) question.opens = When::day(said_on - std::chrono::days{30});
    if (one_in(4)) question.scheduled_close = from(said_on);
    if (one_in(4)) question.spot_at = from(said_on);
    if (one_in(3)) add_bounds(question);
    return question;
}

std::vector<Evidence> any_evidence() {
    std::vector<Evidence> out;
    for (int n = whole(0, 2); n > 0; --n) {
        out.push_back({"https://example.org/" + *any_slug(), maybe_text(), *rc::gen::element<std::string>("", "2025", "2025-02", "2025-02-03"),
                       maybe_text(), *rc::gen::element<std::string>("", "A", "B", "C")});
    }
    return out;
}

Resolution any_resolution(const Question& question, Day said_on, const std::string& by) {
    Resolution resolution;
    if (one_in(5)) {
        resolution.verdict = Annulled{*some_text()};
    } else {
        resolution.verdict = *any_outcome(question);
    }
    resolution.decided_on = from(said_on);
    // Days are drawn from all years, and none is decided before it has come.
    if (fault_of_decision(resolution, question, said_on)) resolution.verdict = Annulled{*some_text()};
    resolution.resolver = by;
    resolution.confidence = *rc::gen::element<std::string>("", "low", "medium", "high");
    resolution.note = maybe_text();
    resolution.evidence = any_evidence();
    return resolution;
}

void add_forecasts(BookStatement& entry, const Book& book, const std::vector<std::string>& people) {
    std::set<std::pair<std::string, Instant>> moments;
    for (int n = whole(0, 3); n > 0; --n) {
        const auto made_at = from(entry.statement.said_on);
        auto forecast = any_forecast_on(*entry.statement.question, book.credence, pick(people), made_at);
        if (!moments.emplace(forecast.forecaster, made_at.at).second) continue;
        interchange::BookForecast out{std::move(forecast), std::nullopt, {}, {}};
        if (one_in(4)) {
            out.withdrawn = When::day(day_of(made_at.at) + std::chrono::days{whole(0, 30)});
            out.withdrawal_reason = maybe_text();
        }
        entry.forecasts.push_back(std::move(out));
    }
}

/// Wordings in their order, each other than the next.
void add_history(BookStatement& entry) {
    std::set<Instant> ends;
    std::vector<When> untils;
    for (int n = whole(-2, 2); n > 0; --n) {
        const auto until = from(entry.statement.said_on);
        if (ends.insert(until.at).second) untils.push_back(until);
    }
    std::sort(untils.begin(), untils.end(), [](const When& a, const When& b) { return a.at < b.at; });
    for (std::size_t i = 0; i < untils.size(); ++i) {
        entry.text_was.push_back({untils[i], {{"en", "wording " + std::to_string(i)}}, maybe_text()});
    }
}

void add_links(std::vector<BookStatement>& statements) {
    for (auto& entry : statements) {
        if (!one_in(3)) continue;
        const auto& other = pick(statements).statement;
        if (other.id == entry.statement.id) continue;
        auto& links = entry.statement.links;
        if (one_in(2)) links.push_back({LinkKind::repeats, other.id, {}});
        if (one_in(2)) links.push_back({LinkKind::variant_of, other.id, {}});
        if (other.question && one_in(2)) {
            links.push_back({LinkKind::conditional_on, other.id, print_outcome(*any_outcome(*other.question), *other.question)});
        }
    }
}

}  // namespace

Forecast any_forecast_on(const Question& question, const CredenceTable& credence, const std::string& by, const When& made_at) {
    Forecast forecast;
    forecast.forecaster = by;
    forecast.made_at = made_at;
    forecast.predictive = *any_predictive(question);
    forecast.reason = maybe_text();
    if (!one_in(3)) return forecast;
    const auto at = std::next(credence.begin(), whole(0, static_cast<int>(credence.size()) - 1));
    forecast.phrase = at->first;
    if (one_in(2)) return forecast;
    forecast.basis = Basis::imputed;
    if (auto* binary = std::get_if<BinaryForecast>(&forecast.predictive); binary && one_in(2)) binary->p = at->second;
    if (auto* range = std::get_if<RangeForecast>(&forecast.predictive); range && one_in(2)) range->level = at->second;
    return forecast;
}

Book any_book(bool with_history) {
    Book book;
    book.credence = {{"expects", 0.8}, {"预计", whole(1, 99) / 100.0}, {"may \"well\"", 1.0 / 3}};
    const auto people = distinct_ids(1, 3, "p");
    for (const auto& id : people) book.persons.push_back({{id, *any_texts(true)}, {}});
    const auto sources = distinct_ids(1, 2, "src");
    for (const auto& id : sources) {
        const auto published = one_in(2) ? std::optional(recent_day()) : std::nullopt;
        book.sources.push_back({{id, *any_texts(true), one_in(2) ? "https://example.org/?a=1&b=" + *any_slug() : "", published}, {}});
    }
    for (const auto& id : distinct_ids(1, 4, "s")) {
        BookStatement entry;
        auto& s = entry.statement;
        s.id = id;
        s.kind = one_in(3) ? StatementKind::claim : StatementKind::prediction;
        s.text = *any_texts(false);
        s.quote = maybe_text();
        s.speaker = pick(people);
        s.said_on = recent_day();
        if (one_in(2)) s.source = pick(sources);
        s.locator = maybe_text();
        if (one_in(4)) s.strength = "预计";
        if (one_in(3)) s.foreign_id = *some_text();
        if (one_in(3)) s.address = *some_text();
        for (int n = whole(0, 3); n > 0; --n) s.tags.push_back(*some_text());
        if (!one_in(5)) s.question = question_due_after(s.said_on);
        if (one_in(6)) entry.retraction = interchange::BookRetraction{from(s.said_on), *some_text()};
        if (with_history) add_history(entry);
        if (s.question) {
            add_forecasts(entry, book, people);
            for (const auto& resolver : people) {
                if (one_in(3)) entry.resolutions.push_back({any_resolution(*s.question, s.said_on, resolver), {}});
            }
        }
        book.statements.push_back(std::move(entry));
    }
    add_links(book.statements);
    return book;
}

bool same_book(const Book& a, const Book& b) {
    const auto forecasts = [](const auto& x, const auto& y) {
        return same_content(x.forecast, y.forecast) && x.withdrawn == y.withdrawn && x.withdrawal_reason == y.withdrawal_reason;
    };
    const auto wordings = [](const auto& x, const auto& y) { return x.until == y.until && x.text == y.text && x.reason == y.reason; };
    const auto resolutions = [](const auto& x, const auto& y) { return same_content(x.resolution, y.resolution); };
    const auto equal = [](const auto& x, const auto& y, auto same) { return std::equal(x.begin(), x.end(), y.begin(), y.end(), same); };
    const auto statements = [&](const BookStatement& x, const BookStatement& y) {
        const bool retractions = x.retraction.has_value() == y.retraction.has_value() &&
                                 (!x.retraction || (x.retraction->on == y.retraction->on && x.retraction->reason == y.retraction->reason));
        return x.statement == y.statement && equal(x.forecasts, y.forecasts, forecasts) && equal(x.resolutions, y.resolutions, resolutions) &&
               equal(x.text_was, y.text_was, wordings) && retractions;
    };
    return a.credence == b.credence && equal(a.persons, b.persons, [](const auto& x, const auto& y) { return x.person == y.person; }) &&
           equal(a.sources, b.sources, [](const auto& x, const auto& y) { return x.source == y.source; }) &&
           equal(a.statements, b.statements, statements);
}

}  // namespace hindsight::test
