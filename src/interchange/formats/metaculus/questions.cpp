// SPDX-License-Identifier: MIT
// Reads question_data.csv of Metaculus' download.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "../columns.hpp"
#include "../times.hpp"
#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"
#include "tables.hpp"

namespace hindsight::interchange::metaculus {

namespace {

constexpr std::array<std::pair<std::string_view, QuestionType>, 5> kTypes{
    {{"binary", QuestionType::binary},
     {"multiple_choice", QuestionType::categorical},
     {"numeric", QuestionType::numeric},
     {"discrete", QuestionType::numeric},
     {"date", QuestionType::date}}};

double days_of(Day day) { return static_cast<double>(day.time_since_epoch().count()); }

/// One row, in the terms of a statement.
class QuestionRow {
 public:
    QuestionRow(const Table& table, Drafts& drafts) : table_(table), drafts_(drafts) {}

    Asked asked() {
        out_.type = type();
        out_.statement = id_from(kSite, cell("Question ID"));
        if (out_.type == QuestionType::categorical) options();
        if (continuous()) range();
        return out_;
    }

    BookStatement statement() {
        BookStatement draft;
        auto& statement = draft.statement;
        statement.id = out_.statement;
        statement.foreign_id = cell("Question ID");
        statement.address = cell("Question URL");
        statement.text = {{"en", title()}};
        statement.speaker = drafts_.person(kSite, "team", "Metaculus");
        statement.source = kSite;
        statement.tags = tags();
        auto& question = statement.question.emplace(this->question());
        statement.said_on = said_on(question);
        if (auto decided = resolution(question, statement.said_on))
            draft.resolutions.push_back({*std::move(decided), {}});
        draft.where = table_.place().span();
        return draft;
    }

 private:
    std::string_view cell(std::string_view name) const { return table_.cell(table_.column(name)); }
    Error fault(std::string_view column, ErrorCode code, std::string message) const {
        return table_.fault_at(table_.column(column), code, std::move(message));
    }
    bool continuous() const { return out_.type == QuestionType::numeric || out_.type == QuestionType::date; }

    QuestionType type() const {
        const auto name = cell("Question Type");
        const auto it = std::find_if(kTypes.begin(), kTypes.end(), [&](const auto& row) { return row.first == name; });
        if (it != kTypes.end()) return it->second;
        throw fault("Question Type", ErrorCode::wrong_type,
                    fmt::format("\"{}\" is no type of question that is known here", printable(name)));
    }

    /// Of a group, the part that is asked here.
    std::string title() const {
        const std::string title(cell("Question Title")), label(cell("Label"));
        return label.empty() || title.find(label) != std::string::npos ? title : fmt::format("{} ({})", title, label);
    }

    std::vector<std::string> tags() const {
        auto out = texts_in(table_, table_.column("Categories"));
        for (auto& tag : texts_in(table_, table_.column("Leaderboard Tags"))) out.push_back(std::move(tag));
        if (!cell("Default Project").empty()) out.emplace_back(cell("Default Project"));
        std::sort(out.begin(), out.end());
        out.erase(std::unique(out.begin(), out.end()), out.end());
        return out;
    }

    /// Downloads of earlier years have one column of options.
    void options() {
        out_.options = texts_in(table_, table_.column("MC Options (All)"));
        out_.current = texts_in(
            table_, table_.column(table_.column("MC Options (Current)") ? "MC Options (Current)" : "MC Options"));
        if (out_.options.empty()) out_.options = out_.current;
    }

    /// A bound or a place: a number, or a day.
    double place(std::string_view column, std::string_view text) const {
        if (out_.type == QuestionType::date) {
            if (const auto day = parse_day(text)) return days_of(*day);
        } else if (const auto number = parse_number(text)) {
            return *number;
        }
        throw fault(column, ErrorCode::bad_number,
                    fmt::format("\"{}\" is no place on the scale of this question", printable(text)));
    }

    void range() {
        out_.low = place("Lower Bound", cell("Lower Bound"));
        out_.high = place("Upper Bound", cell("Upper Bound"));
        const auto column = table_.column("Continuous Range");
        if (out_.type == QuestionType::date) {
            for (const auto& text : texts_in(table_, column)) out_.range.push_back(place("Continuous Range", text));
            if (is_linear(1)) out_.range.clear();  // its days are cut off, the even steps between the bounds are not
            return;
        }
        for (const auto& number : numbers_in(table_, column)) {
            if (!number) throw fault("Continuous Range", ErrorCode::bad_number, "a place of the range is missing");
            out_.range.push_back(*number);
        }
    }

    bool is_linear(double tolerance) const {
        const auto steps = static_cast<double>(out_.range.size()) - 1;
        for (std::size_t i = 0; i < out_.range.size(); ++i) {
            const double even = out_.low + (out_.high - out_.low) * static_cast<double>(i) / steps;
            if (std::abs(out_.range[i] - even) > tolerance) return false;
        }
        return true;
    }

