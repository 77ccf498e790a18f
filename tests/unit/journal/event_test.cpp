// SPDX-License-Identifier: MIT
// Events: the bytes of headers, commitments to parts, and sealing.
#include "hindsight/journal/event.hpp"

#include "hindsight/journal/canonical.hpp"
#include "hindsight/journal/merkle.hpp"
#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::journal;

namespace {

Header example() {
    Header header;
    header.origin = "0123456789abcdef0123456789abcdef";
    header.seq = 7;
    header.action = 6;
    header.type = "forecast.made";
    header.id = "ffffffffffffffffffffffffffffffff";
    header.subject = "00000000000000000000000000000001";
    header.actor = "00000000000000000000000000000002";
    header.at = "2026-01-05T10:00:00.000000Z";
    header.parts = {{"body", std::string(64, 'a')}};
    return header;
}

/// A header's bytes with one member set to something else, or removed by null.
std::string bytes_with(const std::string& key, const Json& value) {
    const Json original = parse_canonical(encode(example()));
    Json changed = Json::object();
    for (const auto& [name, old] : original.as_object()) {
        if (name != key) changed.set(name, old);
    }
    if (!value.is_null()) changed.set(key, value);
    return canonical(changed);
}

Error error_of(std::string_view bytes) {
    try {
        decode_header(bytes);
    } catch (const Error& e) {
        return e;
    }
    FAIL("accepted: " << bytes);
    throw std::logic_error("not reached");
}

}  // namespace

TEST_CASE("a header is written as canonical JSON", "[event]") {
    CHECK(encode(example()) ==
          R"({"action":6,"actor":"00000000000000000000000000000002","at":"2026-01-05T10:00:00.000000Z",)"
          R"("id":"ffffffffffffffffffffffffffffffff","origin":"0123456789abcdef0123456789abcdef",)"
          R"("parts":{"body":")" +
              std::string(64, 'a') +
              R"("},"seq":7,"subject":"00000000000000000000000000000001","type":"forecast.made","v":1})");
}

TEST_CASE("a given clock is written and read", "[event]") {
    auto header = example();
    header.clock_given = true;
    const auto bytes = encode(header);
    CHECK(bytes.find(R"("clock":"given")") != std::string::npos);
    CHECK(decode_header(bytes).clock_given);
}

TEST_CASE("a header reads back as it was written", "[event]") {
    auto header = example();
    header.subject.clear();
    header.parts["private"] = std::string(64, '0');
    const auto read = decode_header(encode(header));
    CHECK(read.v == 1);
    CHECK(read.origin == header.origin);
    CHECK(read.seq == 7);
    CHECK(read.action == 6);
    CHECK(read.type == header.type);
    CHECK(read.id == header.id);
    CHECK(read.subject.empty());
    CHECK(read.actor == header.actor);
    CHECK(read.at == header.at);
    CHECK_FALSE(read.clock_given);
    CHECK(read.parts == header.parts);
    CHECK(encode(read) == encode(header));
}

TEST_CASE("a header without one of its members is refused", "[event]") {
    const std::string key = GENERATE("action", "actor", "at", "id", "origin", "parts", "seq", "subject", "type", "v");
    CHECK(error_of(bytes_with(key, nullptr)).code() == ErrorCode::bad_canonical);
}

TEST_CASE("a header with a member of another type is refused", "[event]") {
    const std::string key =
        GENERATE("action", "actor", "at", "clock", "id", "origin", "parts", "seq", "subject", "type", "v");
    CHECK(error_of(bytes_with(key, true)).code() == ErrorCode::bad_canonical);
}

TEST_CASE("a header with a member that is unknown or out of range is refused", "[event]") {
    CHECK(error_of(bytes_with("extra", 1)).code() == ErrorCode::bad_canonical);
    CHECK(error_of(bytes_with("seq", 0)).code() == ErrorCode::bad_canonical);
    CHECK(error_of(bytes_with("v", 0)).code() == ErrorCode::bad_canonical);
    CHECK(error_of(bytes_with("clock", "taken")).code() == ErrorCode::bad_canonical);
    CHECK(error_of(bytes_with("at", "2026-01-05T10:00:00Z")).code() == ErrorCode::bad_canonical);
    CHECK(error_of(bytes_with("at", "yesterday")).code() == ErrorCode::bad_canonical);
    CHECK(error_of(bytes_with("parts", parse_json(R"({"body":"aa"})"))).code() == ErrorCode::bad_canonical);
    CHECK(error_of(bytes_with("parts", parse_json(R"({"body":1})"))).code() == ErrorCode::bad_canonical);
    CHECK(error_of("[]").code() == ErrorCode::bad_canonical);
    CHECK(error_of(encode(example()) + "\n").code() == ErrorCode::bad_canonical);
}

