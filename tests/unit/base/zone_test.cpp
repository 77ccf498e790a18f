// SPDX-License-Identifier: MIT
// What a clock on a wall means in a zone: one instant, two, or none.
#include "hindsight/base/zone.hpp"

#include "hindsight/base/error.hpp"
#include "support/catch.hpp"
#include "support/error_of.hpp"

using namespace hindsight;

namespace {

ZonedTime zoned(std::string_view zone, std::string_view local) {
    return Zone::parse(zone).at(parse_local(local).value());
}

/// The instant or instants; "none".
std::string shown(std::string_view zone, std::string_view local) {
    const auto time = zoned(zone, local);
    if (time.kind == ZonedTime::Kind::nonexistent) return "none";
    const auto one = print_instant_short(time.at);
    return time.kind == ZonedTime::Kind::one ? one : one + " or " + print_instant_short(time.later);
}

}  // namespace

// Provenance of the times in named zones: Python 3.11, zoneinfo, with tzdata 2025b (fold 0 and 1).

TEST_CASE("a time in summer and one in winter", "[zone]") {
    CHECK(shown("Europe/Berlin", "2024-07-15 12:00:00") == "2024-07-15T10:00:00Z");
    CHECK(shown("Europe/Berlin", "2024-01-15 12:00:00") == "2024-01-15T11:00:00Z");
    CHECK(shown("America/New_York", "2011-09-01 00:00:00.25") == "2011-09-01T04:00:00.25Z");
    CHECK(shown("Asia/Kolkata", "2024-01-15 12:00:00") == "2024-01-15T06:30:00Z");
    CHECK(shown("Australia/Sydney", "2024-01-15 12:00:00") == "2024-01-15T01:00:00Z");
}

TEST_CASE("what a clock never showed is no instant, what it showed twice is two", "[zone]") {
    CHECK(shown("Europe/Berlin", "2024-03-31 01:59:59") == "2024-03-31T00:59:59Z");
    CHECK(shown("Europe/Berlin", "2024-03-31 02:00:00") == "none");
    CHECK(shown("Europe/Berlin", "2024-03-31 02:30:00") == "none");
    CHECK(shown("Europe/Berlin", "2024-03-31 03:00:00") == "2024-03-31T01:00:00Z");
    CHECK(shown("Europe/Berlin", "2024-10-27 01:59:59") == "2024-10-26T23:59:59Z");
    CHECK(shown("Europe/Berlin", "2024-10-27 02:30:00.5") == "2024-10-27T00:30:00.5Z or 2024-10-27T01:30:00.5Z");
    CHECK(shown("Europe/Berlin", "2024-10-27 03:00:00") == "2024-10-27T02:00:00Z");
}

TEST_CASE("clocks go on changing after the tables end", "[zone]") {
    CHECK(shown("Europe/Berlin", "2037-07-01 12:00:00") == "2037-07-01T10:00:00Z");
    CHECK(shown("Europe/Berlin", "2038-07-01 12:00:00") == "2038-07-01T10:00:00Z");
    CHECK(shown("Europe/Berlin", "2040-03-25 02:30:00") == "none");
    CHECK(shown("Europe/Berlin", "2040-10-28 02:30:00") == "2040-10-28T00:30:00Z or 2040-10-28T01:30:00Z");
    CHECK(shown("America/New_York", "2100-03-14 02:30:00") == "none");
    CHECK(shown("Australia/Sydney", "2048-01-15 12:00:00") == "2048-01-15T01:00:00Z");
    CHECK(shown("Europe/Berlin", "9999-07-01 12:00:00") == "9999-07-01T10:00:00Z");
    CHECK(shown("Europe/Berlin", "9999-12-31 23:59:59.999999") == "9999-12-31T22:59:59.999999Z");
}

TEST_CASE("an offset or UTC needs no table", "[zone]") {
    CHECK(shown("UTC", "2024-03-31 02:30:00") == "2024-03-31T02:30:00Z");
    CHECK(shown("Z", "2024-03-31 02:30:00") == "2024-03-31T02:30:00Z");
    CHECK(shown("+02:00", "2024-03-31 02:30:00") == "2024-03-31T00:30:00Z");
    CHECK(shown("+02", "2024-03-31 02:30:00") == "2024-03-31T00:30:00Z");
    CHECK(shown("-0530", "2024-03-31 22:30:00") == "2024-04-01T04:00:00Z");
    CHECK(Zone::parse("-0530").name() == "-0530");
}

TEST_CASE("an offset that was written goes before the zone", "[zone]") {
    CHECK(shown("Europe/Berlin", "2024-03-31 02:30:00+00") == "2024-03-31T02:30:00Z");
    CHECK(shown("Europe/Berlin", "2024-03-31 02:30:00-05:00") == "2024-03-31T07:30:00Z");
}

TEST_CASE("an instant before the year 1 or after 9999 is none", "[zone]") {
    CHECK(shown("+02:00", "0001-01-01 01:59:59") == "none");
    CHECK(shown("+02:00", "0001-01-01 02:00:00") == "0001-01-01T00:00:00Z");
    CHECK(shown("-02:00", "9999-12-31 22:00:00") == "none");
    CHECK(shown("America/New_York", "9999-12-31 22:00:00") == "none");
    CHECK(shown("Europe/Berlin", "0001-01-01 12:00:00") != "none");
}

TEST_CASE("a zone that there is not is refused, with the nearest name", "[zone]") {
    const auto* text = GENERATE("", "Berlin/Europe", "+", "+2", "+02:", "+02:60", "+24:00", "+02:00 ",
                                "../../etc/passwd", "utc+2", "/Europe/Berlin");
    INFO(text);
    CHECK(test::refusal([&] { Zone::parse(text); }) == "usage");
    CHECK(test::thrown_by([] { Zone::parse("Europe/Berlim"); })->hint() == "did you mean Europe/Berlin?");
    CHECK(test::thrown_by([] { Zone::parse("america/new_york"); })->hint() == "did you mean America/New_York?");
}
