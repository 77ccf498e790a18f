// SPDX-License-Identifier: MIT
// SHA-256, HMAC-SHA-256 and random bytes. The only door to libsodium.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace hindsight {

using Hash = std::array<std::uint8_t, 32>;

Hash sha256(std::string_view bytes);
/// Hash of the concatenation of several pieces.
Hash sha256(std::initializer_list<std::string_view> pieces);
Hash hmac_sha256(std::string_view key, std::string_view bytes);
void fill_random(std::uint8_t* out, std::size_t size);

std::string to_hex(std::string_view bytes);
std::string to_hex(const Hash& hash);
/// nullopt unless `hex` is 64 lower-case hexadecimal digits.
std::optional<Hash> hash_from_hex(std::string_view hex);
std::string_view as_bytes(const Hash& hash);
/// Standard alphabet with padding; reading is strict: nullopt for anything that `to_base64` would not write.
std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);
/// Eight bytes, the most significant first.
std::string big_endian(std::uint64_t value);

}  // namespace hindsight
