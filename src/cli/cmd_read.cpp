// SPDX-License-Identifier: MIT
// Commands that only ask: list, show, due, log.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "commands.hpp"
#include "hindsight/app/calendar.hpp"
#include "hindsight/app/json.hpp"
#include "hindsight/app/verbs.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/domain/notation.hpp"
#include "output.hpp"

namespace hindsight::cli {

namespace {

std::string summary_text(const StatementSummary& s, const std::string& language) {
    const auto& first = language == "zh" ? s.text_zh : s.text_en;
    const auto& second = language == "zh" ? s.text_en : s.text_zh;
    return printable(!first.empty() ? first : !second.empty() ? second : s.text_any);
}

struct Column {
    std::string_view name;
    std::string (*cell)(const StatementSummary&, const std::string& language);
};

constexpr std::array kColumns{
    Column{"id", [](const StatementSummary& s, const std::string&) { return s.id; }},
    Column{"status", [](const StatementSummary& s, const std::string&) { return std::string(slug(s.status)); }},
    Column{"due", [](const StatementSummary& s, const std::string&) { return s.due ? print_day(day_of(s.due->at)) : std::string(); }},
    Column{"said", [](const StatementSummary& s, const std::string&) { return print_day(s.said_on); }},
    Column{"by", [](const StatementSummary& s, const std::string&) { return s.speaker; }},
    Column{"kind", [](const StatementSummary& s, const std::string&) { return std::string(slug(s.kind)); }},
    Column{"type", [](const StatementSummary& s, const std::string&) { return s.type ? std::string(slug(*s.type)) : std::string(); }},
    Column{"forecast", [](const StatementSummary& s, const std::string&) { return truncate_to_width(s.forecast, 28); }},
    Column{"outcome", [](const StatementSummary& s, const std::string&) { return s.outcome; }},
    Column{"text", [](const StatementSummary& s, const std::string& language) { return summary_text(s, language); }},
};

const Column& column_named(const std::string& name) {
    for (const auto& column : kColumns) {
        if (column.name == name) return column;
    }
    throw Error(ErrorCode::usage, fmt::format("there is no column \"{}\"", printable(name)),
                "columns: id, status, due, said, by, kind, type, forecast, outcome, text");
}

void print_summaries(const Context& context, const std::vector<StatementSummary>& list, const std::vector<std::string>& names) {
    std::vector<const Column*> columns;
    std::vector<std::string> head;
    for (const auto& name : names) {
        columns.push_back(&column_named(name));
        std::string title(name);
        std::transform(title.begin(), title.end(), title.begin(), [](char c) { return static_cast<char>(std::toupper(c)); });
        head.push_back(std::move(title));
    }
    put(table(context, head, list.size(),
              [&](std::size_t row, std::size_t i) { return columns[i]->cell(list[row], context.session.language); }));
}

std::optional<std::size_t> limit_from(const std::string& text) {
    if (text.empty()) return std::nullopt;
    std::size_t limit = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit);
    if (error == std::errc{} && end == text.data() + text.size()) return limit;
    throw Error(ErrorCode::usage, fmt::format("--limit takes a number, not \"{}\"", printable(text)));
}

void line(std::string& out, std::string_view label, std::string_view text) {
    if (!text.empty()) out += fmt::format("{:<12} {}\n", label, printable(text));
}

void section(const Context& context, std::string& out, std::string_view title) {
    out += "\n" + styled(context, "bold", title) + "\n";
}

std::string name_of(const std::vector<Person>& persons, const std::string& id, const std::string& language) {
    for (const auto& person : persons) {
        if (person.id == id && !person.name.empty()) return fmt::format("{} ({})", text_in(person.name, language), id);
    }
    return id;
}

void show_statement(const Context& context, std::string& out, const app::ShowResult& r) {
    const auto& s = r.record.statement;
    const auto& language = context.session.language;
    out += styled(context, "bold", s.id) + fmt::format("  {}  {}\n", slug(s.kind), slug(r.status));
    out += printable(text_in(s.text, language)) + "\n";
    for (const auto& [tag, text] : s.text) {
        if (text != text_in(s.text, language)) out += printable(text) + "\n";
    }
    line(out, "said", fmt::format("{} by {}", print_day(s.said_on), name_of(r.persons, s.speaker, language)));
    if (r.source) {
        line(out, "source", fmt::format("{}{}", text_in(r.source->title, language), s.locator.empty() ? "" : ", " + s.locator));
        line(out, "address", r.source->url);
    }
    line(out, "foreign id", s.foreign_id);
    line(out, "web address", s.address);
    line(out, "quoted", s.quote);
    line(out, "put as", s.strength);
    line(out, "tags", fmt::format("{}", fmt::join(s.tags, ", ")));
    for (const auto& link : s.links) line(out, slug(link.kind), link.statement + (link.outcome.empty() ? "" : " = " + link.outcome));
    if (r.record.annulled_by_condition()) line(out, "annulled", fmt::format("{}, {}", kConditionNotMet, print_when(*r.record.condition.decided)));
    line(out, "recorded", print_instant_short(r.record.recorded));
    if (r.record.retraction) {
        line(out, "retracted", fmt::format("{}: {}", print_when(r.record.retraction->on), r.record.retraction->reason));
    }
}

/// "0 or less to 100, zero point -5".
std::string bounds_text(const Question& q) {
    if (!q.low && !q.high) return {};
    const auto value = [&](const std::optional<double>& x) { return x ? print_predictive(PointForecast{*x}, q) : std::string("?"); };
    return fmt::format("{}{} to {}{}{}", value(q.low), q.open_low ? " or less" : "", value(q.high), q.open_high ? " or more" : "",
                       q.zero_point ? ", zero point " + value(q.zero_point) : "");
}

void show_question(const Context& context, std::string& out, const Question& q) {
    section(context, out, "Question");
    line(out, "type", fmt::format("{}{}{}", slug(q.type), q.unit.empty() ? "" : ", in " + q.unit, q.scale == Scale::log ? ", log scale" : ""));
    line(out, "title", q.title);
    if (!q.options.empty()) line(out, "options", fmt::format("{}", fmt::join(q.options, ", ")));
    line(out, "bounds", bounds_text(q));
    line(out, "criteria", q.criteria);
    if (q.opens) line(out, "opens", print_when(*q.opens));
    if (q.closes) line(out, "closes", print_when(*q.closes));
    if (q.scheduled_close) line(out, "was to close", print_when(*q.scheduled_close));
    if (q.spot_at) line(out, "spot scores", print_when(*q.spot_at));
    if (q.due) line(out, "due", print_when(*q.due));
    line(out, "notes", q.notes);
}

void show_forecasts(const Context& context, std::string& out, const app::ShowResult& r, const Question& q) {
    if (r.record.forecasts.empty()) return;
    section(context, out, "Forecasts");
    for (const auto& f : r.record.forecasts) {
        out += fmt::format("{:<12} {} by {}{}{}\n", print_day(day_of(f.made)), printable(print_predictive(f.forecast.predictive, q)),
                           f.forecast.forecaster,
                           f.forecast.phrase.empty() ? "" : fmt::format(" (\"{}\", {})", printable(f.forecast.phrase), slug(f.forecast.basis)),
                           f.withdrawn ? fmt::format(", withdrawn {}", print_when(*f.withdrawn_at)) : "");
        if (!f.forecast.reason.empty()) out += fmt::format("{:<12} {}\n", "", printable(f.forecast.reason));
    }
}

void show_resolutions(const Context& context, std::string& out, const app::ShowResult& r, const Question& q) {
    if (r.record.resolutions.empty()) return;
    section(context, out, "Resolution");
    for (const auto& entry : r.record.resolutions) {
        const auto& resolution = entry.resolution;
        const auto* annulled = resolution.annulled();
        out += fmt::format("{:<12} {} by {}{}{}\n", print_day(day_of(resolution.decided_on.at)),
                           annulled ? "annulled: " + printable(annulled->reason) : printable(print_outcome(*resolution.outcome(), q)),
                           resolution.resolver, resolution.confidence.empty() ? "" : fmt::format(" (confidence {})", resolution.confidence),
                           entry.standing ? "" : " - replaced");
        if (!entry.correction_reason.empty()) line(out, "", "corrected: " + entry.correction_reason);
        line(out, "", resolution.note);
        for (const auto& e : resolution.evidence) {
            line(out, "  evidence", fmt::format("{}{}{}{}", e.title.empty() ? e.url : e.title, e.date.empty() ? "" : ", " + e.date,
                                                e.note.empty() ? "" : ": " + e.note, e.title.empty() || e.url.empty() ? "" : " " + e.url));
        }
    }
    if (const auto ratings = r.record.ratings(); ratings.size() > 1) {
        const auto same = std::all_of(ratings.begin(), ratings.end(),
                                      [&](const auto* other) { return other->resolution.verdict == ratings.front()->resolution.verdict; });
        line(out, "raters", fmt::format("{} {}; the first resolver's rating is scored", ratings.size(), same ? "agree" : "disagree"));
    }
}

void show_scores(const Context& context, std::string& out, const app::ShowResult& r) {
    if (r.scores.empty()) return;
    section(context, out, "Score");
    for (const auto& s : r.scores) {
        out += fmt::format("{:<12} {}{}\n", s.forecaster, scores_text(s), s.not_scored.empty() ? "; lower is better" : "");
    }
}

void show_history(const Context& context, std::string& out, const app::ShowResult& r) {
    if (!r.record.amendments.empty()) {
        section(context, out, fmt::format("Amended {} time{}", r.record.amendments.size(), r.record.amendments.size() == 1 ? "" : "s"));
        for (const auto& a : r.record.amendments) {
            out += fmt::format("{:<12} {}\n", print_day(day_of(a.at)), printable(a.reason));
            out += fmt::format("{:<12} before: {}\n", "", printable(text_in(a.before.text, context.session.language)));
        }
    }
    section(context, out, "History");
    for (const auto& e : r.events) out += fmt::format("{:>6}  {}  {:<22} {}\n", e.seq, e.at, e.type, e.actor);
}

}  // namespace

