// SPDX-License-Identifier: MIT
// Follows the links between statements; a set without links costs one look at each record.
#include "hindsight/evaluation/links.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace hindsight::evaluation {

namespace {

constexpr std::string_view kClusterTag = "cluster:";
constexpr int kLongestChain = 64;  // of repetitions; a ring of links ends, too

/// Disjoint sets; the label of a set is its smallest member.
class Sets {
   public:
    explicit Sets(std::size_t n) : parent_(n) { std::iota(parent_.begin(), parent_.end(), std::uint64_t{0}); }
    std::uint64_t add() {
        parent_.push_back(parent_.size());
        return parent_.back();
    }
    std::uint64_t find(std::uint64_t x) {
        while (parent_[x] != x) x = parent_[x] = parent_[parent_[x]];
        return x;
    }
    void join(std::uint64_t a, std::uint64_t b) {
        a = find(a);
        b = find(b);
        parent_[std::max(a, b)] = std::min(a, b);
    }

   private:
    std::vector<std::uint64_t> parent_;
};

bool is_linked(const StatementRecord& record) {
    return !record.statement.links.empty();
}

bool is_resolved(const StatementRecord& record) {
    const auto* scored = record.scored_resolution();
    return scored && scored->resolution.outcome() && !record.annulled_by_condition();
}

const Link* link_of(const Statement& statement, LinkKind kind) {
    for (const auto& link : statement.links) {
        if (link.kind == kind) return &link;
    }
    return nullptr;
}

}  // namespace

Links::Links(std::span<const StatementRecord> records, const Outside& outside) : clusters_(records.size()) {
    if (std::any_of(records.begin(), records.end(), is_linked)) index(records, outside);
    join_clusters(records);
    if (places_.empty()) return;
    find_repeats(records);
}

void Links::index(std::span<const StatementRecord> records, const Outside& outside) {
    for (std::size_t i = 0; i < records.size(); ++i) places_.emplace(records[i].statement.id, i);
    std::unordered_map<std::string_view, bool> wanted;
    for (const auto& record : records) {
        for (const auto& link : record.statement.links) wanted.emplace(link.statement, true);
    }
    for (const auto& summary : outside.summaries) {
        if (!wanted.contains(summary.id)) continue;
        known_[summary.id] = {summary.speaker, summary.status == Status::resolved};
    }
    for (const auto& [id, unused] : wanted) {
        const auto place = places_.find(id);
        if (place == places_.end()) continue;
        const auto& record = records[place->second];
        known_[record.statement.id] = {record.statement.speaker, is_resolved(record)};
    }
}

const Links::Known* Links::known(std::string_view id) const {
    const auto it = known_.find(id);
    return it == known_.end() ? nullptr : &it->second;
}

void Links::join_clusters(std::span<const StatementRecord> records) {
    Sets sets(records.size());
    std::unordered_map<std::string_view, std::uint64_t> names;  // tags, and statements outside the set
    const auto node_of = [&](std::string_view name) {
        const auto it = names.find(name);
        return it != names.end() ? it->second : names.emplace(name, sets.add()).first->second;
    };
    for (std::size_t i = 0; i < records.size(); ++i) {
        for (const auto& link : records[i].statement.links) {
            if (link.kind == LinkKind::conditional_on) continue;
            const auto place = places_.find(link.statement);
            sets.join(i, place != places_.end() ? place->second : node_of(link.statement));
        }
        for (const auto& tag : records[i].statement.tags) {
            if (tag.starts_with(kClusterTag)) sets.join(i, node_of(tag));
        }
    }
    for (std::size_t i = 0; i < records.size(); ++i) clusters_[i] = sets.find(i);
}

std::string_view Links::first_said(std::span<const StatementRecord> records, std::size_t start) const {
    const Statement* statement = &records[start].statement;
    const std::string& speaker = statement->speaker;
    std::string_view root;
    for (int depth = 0; depth < kLongestChain; ++depth) {
        const Link* link = link_of(*statement, LinkKind::repeats);
        const Known* target = link ? known(link->statement) : nullptr;
        if (!link || (target && target->speaker != speaker)) break;
        root = link->statement;
        const auto place = places_.find(link->statement);
        if (place == places_.end() || place->second == start) break;
        statement = &records[place->second].statement;
    }
    return root == records[start].statement.id ? std::string_view{} : root;
}

void Links::find_repeats(std::span<const StatementRecord> records) {
    std::map<std::pair<std::string_view, std::string_view>, std::vector<std::size_t>> said_again;  // (first, speaker)
    for (std::size_t i = 0; i < records.size(); ++i) {
        const auto root = first_said(records, i);
        if (!root.empty()) said_again[{root, records[i].statement.speaker}].push_back(i);
    }
    for (auto& [key, again] : said_again) {
        std::stable_sort(again.begin(), again.end(), [&](std::size_t a, std::size_t b) {
            return records[a].statement.said_on < records[b].statement.said_on;
        });
        std::string_view counted = key.first;  // the first one, unless only a later one is resolved
        const Known* root = known(counted);
        if (root && !root->resolved) {
            const auto resolved = std::find_if(again.begin(), again.end(), [&](std::size_t i) { return is_resolved(records[i]); });
            if (resolved != again.end()) counted = records[*resolved].statement.id;
        }
        for (const std::size_t i : again) {
            if (records[i].statement.id != counted) counted_by_[i] = counted;
        }
        const auto place = places_.find(counted);
        if (place != places_.end()) repetitions_[place->second] = again.size();
    }
}

std::string_view Links::counted_by(std::size_t place) const {
    const auto it = counted_by_.find(place);
    return it == counted_by_.end() ? std::string_view{} : it->second;
}

std::size_t Links::repetitions(std::size_t place) const {
    const auto it = repetitions_.find(place);
    return it == repetitions_.end() ? 0 : it->second;
}

}  // namespace hindsight::evaluation
