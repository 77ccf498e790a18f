// SPDX-License-Identifier: MIT
// Lines of a journal: the bytes come back, and what is no such line is refused with the reason.
#include "hindsight/journal/lines.hpp"

#include "hindsight/journal/facts.hpp"
#include "hindsight/journal/merkle.hpp"
#include "support/catch.hpp"
#include "support/error_of.hpp"

using namespace hindsight;
using namespace hindsight::journal;
using namespace hindsight::test;

namespace {

Event sample(const Fact& fact = PersonAdded{std::string(32, '2'), {"ann", {{"en", "Ann \"A\"\n\x01"}, {"zh", "安"}}}}) {
    Header draft;
    draft.origin = std::string(32, '1');
    draft.seq = 3;
    draft.action = 3;
    draft.type = type_of(fact);
    draft.subject = std::string(32, '2');
    draft.actor = std::string(32, '3');
    draft.at = "2026-01-05T10:00:00.000000Z";
    return seal(draft, encode(fact), Randomness::reproducible());
}

std::string changed(std::string line, std::string_view from, std::string_view to) {
    const auto at = line.find(from);
    REQUIRE(at != std::string::npos);
    return line.replace(at, from.size(), to);
}

std::string refusal_of(const std::string& line) {
    return refusal([&] { parse_line(line); });
}

std::string refusal_of_first(const std::string& line) {
    return refusal([&] { parse_first_line(line); });
}

const Head kHead{std::string(32, '1'), 7, leaf_hash("x")};

}  // namespace

TEST_CASE("an event comes back from its line byte by byte", "[journal][lines]") {
    const auto event = sample();
    const auto back = parse_line(print_line(event));
    CHECK(back.header_bytes == event.header_bytes);
    CHECK(back.leaf == event.leaf);
    CHECK(back.header.id == event.header.id);
    REQUIRE(back.parts.size() == event.parts.size());
    for (std::size_t i = 0; i < back.parts.size(); ++i) {
        CHECK(back.parts[i].name == event.parts[i].name);
        CHECK(back.parts[i].salt == event.parts[i].salt);
        CHECK(back.parts[i].bytes == event.parts[i].bytes);
    }
    CHECK(print_line(event).find('\n') == std::string::npos);
}

TEST_CASE("another spelling of the same JSON is the same event", "[journal][lines]") {
    const auto event = sample();
    const auto json = parse_json(print_line(event));
    CHECK(parse_line(dump_json_pretty(json)).header_bytes == event.header_bytes);
    const Json swapped(Json::Object{{"parts", *json.find("parts")}, {"header", *json.find("header")}});
    CHECK(parse_line(dump_json(swapped)).parts[1].bytes == event.parts[1].bytes);
    CHECK(parse_line(changed(print_line(event), "安", "\\u5b89")).parts[1].bytes == event.parts[1].bytes);
}

TEST_CASE("a part that was withheld is absent from the line", "[journal][lines]") {
    auto event = sample();
    event.parts.pop_back();
    CHECK(parse_line(print_line(event)).parts.size() == 1);
    event.parts.clear();
    CHECK(parse_line(print_line(event)).parts.empty());
}

TEST_CASE("the head comes back from the first line", "[journal][lines]") {
    CHECK(parse_first_line(print_first_line(kHead)) == kHead);
    CHECK(print_first_line(kHead).starts_with(R"({"format":"hindsight/journal/1","origin":"111)"));
}

TEST_CASE("a journal is recognised by its first line, however that is spelt", "[journal][lines]") {
    const auto first = print_first_line(kHead);
    CHECK(begins_journal(first));
    CHECK(begins_journal(first + "\n{\"hea"));
    CHECK(begins_journal("{ \"size\": 3, \"format\": \"hindsight/journal/2\" }\r\n"));
    CHECK_FALSE(begins_journal("format = \"hindsight/1\"\n"));
    CHECK_FALSE(begins_journal("{\"predictive\":{\"p\":0.5},\"observed\":1}\n" + first));
    CHECK_FALSE(begins_journal(first.substr(0, 40)));
    CHECK_FALSE(begins_journal(""));
}

TEST_CASE("a first line of another kind is refused", "[journal][lines]") {
    const auto first = print_first_line(kHead);
    CHECK(refusal_of_first(changed(first, "journal/1", "journal/2")) == "record-newer");
    CHECK(refusal_of_first(changed(first, "hindsight/journal/1", "other/1")) == "bad-journal");
    CHECK(refusal_of_first(changed(first, ":7", ":0")) == "bad-journal");
    CHECK(refusal_of_first(changed(first, ":7", ":7.5")) == "bad-journal");
    CHECK(refusal_of_first(changed(first, ":7", ":7,\"more\":1")) == "bad-journal");
    CHECK(refusal_of_first(changed(first, "\"root\":\"", "\"root\":\"0")) == "bad-journal");
    CHECK(refusal_of_first("[]") == "bad-journal");
    CHECK(refusal_of_first("{") == "bad-json");
}

TEST_CASE("what is no event is refused", "[journal][lines]") {
    const auto line = print_line(sample());
    CHECK(refusal_of(line) == "none");
    CHECK(refusal_of("") == "bad-json");
    CHECK(refusal_of("7") == "bad-journal");
    CHECK(refusal_of(line.substr(0, line.size() - 5)) == "bad-json");
    CHECK(refusal_of(line + line) == "bad-json");
    CHECK(refusal_of(changed(line, "\"parts\":{\"body\":{\"content\"", "\"more\":1,\"parts\":{\"body\":{\"content\"")) == "bad-journal");
    CHECK(refusal_of(changed(line, "\"salt\":\"", "\"salt\":\"z")) == "bad-journal");
    CHECK(refusal_of(changed(line, "\"content\":{\"id\":\"ann\"}", "\"content\":{\"id\":0.5}")) == "bad-journal");
    CHECK(refusal_of(changed(line, "\"content\":{\"id\":\"ann\"},", "")) == "bad-journal");
    CHECK(refusal_of(changed(line, "\"body\":{\"content\"", "\"Body!\":{\"content\"")) == "bad-journal");
    CHECK(refusal_of(changed(line, "\"seq\":3", "\"seq\":0")) == "bad-journal");
    CHECK(refusal_of(changed(line, "\"v\":1", "\"v\":2")) == "record-newer");
    CHECK(refusal_of(changed(line, "Ann", "A\xff")) == "bad-utf8");
}

TEST_CASE("a hostile line is refused before it is built", "[journal][lines]") {
    CHECK(refusal_of(std::string(1u << 20, '[')) == "too-deep");
    CHECK(refusal_of(std::string(kLineBytes + 1, ' ')) == "too-large");
    const auto line = print_line(sample());
    const auto content = std::string(16, '[') + std::string(16, ']');
    CHECK(refusal_of(changed(line, "{\"id\":\"ann\"}", content)) == "none");  // as deep as canonical JSON may be
    CHECK(refusal_of(changed(line, "{\"id\":\"ann\"}", "[" + content + "]")) == "too-deep");
    CHECK(refusal_of(changed(line, "Ann", std::string(kEventBytes + 1, 'a'))) == "too-large");
}
