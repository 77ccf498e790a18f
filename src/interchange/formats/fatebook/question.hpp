// SPDX-License-Identifier: MIT
// A question of Fatebook, whichever way it came out: what its three shapes of files have in common.
#pragma once

#include <optional>
#include <map>
#include <string>
#include <vector>

#include "../reading.hpp"

namespace hindsight::interchange::fatebook {

inline constexpr std::string_view kSite = "fatebook";
inline constexpr std::string_view kSeparator = "; ";  // of lists in a cell

struct Item {
    std::string title;
    std::string option;  // of a multiple choice question: the answer that this is about
    std::string creator;
    When created{};
    std::optional<When> resolve_by;
    std::string resolution;  // as it stands there; "": open
    std::optional<When> resolved_at;
    std::string notes;
    std::vector<std::string> tags;
};

/// Exports write times to the second: so that both ways out give the same, all are taken so.
When to_the_second(When when);

/// Hands questions over, each once, and forecasts of them.
class Questions {
 public:
    explicit Questions(Drafts& drafts) : drafts_(drafts) {}

    /// The id of its statement, and whether it is new here. Throws Error{bad_outcome, bad_date}.
    std::pair<std::string, bool> take(const Item& item, Place where);
    void forecast(const std::string& statement, const std::string& by, double p, When made_at, Place where);

 private:
    Drafts& drafts_;
    std::map<std::string, std::string> seen_;  // with what was said of the answer
};

}  // namespace hindsight::interchange::fatebook
