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

/// What is known of statements outside the records at hand: with links and cluster tags, enough to follow chains through
/// them, so that a part of the record gives what the whole gives.
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
    /// How often the speaker said it again.
    std::size_t repetitions(std::size_t place) const;

   private:
    /// A statement, in the set or outside it.
    struct Node {
        std::string_view id, speaker;
        Day said_on{};
        std::int64_t key = 0;
        bool resolved = false;  // asked only of linked ones
        std::span<const Link> links;
        std::span<const std::string> tags;
    };
    void add_records(std::span<const StatementRecord> records, bool linked);
    void add_outside(const Outside& outside);
    const Node* node(std::string_view id) const;
    void join_clusters(std::size_t records);
    std::string_view first_said(const Node& start) const;
    void find_repeats(std::size_t records);
    std::string_view counted(std::string_view root, std::vector<std::size_t>& again) const;

    std::vector<Node> nodes_;  // those of the set first; of the others the linked ones
    std::unordered_map<std::string_view, std::size_t> places_;  // only when there are links at all
    std::vector<std::uint64_t> clusters_;
    std::unordered_map<std::size_t, std::string_view> counted_by_;
    std::unordered_map<std::size_t, std::size_t> repetitions_;
};

}  // namespace hindsight::evaluation
