// SPDX-License-Identifier: MIT
// Follows the links between statements; a set without links costs one look at each record.
#include "hindsight/evaluation/links.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <unordered_set>

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

bool is_resolved(const StatementRecord& record) {
    const auto* scored = record.scored_resolution();
    return scored && scored->resolution.outcome() && !record.annulled_by_condition();
}

const Link* repetition_in(std::span<const Link> links) {
    const auto it = std::find_if(links.begin(), links.end(), [](const Link& link) { return link.kind == LinkKind::repeats; });
    return it == links.end() ? nullptr : &*it;
}

/// Whether anything but tags in the set itself ties statements together.
bool any_links(std::span<const StatementRecord> records, const Outside& outside) {
    return std::any_of(records.begin(), records.end(), [](const auto& record) { return !record.statement.links.empty(); }) ||
           std::any_of(outside.summaries.begin(), outside.summaries.end(),
                       [](const auto& s) { return !s.links.empty() || !s.clusters.empty(); });
}

}  // namespace

Links::Links(std::span<const StatementRecord> records, const Outside& outside) {
    const bool linked = any_links(records, outside);
    add_records(records, linked);
    if (linked) {
        for (std::size_t i = 0; i < nodes_.size(); ++i) places_.emplace(nodes_[i].id, i);
        add_outside(outside);
    }
    join_clusters(records.size());
    if (linked) find_repeats(records.size());
}

void Links::add_records(std::span<const StatementRecord> records, bool linked) {
    nodes_.reserve(records.size());
    for (const auto& record : records) {
        const Statement& s = record.statement;
        nodes_.push_back({s.id, s.speaker, s.said_on, record.key, linked && is_resolved(record), s.links, s.tags});
    }
}

void Links::add_outside(const Outside& outside) {
    std::unordered_set<std::string_view> wanted;
    const auto want = [&](std::span<const Link> links) {
        for (const auto& link : links) wanted.insert(link.statement);
    };
    for (const auto& own : nodes_) want(own.links);
    for (const auto& summary : outside.summaries) want(summary.links);
    for (const auto& s : outside.summaries) {
        const bool matters = !s.links.empty() || !s.clusters.empty() || wanted.contains(s.id);
        if (!matters || !places_.emplace(s.id, nodes_.size()).second) continue;
        const bool resolved = s.facts.resolved && !s.facts.condition_not_met;
        nodes_.push_back({s.id, s.speaker, s.said_on, s.key, resolved, s.links, s.clusters});
    }
}

const Links::Node* Links::node(std::string_view id) const {
    const auto it = places_.find(id);
    return it == places_.end() ? nullptr : &nodes_[it->second];
}

void Links::join_clusters(std::size_t records) {
    Sets sets(nodes_.size());
    std::unordered_map<std::string_view, std::uint64_t> names;  // tags, and statements of which nothing is known
    const auto set_of = [&](std::string_view name) {
        const auto it = names.find(name);
        return it != names.end() ? it->second : names.emplace(name, sets.add()).first->second;
    };
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        for (const auto& link : nodes_[i].links) {
            if (link.kind == LinkKind::conditional_on) continue;
            const auto place = places_.find(link.statement);
            sets.join(i, place != places_.end() ? place->second : set_of(link.statement));
        }
        for (const auto& tag : nodes_[i].tags) {
            if (tag.starts_with(kClusterTag)) sets.join(i, set_of(tag));
        }
    }
    clusters_.resize(records);
    for (std::size_t i = 0; i < records; ++i) clusters_[i] = sets.find(i);
}

std::string_view Links::first_said(const Node& start) const {
    const Node* at = &start;
    std::string_view root;
    for (int depth = 0; depth < kLongestChain; ++depth) {
        const Link* link = repetition_in(at->links);
        const Node* target = link ? node(link->statement) : nullptr;
        if (!link || (target && target->speaker != start.speaker)) break;
        root = link->statement;
        if (!target || target == &start) break;
        at = target;
    }
    return root == start.id ? std::string_view{} : root;
}

void Links::find_repeats(std::size_t records) {
    std::map<std::pair<std::string_view, std::string_view>, std::vector<std::size_t>> said_again;  // (first, speaker)
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        const auto root = first_said(nodes_[i]);
        if (!root.empty()) said_again[{root, nodes_[i].speaker}].push_back(i);
    }
    for (auto& [key, again] : said_again) {
        const auto counts = counted(key.first, again);
        for (const std::size_t i : again) {
            if (i < records && nodes_[i].id != counts) counted_by_[i] = counts;
        }
        const auto place = places_.find(counts);
        if (place != places_.end() && place->second < records) repetitions_[place->second] = again.size();
    }
}

/// The first one, unless only a later one is resolved.
std::string_view Links::counted(std::string_view root, std::vector<std::size_t>& again) const {
    const Node* first = node(root);
    if (!first || first->resolved) return root;
    std::sort(again.begin(), again.end(), [&](std::size_t a, std::size_t b) {
        const auto order = [](const Node& n) { return std::tuple(n.said_on, n.key, n.id); };
        return order(nodes_[a]) < order(nodes_[b]);
    });
    const auto resolved = std::find_if(again.begin(), again.end(), [&](std::size_t i) { return nodes_[i].resolved; });
    return resolved == again.end() ? root : nodes_[*resolved].id;
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
