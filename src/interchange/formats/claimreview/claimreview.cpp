// SPDX-License-Identifier: MIT
// ClaimReview of schema.org: fact checks as pages, feeds and the fact check tools API publish them. Each review is a
// resolution of the claim by its checker; reviews of the same claim by the same speaker on the same day are of one statement.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "../json_fields.hpp"
#include "../readers.hpp"
#include "../times.hpp"
#include "../claims/claims.hpp"
#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"
#include "review.hpp"
#include "review_texts.hpp"
#include "../claims/verdicts.hpp"

namespace hindsight::interchange {

namespace {

constexpr std::string_view kSite = "claimreview";
constexpr std::string_view kDayOfReview = "The day it was said is not known: that of a review stands for it.";
// What schema.org lets a reader assume of a rating that does not say.
constexpr double kBest = 5, kWorst = 1;

std::string on_one_line(std::string_view text) {
    std::string out;
    for (const char c : trim(text)) {
        const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!space) out += c;
        if (space && !out.ends_with(' ')) out += ' ';
    }
    return out;
}

/// On a scale from 0 to 1; nothing when it does not lie on its scale.
std::optional<double> scaled(const Review& review) {
    const auto value = parse_number(review.value);
    const auto best = review.best.empty() ? kBest : parse_number(review.best);
    const auto worst = review.worst.empty() ? kWorst : parse_number(review.worst);
    if (!value || !best || !worst || !(*worst < *best) || *value < *worst || *value > *best) return std::nullopt;
    return (*value - *worst) / (*best - *worst);
}

std::string number_as_written(const Review& review) {
    const auto side = [](const std::string& text, double usual) { return text.empty() ? print_number(usual) : text; };
    return fmt::format("{} on a scale from {} to {}", review.value, side(review.worst, kWorst), side(review.best, kBest));
}

/// What a fact check has no place for, it does not take back either.
void keep_unsaid(Statement& draft, const Statement& known) {
    const auto keep = [](auto& ours, const auto& theirs) {
        if (ours.empty()) ours = theirs;
    };
    keep(draft.strength, known.strength);
    keep(draft.tags, known.tags);
    keep(draft.links, known.links);
    keep(draft.locator, known.locator);
    if (!draft.question || !known.question) return;
    keep(draft.question->title, known.question->title);
    keep(draft.question->criteria, known.question->criteria);
    keep(draft.question->notes, known.question->notes);
    if (!draft.question->opens) draft.question->opens = known.question->opens;
    if (!draft.question->closes) draft.question->closes = known.question->closes;
}

class Reader {
 public:
    explicit Reader(Reading& reading) : drafts_(reading.drafts), options_(reading.options), times_(reading.options) {}

    void read(const Member& member) {
        const auto bytes = read_whole(member.input, options_.limits.document_bytes);
        for (const auto& part : json_texts(bytes)) {
            try {
                read(parse_json(part.text, member.input.name, json_limits(options_)), member, part);
            } catch (const Error& fault) {
                auto refused = diagnostic_of(fault);
                if (refused.where.line > 0) refused.where.line += static_cast<int>(part.line) - 1;
                drafts_.refuse(DraftKind::statement, std::move(refused));
            }
        }
    }

    void hand_over() {
        link_repetitions(claims_);
        for (auto& claim : claims_) {
            if (const auto known = drafts_.known(claim.draft.statement.id)) keep_unsaid(claim.draft.statement, known->statement);
            drafts_.statement(claim.draft);
        }
    }

 private:
    void read(const Json& document, const Member& member, const JsonText& part) {
        find_reviews(document, drafts_, [&](Review review) {
            Span where;
            where.file = member.input.name;
            where.line = part.line > 1 ? static_cast<int>(part.line) : 0;
            const auto refused = [&](DraftKind kind, const Error& fault) {
                drafts_.refuse(kind, {Severity::error, fault.code(), fmt::format("{}: {}", named(review), fault.what()), fault.hint(), where});
            };
            ClaimDraft* claim = nullptr;
            try {
                claim = &claim_of(review, where);
            } catch (const Error& fault) {
                return refused(DraftKind::statement, fault);
            }
            try {
                resolve(claim->draft, review);
            } catch (const Error& fault) {
                refused(DraftKind::resolution, fault);
            }
        });
    }

