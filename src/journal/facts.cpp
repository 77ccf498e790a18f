// SPDX-License-Identifier: MIT
// Facts to the parts of an event and back: one row per event type.
#include "hindsight/journal/facts.hpp"

#include <fmt/format.h>

#include <array>

#include "hindsight/base/number.hpp"
#include "hindsight/journal/canonical.hpp"
#include "hindsight/journal/content.hpp"
#include "members.hpp"

namespace hindsight::journal {

namespace {

/// What people may one day ask to have destroyed stands in `private`: names, quoted words, reasons, notes.
struct Sides {
    Json body = Json::object();
    Json hidden = Json::object();
};

/// Moves a member from one object to another.
void hide(Json& from, Json& to, std::string_view key) {
    auto& members = from.as_object();
    for (auto it = members.begin(); it != members.end(); ++it) {
        if (it->first != key) continue;
        to.set(it->first, std::move(it->second));
        members.erase(it);
        return;
    }
}

/// Puts members back where decoding expects them; a destroyed part simply has none.
Json joined(const Json& body, const Json& hidden) {
    auto all = body;
    for (const auto& [key, value] : hidden.as_object()) all.set(key, value);
    return all;
}

Sides hiding(Json content, std::initializer_list<std::string_view> keys) {
    Sides sides{std::move(content), Json::object()};
    for (const auto key : keys) hide(sides.body, sides.hidden, key);
    return sides;
}

Sides with_reason(Sides sides, const std::string& reason) {
    put(sides.hidden, "reason", reason);
    return sides;
}

Sides reason_only(std::string_view key, const std::string& value, const std::string& reason) {
    Sides sides;
    if (!key.empty()) sides.body.set(std::string(key), Json(value));
    return with_reason(std::move(sides), reason);
}

Sides resolution_sides(const Resolution& resolution, QuestionType type) {
    auto sides = hiding(to_canonical(resolution, type), {"note"});
    sides.body.set("type", Json(slug(type)));
    return sides;
}

// A person without a name left is shown by its id.
Person person_from(const Json& json) {
    if (json.find("name")) return person_from_canonical(json);
    return {text_member(json, "id"), {}};
}

/// Canonical bytes of a row, written at once: a million of them pass here, and their members are plain ASCII in order.
void append_row(std::string& out, const ImportedForecast& row) {
    fmt::format_to(std::back_inserter(out), R"({{"at":"{}","by":"{}",)", print_when(row.made_at), row.forecaster);
    if (const auto* binary = std::get_if<BinaryForecast>(&row.predictive)) {
        fmt::format_to(std::back_inserter(out), R"("p":"{}","s":"{}"}})", print_number(binary->p), row.statement);
    } else {
        fmt::format_to(std::back_inserter(out), R"("predictive":{},"s":"{}","type":"{}"}})", predictive_text(row.predictive, row.type),
                       row.statement, slug(row.type));
    }
}

std::string imported_body(const ForecastsImported& fact) {
    std::string out = "{";
    if (!fact.label.empty()) out += "\"label\":" + canonical(Json(fact.label)) + ",";
    out += "\"rows\":[";
    for (std::size_t i = 0; i < fact.rows.size(); ++i) {
        if (i > 0) out += ',';
        append_row(out, fact.rows[i]);
    }
    return out + "]}";
}

QuestionType type_member(const Json& json) {
    const auto type = parse_question_type(text_member(json, "type"));
    if (!type) bad_content("unknown question type");
    return *type;
}

ImportedForecast imported_from(const Json& json) {
    ImportedForecast row;
    row.statement = text_member(json, "s");
    row.forecaster = text_member(json, "by");
    row.made_at = when_member(json, "at");
    if (json.find("p")) {
        row.predictive = BinaryForecast{number_member(json, "p")};
    } else {
        row.type = type_member(json);
        row.predictive = predictive_from_text(dump_json(member(json, "predictive")), row.type);
    }
    return row;
}

struct Encoder {
    Sides operator()(const RecordMade& f) const {
        Sides sides;
        sides.body.set("reproducible", Json(f.reproducible));
        return sides;
    }
    Sides operator()(const PersonAdded& f) const { return hiding(to_canonical(f.person), {"name"}); }
    Sides operator()(const PersonAmended& f) const { return with_reason(hiding(to_canonical(f.person), {"name"}), f.reason); }
    Sides operator()(const SourceAdded& f) const { return {to_canonical(f.source), Json::object()}; }
    Sides operator()(const SourceAmended& f) const { return with_reason({to_canonical(f.source), Json::object()}, f.reason); }
    Sides operator()(const CredenceSet& f) const {
        Sides sides;
        sides.body.set("phrase", Json(f.phrase));
        sides.body.set("p", Json(print_number(f.probability)));
        return with_reason(std::move(sides), f.reason);
    }
    Sides operator()(const StatementAdded& f) const { return hiding(to_canonical(f.statement), {"quote"}); }
    Sides operator()(const StatementAmended& f) const {
        auto sides = with_reason(hiding(to_canonical(f.statement), {"quote"}), f.reason);
        put(sides.body, "from", f.from);
        return sides;
    }
    Sides operator()(const StatementRetracted& f) const {
        auto sides = reason_only({}, {}, f.reason);
        put(sides.body, "on", f.on);
        return sides;
    }
    Sides operator()(const StatementRestored& f) const { return reason_only({}, {}, f.reason); }
    Sides operator()(const ForecastMade& f) const {
        auto sides = hiding(to_canonical(f.forecast, f.type), {"reason"});
        sides.body.set("type", Json(slug(f.type)));
        return sides;
    }
    Sides operator()(const ForecastWithdrawn& f) const {
        auto sides = reason_only("forecast", f.forecast, f.reason);
        sides.body.set("at", Json(print_when(f.at)));
        return sides;
    }
    Sides operator()(const ForecastRestored& f) const {
        auto sides = reason_only("forecast", f.forecast, f.reason);
        put(sides.body, "withdrawn_at", f.withdrawn_at);
        return sides;
    }
    Sides operator()(const QuestionResolved& f) const { return resolution_sides(f.resolution, f.type); }
    Sides operator()(const ResolutionCorrected& f) const {
        auto sides = resolution_sides(f.resolution, f.type);
        sides.body.set("corrects", Json(f.corrects));
        return with_reason(std::move(sides), f.reason);
    }
    Sides operator()(const ResolutionWithdrawn& f) const { return reason_only("resolution", f.resolution, f.reason); }
    Sides operator()(const ResolutionRestored& f) const { return reason_only("resolution", f.resolution, f.reason); }
    Sides operator()(const ForecastsImported&) const { return {}; }  // see imported_body
    Sides operator()(const ClockNoted& f) const {
        Sides sides;
        sides.body.set("before", Json(f.before));
        sides.body.set("now", Json(f.now));
        return sides;
    }
};

/// What a decoder sees: the header's subject, the body, and body and private part together.
struct Parts {
    const std::string& subject;
    const Json& body;
    Json all;
    std::string reason() const { return optional_text(all, "reason"); }
};

ForecastsImported imported(const Parts& in) {
    ForecastsImported fact{optional_text(in.body, "label"), {}};
    const auto& rows = member(in.body, "rows");
    if (!rows.is_array()) bad_content("\"rows\" is no list");
    fact.rows.reserve(rows.as_array().size());
    for (const auto& row : rows.as_array()) fact.rows.push_back(imported_from(row));
    return fact;
}

struct Row {
    std::string_view type;
    Fact (*decode)(const Parts&);
};

bool reproducible_of(const Json& body) {
    const auto& flag = member(body, "reproducible");
    if (!flag.is_bool()) bad_content("\"reproducible\" is neither true nor false");
    return flag.as_bool();
}

const std::array<Row, std::variant_size_v<Fact>> kRows{{
    {"record.made", [](const Parts& in) -> Fact { return RecordMade{reproducible_of(in.body)}; }},
    {"person.added", [](const Parts& in) -> Fact { return PersonAdded{in.subject, person_from(in.all)}; }},
    {"person.amended", [](const Parts& in) -> Fact { return PersonAmended{in.subject, person_from(in.all), in.reason()}; }},
    {"source.added", [](const Parts& in) -> Fact { return SourceAdded{in.subject, source_from_canonical(in.body)}; }},
    {"source.amended", [](const Parts& in) -> Fact { return SourceAmended{in.subject, source_from_canonical(in.body), in.reason()}; }},
    {"credence.set", [](const Parts& in) -> Fact { return CredenceSet{text_member(in.body, "phrase"), number_member(in.body, "p"), in.reason()}; }},
    {"statement.added", [](const Parts& in) -> Fact { return StatementAdded{in.subject, statement_from_canonical(in.all)}; }},
    {"statement.amended",
     [](const Parts& in) -> Fact { return StatementAmended{in.subject, statement_from_canonical(in.all), in.reason(), optional_when(in.body, "from")}; }},
    {"statement.retracted",
     [](const Parts& in) -> Fact { return StatementRetracted{in.subject, optional_when(in.body, "on"), in.reason()}; }},
    {"statement.restored", [](const Parts& in) -> Fact { return StatementRestored{in.subject, in.reason()}; }},
    {"forecast.made",
     [](const Parts& in) -> Fact {
         const auto type = type_member(in.body);
         return ForecastMade{in.subject, forecast_from_canonical(in.all, type), type};
     }},
    {"forecast.withdrawn",
     [](const Parts& in) -> Fact {
         return ForecastWithdrawn{in.subject, text_member(in.body, "forecast"), when_member(in.body, "at"), in.reason()};
     }},
    {"forecast.restored",
     [](const Parts& in) -> Fact { return ForecastRestored{in.subject, text_member(in.body, "forecast"), in.reason(), optional_when(in.body, "withdrawn_at")}; }},
    {"question.resolved",
     [](const Parts& in) -> Fact {
         const auto type = type_member(in.body);
         return QuestionResolved{in.subject, resolution_from_canonical(in.all, type), type};
     }},
    {"resolution.corrected",
     [](const Parts& in) -> Fact {
         const auto type = type_member(in.body);
         return ResolutionCorrected{in.subject, text_member(in.body, "corrects"), resolution_from_canonical(in.all, type), type, in.reason()};
     }},
    {"resolution.withdrawn",
     [](const Parts& in) -> Fact { return ResolutionWithdrawn{in.subject, text_member(in.body, "resolution"), in.reason()}; }},
    {"resolution.restored",
     [](const Parts& in) -> Fact { return ResolutionRestored{in.subject, text_member(in.body, "resolution"), in.reason()}; }},
    {"forecasts.imported", [](const Parts& in) -> Fact { return imported(in); }},
    {"clock.noted", [](const Parts& in) -> Fact { return ClockNoted{text_member(in.body, "before"), text_member(in.body, "now")}; }},
}};

Json part_json(const std::vector<Part>& parts, std::string_view name) {
    for (const auto& part : parts) {
        if (part.name != name) continue;
        auto json = parse_canonical(part.bytes);
        if (!json.is_object()) bad_content(fmt::format("the part \"{}\" is no object", name));
        return json;
    }
    return Json::object();
}

}  // namespace

std::string_view type_of(const Fact& fact) { return kRows[fact.index()].type; }

std::span<const std::string_view> event_types() {
    static const auto kTypes = [] {
        std::array<std::string_view, kRows.size()> types;
        for (std::size_t i = 0; i < kRows.size(); ++i) types[i] = kRows[i].type;
        return types;
    }();
    return kTypes;
}

std::vector<Part> encode(const Fact& fact) {
    if (const auto* bulk = std::get_if<ForecastsImported>(&fact)) return {{"body", {}, imported_body(*bulk)}};
    const auto sides = std::visit(Encoder{}, fact);
    std::vector<Part> parts{{"body", {}, canonical(sides.body)}};
    if (!sides.hidden.as_object().empty()) parts.push_back({"private", {}, canonical(sides.hidden)});
    return parts;
}

Fact decode(const Header& header, const std::vector<Part>& parts) {
    for (const auto& row : kRows) {
        if (row.type != header.type) continue;
        const auto body = part_json(parts, "body");
        return row.decode({header.subject, body, joined(body, part_json(parts, "private"))});
    }
    throw Error(ErrorCode::record_newer, fmt::format("there is an event of type \"{}\", which this program does not know", header.type),
                "update hindsight; nothing was changed");
}

}  // namespace hindsight::journal
