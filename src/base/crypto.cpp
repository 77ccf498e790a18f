// SPDX-License-Identifier: MIT
// SHA-256, HMAC-SHA-256, random bytes and their text forms through libsodium.
#include "hindsight/base/crypto.hpp"

#include <sodium.h>

#include "hindsight/base/error.hpp"

namespace hindsight {

namespace {

static_assert(sizeof(Hash) == crypto_hash_sha256_BYTES);

/// libsodium picks its implementations once; it must do so before the first random byte.
void ensure_ready() {
    static const int status = sodium_init();
    if (status < 0) throw Error(ErrorCode::bug, "libsodium did not start");
}

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

/// -1 for anything but 0-9 and a-f.
int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

}  // namespace

Hash sha256(std::string_view bytes) {
    ensure_ready();
    Hash hash;
    crypto_hash_sha256(hash.data(), bytes_of(bytes), bytes.size());
    return hash;
}

Hash sha256(std::initializer_list<std::string_view> pieces) {
    ensure_ready();
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    for (auto piece : pieces) crypto_hash_sha256_update(&state, bytes_of(piece), piece.size());
    Hash hash;
    crypto_hash_sha256_final(&state, hash.data());
    return hash;
}

Hash hmac_sha256(std::string_view key, std::string_view bytes) {
    ensure_ready();
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
    crypto_auth_hmacsha256_update(&state, bytes_of(bytes), bytes.size());
    Hash hash;
    crypto_auth_hmacsha256_final(&state, hash.data());
    return hash;
}

void fill_random(std::uint8_t* out, std::size_t size) {
    ensure_ready();
    randombytes_buf(out, size);
}

std::string to_hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex(bytes.size() * 2, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        hex[2 * i] = digits[byte >> 4];
        hex[2 * i + 1] = digits[byte & 15];
    }
    return hex;
}

std::string to_hex(const Hash& hash) { return to_hex(as_bytes(hash)); }

std::optional<Hash> hash_from_hex(std::string_view hex) {
    Hash hash;
    if (hex.size() != hash.size() * 2) return std::nullopt;
    for (std::size_t i = 0; i < hash.size(); ++i) {
        const int high = hex_value(hex[2 * i]);
        const int low = hex_value(hex[2 * i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        hash[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return hash;
}

std::string_view as_bytes(const Hash& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }

std::string to_base64(std::string_view bytes) {
    constexpr int variant = sodium_base64_VARIANT_ORIGINAL;
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), variant);
    text.pop_back();  // libsodium ends it with a zero byte
    return text;
}

std::optional<std::string> from_base64(std::string_view text) {
    std::string bytes(text.size() / 4 * 3 + 3, '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    const int status = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                                         text.size(), nullptr, &size, &end, sodium_base64_VARIANT_ORIGINAL);
    if (status != 0 || end != text.data() + text.size()) return std::nullopt;
    bytes.resize(size);
    return bytes;
}

std::string big_endian(std::uint64_t value) {
    std::string bytes(8, '\0');
    for (int i = 7; i >= 0; --i, value >>= 8) bytes[static_cast<std::size_t>(i)] = static_cast<char>(value & 0xff);
    return bytes;
}

}  // namespace hindsight
