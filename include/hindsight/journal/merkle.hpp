// SPDX-License-Identifier: MIT
// The Merkle tree of RFC 6962 section 2.1 over the journal's leaves.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "hindsight/base/crypto.hpp"

namespace hindsight::journal {

/// SHA-256(0x00 | bytes)
Hash leaf_hash(std::string_view bytes);
/// SHA-256(0x01 | left | right)
Hash node_hash(const Hash& left, const Hash& right);

/// The roots of the complete subtrees on the right edge: all that appending needs.
class Frontier {
   public:
    Frontier() = default;
    /// `nodes` from the largest subtree to the smallest: one for each 1 bit of `size`.
    Frontier(std::uint64_t size, std::vector<Hash> nodes);

    void append(const Hash& leaf);
    std::uint64_t size() const { return size_; }
    const std::vector<Hash>& nodes() const { return nodes_; }
    /// SHA-256 of nothing for an empty tree.
    Hash root() const;

   private:
    std::uint64_t size_ = 0;
    std::vector<Hash> nodes_;
};

Hash root_of(std::span<const Hash> leaves);

/// RFC 6962 2.1.1 and 2.1.2, checked as in RFC 9162 2.1.3.2 and 2.1.4.2.
std::vector<Hash> inclusion_proof(std::span<const Hash> leaves, std::uint64_t index);
std::vector<Hash> consistency_proof(std::span<const Hash> leaves, std::uint64_t old_size);
bool verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size, std::span<const Hash> proof, const Hash& root);
bool verify_consistency(std::uint64_t old_size, std::uint64_t new_size, std::span<const Hash> proof, const Hash& old_root,
                        const Hash& new_root);

}  // namespace hindsight::journal
