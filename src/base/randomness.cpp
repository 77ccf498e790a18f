// SPDX-License-Identifier: MIT
// Salts and random ids, from the system or derived from content for a demonstration record.
#include "hindsight/base/randomness.hpp"

namespace hindsight {

namespace {

/// Public on purpose: a demonstration record hides nothing and can be made again by anybody.
constexpr std::string_view kPublicKey = "hindsight/reproducible/v1";

/// Each field after its length, so that no two inputs run into the same bytes.
Hash derive(std::string_view purpose, std::uint64_t seq, std::string_view part, std::string_view bytes) {
    std::string message;
    message.reserve(32 + purpose.size() + part.size() + bytes.size());
    const auto field = [&message](std::string_view text) {
        message += big_endian(text.size());
        message += text;
    };
    field(purpose);
    message += big_endian(seq);
    field(part);
    field(bytes);
    return hmac_sha256(kPublicKey, message);
}

}  // namespace

Hash Randomness::salt(std::uint64_t seq, std::string_view part, std::string_view bytes) const {
    if (reproducible_) return derive("salt", seq, part, bytes);
    Hash salt;
    fill_random(salt.data(), salt.size());
    return salt;
}

std::string Randomness::id(std::string_view purpose, std::uint64_t seq, std::string_view bytes) const {
    Hash source{};
    if (reproducible_) {
        // The prefix keeps ids apart from salts whatever the purpose is called.
        source = derive("id/" + std::string(purpose), seq, {}, bytes);
    } else {
        fill_random(source.data(), 16);
    }
    return to_hex(as_bytes(source).substr(0, 16));
}

}  // namespace hindsight
