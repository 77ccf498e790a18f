// SPDX-License-Identifier: MIT
// Commands about the record, people and sources.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "commands.hpp"
#include "hindsight/app/json.hpp"
#include "hindsight/app/verbs.hpp"
#include "hindsight/base/text.hpp"
#include "output.hpp"
#include "write_file.hpp"

namespace hindsight::cli {

namespace {

/// `NAME`, or `zh=李沐` for another language.
Texts texts_from(const std::vector<std::string>& values) {
    Texts texts;
    for (const auto& value : values) {
        const auto equals = value.find('=');
        const bool tagged = equals != std::string::npos && is_language_tag(value.substr(0, equals));
        texts[tagged ? value.substr(0, equals) : "en"] = tagged ? value.substr(equals + 1) : value;
    }
    return texts;
}

std::string read_text_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw Error(ErrorCode::not_found, fmt::format("the file {} cannot be read", path), "check the name and its permissions");
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

std::string head_line(const journal::Head& head) {
    return fmt::format("origin {}\nsize   {}\nroot   {}\n", head.origin, head.size, to_hex(head.root));
}

/// What `verify` ends with. `heads`: the files of the heads given.
Error error_of(const std::filesystem::path& record, const Damage& damage, const std::vector<std::string>& heads) {
    if (damage.head) return Error(ErrorCode::head_mismatch, damage.what, damage.hint, Span{heads[*damage.head]});
    return Error(ErrorCode::record_damaged, fmt::format("{} is damaged: {}", record.string(), damage.what),
                 "go on from a backup that verifies: hindsight --db COPY verify");
}

std::string names(const Texts& texts) {
    std::string out;
    for (const auto& [language, text] : texts) out += (out.empty() ? "" : " / ") + printable(text);
    return out;
}

}  // namespace

int run_init(Context& context, const Arguments& arguments) {
    const auto result = app::init(context.session, {arguments.has("--reproducible"), arguments.has("--example")});
    if (context.json) {
        put_json(Json(Json::Object{{"created", Json(result.created)},
                                   {"path", Json(context.session.db.string())},
                                   {"head", journal::to_json(result.head)}}));
        return 0;
    }
    const auto path = context.session.db.string();
    if (result.created) {
        say(context, fmt::format("made the record {}\nnext: hindsight add \"…\" --due 2027-12-31 --forecast 70%", path));
    } else {
        say(context, fmt::format("{} is a valid record already, with {} events{}", path, result.head.size,
                                 result.ignored ? "; --reproducible and --example are for a new one and did nothing" : ""));
    }
    return 0;
}

int run_person_add(Context& context, const Arguments& arguments) {
    auto name = texts_from(arguments.all("--name"));
    if (name.empty()) throw Error(ErrorCode::usage, "a person needs a name", "add --name \"Full Name\"");
    const Person person{arguments.text("ID"), std::move(name)};
    app::add_person(context.session, person);
    if (context.json) put_json(app::to_json(person));
    say(context, fmt::format("added {}", person.id));
    return 0;
}

int run_person_list(Context& context, const Arguments&) {
    const auto people = app::persons(context.session);
    if (context.json) {
        put_json(app::list_to_json(people));
        return 0;
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& person : people) rows.push_back({person.id, names(person.name)});
    put(table(context, {"ID", "NAME"}, rows));
    return 0;
}

int run_source_add(Context& context, const Arguments& arguments) {
    Source source{arguments.text("ID"), texts_from(arguments.all("--title")), arguments.text("--url"), std::nullopt};
    if (source.title.empty()) throw Error(ErrorCode::usage, "a source needs a title", "add --title \"…\"");
    if (arguments.has("--published")) source.published = day_of(app::spoken_date(context.session, arguments.text("--published")).at);
    app::add_source(context.session, source);
    if (context.json) put_json(app::to_json(source));
    say(context, fmt::format("added {}{}", source.id, source.published ? ", published " + print_day(*source.published) : ""));
    return 0;
}

int run_source_list(Context& context, const Arguments&) {
    const auto sources = app::sources(context.session);
    if (context.json) {
        put_json(app::list_to_json(sources));
        return 0;
    }
    std::vector<std::vector<std::string>> rows;
    for (const auto& source : sources) rows.push_back({source.id, source.published ? print_day(*source.published) : "", names(source.title)});
    put(table(context, {"ID", "PUBLISHED", "TITLE"}, rows));
    return 0;
}

int run_head(Context& context, const Arguments& arguments) {
    const auto head = app::head(context.session);
    if (arguments.has("--out")) {
        write_file(arguments.text("--out"), journal::print_head(head));
        say(context, fmt::format("wrote {}; check against it later: hindsight verify --head {}", arguments.text("--out"), arguments.text("--out")));
    }
    if (context.json) {
        put_json(journal::to_json(head));
    } else if (!arguments.has("--out")) {
        put(head_line(head));
    }
    return 0;
}

int run_verify(Context& context, const Arguments& arguments) {
    const auto files = arguments.all("--head");
    std::vector<journal::Head> heads;
    for (const auto& file : files) heads.push_back(journal::parse_head(read_text_file(file), file));
    const auto result = app::verify(context.session, heads);
    if (context.json) put_json(app::to_json(result));
    if (result.damages.empty()) {
        if (!context.json) put(head_line(result.head));
        say(context, fmt::format("verified: {} events, {} parts{}", result.events, result.parts,
                                 heads.empty() ? "; without a head kept outside, a rewrite from scratch would not show"
                                               : fmt::format(", {} head{} agree{}", heads.size(), heads.size() == 1 ? "" : "s",
                                                             heads.size() == 1 ? "s" : "")));
        return 0;
    }
    for (std::size_t i = 1; i < result.damages.size() && i < 20; ++i) say(context, fmt::format("also: {}", result.damages[i].what));
    throw error_of(context.session.db, result.damages.front(), files);
}

int run_doctor(Context& context, const Arguments&) {
    const auto report = app::doctor(context.session);
    if (context.json) {
        put_json(app::to_json(report));
        return 0;
    }
    std::vector<std::vector<std::string>> rows{
        {"record", report.path},
        {"origin", report.origin},
        {"events", std::to_string(report.events)},
        {"schema", std::to_string(report.schema_version)},
        {"sqlite", report.sqlite_version},
        {"journal", fmt::format("{} ({})", report.journal_mode, report.journal_reason)},
        {"writable", report.writable ? "yes" : "no"},
        {"reproducible", report.reproducible ? "yes: a demonstration, not evidence" : "no"},
    };
    for (const auto& [name, value] : report.settings) rows.push_back({name, value});
    put(table(context, {"WHAT", "IS"}, rows));
    for (const auto& warning : report.warnings) warn("warning: " + warning);
    return 0;
}

int run_backup(Context& context, const Arguments& arguments) {
    const auto to = arguments.text("FILE");
    const auto head = app::backup(context.session, to);
    if (context.json) put_json(Json(Json::Object{{"path", Json(to)}, {"head", journal::to_json(head)}}));
    say(context, fmt::format("copied and verified {} events to {}", head.size, to));
    return 0;
}

}  // namespace hindsight::cli
