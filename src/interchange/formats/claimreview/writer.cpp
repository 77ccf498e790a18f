// SPDX-License-Identifier: MIT
// Writes claims that were decided as ClaimReview of schema.org, one for each resolver.
#include <fmt/format.h>

#include <unordered_map>

#include "../readers.hpp"
#include "../claims/claims.hpp"
#include "hindsight/base/text.hpp"
#include "../claims/verdicts.hpp"

namespace hindsight::interchange {

namespace {

Json identifier_of(const std::string& id) {
    return Json::Object{{"@type", "PropertyValue"}, {"propertyID", "hindsight"}, {"value", id}};
}

class Writer {
 public:
    explicit Writer(const Book& book) : book_(book) {
        for (const auto& entry : book.persons) persons_.emplace(entry.person.id, &entry.person);
        for (const auto& entry : book.sources) sources_.emplace(entry.source.id, &entry.source);
    }

    Written run() {
        Json graph = Json::array();
        for (const auto& entry : book_.statements) {
            if (const auto* why = unfit(entry)) {
                written_.lose(why, entry.statement.id);
                continue;
            }
            lose_rest(entry);
            const auto item = claim(entry.statement);
            for (const auto& each : entry.resolutions) graph.push(review(entry.statement, each.resolution, item));
        }
        const Json document = Json::Object{{"@context", "https://schema.org"}, {"@graph", graph}};
        written_.files.push_back({{}, dump_json_pretty(document) + "\n"});
        return std::move(written_);
    }

 private:
    static const char* unfit(const BookStatement& entry) {
        const auto& statement = entry.statement;
        if (statement.kind != StatementKind::claim) return "prediction";
        if (!statement.question) return "claim without a question";
        if (statement.question->type != QuestionType::binary) return "claim whose question is not yes or no";
        if (entry.retraction) return "claim that was retracted";
        return entry.resolutions.empty() ? "claim that nobody decided" : nullptr;
    }

    void lose_rest(const BookStatement& entry) {
        const auto& statement = entry.statement;
        for (const auto& link : statement.links) written_.lose("link", link.statement);
        for (const auto& forecast : entry.forecasts) written_.lose("forecast", forecast.forecast.forecaster);
        for (const auto& was : entry.text_was) written_.lose("earlier wording", hindsight::text_in(was.text, "en"));
        if (!statement.strength.empty()) written_.lose("strength", statement.strength);
        if (!statement.locator.empty() && !clip_of(statement.locator)) written_.lose("locator", statement.locator);
        if (statement.text.size() > 1) written_.lose("wording in a further language", statement.id);
        const auto& question = *statement.question;
        if (!question.title.empty() && question.title != kAsSaid) written_.lose("title of a question", question.title);
        if (!question.criteria.empty()) written_.lose("criteria", question.criteria);
        const bool other_times = question.opens || question.closes || question.scheduled_close || question.spot_at || (question.due && *question.due != When::day(statement.said_on));
        if (other_times) written_.lose("times of a question", statement.id);
    }

    Json person(const std::string& id, const char* type) const {
        const auto it = persons_.find(id);
        const std::string name = it == persons_.end() ? id : hindsight::text_in(it->second->name, "en");
        return Json::Object{{"@type", type}, {"name", name.empty() ? id : name}, {"identifier", identifier_of(id)}};
    }

    Json claim(const Statement& statement) {
        Json item = Json::Object{{"@type", "Claim"}};
        Json identifiers = Json::array();
        identifiers.push(identifier_of(statement.id));
        if (!statement.foreign_id.empty()) identifiers.push(statement.foreign_id);
        item.set("identifier", identifiers);
        if (!statement.address.empty()) item.set("url", statement.address);
        item.set("author", person(statement.speaker, "Person"));
        item.set("datePublished", print_day(statement.said_on));
        if (!statement.quote.empty()) item.set("text", statement.quote);
        if (!statement.question->notes.empty()) item.set("description", statement.question->notes);
        if (!statement.tags.empty()) item.set("keywords", Json::Array(statement.tags.begin(), statement.tags.end()));
        if (const auto it = sources_.find(statement.source); it != sources_.end()) item.set("appearance", appearance(*it->second, statement.locator));
        return item;
    }

