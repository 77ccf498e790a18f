// SPDX-License-Identifier: MIT
// The calendar: content lines after RFC 5545.
#include "hindsight/report/calendar.hpp"

#include "hindsight/base/text.hpp"
#include "support/catch.hpp"

using namespace hindsight;
using namespace hindsight::report;

namespace {

CalendarEntry entry(const std::string& text) {
    CalendarEntry out;
    out.id = "tea-house";
    out.due = *parse_day("2027-03-31");
    out.text = {{"en", text}};
    out.speaker = "Ann";
    out.said_on = *parse_day("2026-01-05");
    out.revised = *parse_instant("2026-01-05T10:00:00.5Z");
    return out;
}

std::string rendered(std::vector<CalendarEntry> entries, const char* language = "en") {
    return render_calendar({"abc", "1.2.3", std::move(entries)}, *language_by_slug(language));
}

std::vector<std::string> lines_of(const std::string& calendar) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < calendar.size();) {
        const auto end = calendar.find("\r\n", at);
        REQUIRE(end != std::string::npos);
        lines.push_back(calendar.substr(at, end - at));
        at = end + 2;
    }
    return lines;
}

std::string unfolded(std::string calendar) {
    for (auto at = calendar.find("\r\n "); at != std::string::npos; at = calendar.find("\r\n ", at)) calendar.erase(at, 3);
    return calendar;
}

}  // namespace

TEST_CASE("a line has at most 75 octets and ends between characters, wherever the text stands", "[report][calendar]") {
    for (std::size_t before = 0; before < 80; ++before) {
        std::string text(before, 'a');
        for (int i = 0; i < 60; ++i) text += i % 2 == 0 ? "字" : "é";
        const auto calendar = rendered({entry(text)});
        for (const auto& line : lines_of(calendar)) {
            INFO(before << ": " << line);
            CHECK(line.size() <= 75);
            CHECK(!utf8_fault(line));
        }
        CHECK(unfolded(calendar).find("SUMMARY:Due: " + text + "\r\n") != std::string::npos);
    }
}

TEST_CASE("what means something in a value is escaped", "[report][calendar]") {
    const auto calendar = unfolded(rendered({entry("a,b;c\\d\ne\r\nBEGIN:VEVENT\x01")}));
    CHECK(calendar.find("SUMMARY:Due: a\\,b\\;c\\\\d\\ne") != std::string::npos);
    CHECK(calendar.find("\nBEGIN:VEVENT<") == std::string::npos);
    CHECK(calendar.find('\x01') == std::string::npos);
}

TEST_CASE("an event is a whole day with two reminders, and says when it was revised rather than when it was printed", "[report][calendar]") {
    auto due = entry("The tea house reopens");
    due.amendments = 2;
    const auto calendar = rendered({due});
    for (const char* line : {"UID:tea-house@abc", "DTSTAMP:20260105T100000Z", "SEQUENCE:2", "DTSTART;VALUE=DATE:20270331", "DTEND;VALUE=DATE:20270401",
                             "TRIGGER:-P6DT15H", "TRIGGER:-PT15H"}) {
        INFO(line);
        CHECK(calendar.find("\r\n" + std::string(line) + "\r\n") != std::string::npos);
    }
}

TEST_CASE("a calendar of nothing has a component all the same", "[report][calendar]") {
    const auto calendar = rendered({});
    CHECK(calendar.find("BEGIN:VTIMEZONE") != std::string::npos);
    CHECK(calendar.find("VEVENT") == std::string::npos);
}

TEST_CASE("the calendar speaks the language that is asked for and takes that wording first", "[report][calendar]") {
    auto both = entry("The tea house reopens");
    both.text["zh"] = "茶馆重新开张";
    both.overdue = true;
    CHECK(rendered({both}, "zh").find("SUMMARY:逾期未决：茶馆重新开张") != std::string::npos);
    CHECK(rendered({both}).find("SUMMARY:Overdue: The tea house reopens") != std::string::npos);
}