TEST_CASE("a header of a newer version says that a newer program is needed", "[event]") {
    const auto error = error_of(bytes_with("v", kFormatVersion + 1));
    CHECK(error.code() == ErrorCode::record_newer);
    CHECK(error.hint() == "update hindsight; nothing was changed");
}

TEST_CASE("a commitment is the hash over fields with their lengths", "[event]") {
    Part part{"body", {}, R"({"p":"0.7"})"};
    for (std::size_t i = 0; i < part.salt.size(); ++i) part.salt[i] = static_cast<std::uint8_t>(i);
    // Provenance: Python's hashlib over the fields in the documented order, with 8-byte big-endian lengths.
    CHECK(to_hex(commitment("origin-1", "event-2", "actor-3", part)) ==
          "a3ba0827730343795aee93a58133a75714fab3570fc066fb92d83ccfbdfad1fb");
}

TEST_CASE("a commitment binds every field, its salt and where fields end", "[event]") {
    const Part part{"body", sha256("salt"), "{}"};
    const auto original = commitment("o", "e", "a", part);
    CHECK(commitment("x", "e", "a", part) != original);
    CHECK(commitment("o", "x", "a", part) != original);
    CHECK(commitment("o", "e", "x", part) != original);
    CHECK(commitment("oe", "", "a", part) != original);
    CHECK(commitment("o", "e", "a", {"private", part.salt, part.bytes}) != original);
    CHECK(commitment("o", "e", "a", {"body", sha256("other"), part.bytes}) != original);
    CHECK(commitment("o", "e", "a", {"body", part.salt, "[]"}) != original);
}

TEST_CASE("sealing commits to every part and hashes the leaf", "[event]") {
    auto draft = example();
    draft.id.clear();
    draft.parts.clear();
    const auto event = seal(draft, {{"body", {}, "{}"}, {"private", {}, "[]"}}, Randomness::system());
    CHECK(event.header.id.size() == 32);
    CHECK(event.header_bytes == encode(event.header));
    CHECK(event.leaf == leaf_hash(event.header_bytes));
    REQUIRE(event.parts.size() == 2);
    REQUIRE(event.header.parts.size() == 2);
    for (const auto& part : event.parts) {
        const auto expected = to_hex(commitment(draft.origin, event.header.id, draft.actor, part));
        CHECK(event.header.parts.at(part.name) == expected);
    }
    CHECK(event.parts[0].salt != event.parts[1].salt);
    CHECK(encode(decode_header(event.header_bytes)) == event.header_bytes);
}

TEST_CASE("an event without parts can be sealed", "[event]") {
    const auto event = seal(example(), {}, Randomness::system());
    CHECK(event.header.parts.empty());
    CHECK(decode_header(event.header_bytes).parts.empty());
}

TEST_CASE("sealing twice hides that the content is the same", "[event]") {
    const std::vector<Part> parts{{"body", {}, "{}"}};
    const auto first = seal(example(), parts, Randomness::system());
    const auto second = seal(example(), parts, Randomness::system());
    CHECK(first.header.id != second.header.id);
    CHECK(first.header.parts != second.header.parts);
}

TEST_CASE("sealing reproducibly gives the same event again, and another for other content", "[event]") {
    const auto randomness = Randomness::reproducible();
    const auto first = seal(example(), {{"body", {}, "{}"}}, randomness);
    const auto again = seal(example(), {{"body", {}, "{}"}}, randomness);
    const auto other = seal(example(), {{"body", {}, "[]"}}, randomness);
    CHECK(first.header_bytes == again.header_bytes);
    CHECK(first.leaf == again.leaf);
    CHECK(first.header.id != other.header.id);
}
