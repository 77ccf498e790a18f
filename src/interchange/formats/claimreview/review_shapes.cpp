// SPDX-License-Identifier: MIT
// Finds reviews in documents: the JSON-LD of pages and feeds, and what the fact check tools API answers.
#include <fmt/format.h>

#include "../json_fields.hpp"
#include "../claims/claims.hpp"
#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"
#include "json_ld.hpp"
#include "review.hpp"

namespace hindsight::interchange {

namespace {

/// The id that a thing has here, when it was we who wrote it.
std::string own_id(const JsonLd& ld, const Json& thing) {
    const auto* identifiers = thing.find("identifier");
    const auto of = [&](const Json& identifier) -> std::string {
        if (!identifier.is_object() || ld.text(identifier, "propertyID") != "hindsight") return {};
        auto id = ld.text(identifier, "value");
        return is_slug(id) ? id : std::string();
    };
    if (!identifiers) return {};
    if (!identifiers->is_array()) return of(*identifiers);
    for (const auto& identifier : identifiers->as_array()) {
        if (auto id = of(identifier); !id.empty()) return id;
    }
    return {};
}

/// The id that it has elsewhere.
std::string foreign_id(const Json& thing) {
    const auto* identifier = thing.find("identifier");
    if (identifier && identifier->is_string()) return identifier->as_string();
    for (const auto& each : list_of(thing, "identifier")) {
        if (each.is_string()) return each.as_string();
    }
    return text_of(thing, "@id");
}

class Finder {
 public:
    Finder(const Json& document, Drafts& drafts, const std::function<void(Review)>& take) : ld_(document), drafts_(drafts), take_(take) {}

    void run() { visit(ld_.root()); }

 private:
    void visit(const Json& value) {
        if (value.is_array()) {
            for (const auto& element : value.as_array()) visit(element);
            return;
        }
        if (!value.is_object()) return;
        if (is_type(value, "ClaimReview")) return markup(value);
        if (!list_of(value, "claimReviewMarkups").empty()) return page(value);
        if (!list_of(value, "claimReview").empty()) return searched(value);
        for (const auto& member : value.as_object()) visit(member.second);
    }

    Review numbered() {
        Review review;
        review.where = fmt::format("review {}", ++count_);
        return review;
    }

    Named named(const Json* thing) const { return {ld_.text_in(thing), thing && thing->is_object() ? own_id(ld_, *thing) : std::string()}; }

    void lose_more_of(const Json& object, std::string_view key, std::string_view field) {
        const auto& list = list_of(object, key);
        for (std::size_t i = 1; i < list.size(); ++i) drafts_.lost(field, ld_.text_in(&list[i]));
    }

    void markup(const Json& json);
    void item_of(const Json& item, Review& review);
    void appearance_of(const Json& item, Review& review);
    void source_of(const Json& source, Review& review);
    static void keywords_of(const Json& item, Review& review);
    void rating_of(const Json& rating, Review& review);
    void citations_of(const Json& json, Review& review);
    void page(const Json& json);
    void searched(const Json& json);

