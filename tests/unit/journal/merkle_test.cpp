// SPDX-License-Identifier: MIT
// The Merkle tree against the known roots of certificate transparency and its proofs against a corpus.
#include "hindsight/journal/merkle.hpp"

#include <array>
#include <string>

#include "hindsight/base/json.hpp"
#include "support/catch.hpp"
#include "support/shared.hpp"

using namespace hindsight;
using namespace hindsight::journal;

namespace {

// Provenance: the reference tree in certificate-transparency's merkle tree tests (leaves and roots by size).
const std::array<std::string, 8> kLeaves{
    std::string(),
    std::string(1, '\x00'),
    std::string("\x10"),
    std::string("\x20\x21"),
    std::string("\x30\x31"),
    std::string("\x40\x41\x42\x43"),
    std::string("\x50\x51\x52\x53\x54\x55\x56\x57"),
    std::string("\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f")};
constexpr std::array<std::string_view, 9> kRoots{"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                                                 "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                                 "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                                 "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                                 "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                                 "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                                 "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                                 "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                                 "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

std::vector<Hash> leaves_of(std::size_t size) {
    std::vector<Hash> leaves;
    for (std::size_t i = 0; i < size; ++i) leaves.push_back(leaf_hash(std::to_string(i)));
    return leaves;
}

/// RFC 6962 2.1 as it stands there: the definition, not the way the code goes.
Hash root_by_definition(std::span<const Hash> leaves) {
    if (leaves.empty()) return sha256("");
    if (leaves.size() == 1) return leaves[0];
    std::size_t split = 1;
    while (split * 2 < leaves.size()) split *= 2;
    return node_hash(root_by_definition(leaves.first(split)), root_by_definition(leaves.subspan(split)));
}

Hash flipped(Hash hash) {
    hash[5] ^= 4;
    return hash;
}

std::optional<Hash> hash_of(const Json& base64) {
    const auto bytes = from_base64(base64.as_string());
    return bytes ? hash_from_hex(to_hex(*bytes)) : std::nullopt;
}

/// nullopt when a hash has not 32 bytes: such a proof can't even be written down here, which refuses it.
std::optional<std::vector<Hash>> proof_of(const Json& list) {
    std::vector<Hash> proof;
    if (list.is_null()) return proof;
    for (const auto& item : list.as_array()) {
        const auto hash = hash_of(item);
        if (!hash) return std::nullopt;
        proof.push_back(*hash);
    }
    return proof;
}

/// nullopt for a size that is no 64-bit number.
std::optional<std::uint64_t> size_of(const Json& number) {
    if (!number.is_integer() || number.as_integer() < 0) return std::nullopt;
    return static_cast<std::uint64_t>(number.as_integer());
}

bool inclusion_holds(const Json& one) {
    const auto index = size_of(*one.find("leafIdx"));
    const auto size = size_of(*one.find("treeSize"));
    const auto root = hash_of(*one.find("root"));
    const auto leaf = hash_of(*one.find("leafHash"));
    const auto proof = proof_of(*one.find("proof"));
    return index && size && root && leaf && proof && verify_inclusion(*leaf, *index, *size, *proof, *root);
}

bool consistency_holds(const Json& one) {
    const auto size1 = size_of(*one.find("size1"));
    const auto size2 = size_of(*one.find("size2"));
    const auto root1 = hash_of(*one.find("root1"));
    const auto root2 = hash_of(*one.find("root2"));
    const auto proof = proof_of(*one.find("proof"));
    return size1 && size2 && root1 && root2 && proof && verify_consistency(*size1, *size2, *proof, *root1, *root2);
}

void check_vectors(const std::filesystem::path& dir, bool (*holds)(const Json&)) {
    int good = 0;
    int bad = 0;
    for (const auto& file : test::files_below(dir, ".json")) {
        INFO(file);
        const auto one = parse_json(test::read_bytes(file));
        const bool expected = !one.find("wantErr")->as_bool();
        CHECK(holds(one) == expected);
        ++(expected ? good : bad);
    }
    CHECK(good > 0);
    CHECK(bad > 30);
}

}  // namespace

TEST_CASE("the roots of the reference tree are the published ones", "[merkle]") {
    Frontier frontier;
    CHECK(to_hex(frontier.root()) == kRoots[0]);
    for (std::size_t i = 0; i < kLeaves.size(); ++i) {
        frontier.append(leaf_hash(kLeaves[i]));
        CHECK(to_hex(frontier.root()) == kRoots[i + 1]);
        CHECK(frontier.size() == i + 1);
    }
}

TEST_CASE("the root by appending is the root by definition", "[merkle]") {
    const auto leaves = leaves_of(130);
    for (std::size_t size = 0; size <= leaves.size(); ++size) {
        const auto some = std::span(leaves).first(size);
        CHECK(root_of(some) == root_by_definition(some));
    }
}

TEST_CASE("a frontier goes on where it was left", "[merkle]") {
    const auto leaves = leaves_of(70);
    Frontier whole;
    for (const auto& leaf : leaves) {
        Frontier resumed(whole.size(), whole.nodes());
        resumed.append(leaf);
        whole.append(leaf);
        CHECK(resumed.root() == whole.root());
        CHECK(resumed.nodes() == whole.nodes());
    }
}

TEST_CASE("every leaf can be proved in every tree, and nothing else with that proof", "[merkle]") {
    const auto all = leaves_of(33);
    for (std::size_t size = 1; size <= all.size(); ++size) {
        const auto leaves = std::span(all).first(size);
        const auto root = root_of(leaves);
        for (std::size_t i = 0; i < size; ++i) {
            const auto proof = inclusion_proof(leaves, i);
            CHECK(verify_inclusion(leaves[i], i, size, proof, root));
            CHECK_FALSE(verify_inclusion(flipped(leaves[i]), i, size, proof, root));
            CHECK_FALSE(verify_inclusion(leaves[i], i, size, proof, flipped(root)));
            CHECK_FALSE(verify_inclusion(leaves[i], size, size, proof, root));
            if (size > 1) CHECK_FALSE(verify_inclusion(leaves[i], (i + 1) % size, size, proof, root));
        }
    }
}

TEST_CASE("every tree can be proved to continue every earlier one", "[merkle]") {
    const auto all = leaves_of(33);
    for (std::size_t size = 0; size <= all.size(); ++size) {
        const auto leaves = std::span(all).first(size);
        const auto root = root_of(leaves);
        for (std::size_t old_size = 0; old_size <= size; ++old_size) {
            const auto old_root = root_of(leaves.first(old_size));
            const auto proof = consistency_proof(leaves, old_size);
            CHECK(verify_consistency(old_size, size, proof, old_root, root));
            CHECK_FALSE(verify_consistency(old_size, size, proof, flipped(old_root), root));
            if (old_size > 0) CHECK_FALSE(verify_consistency(old_size, size, proof, old_root, flipped(root)));
            for (std::size_t k = 0; k < proof.size(); ++k) {
                auto changed = proof;
                changed[k] = flipped(changed[k]);
                CHECK_FALSE(verify_consistency(old_size, size, changed, old_root, root));
            }
        }
    }
}

TEST_CASE("a proof with a hash too many or too few is refused", "[merkle]") {
    const auto leaves = leaves_of(21);
    const auto root = root_of(leaves);
    auto inclusion = inclusion_proof(leaves, 9);
    inclusion.push_back(Hash{});
    CHECK_FALSE(verify_inclusion(leaves[9], 9, 21, inclusion, root));
    inclusion.resize(inclusion.size() - 2);
    CHECK_FALSE(verify_inclusion(leaves[9], 9, 21, inclusion, root));
    const auto old_root = root_of(std::span(leaves).first(11));
    auto consistency = consistency_proof(leaves, 11);
    consistency.push_back(Hash{});
    CHECK_FALSE(verify_consistency(11, 21, consistency, old_root, root));
    consistency.resize(consistency.size() - 2);
    CHECK_FALSE(verify_consistency(11, 21, consistency, old_root, root));
    CHECK_FALSE(verify_consistency(11, 21, {}, old_root, root));
}

TEST_CASE("a leaf and an inner node never have the same hash", "[merkle]") {
    const auto a = leaf_hash("a");
    const auto b = leaf_hash("b");
    CHECK(leaf_hash(std::string(as_bytes(a)) + std::string(as_bytes(b))) != node_hash(a, b));
    // Provenance: RFC 6962 2.1, MTH({}) = SHA-256(), leaf = SHA-256(0x00 || d).
    CHECK(leaf_hash("") == sha256(std::string_view("\0", 1)));
}

TEST_CASE("inclusion proofs of the corpus hold or fail as it says", "[merkle]") {
    HINDSIGHT_NEED_CORPUS(dir, "merkle-proofs");
    check_vectors(dir / "inclusion", inclusion_holds);
}

TEST_CASE("consistency proofs of the corpus hold or fail as it says", "[merkle]") {
    HINDSIGHT_NEED_CORPUS(dir, "merkle-proofs");
    check_vectors(dir / "consistency", consistency_holds);
}
