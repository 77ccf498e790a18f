// SPDX-License-Identifier: MIT
// Days, instants and typed dates: what is read, what is refused, what is printed.
#include "hindsight/base/calendar.hpp"

#include "hindsight/base/clock.hpp"
#include "support/catch.hpp"

using namespace hindsight;

namespace {

Day day(std::string_view text) { return parse_day(text).value(); }
Instant instant(std::string_view text) { return parse_instant(text).value(); }

/// What a typed date was understood as, on Monday 5 January 2026.
std::string spoken(std::string_view text) {
    const auto when = parse_spoken_date(text, day("2026-01-05"));
    return when ? print_when(*when) : "";
}

}  // namespace

TEST_CASE("a day reads and prints as YYYY-MM-DD", "[calendar]") {
    const auto* text = GENERATE("0001-01-01", "1970-01-01", "2000-02-29", "2024-02-29", "2026-12-31", "9999-12-31");
    CHECK(print_day(day(text)) == text);
}

TEST_CASE("a day counts from 1970", "[calendar]") {
    // Provenance: `date -u -d 2024-02-29 +%s` / 86400 = 19782.
    CHECK(day("2024-02-29").time_since_epoch().count() == 19782);
}

TEST_CASE("what is not exactly a day that exists is refused", "[calendar]") {
    const auto* text =
        GENERATE("", "2025-02-29", "1900-02-29", "2025-04-31", "2025-00-10", "2025-13-01", "2025-01-00", "0000-01-01",
                 "2025-1-1", "25-01-01", "2025/01/01", "2025-01-01 ", " 2025-01-01", "+2025-01-01", "2025-01-01junk",
                 "-001-01-01", "12025-01-01", "2025-0a-01", "2025-01-01T00:00:00Z", "２０２５-01-01");
    INFO(text);
    CHECK_FALSE(parse_day(text));
}

TEST_CASE("an instant reads with decimals and offsets and prints in UTC", "[calendar]") {
    CHECK(print_instant(instant("2026-01-05T10:00:00Z")) == "2026-01-05T10:00:00.000000Z");
    CHECK(print_instant(instant("2026-01-05T10:00:00.5Z")) == "2026-01-05T10:00:00.500000Z");
    CHECK(print_instant(instant("2026-01-05T10:00:00.000001z")) == "2026-01-05T10:00:00.000001Z");
    CHECK(print_instant(instant("2026-01-05t23:30:00-01:00")) == "2026-01-06T00:30:00.000000Z");
    CHECK(print_instant(instant("2026-01-01 05:29:59+05:30")) == "2025-12-31T23:59:59.000000Z");
    // Provenance: the first two examples of RFC 3339, section 5.8.
    CHECK(print_instant(instant("1985-04-12T23:20:50.52Z")) == "1985-04-12T23:20:50.520000Z");
    CHECK(print_instant(instant("1996-12-19T16:39:57-08:00")) == "1996-12-20T00:39:57.000000Z");
}

TEST_CASE("an instant before 1970 keeps its fraction", "[calendar]") {
    CHECK(print_instant(instant("1969-12-31T23:59:59.25Z")) == "1969-12-31T23:59:59.250000Z");
    CHECK(print_instant_short(instant("0001-01-01T00:00:00.000001Z")) == "0001-01-01T00:00:00.000001Z");
}

TEST_CASE("the short form of an instant has no needless decimals", "[calendar]") {
    CHECK(print_instant_short(instant("2026-01-05T10:00:00.000000Z")) == "2026-01-05T10:00:00Z");
    CHECK(print_instant_short(instant("2026-01-05T10:00:00.120Z")) == "2026-01-05T10:00:00.12Z");
}

TEST_CASE("what is not exactly an RFC 3339 instant is refused", "[calendar]") {
    const auto* text = GENERATE("", "2026-01-05", "2026-01-05T10:00Z", "2026-01-05T10:00:00", "2026-01-05T24:00:00Z",
                                "2026-01-05T10:60:00Z", "2026-01-05T23:59:60Z", "2026-01-05T10:00:00.Z",
                                "2026-01-05T10:00:00.1234567Z", "2026-01-05T10:00:00+0100", "2026-01-05T10:00:00+24:00",
                                "2026-01-05T10:00:00+01:60", "2026-01-05T10:00:00Zx", "2026-01-05T10:00:00 Z",
                                "2026-02-30T10:00:00Z", "2026-01-05T1:00:00Z", "0001-01-01T00:00:00+00:01",
                                "9999-12-31T23:59:59-00:01", "20260105T100000Z", "2026-01-05_10:00:00Z");
    INFO(text);
    CHECK_FALSE(parse_instant(text));
}

