// SPDX-License-Identifier: MIT
// The Merkle tree of RFC 6962: roots, proofs and their verification.
#include "hindsight/journal/merkle.hpp"

#include <bit>
#include <cassert>
#include <cstring>
#include <utility>

namespace hindsight::journal {

namespace {

constexpr std::string_view kLeafPrefix("\x00", 1);
constexpr char kNodePrefix = 0x01;

/// The largest power of two below `size` (size > 1): where RFC 6962 splits a tree.
std::size_t split_point(std::size_t size) { return std::bit_floor(size - 1); }

Hash empty_root() { return sha256(std::string_view{}); }

/// SUBPROOF of RFC 6962 2.1.2; `known` says that the old tree's root is this subtree's, which the verifier has.
void append_subproof(std::vector<Hash>& proof, std::span<const Hash> leaves, std::size_t old_size, bool known) {
    if (old_size == leaves.size()) {
        if (!known) proof.push_back(root_of(leaves));
        return;
    }
    const auto split = split_point(leaves.size());
    if (old_size <= split) {
        append_subproof(proof, leaves.first(split), old_size, known);
        proof.push_back(root_of(leaves.subspan(split)));
    } else {
        append_subproof(proof, leaves.subspan(split), old_size - split, false);
        proof.push_back(root_of(leaves.first(split)));
    }
}

void append_path(std::vector<Hash>& proof, std::span<const Hash> leaves, std::size_t index) {
    if (leaves.size() <= 1) return;
    const auto split = split_point(leaves.size());
    if (index < split) {
        append_path(proof, leaves.first(split), index);
        proof.push_back(root_of(leaves.subspan(split)));
    } else {
        append_path(proof, leaves.subspan(split), index - split);
        proof.push_back(root_of(leaves.first(split)));
    }
}

/// The walk up the right edge that both checks of RFC 9162 share: `node` is the place that is proved, `last` the last
/// one of its level.
class Climb {
 public:
    Climb(std::uint64_t node, std::uint64_t last) : node_(node), last_(last) {}

    bool at_top() const { return last_ == 0; }
    /// Whether the next sibling stands on the left.
    bool sibling_is_left() const { return (node_ & 1) != 0 || node_ == last_; }

    void up() {
        node_ >>= 1;
        last_ >>= 1;
    }
    /// Levels on which the node is a left child without a sibling have no hash in the proof.
    void skip_lonely() {
        while ((node_ & 1) == 0 && node_ != 0) up();
    }
    /// Levels on which the node is a right child: the old tree is complete there.
    void skip_complete() {
        while ((node_ & 1) != 0) up();
    }

 private:
    std::uint64_t node_;
    std::uint64_t last_;
};

}  // namespace

Hash leaf_hash(std::string_view bytes) { return sha256({kLeafPrefix, bytes}); }

Hash node_hash(const Hash& left, const Hash& right) {
    // One call on one buffer is a good deal faster than three pieces, and a large tree is nothing but this.
    char buffer[1 + 2 * sizeof(Hash)];
    buffer[0] = kNodePrefix;
    std::memcpy(buffer + 1, left.data(), left.size());
    std::memcpy(buffer + 1 + left.size(), right.data(), right.size());
    return sha256(std::string_view(buffer, sizeof buffer));
}

Frontier::Frontier(std::uint64_t size, std::vector<Hash> nodes) : size_(size), nodes_(std::move(nodes)) {
    assert(static_cast<std::size_t>(std::popcount(size_)) == nodes_.size());
}

void Frontier::append(const Hash& leaf) {
    Hash node = leaf;
    for (auto rest = size_; (rest & 1) != 0; rest >>= 1) {
        node = node_hash(nodes_.back(), node);
        nodes_.pop_back();
    }
    nodes_.push_back(node);
    ++size_;
}

Hash Frontier::root() const {
    if (nodes_.empty()) return empty_root();
    Hash root = nodes_.back();
    for (std::size_t i = nodes_.size() - 1; i > 0; --i) root = node_hash(nodes_[i - 1], root);
    return root;
}

Hash root_of(std::span<const Hash> leaves) {
    Frontier frontier;
    for (const auto& leaf : leaves) frontier.append(leaf);
    return frontier.root();
}

std::vector<Hash> inclusion_proof(std::span<const Hash> leaves, std::uint64_t index) {
    assert(index < leaves.size());
    std::vector<Hash> proof;
    append_path(proof, leaves, index);
    return proof;
}

std::vector<Hash> consistency_proof(std::span<const Hash> leaves, std::uint64_t old_size) {
    assert(old_size <= leaves.size());
    std::vector<Hash> proof;
    // Every tree continues the empty one: there is nothing to show.
    if (old_size > 0) append_subproof(proof, leaves, old_size, true);
    return proof;
}

bool verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size, std::span<const Hash> proof,
                      const Hash& root) {
    if (index >= size) return false;
    Climb climb(index, size - 1);
    Hash node = leaf;
    for (const auto& sibling : proof) {
        if (climb.at_top()) return false;
        if (climb.sibling_is_left()) {
            node = node_hash(sibling, node);
            climb.skip_lonely();
        } else {
            node = node_hash(node, sibling);
        }
        climb.up();
    }
    return climb.at_top() && node == root;
}

bool verify_consistency(std::uint64_t old_size, std::uint64_t new_size, std::span<const Hash> proof,
                        const Hash& old_root, const Hash& new_root) {
    if (old_size > new_size) return false;
    if (old_size == new_size)
        return proof.empty() && old_root == new_root && (new_size > 0 || new_root == empty_root());
    if (old_size == 0) return proof.empty() && old_root == empty_root();
    Climb climb(old_size - 1, new_size - 1);
    climb.skip_complete();
    // A complete old tree is itself the first node: its proof leaves that out.
    const bool complete = std::has_single_bit(old_size);
    if (!complete && proof.empty()) return false;
    Hash old_node = complete ? old_root : proof[0];
    Hash new_node = old_node;
    for (const auto& sibling : complete ? proof : proof.subspan(1)) {
        if (climb.at_top()) return false;
        if (climb.sibling_is_left()) {
            old_node = node_hash(sibling, old_node);
            new_node = node_hash(sibling, new_node);
            climb.skip_lonely();
        } else {
            new_node = node_hash(new_node, sibling);
        }
        climb.up();
    }
    return climb.at_top() && old_node == old_root && new_node == new_root;
}

}  // namespace hindsight::journal
