// SPDX-License-Identifier: MIT
// factopolis: claims in general, who asserted them on which occasion, and what fact checkers said of that. Its pages are
// told apart by where they stand: claims/NAME/, person/NAME/DATE.md, checker/NAME.md.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "../json_fields.hpp"
#include "../readers.hpp"
#include "claims.hpp"
#include "front_matter.hpp"
#include "hindsight/base/text.hpp"
#include "verdicts.hpp"

namespace hindsight::interchange {

namespace {

constexpr std::string_view kSite = "factopolis";

/// Where a recording that is given by its id can be seen.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kPlayers{{
    {"youtube", "https://www.youtube.com/watch?v="}, {"archive-org", "https://archive.org/details/"}, {"c-span", "https://www.c-span.org/video/?"},
    {"fox", "https://video.foxnews.com/v/"}, {"fox-business", "https://video.foxbusiness.com/v/"}, {"abc", "https://abcnews.go.com/video/embed?id="},
}};

std::string address_of(const Json& source) {
    for (const std::string_view key : {"url", "source"}) {
        if (auto address = text_of(source, key); !address.empty()) return address;
    }
    const auto type = text_of(source, "type"), id = text_of(source, "id");
    if (id.empty()) return {};
    if (type == "twitter") return fmt::format("https://twitter.com/{}/status/{}", text_of(source, "user"), id);
    const auto it = std::find_if(kPlayers.begin(), kPlayers.end(), [&](const auto& player) { return player.first == type; });
    return it == kPlayers.end() ? std::string() : fmt::format("{}{}", it->second, id);
}

/// A claim stays one when it is taken back: a note says so.
std::string taken_back(const Json& retraction) {
    const auto* issuer = retraction.find("issuer");
    std::string out = "taken back";
    for (const auto& text : {text_of(retraction, "type"), issuer ? text_of(*issuer, "name") : std::string(), text_of(retraction, "date"), text_of(retraction, "source")}) {
        if (!text.empty()) out += fmt::format(", {}", text);
    }
    return out;
}

class Reader {
 public:
    explicit Reader(Reading& reading) : drafts_(reading.drafts), options_(reading.options) {}

    void read(const Member& member) {
        const auto bytes = read_whole(member.input, options_.limits.document_bytes);
        if (member.peek.first() == '{') return read_lines(bytes, member.input.name);
        if (member.peek.first() == '+') return;  // the page of a list
        std::string_view body;
        auto page = page_of(bytes, member.input.name, member.input.member.empty() ? member.input.path : member.input.member, options_.limits, body);
        if (!body.empty()) drafts_.lost("text below the front matter", page.path);
        sort_in(std::move(page));
    }

    void hand_over() {
        std::vector<ClaimDraft> drafts;
        for (const auto& assertion : assertions_) {
            try {
                drafts.push_back(claim_of(assertion));
            } catch (const Error& fault) {
                Span where;
                where.file = assertion.page.file;
                where.line = assertion.page.line;
                const auto named = where.file.ends_with(assertion.page.path) ? std::string() : printable(assertion.page.path) + ": ";
                drafts_.refuse(DraftKind::statement, {Severity::error, fault.code(), named + fault.what(), fault.hint(), where});
            }
        }
        link_repetitions(drafts);
        for (const auto& claim : drafts) drafts_.statement(claim.draft);
    }

 private:
    struct Assertion {
        std::string person, date;  // as in its path
        Page page;
    };

    void read_lines(std::string_view bytes, const std::string& file) {
        int number = 0;
        for (const auto line : split(bytes, '\n')) {
            ++number;
            if (trim(line).empty()) continue;
            try {
                auto front = parse_json(line, file, json_limits(options_));
                auto path = text_of(front, "_path");
                sort_in({file, number, std::move(path), std::move(front)});
            } catch (const Error& fault) {
                auto refused = diagnostic_of(fault);
                refused.where.line = number;
                drafts_.refuse(DraftKind::statement, std::move(refused));
            }
        }
    }

