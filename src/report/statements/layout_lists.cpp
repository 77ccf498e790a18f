// SPDX-License-Identifier: MIT
// What has no answer: overdue, due next, retracted, and what could not be resolved as it was worded.
#include <map>

#include "report/layout/layout.hpp"

namespace hindsight::report {

namespace {

constexpr std::size_t kFolds = 50;  // longer lists are folded where they can be

constexpr int kDaysNamed = 60, kDaysOfMonth = 30, kDaysOfYear = 365;

/// "12 days", "7 months", "3 years", rounded down.
std::string span_of(const Words& words, Instant from, Instant to) {
    const auto days = std::chrono::floor<std::chrono::days>(to - from).count();
    const auto say = [&](std::string_view unit, std::int64_t n) { return words.count(unit, static_cast<std::size_t>(std::max<std::int64_t>(n, 0))); };
    if (days <= kDaysNamed) return say("day", days);
    return days < 2 * kDaysOfYear ? say("month", days / kDaysOfMonth) : say("year", days / kDaysOfYear);
}

/// What to type once it is known how it went.
std::string command_for(const Words& words, const StatementLine& line) {
    const bool binary = line.type == QuestionType::binary;
    return "hindsight resolve " + line.id + " " + (binary ? "yes" : words("list.answer." + std::string(slug(line.type.value_or(QuestionType::numeric)))));
}

class Lists {
   public:
    explicit Lists(Layout& layout) : layout_(layout), report_(layout.report), words_(layout.words) {}

    void overdue() {
        if (!begin("overdue", report_.overdue)) return;
        layout_.paragraph({plain(words_("list.overdue.how")), {Mark::code, words_("list.overdue.example"), {}, {}}}, Tone::note);
        const Instant until = evaluation::Period{report_.scope.years, report_.year_by, report_.as_of}.until();
        Table table = table_for("overdue", report_.overdue, {"due", "late", "forecast"});
        for (const auto& line : report_.overdue) {
            auto row = begin_row(line);
            append_command(line, row.front());
            row.push_back({plain(words_.when(line.due))});
            row.push_back({plain(line.due ? span_of(words_, line.due->at, until) : "–")});
            row.push_back(forecast(line));
            table.rows.push_back(std::move(row));
        }
        layout_.add(std::move(table));
    }

    void due_next() {
        const std::size_t open = report_.counts.open, next = report_.due_next.size();
        if (begin("due_next", report_.due_next)) {
            Table table = table_for("due_next", report_.due_next, {"said", "due", "forecast"});
            for (const auto& line : report_.due_next) {
                auto row = begin_row(line);
                row.push_back(said(line));
                row.push_back({plain(words_.when(line.due))});
                row.push_back(forecast(line));
                table.rows.push_back(std::move(row));
            }
            layout_.add(std::move(table));
        }
        if (open > next) layout_.paragraph(words_("list.open_beyond", {words_.count(open - next)}), Tone::note);
    }

    void retracted() {
        if (report_.retracted.empty() || !begin("retracted", report_.retracted)) return;
        Table table = table_for("retracted", report_.retracted, {"said", "retracted", "forecast", "reason"});
        table.columns.back().grows = true;
        for (const auto& line : report_.retracted) {
            auto row = begin_row(line);
            row.push_back(said(line));
            row.push_back({plain(words_.when(line.retracted_on))});
            row.push_back(forecast(line));
            const bool given = line.retracted && !line.retracted->empty();
            row.push_back({given ? user(*line.retracted) : quiet(words_("card.no_reason"))});
            table.rows.push_back(std::move(row));
        }
        layout_.add(std::move(table));
    }

    /// What never had a question that could be answered, and questions that turned out to have no fair answer.
    void not_resolvable() {
        if (begin("not_resolvable", report_.not_resolvable)) {
            Table table = table_for("not_resolvable", report_.not_resolvable, {"said"});
            for (const auto& line : report_.not_resolvable) {
                table.rows.push_back(begin_row(line));
                table.rows.back().push_back(said(line));
            }
            layout_.add(std::move(table));
        }
        annulled();
    }

   private:
    /// The heading; false when there is nothing to list, which is said.
    bool begin(const std::string& name, const std::vector<StatementLine>& lines) {
        layout_.heading(2, name, words_("heading." + name));
        if (lines.empty()) layout_.paragraph(words_("list.none." + name), Tone::note);
        return !lines.empty();
    }

    Table table_for(const std::string& name, const std::vector<StatementLine>& lines, std::initializer_list<const char*> more) const {
        const std::string count = words_.count("statement", lines.size());
        Table table{words_("list." + name, {count}),
                    {{words_("column.statement"), false, true}, {words_("column.speaker"), false, false}},
                    {}};
        for (const auto* column : more) table.columns.push_back({words_("column." + std::string(column)), false, false});
        table.breaks = true;
        if (lines.size() > kFolds) table.fold = words_("list.fold", {count});
        table.rows.reserve(lines.size());
        return table;
    }

    std::vector<Runs> begin_row(const StatementLine& line) const {
        return {{words_.text(line.text), plain(" "), quiet(words_.term("kind_mark", slug(line.kind)))}, {words_.name_run(line.speaker)}};
    }

    void append_command(const StatementLine& line, Runs& cell) const {
        cell.push_back(plain(" "));
        cell.push_back({Mark::code, command_for(words_, line), {}, {}});
    }

    Runs said(const StatementLine& line) const { return {plain(words_.day(line.said_on))}; }

    Runs forecast(const StatementLine& line) const {
        return {line.forecasts.empty() ? plain("–") : words_.answer(line.forecasts.front().predictive, line.type)};
    }

    /// Reason by reason, with ways to the cards.
    void annulled() {
        std::map<std::string_view, std::vector<const StatementLine*>> by_reason;
        for (const auto& line : report_.statements) {
            if (line.status == Status::annulled) by_reason[line.annulled].push_back(&line);
        }
        if (by_reason.empty()) return;
        layout_.heading(3, "annulled", words_("heading.annulled"));
        Table table{words_("list.annulled"), {{words_("column.reason"), false, true}, {words_("column.n"), true, false}, {words_("column.statement"), false, true}}, {}};
        for (const auto& [reason, lines] : by_reason) {
            Runs links;
            for (const auto* line : lines) {
                if (!links.empty()) links.push_back(plain(words_("card.semicolon")));
                links.push_back(link(words_.text(line->text).text, "#s-" + line->id));
            }
            const std::string why = words_.term("annulled", reason);
            table.rows.push_back({{why.empty() ? quiet(words_("card.no_reason")) : user(why)}, {plain(words_.count(lines.size()))}, std::move(links)});
        }
        layout_.add(std::move(table));
    }

    Layout& layout_;
    const Report& report_;
    const Words& words_;
};

}  // namespace

void lay_lists(Layout& layout) {
    Lists lists(layout);
    lists.overdue();
    lists.due_next();
    lists.retracted();
    lists.not_resolvable();
}

}  // namespace hindsight::report
