// SPDX-License-Identifier: MIT
// Content lines of a calendar: escaped, folded, each ended by CRLF.
#include "hindsight/report/calendar.hpp"

#include <fmt/format.h>

#include "hindsight/base/text.hpp"

namespace hindsight::report {

namespace {

constexpr std::size_t kLineOctets = 75;  // RFC 5545, section 3.1, without the line's end

/// A value of the type TEXT (section 3.3.11).
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : printable_block(text)) {
        if (c == '\n') {
            out += "\\n";
            continue;
        }
        if (c == '\\' || c == ';' || c == ',') out += '\\';
        out += c;
    }
    return out;
}

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// Folded before the octet that would be one too many, and never inside a character.
std::string folded(std::string_view line) {
    std::string out;
    std::size_t room = kLineOctets;
    while (line.size() > room) {
        std::size_t cut = room;
        while (cut > 0 && continues_character(line[cut])) --cut;
        out.append(line.substr(0, cut)).append("\r\n ");
        line.remove_prefix(cut);
        room = kLineOctets - 1;  // the space counts
    }
    return out.append(line).append("\r\n");
}

std::string day_text(Day day) {
    auto text = print_day(day);
    std::erase(text, '-');
    return text;
}

/// In UTC, to the second.
std::string instant_text(Instant at) {
    auto text = print_instant(at).substr(0, 19) + "Z";
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text;
}

class CalendarRenderer {
   public:
    CalendarRenderer(const Calendar& calendar, const Language& language) : calendar_(calendar), language_(language) {}

    std::string render() {
        line("BEGIN:VCALENDAR");
        line("VERSION:2.0");
        line(fmt::format("PRODID:-//hindsight//hindsight {}//EN", calendar_.version));
        line("X-WR-CALNAME:" + escaped(say(language_, "calendar.name")));
        if (calendar_.entries.empty()) nothing();
        for (const auto& entry : calendar_.entries) event(entry);
        line("END:VCALENDAR");
        return std::move(out_);
    }

   private:
    void line(std::string_view text) { out_ += folded(text); }
    void text_line(std::string_view name, std::string_view text) { line(fmt::format("{}:{}", name, escaped(text))); }

    /// A calendar must have a component (section 3.4); this one says nothing.
    void nothing() {
        for (const auto* part : {"BEGIN:VTIMEZONE", "TZID:UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0000",
                                 "END:STANDARD", "END:VTIMEZONE"}) {
            line(part);
        }
    }

    void event(const CalendarEntry& entry) {
        const auto title = say(language_, entry.overdue ? "calendar.overdue" : "calendar.due", {text_in(entry.text, language_.slug)});
        line("BEGIN:VEVENT");
        line(fmt::format("UID:{}@{}", entry.id, calendar_.origin));
        line("DTSTAMP:" + instant_text(entry.revised));
        line(fmt::format("SEQUENCE:{}", entry.amendments));
        line("DTSTART;VALUE=DATE:" + day_text(entry.due));
        line("DTEND;VALUE=DATE:" + day_text(entry.due + std::chrono::days{1}));
        line("TRANSP:TRANSPARENT");  // nobody is busy by it
        text_line("SUMMARY", title);
        text_line("DESCRIPTION", description(entry));
        if (!entry.tags.empty()) line("CATEGORIES:" + categories(entry.tags));
        alarm("-P6DT15H", title);
        alarm("-PT15H", title);
        line("END:VEVENT");
    }

    std::string description(const CalendarEntry& entry) const {
        auto text = say(language_, "calendar.said", {entry.speaker, print_day(entry.said_on)});
        const auto add = [&](std::string_view key, const std::string& what) {
            if (!what.empty()) text += "\n" + say(language_, key, {what});
        };
        add("calendar.forecast", entry.forecast);
        add("calendar.criteria", entry.criteria);
        add("calendar.resolve", fmt::format("hindsight resolve {} OUTCOME --evidence URL", entry.id));
        return text;
    }

    static std::string categories(const std::vector<std::string>& tags) {
        std::string out;
        for (const auto& tag : tags) out += (out.empty() ? "" : ",") + escaped(tag);
        return out;
    }

    /// The trigger counts from the beginning of the day.
    void alarm(std::string_view before, std::string_view title) {
        line("BEGIN:VALARM");
        line("ACTION:DISPLAY");
        line(fmt::format("TRIGGER:{}", before));
        text_line("DESCRIPTION", title);
        line("END:VALARM");
    }

    const Calendar& calendar_;
    const Language& language_;
    std::string out_;
};

}  // namespace

std::string render_calendar(const Calendar& calendar, const Language& language) { return CalendarRenderer(calendar, language).render(); }

}  // namespace hindsight::report