    void sort_in(Page page);
    ClaimDraft claim_of(const Assertion& assertion);
    void take_claims(const Assertion& assertion, ClaimDraft& claim);
    void take_source(const Json& front, Statement& statement);
    void take_check(const Json& check, BookStatement& draft);
    std::string title_of(const std::map<std::string, Page>& pages, const std::string& name) const {
        const auto it = pages.find(name);
        return it == pages.end() ? std::string() : text_of(it->second.front, "title");
    }

    Drafts& drafts_;
    const ReadOptions& options_;
    std::map<std::string, Page> claims_, persons_, checkers_;
    std::vector<Assertion> assertions_;
};

/// By the last of the folders that it may stand in.
void Reader::sort_in(Page page) {
    const auto parts = split(page.path, '/');
    const auto is_section = [](std::string_view part) { return part == "claims" || part == "person" || part == "checker"; };
    const auto last = std::find_if(parts.rbegin(), parts.rend(), is_section);
    const auto below = static_cast<std::size_t>(last - parts.rbegin());
    if (last == parts.rend() || below == 0 || !page.path.ends_with(".md")) {
        throw Error(ErrorCode::unknown_format, fmt::format("{} stands in none of the folders claims, person and checker", printable(page.path)), "give the folder content with its folders, or its archive");
    }
    const std::string section(*last), name(parts[parts.size() - below]);
    auto stem = std::string(parts.back().substr(0, parts.back().size() - 3));
    if (section == "person" && below == 2 && stem != "_index") {
        assertions_.push_back({name, std::move(stem), std::move(page)});
    } else if (section == "checker" && below == 1 && stem != "_index") {
        lose_others(page.front, "checker ", {"_path", "title", "ratings"}, drafts_);
        checkers_.emplace(std::move(stem), std::move(page));
    } else if (section == "person" && below == 2) {
        lose_others(page.front, "person ", {"_path", "title"}, drafts_);
        persons_.emplace(name, std::move(page));
    } else if (section == "claims" && below == 2) {
        lose_others(page.front, "claim ", {"_path", "title", "negative", "summary", "topics"}, drafts_);
        claims_.emplace(name, std::move(page));
    }
}

ClaimDraft Reader::claim_of(const Assertion& assertion) {
    const auto& front = assertion.page.front;
    const auto day = day_in(text_of(front, "date"));
    if (!day) throw Error(ErrorCode::bad_date, fmt::format("\"{}\" is no day", printable(text_of(front, "date"))), "days look like 2017-09-21");
    auto claim = new_claim();
    auto& statement = claim.draft.statement;
    statement.foreign_id = fmt::format("{}/{}", assertion.person, assertion.date);
    statement.id = id_from(kSite, fmt::format("{}-{}", assertion.person, assertion.date));
    statement.quote = std::string(trim(text_of(front, "quote")));
    statement.said_on = *day;
    statement.question->due = When::day(*day);
    take_claims(assertion, claim);
    statement.speaker = drafts_.person(kSite, assertion.person, title_of(persons_, assertion.person));
    take_source(front, statement);
    if (const auto* back = front.find("retraction"); back && back->is_object()) add_line(statement.question->notes, taken_back(*back));
    claim.draft.where.file = assertion.page.file;
    claim.draft.where.line = assertion.page.line;
    for (const auto& check : list_of(front, "checks")) take_check(check, claim.draft);
    lose_others(front, "", {"_path", "type", "date", "claims", "quote", "where", "sources", "checks", "retraction"}, drafts_);
    return claim;
}

/// What was claimed: its title is the wording, its name ties together all who say so.
void Reader::take_claims(const Assertion& assertion, ClaimDraft& claim) {
    auto& statement = claim.draft.statement;
    std::string text;
    for (const auto& each : list_of(assertion.page.front, "claims")) {
        const auto name = printed(each);
        const auto it = claims_.find(name);
        if (it == claims_.end()) throw Error(ErrorCode::unknown_statement, fmt::format("the claim \"{}\" is in none of these files", printable(name)), "give the folder content whole, or its archive");
        const auto& front = it->second.front;
        text += fmt::format("{}{}", text.empty() ? "" : "; ", text_of(front, "title"));
        const auto negative = text_of(front, "negative");
        if (!negative.empty()) add_line(statement.question->criteria, fmt::format("no: {}", negative));
        add_line(statement.question->notes, text_of(front, "summary"));
        statement.tags.push_back("cluster:" + name);
        for (const auto& topic : list_of(front, "topics")) {
            if (std::find(statement.tags.begin(), statement.tags.end(), printed(topic)) == statement.tags.end()) statement.tags.push_back(printed(topic));
        }
        claim.repeated.push_back(assertion.person + "\n" + name);
    }
    if (text.empty()) throw Error(ErrorCode::missing_key, "it names no claim");
    statement.text = {{"en", text}};
}

