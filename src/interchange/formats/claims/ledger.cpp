// SPDX-License-Identifier: MIT
// Ledgers: dated predictions in words, with a deadline and a status, as people keep them in YAML or JSON; a list of them,
// or one a file. They give no probabilities, so nothing here is a forecast.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "../../yaml.hpp"
#include "../json_fields.hpp"
#include "../readers.hpp"
#include "claims.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/domain/credence.hpp"
#include "verdicts.hpp"

namespace hindsight::interchange {

namespace {

constexpr std::string_view kSite = "ledger";

/// What a field is called in one ledger or another, at most; the first that is there counts.
using Names = std::array<std::string_view, 3>;
constexpr Names kText{"prediction_text", "prediction", "text"}, kQuote{"quote"}, kSpeaker{"speaker", "source_name", "author"};
constexpr Names kSaid{"date_said", "prediction_date"}, kDue{"predicted_date", "deadline"}, kHorizon{"predicted_horizon_verbatim", "deadline_fuzzy"};
constexpr Names kSource{"primary_url", "source_url"}, kStatus{"status"}, kNotes{"notes"}, kVenue{"venue"}, kResolved{"resolved_date"};
constexpr Names kTheme{"theme", "category"};

std::string first_of(const Json& record, const Names& names) {
    for (const auto name : names) {
        if (auto text = text_of(record, name); !trim(text).empty()) return std::string(trim(text));
    }
    return {};
}

enum class Standing { yes, partly, no, unfair, open };
struct StatusRow {
    std::string_view word;
    Standing standing;
};
// What is only due, or only of note, was not decided by anybody.
constexpr auto kStatuses = std::to_array<StatusRow>({
    {"achieved", Standing::yes}, {"true", Standing::yes}, {"correct", Standing::yes}, {"fulfilled", Standing::yes}, {"came true", Standing::yes},
    {"partially", Standing::partly}, {"partial", Standing::partly}, {"partly", Standing::partly}, {"partially achieved", Standing::partly},
    {"missed", Standing::no}, {"false", Standing::no}, {"incorrect", Standing::no}, {"failed", Standing::no}, {"wrong", Standing::no},
    {"unverifiable", Standing::unfair}, {"unfalsifiable", Standing::unfair}, {"ambiguous", Standing::unfair}, {"inconclusive", Standing::unfair},
    {"pending", Standing::open}, {"in_window", Standing::open}, {"open", Standing::open}, {"notable", Standing::open}, {"expired", Standing::open}, {"", Standing::open},
});

std::optional<Standing> standing_of(std::string_view status) {
    const auto word = lower_ascii(status);
    const auto it = std::find_if(kStatuses.begin(), kStatuses.end(), [&](const StatusRow& row) { return row.word == word; });
    return it == kStatuses.end() ? std::nullopt : std::optional(it->standing);
}

Day day_of_field(std::string_view text, std::string_view what) {
    if (const auto day = day_in(text)) return *day;
    throw Error(ErrorCode::bad_date, fmt::format("{}, \"{}\", is no day", what, printable(text)), "days look like 2024-11-11");
}

class Reader {
 public:
    Reader(Drafts& drafts, std::string keeper) : drafts_(drafts), keeper_(std::move(keeper)) {}

    void take(const Json& record, const Span& where) {
        BookStatement draft;
        draft.where = where;
        try {
            fill(draft.statement, record);
        } catch (const Error& fault) {
            return drafts_.refuse(DraftKind::statement, fault_of(record, fault, where));
        }
        try {
            decide(draft, record);
        } catch (const Error& fault) {
            drafts_.refuse(DraftKind::resolution, fault_of(record, fault, where));
        }
        lose_others(record, "", {"prediction_text", "prediction", "text", "quote", "speaker", "source_name", "author", "date_said", "prediction_date", "predicted_date",
                                 "deadline", "predicted_horizon_verbatim", "deadline_fuzzy", "primary_url", "source_url", "status", "notes", "venue", "resolved_date",
                                 "theme", "category", "id", "tags", "hashtags", "evidence", "confidence"}, drafts_);
        drafts_.statement(draft);
    }

 private:
    static Diagnostic fault_of(const Json& record, const Error& fault, const Span& where) {
        const auto id = text_of(record, "id");
        return {Severity::error, fault.code(), id.empty() ? std::string(fault.what()) : fmt::format("{}: {}", printable(id), fault.what()), fault.hint(), where};
    }