    JsonLd ld_;
    Drafts& drafts_;
    const std::function<void(Review)>& take_;
    std::size_t count_ = 0;
};

/// A ClaimReview of schema.org.
void Finder::markup(const Json& json) {
    auto review = numbered();
    review.claim = ld_.text(json, "claimReviewed");
    review.date = ld_.text(json, "datePublished");
    review.url = ld_.text(json, "url");
    review.title = ld_.text(json, "name");
    if (review.title.empty()) review.title = ld_.text(json, "headline");
    review.language = ld_.text(json, "inLanguage");
    const auto* author = ld_.get(json, "author");
    review.checker = named(author ? author : ld_.get(json, "publisher"));
    lose_more_of(json, "author", "a further author of a review");
    if (author && author->is_object()) lose_others(*author, "author ", {"@type", "@id", "name", "identifier"}, drafts_);
    if (const auto* rating = ld_.get(json, "reviewRating"); rating && rating->is_object()) rating_of(*rating, review);
    if (const auto body = ld_.text(json, "reviewBody"); review.note.empty()) {
        review.note = body;
    } else if (!body.empty()) {
        drafts_.lost("reviewBody", body);
    }
    if (const auto* item = ld_.get(json, "itemReviewed"); item && item->is_object()) item_of(*item, review);
    lose_more_of(json, "itemReviewed", "a further itemReviewed");
    citations_of(json, review);
    lose_others(json, "", {"@context", "@type", "@id", "claimReviewed", "datePublished", "url", "name", "headline", "inLanguage", "author", "publisher",
                           "reviewRating", "reviewBody", "itemReviewed", "citation"}, drafts_);
    take_(std::move(review));
}

void Finder::rating_of(const Json& rating, Review& review) {
    review.label = ld_.text(rating, "alternateName");
    if (review.label.empty()) review.label = ld_.text(rating, "name");
    review.value = ld_.text(rating, "ratingValue");
    review.best = ld_.text(rating, "bestRating");
    review.worst = ld_.text(rating, "worstRating");
    review.note = ld_.text(rating, "ratingExplanation");
    // Some write the words where the number belongs.
    if (review.label.empty() && !parse_number(review.value)) review.label.swap(review.value);
    lose_others(rating, "reviewRating ", {"@type", "@id", "alternateName", "name", "ratingValue", "bestRating", "worstRating", "ratingExplanation"}, drafts_);
}

/// The claim, or, in older markup, the work that makes it.
void Finder::item_of(const Json& item, Review& review) {
    const bool claim = is_type(item, "Claim");
    if (review.claim.empty()) review.claim = ld_.text(item, "name");
    const auto* author = ld_.get(item, "author");
    review.speaker = named(author);
    lose_more_of(item, "author", "a further author of a claim");
    if (author && author->is_object()) lose_others(*author, "claim's author ", {"@type", "@id", "name", "identifier"}, drafts_);
    review.said = ld_.text(item, "datePublished");
    review.quote = ld_.text(item, "text");
    review.notes = ld_.text(item, "description");
    review.claim_id = own_id(ld_, item);
    keywords_of(item, review);
    if (claim) {
        review.foreign_id = foreign_id(item);
        review.address = ld_.text(item, "url");
        appearance_of(item, review);
    } else {
        source_of(item, review);
    }
    if (const auto name = text_of(item, "name"); claim && name != review.claim && !name.empty()) drafts_.lost("name of a claim", name);
    lose_others(item, "itemReviewed ", {"@type", "@id", "name", "author", "datePublished", "text", "description", "identifier", "keywords", "url", "appearance",
                                        "firstAppearance", "startOffset", "endOffset", "isPartOf", "sameAs"}, drafts_);
}

/// A list, or a text with commas.
void Finder::keywords_of(const Json& item, Review& review) {
    const auto written = text_of(item, "keywords");
    for (const auto word : split(written, ',')) {
        if (!trim(word).empty()) review.tags.emplace_back(trim(word));
    }
    for (const auto& word : list_of(item, "keywords")) {
        if (word.is_string() && !word.as_string().empty()) review.tags.push_back(word.as_string());
    }
}

void Finder::appearance_of(const Json& item, Review& review) {
    const auto* first = ld_.get(item, "firstAppearance");
    const auto* any = ld_.get(item, "appearance");
    if (const auto* chosen = first ? first : any) {
        if (chosen->is_object()) {
            source_of(*chosen, review);
            review.source_published = ld_.text(*chosen, "datePublished");
            if (review.speaker.name.empty()) review.speaker = named(ld_.get(*chosen, "author"));
        } else {
            review.source_url = ld_.text_in(chosen);
        }
    }
    if (first && any) drafts_.lost("a further appearance", ld_.text_in(any));
    lose_more_of(item, "appearance", "a further appearance");
}

void Finder::source_of(const Json& source, Review& review) {
    review.source_url = ld_.text(source, "url");
    if (review.source_url.empty()) review.source_url = ld_.text(source, "sameAs");
    if (review.source_url.empty() && text_of(source, "@id").starts_with("http")) review.source_url = text_of(source, "@id");
    review.source_title = ld_.text(source, "name");
    review.source_id = own_id(ld_, source);
    if (const auto start = number_of(source, "startOffset")) review.locator = clip_locator({*start, number_of(source, "endOffset")});
    const auto* whole = ld_.get(source, "isPartOf");
    if (!whole || !whole->is_object()) return;
    if (review.source_url.empty()) review.source_url = ld_.text(*whole, "url");
    if (const auto title = text_of(*whole, "name"); !title.empty()) review.source_title = title;
}

void Finder::citations_of(const Json& json, Review& review) {
    const auto* written = json.find("citation");
    if (!written) return;
    for (const auto& each : written->is_array() ? written->as_array() : Json::Array{*written}) {
        if (each.is_string()) {
            const bool address = each.as_string().starts_with("http");
            review.citations.push_back({address ? each.as_string() : "", address ? "" : each.as_string(), {}, {}, {}});
        } else if (each.is_object()) {
            review.citations.push_back({text_of(each, "url"), text_of(each, "name"), text_of(each, "datePublished"), text_of(each, "description"), {}});
        }
    }
}

/// {"claimReviewAuthor":{…},"publishDate":…,"claimReviewMarkups":[…]}
void Finder::page(const Json& json) {
    lose_others(json, "page ", {"pageUrl", "publishDate", "claimReviewAuthor", "claimReviewMarkups", "name", "versionId"}, drafts_);
    for (const auto& each : list_of(json, "claimReviewMarkups")) {
        auto review = numbered();
        review.claim = text_of(each, "claimReviewed");
        review.said = text_of(each, "claimDate");
        review.url = text_of(each, "url");
        if (review.url.empty()) review.url = text_of(json, "pageUrl");
        review.date = text_of(json, "publishDate");
        review.checker = named(json.find("claimReviewAuthor"));
        review.speaker = named(each.find("claimAuthor"));
        review.source_url = text_of(each, "claimFirstAppearance");
        if (const auto* appearances = ld_.get(each, "claimAppearances")) {
            const auto other = ld_.text_in(appearances);
            review.source_url.empty() ? void(review.source_url = other) : drafts_.lost("a further appearance", other);
            lose_more_of(each, "claimAppearances", "a further appearance");
        }
        if (const auto* rating = each.find("rating")) {
            review.label = text_of(*rating, "textualRating");
            review.value = text_of(*rating, "ratingValue");
            review.best = text_of(*rating, "bestRating");
            review.worst = text_of(*rating, "worstRating");
            review.note = text_of(*rating, "ratingExplanation");
            lose_others(*rating, "rating ", {"textualRating", "ratingValue", "bestRating", "worstRating", "ratingExplanation"}, drafts_);
        }
        if (const auto* author = each.find("claimAuthor")) lose_others(*author, "claimAuthor ", {"name"}, drafts_);
        lose_others(each, "", {"url", "claimReviewed", "claimDate", "claimFirstAppearance", "claimAppearances", "claimAuthor", "rating"}, drafts_);
        take_(std::move(review));
    }
}

/// {"text":…,"claimant":…,"claimDate":…,"claimReview":[…]}
void Finder::searched(const Json& json) {
    lose_others(json, "", {"text", "claimant", "claimDate", "claimReview"}, drafts_);
    for (const auto& each : list_of(json, "claimReview")) {
        auto review = numbered();
        review.claim = text_of(json, "text");
        review.speaker.name = text_of(json, "claimant");
        review.said = text_of(json, "claimDate");
        review.checker = named(each.find("publisher"));
        review.url = text_of(each, "url");
        review.title = text_of(each, "title");
        review.date = text_of(each, "reviewDate");
        review.label = text_of(each, "textualRating");
        review.language = text_of(each, "languageCode");
        lose_others(each, "claimReview ", {"publisher", "url", "title", "reviewDate", "textualRating", "languageCode"}, drafts_);
        take_(std::move(review));
    }
}

}  // namespace

void find_reviews(const Json& document, Drafts& drafts, const std::function<void(Review)>& take) { Finder(document, drafts, take).run(); }

}  // namespace hindsight::interchange