TEST_CASE("a day begins at midnight and ends with its last microsecond", "[calendar]") {
    const auto d = day("2026-03-01");
    CHECK(print_instant(start_of(d)) == "2026-03-01T00:00:00.000000Z");
    CHECK(print_instant(end_of(d)) == "2026-03-01T23:59:59.999999Z");
    CHECK(day_of(start_of(d)) == d);
    CHECK(day_of(end_of(d)) == d);
    CHECK(day_of(end_of(d) + std::chrono::microseconds{1}) == day("2026-03-02"));
    CHECK(day_of(instant("1969-12-31T23:59:59Z")) == day("1969-12-31"));
}

TEST_CASE("a year has a first and a last day", "[calendar]") {
    CHECK(print_day(first_day(2026)) == "2026-01-01");
    CHECK(print_day(last_day(2026)) == "2026-12-31");
    CHECK(year_of(day("2026-12-31")) == 2026);
}

TEST_CASE("adding months clamps to the last day of the month", "[calendar]") {
    CHECK(print_day(add_months(day("2024-02-29"), 12)) == "2025-02-28");
    CHECK(print_day(add_months(day("2024-02-29"), 48)) == "2028-02-29");
    CHECK(print_day(add_months(day("2025-01-31"), 1)) == "2025-02-28");
    CHECK(print_day(add_months(day("2025-03-31"), -1)) == "2025-02-28");
    CHECK(print_day(add_months(day("2025-11-30"), 3)) == "2026-02-28");
    CHECK(print_day(add_months(day("2025-12-15"), 1)) == "2026-01-15");
}

TEST_CASE("a moment given as a day means its end and prints as that day", "[calendar]") {
    const auto when = parse_when("2026-01-05").value();
    CHECK(when.is_day);
    CHECK(print_instant(when.at) == "2026-01-05T23:59:59.999999Z");
    CHECK(print_when(when) == "2026-01-05");
    CHECK(print_when(parse_when("2026-01-05T10:00:00+01:00").value()) == "2026-01-05T09:00:00Z");
    CHECK_FALSE(parse_when("tomorrow"));
}

TEST_CASE("the words for days around today are understood", "[calendar]") {
    CHECK(spoken("today") == "2026-01-05");
    CHECK(spoken(" Tomorrow ") == "2026-01-06");
    CHECK(spoken("yesterday") == "2026-01-04");
    CHECK(spoken("2027-02-03") == "2027-02-03");
    CHECK(spoken("2027-02-03T04:05:06Z") == "2027-02-03T04:05:06Z");
}

TEST_CASE("steps from today are understood", "[calendar]") {
    CHECK(spoken("+90d") == "2026-04-05");
    CHECK(spoken("-2w") == "2025-12-22");
    CHECK(spoken("+6m") == "2026-07-05");
    CHECK(spoken("+1y") == "2027-01-05");
    CHECK(spoken("+3 weeks") == "2026-01-26");
    CHECK(spoken("in 2 years") == "2028-01-05");
    CHECK(spoken("In 10  Days") == "2026-01-15");
    CHECK(spoken("in a month") == "2026-02-05");
    CHECK(spoken("+0d") == "2026-01-05");
}

TEST_CASE("a month or the end of something is its last day", "[calendar]") {
    CHECK(spoken("end of 2027") == "2027-12-31");
    CHECK(spoken("end of March 2027") == "2027-03-31");
    CHECK(spoken("March 2027") == "2027-03-31");
    CHECK(spoken("feb 2028") == "2028-02-29");
    CHECK(spoken("Sept 2027") == "2027-09-30");
}

TEST_CASE("a date that is not understood is refused rather than guessed", "[calendar]") {
    const auto* text =
        GENERATE("", "2027", "soon", "+d", "+90", "90d", "+5x", "in years", "in -2 years", "in 2", "+99999999d",
                 "+4000000000000d", "in 9000 years", "-3000y", "end of", "end of Mars 2027", "March", "ma 2027",
                 "March 27", "March 02027", "2025-02-30", "in 2 years please");
    INFO(text);
    CHECK(spoken(text) == "");
}

TEST_CASE("a fixed clock always says the same and knows that it was given", "[clock]") {
    const auto at = instant("2026-01-05T10:00:00Z");
    const auto clock = Clock::fixed(at);
    CHECK(clock.is_given());
    CHECK(clock.now() == at);
    CHECK(clock.now() == at);
}

TEST_CASE("the system's clock is not given and does not lie in the past", "[clock]") {
    const auto clock = Clock::system();
    CHECK_FALSE(clock.is_given());
    // This test was written in 2026.
    CHECK(year_of(day_of(clock.now())) >= 2025);
}