int run_list(Context& context, const Arguments& arguments) {
    SummaryQuery query;
    query.filter = app::parse_filter(arguments.all("FILTER"));
    query.now = context.session.clock.now();
    query.sort = arguments.text("--sort");
    query.limit = limit_from(arguments.text("--limit"));
    auto columns = arguments.list("--columns");
    if (columns.empty()) columns = {"id", "status", "due", "by", "text"};
    query.forecasts = context.json || std::find(columns.begin(), columns.end(), "forecast") != columns.end();
    const auto list = app::list(context.session, query);
    if (context.json) {
        put_json(app::list_to_json(list));
        return 0;
    }
    print_summaries(context, list, columns);
    if (list.empty()) say(context, "nothing matches");
    return 0;
}

int run_show(Context& context, const Arguments& arguments) {
    const auto result = app::show(context.session, arguments.text("ID"));
    if (context.json) {
        put_json(app::to_json(result));
        return 0;
    }
    std::string out;
    show_statement(context, out, result);
    if (const auto& question = result.record.statement.question) {
        show_question(context, out, *question);
        show_forecasts(context, out, result, *question);
        show_resolutions(context, out, result, *question);
        show_scores(context, out, result);
    }
    show_history(context, out, result);
    put(out);
    return 0;
}

int run_due(Context& context, const Arguments& arguments) {
    const auto format = arguments.text("--format");
    if (format == "ics") {
        const auto* language = report::language_by_slug(context.session.language);
        put(report::render_calendar(app::due_calendar(context.session, arguments.text("--within")), report::language_or_english(language)));
        return 0;
    }
    if (!format.empty() && format != "text") {
        throw Error(ErrorCode::usage, fmt::format("there is no format \"{}\" of what is due", printable(format)), "formats: text, ics");
    }
    const auto list = app::due(context.session, arguments.text("--within"), context.json);
    if (context.json) {
        put_json(app::list_to_json(list));
        return 0;
    }
    const auto until = print_day(day_of(app::end_of_look_ahead(context.session, arguments.text("--within"))));
    if (list.empty()) {
        say(context, fmt::format("nothing is overdue or due by {}", until));
        return 0;
    }
    print_summaries(context, list, {"due", "status", "id", "by", "text"});
    const auto overdue = std::count_if(list.begin(), list.end(), [](const auto& s) { return s.status == Status::overdue; });
    say(context, fmt::format("{} overdue, {} due by {}; hindsight resolve ID OUTCOME --evidence URL", overdue, list.size() - overdue, until));
    return 0;
}

int run_log(Context& context, const Arguments& arguments) {
    const auto id = arguments.text("ID");
    const auto entries = app::log(context.session, id.empty() ? std::nullopt : std::optional(id));
    if (context.json) {
        put_json(app::list_to_json(entries));
        return 0;
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& e : entries) rows.push_back({std::to_string(e.seq), e.at, e.type, e.actor, e.statement + (e.clock_given ? " (clock given)" : "")});
    put(table(context, {"SEQ", "AT", "EVENT", "BY", "STATEMENT"}, rows));
    return 0;
}

}  // namespace hindsight::cli
