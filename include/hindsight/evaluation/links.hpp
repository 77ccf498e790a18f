// SPDX-License-Identifier: MIT
// How statements hang together: repetitions, and clusters settled by the same fact.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "hindsight/evaluation/policy.hpp"
#include "hindsight/store/store.hpp"

namespace hindsight::evaluation {

/// What is known of statements outside the records at hand: enough to follow links to them.
struct Outside {
    std::span<const StatementSummary> summaries;
};

/// The links of a set of records. Places are places in that set.
class Links {
   public:
    Links(std::span<const StatementRecord> records, const Outside& outside);

    /// Statements settled by the same fact have the same label.
    std::uint64_t cluster(std::size_t place) const { return clusters_[place]; }
    /// The statement of the same speaker that counts instead; "" when this one counts.
    std::string_view counted_by(std::size_t place) const;
    /// How often the speaker said it again, as far as the set shows.
    std::size_t repetitions(std::size_t place) const;

   private:
    struct Known {
        std::string_view speaker;
        bool resolved = false;
    };
    const Known* known(std::string_view id) const;
    void index(std::span<const StatementRecord> records, const Outside& outside);
    void join_clusters(std::span<const StatementRecord> records);
    std::string_view first_said(std::span<const StatementRecord> records, std::size_t start) const;
    void find_repeats(std::span<const StatementRecord> records);

    std::vector<std::uint64_t> clusters_;
    std::unordered_map<std::string_view, std::size_t> places_;  // only when there are links at all
    std::unordered_map<std::string_view, Known> known_;
    std::unordered_map<std::size_t, std::string_view> counted_by_;
    std::unordered_map<std::size_t, std::size_t> repetitions_;
};

}  // namespace hindsight::evaluation
