// SPDX-License-Identifier: MIT
// Limits of TOML text, and where it is cut.
#include "interchange/toml_scan.hpp"

#include <string>

#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::interchange;

namespace {

std::string repeat(const std::string& text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
}

std::vector<std::string> names(const TomlScan& scan) {
    std::vector<std::string> out;
    for (const auto& chunk : scan.chunks) out.emplace_back(chunk.name);
    return out;
}

ErrorCode fault_of(const std::string& text, const TomlLimits& limits = {}) {
    const auto scan = scan_toml(text, limits);
    REQUIRE(scan.fault);
    CHECK_FALSE(scan.fault->message.empty());
    return scan.fault->code;
}

}  // namespace

TEST_CASE("text is cut at its top-level headers") {
    const std::string text = "a = 1\n[x]\nb = 2\n  [x.y]\n [[ z ]] # [[no]]\n[[z]]\n";
    const auto scan = scan_toml(text);
    CHECK(scan.cuttable);
    CHECK(names(scan) == std::vector<std::string>{"", "x", "z", "z"});
    CHECK(scan.chunks[1].line == 2);
    CHECK_FALSE(scan.chunks[1].in_list);
    CHECK(scan.chunks[2].line == 5);
    CHECK(scan.chunks[2].in_list);
    CHECK(text.substr(scan.chunks[1].begin, scan.chunks[1].end - scan.chunks[1].begin) == "[x]\nb = 2\n  [x.y]\n");
}

TEST_CASE("a sub-table apart from its entry forbids cutting") {
    CHECK_FALSE(scan_toml("[[a]]\n[b]\n[a.c]\n").cuttable);
    CHECK_FALSE(scan_toml("[\"a\"]\n").cuttable);
    CHECK(scan_toml("[[a]]\n[a.c]\n[b]\n").cuttable);
}

TEST_CASE("brackets in strings, blocks, comments and lists are no headers") {
    CHECK(names(scan_toml("a = \"[x\"\nb = '''\n[y]\n'''\nc = [\n[1],\n[true],\n]\n# [z]\n")) ==
          std::vector<std::string>{""});
    CHECK(names(scan_toml("a = \"\"\"\n\\\"\"\"\n[y]\n\"\"\"\"\n[z]\n")) == std::vector<std::string>{"", "z"});
    CHECK(names(scan_toml("a = \"\"\n[z]\n")) == std::vector<std::string>{"", "z"});
}

TEST_CASE("a bracket that was never closed costs one entry only") {
    CHECK(names(scan_toml("a = [1,\n[[x]]\nb = {\n[[x]]\n")) == std::vector<std::string>{"", "x", "x"});
}

TEST_CASE("limits hold before anything is parsed") {
    CHECK_FALSE(scan_toml("a = " + repeat("[", 32) + repeat("]", 32)).fault);
    CHECK(fault_of("a = " + repeat("[", 33)) == ErrorCode::too_deep);
    CHECK(fault_of("a = " + repeat("{ b = ", 33)) == ErrorCode::too_deep);
    CHECK_FALSE(scan_toml(repeat("a.", 15) + "a = 1").fault);
    CHECK(fault_of(repeat("a.", 16) + "a = 1") == ErrorCode::too_deep);
    CHECK(fault_of("[" + repeat("a.", 100000) + "a]") == ErrorCode::too_deep);
    CHECK(fault_of("a = \"" + std::string((1u << 20) + 1, 'x') + "\"") == ErrorCode::too_large);
    CHECK(fault_of("a = 1\nb = 2\n", {.bytes = 8}) == ErrorCode::too_large);
    CHECK(fault_of(repeat("[[a]]\n", 5), {.entries = 4}) == ErrorCode::too_large);
    CHECK(fault_of("[[a]]\nb = 1234567890\n", {.piece_bytes = 10}) == ErrorCode::too_large);
    CHECK(fault_of("[[a]]\n[b]\n[a.c]\n", {.piece_bytes = 10}) == ErrorCode::too_large);
    CHECK(fault_of("a = \"\xc0\xaf\"") == ErrorCode::bad_utf8);
}

TEST_CASE("lines are found whatever they hold") {
    CHECK(scan_toml("a\n\nb\r\n").lines == std::vector<std::uint32_t>{0, 2, 3});
    CHECK(scan_toml("").lines.empty());
    CHECK(scan_toml("a").lines == std::vector<std::uint32_t>{0});
}