    /// The download names no zero point, but shows where the scale has its steps: the last one against the first gives
    /// it.
    std::optional<double> zero_point() const {
        const auto& x = out_.range;
        if (x.size() < 4 || is_linear((out_.high - out_.low) * 1e-9)) return std::nullopt;
        const auto n = static_cast<double>(x.size() - 1);
        const double d = std::pow((x[x.size() - 1] - x[x.size() - 2]) / (x[1] - x[0]), n / (n - 1));
        const double zero = (out_.low * d - out_.high) / (d - 1);
        const double scale = std::max(std::abs(out_.low), std::abs(out_.high));
        return std::abs(zero) < scale * 1e-9 ? 0.0
                                             : parse_number(fmt::format("{:.9g}", zero));  // people name round ones
    }

    Question question() const {
        Question out;
        out.type = out_.type;
        out.options = out_.options;
        out.opens = time("Open Time");
        out.scheduled_close = time("Scheduled Close Time");
        out.closes = time("Actual Close Time");
        if (!out.closes) out.closes = out.scheduled_close;
        if (!continuous()) return out;
        out.low = out_.low;
        out.high = out_.high;
        out.open_low = cell("Open Lower Bound") == "True";
        out.open_high = cell("Open Upper Bound") == "True";
        out.zero_point = out_.type == QuestionType::numeric ? zero_point() : std::nullopt;
        return out;
    }

    std::optional<When> time(std::string_view column) const {
        if (cell(column).empty()) return std::nullopt;
        try {
            return When::instant(Times::utc(cell(column)));
        } catch (const Error& error) {
            throw fault(column, error.code(), error.what());
        }
    }

    /// When it was there first for anybody to see.
    Day said_on(const Question& question) const {
        auto first = time("Post Published Time");
        if (!first || (question.opens && question.opens->at < first->at)) first = question.opens;
        if (!first) throw fault("Open Time", ErrorCode::bad_date, "nothing says when this question was asked");
        return day_of(first->at);
    }

    std::optional<Resolution> resolution(const Question& question, Day said_on) const {
        const auto text = cell("Resolution");
        if (text.empty()) return std::nullopt;
        Resolution out;
        out.resolver = drafts_.person(kSite, "team", "Metaculus");
        if (text == "annulled" || text == "ambiguous") {
            out.verdict = Annulled{std::string(text)};
        } else {
            out.verdict = outcome(text);
        }
        auto decided = time("Resolution Known Time");
        if (!decided) decided = question.closes;
        if (!decided)
            throw fault("Resolution Known Time", ErrorCode::bad_date, "nothing says when this question was resolved");
        auto earliest = start_of(said_on);
        if (question.counts_days() && out.outcome()) earliest = std::max(earliest, earliest_for(*out.outcome()));
        if (decided->at < earliest) {
            drafts_.lost("Resolution Known Time (before it can have been known)", cell("Resolution Known Time"));
            decided->at = earliest;
        }
        out.decided_on = *decided;
        return out;
    }

    /// An outcome that speaks of a day is known on that day.
    static Instant earliest_for(const Outcome& outcome) {
        const auto* bound = std::get_if<Bound>(&outcome);
        const auto* observed = std::get_if<Observed>(&outcome);
        if (!observed && !(bound && bound->above)) return Instant::min();
        return start_of(Day{std::chrono::days{static_cast<int>(observed ? observed->value : bound->value)}});
    }

    Outcome outcome(std::string_view text) const {
        if (out_.type == QuestionType::categorical) return Chosen{std::string(text)};
        if (out_.type == QuestionType::binary) {
            if (text == "yes" || text == "no") return Fraction{text == "yes" ? 1.0 : 0.0};
        } else if (text == "below_lower_bound" || text == "above_upper_bound") {
            return text.starts_with("above") ? Bound{true, out_.high} : Bound{false, out_.low};
        } else if (out_.type == QuestionType::date) {
            if (const auto day = parse_day(text)) return Observed{days_of(*day)};
            return Observed{days_of(day_of(Times::utc(text)))};
        } else if (const auto number = parse_number(text)) {
            return Observed{*number};
        }
        throw fault("Resolution", ErrorCode::bad_outcome,
                    fmt::format("\"{}\" is no answer to this question", printable(text)));
    }

    const Table& table_;
    Drafts& drafts_;
    Asked out_;
};

}  // namespace

void read_questions(const Member& member, const Reading& reading, Questions& questions) {
    Table table(member, reading.options);
    table.need("Question ID");
    while (table.next()) {
        try {
            if (auto fault = table.fault()) throw *std::move(fault);
            QuestionRow row(table, reading.drafts);
            auto asked = row.asked();
            reading.drafts.statement(row.statement());
            questions.insert_or_assign(std::string(table.cell(table.column("Question ID"))), std::move(asked));
        } catch (const Error& fault) {
            reading.drafts.refuse(DraftKind::statement, diagnostic_of(fault));
        }
        lose_other_cells(
            table,
            {"Question ID",       "Question URL",         "Question Title",       "Post ID",     "Post Published Time",
             "Default Project",   "Categories",           "Leaderboard Tags",     "Label",       "Question Type",
             "MC Options",        "MC Options (Current)", "MC Options (All)",     "Lower Bound", "Open Lower Bound",
             "Upper Bound",       "Open Upper Bound",     "Continuous Range",     "Open Time",   "Scheduled Close Time",
             "Actual Close Time", "Resolution",           "Resolution Known Time"},
            reading.drafts);
    }
}

}  // namespace hindsight::interchange::metaculus
