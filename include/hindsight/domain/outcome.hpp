// SPDX-License-Identifier: MIT
// The answer to a question, and the act of deciding it.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "hindsight/base/calendar.hpp"

namespace hindsight {

/// Yes (1), no (0), or "partly": of a binary question, or of the event that the speaker named.
struct Fraction {
    double value = 0;
    friend bool operator==(const Fraction&, const Fraction&) = default;
};
/// The number; of a date question the day as days since 1970-01-01.
struct Observed {
    double value = 0;
    friend bool operator==(const Observed&, const Observed&) = default;
};
/// Only a bound is known: `below x`, `above x`; of a date question `not by D` is above D.
struct Bound {
    bool above = false;
    double value = 0;
    friend bool operator==(const Bound&, const Bound&) = default;
};
struct Chosen {
    std::string option;
    friend bool operator==(const Chosen&, const Chosen&) = default;
};

using Outcome = std::variant<Fraction, Observed, Bound, Chosen>;

/// No fair answer.
struct Annulled {
    std::string reason;
    friend bool operator==(const Annulled&, const Annulled&) = default;
};

struct Evidence {
    std::string url;
    std::string title;
    std::string date;  // "", "2025", "2025-12" or "2025-12-01"
    std::string note;
    std::string sureness;  // "", "A" (primary text read), "B" (secondary, names its source), "C" (not cross-checked)
    friend bool operator==(const Evidence&, const Evidence&) = default;
};

struct Resolution {
    std::variant<Outcome, Annulled> verdict;
    When decided_on;
    std::string resolver;  // person id
    std::vector<Evidence> evidence;
    std::string confidence;  // "", "low", "medium", "high": the resolver's
    std::string note;
    std::string entered;  // the outcome as typed, where it differs from its print

    const Outcome* outcome() const { return std::get_if<Outcome>(&verdict); }
    const Annulled* annulled() const { return std::get_if<Annulled>(&verdict); }
    friend bool operator==(const Resolution&, const Resolution&) = default;
};

}  // namespace hindsight
