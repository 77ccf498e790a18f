// SPDX-License-Identifier: MIT
// Times as other programs write them: what is read, what is refused.
#include "hindsight/base/local_time.hpp"

#include <cmath>
#include <limits>

#include "support/catch.hpp"

using namespace hindsight;

namespace {

/// "2024-01-02T03:04:05", with what was written after it: minutes east, "day", or nothing.
std::string shown(const std::optional<WrittenTime>& time) {
    if (!time) return "";
    auto text = print_instant_short(Instant{time->local.time_since_epoch()});
    text.pop_back();
    if (time->is_day) text += " day";
    return time->offset ? text + " " + std::to_string(time->offset->count()) : text;
}

std::string local(std::string_view text) { return shown(parse_local(text)); }
std::string us(std::string_view text) { return shown(parse_us_date(text)); }
std::string printed(std::optional<Instant> at) { return at ? print_instant_short(*at) : ""; }

}  // namespace

TEST_CASE("a local time reads with a T or a blank, decimals, and seconds of one digit", "[calendar]") {
    CHECK(local("2024-01-02 03:04:05") == "2024-01-02T03:04:05");
    CHECK(local("2024-01-02T03:04:05.25") == "2024-01-02T03:04:05.25");
    CHECK(local("2024-01-02 03:04:05.000001") == "2024-01-02T03:04:05.000001");
    CHECK(local("2024-01-02 03:04:5") == "2024-01-02T03:04:05");
    CHECK(local("9999-12-31 23:59:59.999999") == "9999-12-31T23:59:59.999999");
    CHECK(local("0001-01-01 00:00:00") == "0001-01-01T00:00:00");
}

TEST_CASE("an offset after a local time is kept apart, however it is written", "[calendar]") {
    for (const auto* zone : {"Z", "z", " UTC", "UTC", "+00", "+0000", "+00:00", " +0000", "-00:00"}) {
        INFO(zone);
        CHECK(local(std::string("2024-01-02 03:04:05") + zone) == "2024-01-02T03:04:05 0");
    }
    CHECK(local("2024-01-02T03:04:5.5+0530") == "2024-01-02T03:04:05.5 330");
    CHECK(local("2024-01-02 03:04:05-08") == "2024-01-02T03:04:05 -480");
}

TEST_CASE("what is no local time is refused", "[calendar]") {
    const auto* text =
        GENERATE("", "2024-01-02", "2024-01-02 03:04", "2024-1-2 03:04:05", "2024-01-02 3:04:05",
                 "2024-01-02 03:04:", "2024-01-02 03:04:005", "2024-01-02 03:04:60", "2024-01-02 24:00:00",
                 "2024-02-30 03:04:05", "2024-01-02  03:04:05", "2024-01-02 03:04:05 ", "2024-01-02 03:04:05.",
                 "2024-01-02 03:04:05.1234567", "2024-01-02 03:04:05 CET", "2024-01-02 03:04:05+2",
                 "2024-01-02 03:04:05+02:0", "2024-01-02 03:04:05+02:60", "2024-01-02 03:04:05+0200x",
                 "2024-01-02 03:04:05 UT", "0000-01-01 00:00:00", "12024-01-02 03:04:05");
    INFO(text);
    CHECK_FALSE(parse_local(text));
}

TEST_CASE("a date of the United States has its month first, and a year of two or four digits", "[calendar]") {
    CHECK(us("9/1/11") == "2011-09-01T00:00:00 day");
    CHECK(us("09/01/2011") == "2011-09-01T00:00:00 day");
    CHECK(us("12/30/11 0:00") == "2011-12-30T00:00:00");
    CHECK(us("12/30/11 23:59:58") == "2011-12-30T23:59:58");
    CHECK(us("1/1/68") == "2068-01-01T00:00:00 day");
    CHECK(us("1/1/69") == "1969-01-01T00:00:00 day");
    CHECK(us("2/29/00") == "2000-02-29T00:00:00 day");
    const auto* text = GENERATE("", "13/1/11", "30/12/11", "2/29/11", "0/1/11", "1/0/11", "1/1/1", "1/1/111",
                                "1/1/0000", "1/1/11 ", "1/1/11 24:00", "1/1/11 1:5", "1/1/11 1:05:5", "1/1/11 1:05 AM",
                                "001/1/11", "2011-09-01", "1-1-11", "1/1/11T1:05");
    INFO(text);
    CHECK_FALSE(parse_us_date(text));
}

TEST_CASE("seconds and milliseconds count from 1970, within the years 1 to 9999", "[calendar]") {
    // Provenance: `date -u -d @1700000000`.
    CHECK(printed(instant_of_seconds(1'700'000'000)) == "2023-11-14T22:13:20Z");
    CHECK(printed(instant_of_seconds(1'700'000'000.25)) == "2023-11-14T22:13:20.25Z");
    CHECK(printed(instant_of_milliseconds(1'700'000'000'123)) == "2023-11-14T22:13:20.123Z");
    CHECK(printed(instant_of_seconds(-0.5)) == "1969-12-31T23:59:59.5Z");
    // Provenance: `date -u -d 9999-12-31T23:59:59Z +%s`, `date -u -d 0001-01-01 +%s`.
    CHECK(printed(instant_of_seconds(253'402'300'799)) == "9999-12-31T23:59:59Z");
    CHECK(printed(instant_of_seconds(253'402'300'800)).empty());
    CHECK(printed(instant_of_seconds(-62'135'596'800)) == "0001-01-01T00:00:00Z");
    CHECK(printed(instant_of_seconds(-62'135'596'801)).empty());
    for (const double wild : {1e300, -1e300, std::numeric_limits<double>::infinity(), std::nan("")}) {
        CHECK_FALSE(instant_of_seconds(wild));
        CHECK_FALSE(instant_of_milliseconds(wild));
    }
}