    static std::string named(const Review& review) { return review.url.empty() ? review.where : fmt::format("{} ({})", review.where, printable(review.url)); }

    ClaimDraft& claim_of(const Review& review, const Span& where);
    void fill(Statement& statement, const Review& review);
    std::string source_of(const Review& review);
    std::string speaker_of(const Review& review);
    std::string checker_of(const Review& review);
    void resolve(BookStatement& draft, const Review& review);
    bool rate(Resolution& resolution, const Review& review, Question& question);
    void keep_unknown(const Review& review, Question& question);
    std::optional<When> decided(const Review& review) const;

    Drafts& drafts_;
    const ReadOptions& options_;
    Times times_;
    std::vector<ClaimDraft> claims_;
    std::map<std::string, std::size_t> places_;  // statement id -> place
};

std::optional<When> Reader::decided(const Review& review) const {
    if (review.date.empty()) return std::nullopt;
    return times_.when(review.date);
}

/// The statement that it is a review of: a new one, or one that others reviewed.
ClaimDraft& Reader::claim_of(const Review& review, const Span& where) {
    const auto text = on_one_line(review.claim);
    if (text.empty()) throw Error(ErrorCode::missing_key, "there is no claimReviewed", "a review says which claim it is about");
    const auto said = day_in(review.said);
    const auto reviewed = decided(review);
    if (!said && !reviewed) throw Error(ErrorCode::missing_key, "neither the claim nor its review has a date", "datePublished of either will do");
    if (!said && !review.said.empty()) drafts_.lost("the date of a claim that is no day", review.said);
    const auto day = said ? *said : day_of(reviewed->at);
    const auto speaker = review.speaker.name.empty() ? std::string("unknown") : review.speaker.name;
    const auto id = review.claim_id.empty() ? id_from(kSite, fmt::format("{} {}\n{}", print_day(day), text, speaker)) : review.claim_id;

    const auto [place, fresh] = places_.emplace(id, claims_.size());
    if (!fresh) {
        auto& known = claims_[place->second];
        fill(known.draft.statement, review);
        return known;
    }
    auto claim = new_claim();
    auto& statement = claim.draft.statement;
    statement.id = id;
    const bool tagged = is_language_tag(review.language);
    statement.text = {{tagged ? review.language : "en", text}};
    statement.speaker = speaker_of(review);
    statement.said_on = day;
    statement.question->due = When::day(day);
    statement.question->notes = review.notes;
    if (!said && review.notes.find(kDayOfReview) == std::string::npos) add_line(statement.question->notes, kDayOfReview);
    if (!said) drafts_.note("a claim without a date counts as said on the day of its review");
    fill(statement, review);
    claim.repeated = {speaker + "\n" + text};
    claim.draft.where = where;
    claims_.push_back(std::move(claim));
    return claims_.back();
}

/// What this review knows of the claim and those before it did not.
void Reader::fill(Statement& statement, const Review& review) {
    const auto take = [](std::string& to, const std::string& from) {
        if (to.empty()) to = from;
    };
    take(statement.quote, review.quote);
    take(statement.foreign_id, review.foreign_id);
    take(statement.address, review.address);
    if (statement.tags.empty()) statement.tags = review.tags;
    if (statement.source.empty()) {
        statement.source = source_of(review);
        statement.locator = review.locator;
    } else if (!review.source_url.empty() && source_of(review) != statement.source) {
        drafts_.lost("a further appearance", review.source_url);
    }
}

std::string Reader::source_of(const Review& review) {
    if (review.source_url.empty() && review.source_id.empty()) {
        if (!review.source_title.empty()) drafts_.lost("an appearance without an address", review.source_title);
        return {};
    }
    Source source;
    source.id = review.source_id.empty() ? id_from(kSite, review.source_url) : review.source_id;
    source.title = {{"en", review.source_title.empty() ? review.source_url : review.source_title}};
    source.url = review.source_url;
    source.published = day_in(review.source_published);
    drafts_.source(source);
    return source.id;
}

std::string Reader::speaker_of(const Review& review) {
    const auto& speaker = review.speaker;
    if (!speaker.id.empty()) return drafts_.person({}, speaker.id, speaker.name);
    return drafts_.person(kSite, speaker.name.empty() ? "unknown" : speaker.name);
}

/// By name; a checker that has none is called by where it publishes.
std::string Reader::checker_of(const Review& review) {
    const auto& checker = review.checker;
    if (!checker.id.empty()) return drafts_.person({}, checker.id, checker.name);
    if (!checker.name.empty()) return drafts_.person(kSite, checker.name);
    const auto scheme = review.url.find("://");
    const auto host = scheme == std::string::npos ? std::string() : review.url.substr(scheme + 3, review.url.find('/', scheme + 3) - scheme - 3);
    if (host.empty()) throw Error(ErrorCode::missing_key, "nobody is named as its author, and it has no address");
    return drafts_.person(kSite, host);
}

/// The verdict: the words count, and the number where there are no words or none that are known. False when neither helps.
bool Reader::rate(Resolution& resolution, const Review& review, Question& question) {
    const auto number = scaled(review);
    const auto words = verdict_of(review.label);
    resolution.entered = review.label.empty() && number ? number_as_written(review) : review.label;
    resolution.note = note_with(resolution.entered, review.note);
    if (words && !words->fraction) {
        resolution.verdict = Annulled{std::string(kNoVerdict)};
        return true;
    }
    const auto fraction = words ? words->fraction : number;
    if (!fraction) {
        keep_unknown(review, question);
        return false;
    }
    const bool agrees = number && std::abs(*number - *fraction) < 1e-9;
    if (!review.value.empty() && !agrees) drafts_.lost("a number that says otherwise than its words", fmt::format("\"{}\" beside {}", review.label, number_as_written(review)));
    resolution.verdict = Outcome(Fraction{*fraction});
    return true;
}

/// Without an outcome the words still stand somewhere.
void Reader::keep_unknown(const Review& review, Question& question) {
    const auto given = !review.label.empty() ? review.label : review.value.empty() ? std::string("none") : number_as_written(review);
    drafts_.lost("a rating of a scale that is not known", given);
    const auto line = fmt::format("{}: \"{}\"", review.checker.name.empty() ? review.url : review.checker.name, given);
    if (question.notes.find(line) == std::string::npos) add_line(question.notes, line);
}

void Reader::resolve(BookStatement& draft, const Review& review) {
    Resolution resolution;
    if (!rate(resolution, review, *draft.statement.question)) return;
    const auto at = decided(review);
    if (!at) drafts_.note("a review without a date counts as made on the day of the claim");
    resolution.decided_on = at.value_or(When::day(draft.statement.said_on));
    if (resolution.decided_on.at < start_of(draft.statement.said_on)) {
        throw Error(ErrorCode::before_said, fmt::format("the review, of {}, is older than the claim, of {}", print_when(resolution.decided_on), print_day(draft.statement.said_on)));
    }
    resolution.resolver = checker_of(review);
    if (!review.url.empty() || !review.title.empty()) resolution.evidence.push_back({review.url, review.title, {}, {}, {}});
    resolution.evidence.insert(resolution.evidence.end(), review.citations.begin(), review.citations.end());
    const auto same = [&](const BookResolution& known) { return known.resolution.resolver == resolution.resolver; };
    const auto known = std::find_if(draft.resolutions.begin(), draft.resolutions.end(), same);
    if (known == draft.resolutions.end()) return draft.resolutions.push_back({std::move(resolution), draft.where});
    if (known->resolution == resolution) return;
    drafts_.lost("another review of the same claim by the same checker", review.url);
    if (known->resolution.decided_on.at < resolution.decided_on.at) known->resolution = std::move(resolution);
}

}  // namespace

bool is_claimreview(const Peek& peek) {
    const auto has = [&](std::string_view text) { return peek.bytes.find(text) != std::string::npos; };
    const char first = peek.first();
    if (first == '<') return has("application/ld+json") && has("ClaimReview");
    if (first != '{' && first != '[') return false;
    return peek.has_key("claimReviewMarkups") || peek.has_keys({"claimReview", "claimant"}) || peek.has_keys({"claimReview", "textualRating"}) ||
           (has("ClaimReview\"") && peek.has_key("@type"));
}

void read_claimreview(Reading& reading) {
    Reader reader(reading);
    for (const auto& member : reading.members) reader.read(member);
    reader.hand_over();
}

}  // namespace hindsight::interchange