/// The first that has an address; else the occasion alone.
void Reader::take_source(const Json& front, Statement& statement) {
    const auto& sources = list_of(front, "sources");
    const auto where = text_of(front, "where");
    const auto it = std::find_if(sources.begin(), sources.end(), [](const Json& each) { return !address_of(each).empty(); });
    for (const auto& each : sources) {
        lose_others(each, "source ", {"type", "id", "url", "user", "start", "duration", "source"}, drafts_);
        if (it == sources.end() || &each != &*it) drafts_.lost("a further source", dump_json(each));
    }
    const auto address = it == sources.end() ? std::string() : address_of(*it);
    if (address.empty() && where.empty()) return;
    Source source;
    source.id = id_from(kSite, address.empty() ? where : address);
    source.title = {{"en", where.empty() ? address : where}};
    source.url = address;
    drafts_.source(source);
    statement.source = source.id;
    if (it == sources.end()) return;
    const auto start = number_of(*it, "start"), duration = number_of(*it, "duration");
    if (start) statement.locator = clip_locator({*start, duration ? std::optional(*start + *duration) : std::nullopt});
}

void Reader::take_check(const Json& check, BookStatement& draft) {
    lose_others(check, "check ", {"checker", "rating", "quote", "source"}, drafts_);
    const auto checker = text_of(check, "checker"), rating = text_of(check, "rating"), quote = text_of(check, "quote"), url = text_of(check, "source");
    const auto name = title_of(checkers_, checker);
    const auto verdict = verdict_of(rating);
    if (!verdict) {
        drafts_.lost(rating.empty() ? "a check without a rating" : "a rating of a scale that is not known", rating.empty() ? fmt::format("{}: {}", checker, url) : rating);
        return add_line(draft.statement.question->notes, fmt::format("{}: {} {}", name.empty() ? checker : name, rating.empty() ? quote : rating, url));
    }
    Resolution resolution;
    resolution.verdict = verdict->fraction ? std::variant<Outcome, Annulled>(Outcome(Fraction{*verdict->fraction})) : Annulled{std::string(kNoVerdict)};
    resolution.decided_on = When::day(draft.statement.said_on);
    resolution.resolver = drafts_.person(kSite, checker, name);
    resolution.entered = rating;
    resolution.note = note_with(rating, std::string(trim(quote)));
    if (!url.empty()) resolution.evidence.push_back({url, {}, {}, {}, {}});
    const auto same = [&](const BookResolution& known) { return known.resolution.resolver == resolution.resolver; };
    if (std::any_of(draft.resolutions.begin(), draft.resolutions.end(), same)) return drafts_.lost("another check by the same checker", url);
    drafts_.note("checks carry no dates: they count as made on the day of the assertion");
    draft.resolutions.push_back({std::move(resolution), draft.where});
}

}  // namespace

bool is_factopolis(const Peek& peek) {
    if (peek.first() == '{') return peek.has_key("_path") && peek.bytes.find("content/") != std::string::npos;
    return peek.name.ends_with(".md") && (peek.bytes.starts_with("---\n") || peek.bytes.starts_with("---\r\n") || peek.bytes.starts_with("+++"));
}

void read_factopolis(Reading& reading) {
    Reader reader(reading);
    for (const auto& member : reading.members) {
        try {
            reader.read(member);
        } catch (const Error& fault) {
            auto refused = diagnostic_of(fault);
            if (refused.where.file.empty()) refused.where.file = member.input.name;
            reading.drafts.refuse(DraftKind::statement, std::move(refused));
        }
    }
    reader.hand_over();
}

}  // namespace hindsight::interchange