    void fill(Statement& statement, const Json& record);
    void ask(Question& question, const Json& record);
    void take_source(Statement& statement, const Json& record);
    void take_tags(Statement& statement, const Json& record);
    void decide(BookStatement& draft, const Json& record);
    static std::vector<Evidence> evidence_of(const Json& record);

    Drafts& drafts_;
    std::string keeper_;
};

void Reader::fill(Statement& statement, const Json& record) {
    statement.quote = first_of(record, kQuote);
    const auto text = first_of(record, kText);
    const auto& said = text.empty() ? statement.quote : text;
    if (said.empty()) throw Error(ErrorCode::missing_key, "it does not say what was predicted", "prediction_text or quote does");
    const auto speaker = first_of(record, kSpeaker);
    if (speaker.empty()) throw Error(ErrorCode::missing_key, "it does not say who predicted it", "speaker or source_name does");
    statement.text = {{"en", said}};
    statement.said_on = day_of_field(first_of(record, kSaid), "the day it was said");
    statement.foreign_id = text_of(record, "id");
    const auto key = statement.foreign_id.empty() ? fmt::format("{}\n{}", speaker, said) : statement.foreign_id;
    statement.id = id_from(kSite, fmt::format("{} {}", print_day(statement.said_on), key));
    ask(statement.question.emplace(), record);
    statement.speaker = drafts_.person(kSite, speaker);
    take_source(statement, record);
    take_tags(statement, record);
    const auto confidence = text_of(record, "confidence");
    if (credence_of(default_credence(), confidence)) {
        statement.strength = confidence;
    } else if (!confidence.empty()) {
        drafts_.lost("confidence", confidence);
    }
}

/// The horizon as it was said and the status as it stands there are notes: both are somebody's reading.
void Reader::ask(Question& question, const Json& record) {
    const auto note = [&](std::string_view what, const std::string& text) {
        if (text.empty()) return;
        if (!question.notes.empty()) question.notes += '\n';
        question.notes += what;
        question.notes += text;
    };
    if (const auto due = first_of(record, kDue); !due.empty()) question.due = When::day(day_of_field(due, "the deadline"));
    note("horizon as said: ", first_of(record, kHorizon));
    note("status: ", first_of(record, kStatus));
    note("", first_of(record, kNotes));
}

void Reader::take_source(Statement& statement, const Json& record) {
    const auto url = first_of(record, kSource), venue = first_of(record, kVenue);
    if (url.empty() && venue.empty()) return;
    Source source;
    source.id = id_from(kSite, url.empty() ? venue : url);
    source.title = {{"en", venue.empty() ? url : venue}};
    source.url = url;
    drafts_.source(source);
    statement.source = source.id;
    statement.address = url;
}

void Reader::take_tags(Statement& statement, const Json& record) {
    const auto add = [&](std::string_view tag) {
        while (tag.starts_with('#')) tag.remove_prefix(1);
        if (!tag.empty() && std::find(statement.tags.begin(), statement.tags.end(), tag) == statement.tags.end()) statement.tags.emplace_back(tag);
    };
    add(first_of(record, kTheme));
    for (const auto& tag : list_of(record, "tags")) add(printed(tag));
    const auto hashtags = text_of(record, "hashtags");
    for (const auto tag : split(hashtags, ' ')) add(trim(tag));
}

std::vector<Evidence> Reader::evidence_of(const Json& record) {
    std::vector<Evidence> list;
    for (const auto& each : list_of(record, "evidence")) {
        Evidence evidence{each.is_string() ? each.as_string() : text_of(each, "url"), text_of(each, "title"), text_of(each, "date"), text_of(each, "note"), {}};
        if (!evidence.url.empty() || !evidence.title.empty() || !evidence.note.empty()) list.push_back(std::move(evidence));
    }
    return list;
}

/// Decided on the day given, else on that of the latest evidence.
void Reader::decide(BookStatement& draft, const Json& record) {
    const auto status = first_of(record, kStatus);
    const auto standing = standing_of(status);
    auto evidence = evidence_of(record);
    if (!standing || *standing == Standing::open) {
        if (!standing) drafts_.lost("a status that is not known", status);
        for (const auto& each : evidence) drafts_.lost("evidence of what is not decided", each.url);
        return;
    }
    auto on = day_in(first_of(record, kResolved));
    for (const auto& each : evidence) {
        const auto day = day_in(each.date);
        if (first_of(record, kResolved).empty() && day && (!on || *on < *day)) on = day;
    }
    if (!on) throw Error(ErrorCode::missing_key, fmt::format("it is \"{}\", and nothing says when that was decided", printable(status)), "resolved_date: the day");
    Resolution resolution;
    resolution.entered = status;
    if (*standing == Standing::unfair) {
        resolution.verdict = Annulled{status};
    } else {
        resolution.verdict = Outcome(Fraction{*standing == Standing::yes ? 1.0 : *standing == Standing::partly ? 0.5 : 0.0});
    }
    resolution.decided_on = When::day(*on);
    resolution.resolver = drafts_.person(kSite, keeper_);
    resolution.evidence = std::move(evidence);
    resolution.note = note_with(status, {});
    draft.resolutions.push_back({std::move(resolution), draft.where});
}

/// A document of either kind.
Yaml document_of(const Member& member, const ReadOptions& options) {
    const char first = member.peek.first();
    if (first == '{' || first == '[') return {read_document(member, options), {}};
    return parse_yaml(read_whole(member.input, options.limits.document_bytes), member.input.name, 1, yaml_limits(options.limits));
}

Span place_in(const Yaml& document, const std::string& path, const std::string& file) {
    Span where;
    where.file = file;
    const auto it = document.lines.find(path);
    if (it != document.lines.end()) where.line = it->second;
    return where;
}

void read_document(const Yaml& document, const std::string& file, Drafts& drafts) {
    const auto& value = document.value;
    if (value.is_object() && !value.find("predictions")) return Reader(drafts, "tracker").take(value, place_in(document, "", file));
    const auto* list = value.is_array() ? &value : value.find("predictions");
    const auto* meta = value.find("meta");
    if (!list || !list->is_array()) throw Error(ErrorCode::wrong_type, fmt::format("{} holds neither a record nor a list of them", file), "a list stands under predictions");
    const auto title = meta ? text_of(*meta, "title") : std::string();
    if (meta) lose_others(*meta, "meta ", {"title"}, drafts);
    lose_others(value, "", {"meta", "predictions"}, drafts);
    Reader reader(drafts, title.empty() ? "tracker" : title);
    for (std::size_t i = 0; i < list->as_array().size(); ++i) {
        const auto& record = list->as_array()[i];
        const auto where = place_in(document, fmt::format("{}/{}", value.is_array() ? "" : "/predictions", i), file);
        if (record.is_object()) {
            reader.take(record, where);
        } else {
            drafts.refuse(DraftKind::statement, {Severity::error, ErrorCode::wrong_type, fmt::format("entry {} is no record with fields", i + 1), {}, where});
        }
    }
}

/// Whether a line begins with the key, behind blanks and dashes.
bool has_yaml_key(std::string_view bytes, std::string_view key) {
    for (auto at = bytes.find(key); at != std::string_view::npos; at = bytes.find(key, at + 1)) {
        const auto before = bytes.find_last_not_of(" -", at == 0 ? 0 : at - 1);
        const bool begins = at == 0 || before == std::string_view::npos || bytes[before] == '\n';
        if (begins && bytes.substr(at + key.size()).starts_with(':')) return true;
    }
    return false;
}

}  // namespace

bool is_ledger(const Peek& peek) {
    const auto any = [](const Names& names, auto has) { return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return !name.empty() && has(name); }); };
    if (peek.first() == '{' || peek.first() == '[') {
        const auto has = [&](std::string_view key) { return peek.has_key(key); };
        return any(kSaid, has) && any(kSpeaker, has);
    }
    const bool yaml = peek.name.ends_with(".yaml") || peek.name.ends_with(".yml") || peek.bytes.starts_with("---");
    const auto has = [&](std::string_view key) { return has_yaml_key(peek.bytes, key); };
    return (yaml || peek.header.empty() || peek.header.size() == 1) && any(kSaid, has) && any(kSpeaker, has);
}

void read_ledger(Reading& reading) {
    for (const auto& member : reading.members) {
        try {
            read_document(document_of(member, reading.options), member.input.name, reading.drafts);
        } catch (const Error& fault) {
            auto refused = diagnostic_of(fault);
            if (refused.where.file.empty()) refused.where.file = member.input.name;
            reading.drafts.refuse(DraftKind::statement, std::move(refused));
        }
    }
}

}  // namespace hindsight::interchange