    static Json appearance(const Source& source, const std::string& locator) {
        const auto clip = clip_of(locator);
        Json work = Json::Object{{"@type", clip ? "Clip" : "CreativeWork"}, {"identifier", identifier_of(source.id)}};
        if (clip) work.set("startOffset", clip->start);
        if (clip && clip->end) work.set("endOffset", *clip->end);
        if (const auto& title = hindsight::text_in(source.title, "en"); !title.empty()) work.set("name", title);
        if (!source.url.empty()) work.set("url", source.url);
        if (source.published) work.set("datePublished", print_day(*source.published));
        return work;
    }

    Json review(const Statement& statement, const Resolution& resolution, const Json& item) {
        const auto& [language, text] = wording(statement);
        Json out = Json::Object{{"@type", "ClaimReview"}, {"claimReviewed", text}, {"inLanguage", language}, {"datePublished", print_when(resolution.decided_on)}};
        const bool page = !resolution.evidence.empty();
        if (page && !resolution.evidence.front().url.empty()) out.set("url", resolution.evidence.front().url);
        if (page && !resolution.evidence.front().title.empty()) out.set("name", resolution.evidence.front().title);
        out.set("author", person(resolution.resolver, "Organization"));
        out.set("reviewRating", rating(resolution));
        if (resolution.evidence.size() > 1) out.set("citation", citations(resolution.evidence));
        if (page) lose_of_page(resolution.evidence.front());
        if (!resolution.confidence.empty()) written_.lose("confidence of a resolver", resolution.confidence);
        out.set("itemReviewed", item);
        return out;
    }

    static std::pair<std::string, std::string> wording(const Statement& statement) {
        const auto english = statement.text.find("en");
        const auto it = english == statement.text.end() ? statement.text.begin() : english;
        return it == statement.text.end() ? std::pair<std::string, std::string>{"en", ""} : std::pair<std::string, std::string>(*it);
    }

    /// From 0 to 1; words that are on no scale stand as they are.
    Json rating(const Resolution& resolution) {
        Json out = Json::Object{{"@type", "Rating"}};
        const auto known = verdict_of(resolution.entered);
        if (const auto* annulled = resolution.annulled()) {
            const bool says_so = known && !known->fraction;
            out.set("alternateName", says_so ? resolution.entered : std::string(kNoVerdict));
            if (annulled->reason != kNoVerdict) written_.lose("reason of an annulment", annulled->reason);
        } else {
            const auto fraction = std::get<Fraction>(*resolution.outcome()).value;
            const bool fits = !resolution.entered.empty() && (!known || known->fraction == fraction);
            if (!fits && !resolution.entered.empty()) written_.lose("outcome as typed", resolution.entered);
            out.set("ratingValue", fraction);
            out.set("bestRating", 1);
            out.set("worstRating", 0);
            out.set("alternateName", fits ? resolution.entered : words_for(fraction));
        }
        if (const auto note = note_without(resolution.entered, resolution.note); !note.empty()) out.set("ratingExplanation", note);
        return out;
    }

    static Json citations(const std::vector<Evidence>& evidence) {
        Json list = Json::array();
        for (std::size_t i = 1; i < evidence.size(); ++i) {
            Json work = Json::Object{{"@type", "CreativeWork"}};
            if (!evidence[i].url.empty()) work.set("url", evidence[i].url);
            if (!evidence[i].title.empty()) work.set("name", evidence[i].title);
            if (evidence[i].date.size() == 10) work.set("datePublished", evidence[i].date);
            if (!evidence[i].note.empty()) work.set("description", evidence[i].note);
            list.push(work);
        }
        return list;
    }

    void lose_of_page(const Evidence& page) {
        if (!page.note.empty()) written_.lose("note of the first evidence", page.note);
        if (!page.date.empty()) written_.lose("date of the first evidence", page.date);
    }

    const Book& book_;
    std::unordered_map<std::string, const Person*> persons_;
    std::unordered_map<std::string, const Source*> sources_;
    Written written_;
};

}  // namespace

Written write_claimreview(const Book& book, const WriteOptions&) { return Writer(book).run(); }

}  // namespace hindsight::interchange
