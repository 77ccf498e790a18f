// SPDX-License-Identifier: MIT
// Hashes against published vectors, and their text forms.
#include "hindsight/base/crypto.hpp"

#include <utility>

#include "support/catch.hpp"

using namespace hindsight;

TEST_CASE("SHA-256 gives the published digests", "[crypto]") {
    // Provenance: FIPS 180-2 appendix B, and NIST's digest of the empty message.
    CHECK(to_hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(to_hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(to_hex(sha256(std::string(1'000'000, 'a'))) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    CHECK(to_hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("hashing pieces is hashing their concatenation", "[crypto]") {
    CHECK(sha256({"a", "", "bc"}) == sha256("abc"));
    CHECK(sha256(std::initializer_list<std::string_view>{}) == sha256(""));
}

TEST_CASE("HMAC-SHA-256 gives the published codes", "[crypto]") {
    // Provenance: RFC 4231, test cases 1, 2 and 6.
    CHECK(to_hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")) ==
          "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    CHECK(to_hex(hmac_sha256("Jefe", "what do ya want for nothing?")) ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    CHECK(to_hex(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")) ==
          "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("random bytes fill the whole buffer and do not repeat", "[crypto]") {
    Hash first{};
    Hash second{};
    fill_random(first.data(), first.size());
    fill_random(second.data(), second.size());
    CHECK(first != second);
    CHECK(first != Hash{});
}

TEST_CASE("a hash reads back from its hexadecimal digits", "[crypto]") {
    const auto hash = sha256("abc");
    CHECK(hash_from_hex(to_hex(hash)) == hash);
    CHECK(to_hex(std::string_view("\x00\xff\x1a", 3)) == "00ff1a");
}

TEST_CASE("anything but 64 lower-case hexadecimal digits is no hash", "[crypto]") {
    const auto good = to_hex(sha256("abc"));
    CHECK_FALSE(hash_from_hex(""));
    CHECK_FALSE(hash_from_hex(good.substr(1)));
    CHECK_FALSE(hash_from_hex(good + "00"));
    for (char c : {'A', 'g', ' ', '/', ':', '`', '\0'}) {
        auto bad = good;
        bad[63] = c;
        CHECK_FALSE(hash_from_hex(bad));
        bad = good;
        bad[0] = c;
        CHECK_FALSE(hash_from_hex(bad));
    }
}

TEST_CASE("base64 writes and reads the published examples", "[crypto]") {
    // Provenance: RFC 4648, section 10.
    const auto [bytes, text] = GENERATE(table<std::string, std::string>({{"", ""},
                                                                         {"f", "Zg=="},
                                                                         {"fo", "Zm8="},
                                                                         {"foo", "Zm9v"},
                                                                         {"foob", "Zm9vYg=="},
                                                                         {"fooba", "Zm9vYmE="},
                                                                         {"foobar", "Zm9vYmFy"}}));
    CHECK(to_base64(bytes) == text);
    CHECK(from_base64(text) == bytes);
}

TEST_CASE("base64 that would not be written that way is refused", "[crypto]") {
    // "Zh==" has stray bits after the last byte; "_" belongs to the alphabet for URLs.
    const auto* text = GENERATE("Zg", "Zg=", "Zh==", "Zm9v\n", " Zm9v", "Zm_v", "Zg==Zg==", "=", "Z");
    INFO(text);
    CHECK_FALSE(from_base64(text));
}

TEST_CASE("big-endian numbers begin with the most significant byte", "[crypto]") {
    CHECK(big_endian(0x0102030405060708u) == "\x01\x02\x03\x04\x05\x06\x07\x08");
    CHECK(big_endian(0) == std::string(8, '\0'));
}
