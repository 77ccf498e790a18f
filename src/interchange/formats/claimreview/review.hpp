// SPDX-License-Identifier: MIT
// One fact check, whatever shape it came in.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "hindsight/base/json.hpp"
#include "hindsight/interchange/drafts.hpp"

namespace hindsight::interchange {

/// Somebody named in a review; `id` is that of a person here, where the review was written by us.
struct Named {
    std::string name, id;
};

struct Review {
    std::string where;  // "review 3", for messages
    std::uint64_t line = 0;

    std::string claim, quote, language, notes, said;  // what was claimed; `said` as written
    std::vector<std::string> tags;
    std::string claim_id, foreign_id, address;        // `claim_id` is that of a statement here
    Named speaker;
    std::string source_url, source_title, source_id, source_published, locator;

    Named checker;
    std::string date, url, title, note;
    std::string label;  // the rating in words
    std::string value, best, worst;
    std::vector<Evidence> citations;
};

/// Hands over every review in a document: ClaimReview wherever it stands in JSON-LD, and the lists of the fact check tools API.
void find_reviews(const Json& document, Drafts& drafts, const std::function<void(Review)>& take);

}  // namespace hindsight::interchange
