// SPDX-License-Identifier: MIT
// What is to be resolved, and when, as a calendar that other programs show and remind of.
#pragma once

#include <string>
#include <vector>

#include "hindsight/domain/statement.hpp"
#include "hindsight/report/language.hpp"

namespace hindsight::report {

/// A statement that somebody has to resolve.
struct CalendarEntry {
    std::string id;
    Day due{};
    bool overdue = false;
    Texts text;
    std::string speaker;          // as it is to be shown
    Day said_on{};
    std::string forecast;         // the speaker's, in its short form; "" for none
    std::string criteria;
    std::vector<std::string> tags;
    Instant revised{};            // when it was recorded, or last amended
    std::size_t amendments = 0;
};

struct Calendar {
    std::string origin;   // of the record
    std::string version;  // of the program
    std::vector<CalendarEntry> entries;
};

/// iCalendar (RFC 5545): a whole-day event on the due day of each entry, with reminders at nine in the morning a week and a day
/// before, as the clock of who reads it goes. Same entries, same bytes.
std::string render_calendar(const Calendar& calendar, const Language& language);

}  // namespace hindsight::report
