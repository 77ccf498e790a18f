// SPDX-License-Identifier: MIT
// A row as a statement with its question.
#include <fmt/format.h>

#include <algorithm>

#include "hindsight/base/text.hpp"
#include "hindsight/domain/validate.hpp"
#include "rows.hpp"

namespace hindsight::interchange {

namespace {

using sv = std::string_view;

template <class Value>
std::optional<Value> word(const Sheet& sheet, sv column, std::optional<Value> (*parse)(sv), sv known) {
    const auto cell = sheet.cell(column);
    if (cell.empty()) return std::nullopt;
    if (const auto value = parse(lower_ascii(cell))) return value;
    throw sheet.fault(column, ErrorCode::wrong_type, fmt::format("\"{}\" is no {}", printable(cell), column), fmt::format("known: {}", known));
}

bool flag(const Sheet& sheet, sv column) {
    const auto cell = lower_ascii(sheet.cell(column));
    if (cell == "yes" || cell == "true" || cell == "1") return true;
    if (cell.empty() || cell == "no" || cell == "false" || cell == "0") return false;
    throw sheet.fault(column, ErrorCode::wrong_type, "this is neither yes nor no");
}

std::string source_of(const Sheet& sheet, Drafts& drafts) {
    const auto name = sheet.text("source");
    if (trim(name).empty()) return {};
    const auto id = is_slug(name) ? name : statement_id(name);
    drafts.source({id, {{has_ideographs(name) ? "zh" : "en", std::string(trim(name))}}, {}, {}});
    return id;
}

std::vector<Link> links_of(const Sheet& sheet, std::vector<Link> known) {
    std::vector<Link> links;
    for (const auto kind : {LinkKind::repeats, LinkKind::variant_of, LinkKind::conditional_on}) {
        if (!sheet.has(slug(kind))) {
            std::copy_if(known.begin(), known.end(), std::back_inserter(links), [&](const Link& link) { return link.kind == kind; });
            continue;
        }
        for (const auto& target : sheet.list(slug(kind))) {
            const auto equals = kind == LinkKind::conditional_on ? target.find('=') : std::string::npos;
            if (kind == LinkKind::conditional_on && equals == std::string::npos) {
                throw sheet.fault(slug(kind), ErrorCode::bad_link, "a condition needs its outcome", "write statement-id=yes");
            }
            links.push_back({kind, target.substr(0, equals), equals == std::string::npos ? std::string() : target.substr(equals + 1)});
        }
    }
    return links;
}

/// What `add` would take it for, by its other cells.
QuestionType type_from(const Sheet& sheet) {
    if (!sheet.cell("options").empty()) return QuestionType::categorical;
    const auto forecast = sheet.cell("predictive");
    const auto has = [&](sv piece) { return forecast.find(piece) != sv::npos; };
    if (has("not before ") || forecast.starts_with("by ")) return QuestionType::date;
    if (const auto dots = forecast.find(".."); dots != sv::npos) return parse_day(trim(forecast.substr(0, dots))) ? QuestionType::date : QuestionType::numeric;
    const bool numeric = has(">=") || has("<=") || !sheet.cell("unit").empty() || !sheet.cell("scale").empty();
    return numeric ? QuestionType::numeric : QuestionType::binary;
}

void take_value(const Sheet& sheet, sv column, const Question& question, std::optional<double>& value) {
    if (!sheet.has(column)) return;
    value = sheet.reading(column, [&](sv cell) { return cell.empty() ? std::nullopt : std::optional(parse_value(cell, question)); });
}

Question question_of(const Sheet& sheet, const Statement& statement) {
    auto question = statement.question.value_or(Question{});
    const auto take = [&](sv column, std::string& text) {
        if (sheet.has(column)) text = sheet.text(column);
    };
    const auto take_when = [&](sv column, std::optional<When>& when) {
        if (sheet.has(column)) when = sheet.when(column);
    };
    const auto type = word<QuestionType>(sheet, "type", parse_question_type, "binary, numeric, date, categorical, ordinal, none");
    if (type || !statement.question) question.type = type.value_or(type_from(sheet));
    take("title", question.title);
    take("criteria", question.criteria);
    take("unit", question.unit);
    take("notes", question.notes);
    if (sheet.has("scale")) question.scale = word<Scale>(sheet, "scale", parse_scale, "linear, log").value_or(Scale::linear);
    if (sheet.has("options")) question.options = sheet.list("options");
    take_value(sheet, "low", question, question.low);
    take_value(sheet, "high", question, question.high);
    take_value(sheet, "zero_point", question, question.zero_point);
    if (sheet.has("open_low")) question.open_low = flag(sheet, "open_low");
    if (sheet.has("open_high")) question.open_high = flag(sheet, "open_high");
    take_when("opens", question.opens);
    take_when("closes", question.closes);
    take_when("scheduled_close", question.scheduled_close);
    take_when("spot_at", question.spot_at);
    take_when("due", question.due);
    if (!question.due && !statement.question && !sheet.has("due") && statement.kind == StatementKind::claim) question.due = When::day(statement.said_on);
    return question;
}

void take_retraction(const Sheet& sheet, Day today, BookStatement& entry) {
    if (!sheet.has("retracted_on")) return;
    const auto on = sheet.when("retracted_on");
    if (on && on->at < start_of(entry.statement.said_on)) throw sheet.fault("retracted_on", ErrorCode::before_said, "it would be retracted before it was said");
    const auto fault = on ? fault_of_future(*on, end_of(today), "the retraction") : std::nullopt;
    if (fault) throw sheet.fault("retracted_on", fault->code, fault->message, fault->hint);
    entry.retraction = on ? std::optional(BookRetraction{*on, sheet.text("retraction_reason")}) : std::nullopt;
}

}  // namespace

/// A text is its own id where the id says all of it, but for case, blanks and signs.
std::string statement_id(sv cell) {
    if (is_slug(cell)) return std::string(cell);
    const bool ascii = std::all_of(cell.begin(), cell.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    auto made = slugify(cell);
    constexpr std::size_t kCut = 50;  // longer ones may have been cut
    if (ascii && !made.empty() && made.size() <= kCut) return made;
    if (made.size() > kCut) made.resize(kCut);
    return id_from(made.empty() ? "s" : made, cell);
}

std::string own_id(const Sheet& sheet) {
    if (const auto id = sheet.cell("id"); !id.empty()) return std::string(id);
    Texts texts;
    sheet.texts("text", texts);
    if (texts.empty()) throw sheet.fault("text", ErrorCode::missing_key, "a statement needs a text");
    return statement_id(trim(text_in(texts, "en")));
}

std::string person_of(const Sheet& sheet, sv column, Drafts& drafts) {
    const auto name = sheet.text(column);
    return trim(name).empty() ? drafts.actor() : drafts.person({}, trim(name));
}

BookStatement statement_of(const Sheet& sheet, const std::optional<BookStatement>& known, Drafts& drafts) {
    BookStatement entry = known.value_or(BookStatement{});
    entry.resolutions.clear();
    entry.where = sheet.place().span();
    auto& s = entry.statement;
    s.id = own_id(sheet);
    sheet.texts("text", s.text);
    const auto take = [&](sv column, std::string& text) {
        if (sheet.has(column)) text = sheet.text(column);
    };
    const auto kind = word<StatementKind>(sheet, "kind", parse_statement_kind, "claim, prediction");
    if (kind || !known) s.kind = kind.value_or(StatementKind::prediction);
    const auto by = sheet.cell("speaker").empty() && !known ? sv("forecaster") : sv("speaker");
    if (!known || !sheet.cell(by).empty()) s.speaker = person_of(sheet, by, drafts);
    auto said_on = sheet.day("said_on");
    if (!said_on && !known) said_on = sheet.day("made_at");
    if (said_on || !known) s.said_on = said_on.value_or(drafts.today());
    take("quote", s.quote);
    take("locator", s.locator);
    take("foreign_id", s.foreign_id);
    take("address", s.address);
    take("strength", s.strength);
    if (sheet.has("source")) s.source = source_of(sheet, drafts);
    if (sheet.has("tags")) s.tags = sheet.list("tags");
    s.links = links_of(sheet, s.links);
    if (lower_ascii(sheet.cell("type")) == "none") {
        s.question.reset();
    } else if (!known || known->statement.question || !sheet.cell("type").empty()) {
        s.question = question_of(sheet, s);
    }
    take_retraction(sheet, drafts.today(), entry);
    return entry;
}

EarlierWording wording_of(const Sheet& sheet) {
    EarlierWording wording;
    const auto until = sheet.when("until");
    if (!until) throw sheet.fault("until", ErrorCode::missing_key, "an earlier wording needs the time until which it held");
    wording.until = *until;
    sheet.texts("text", wording.text);
    wording.reason = sheet.text("reason");
    return wording;
}

}  // namespace hindsight::interchange
