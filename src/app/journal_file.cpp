// SPDX-License-Identifier: MIT
// The events of a journal, each checked as it comes: from its lines, or on the way to them.
#include "journal_file.hpp"

#include <fmt/format.h>

#include "hindsight/base/text.hpp"
#include "hindsight/journal/lines.hpp"

namespace hindsight::app {

namespace {

constexpr std::string_view kMade = "record.made";

/// Without the end of the line, which would stand in messages.
std::string_view trimmed(std::string_view line) {
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

}  // namespace

std::string JournalCheck::take(const journal::Event& event) {
    const auto seq = tree_.size() + 1;
    const auto& header = event.header;
    if (seq > promised_.size) return fmt::format("there are more than {} events", promised_.size);
    if (header.seq != seq) return fmt::format("event {} follows where event {} should", header.seq, seq);
    if (header.origin != promised_.origin) return fmt::format("event {} comes from another record", seq);
    if ((header.type == kMade) != (seq == 1)) return fmt::format("event {} has the type \"{}\"", seq, printable(header.type));
    if (const auto faults = succession_.take(event, seq); !faults.empty()) return faults.front().what;
    tree_.append(journal::leaf_hash(event.header_bytes));
    return {};
}

std::string JournalCheck::finish() const {
    if (tree_.size() < promised_.size) return fmt::format("it ends after event {} of {}", tree_.size(), promised_.size);
    if (tree_.root() != promised_.root) return "its events do not give the root that it begins with";
    return {};
}

JournalFile::JournalFile(interchange::LineReader& lines, std::string name)
    : lines_(lines), name_(std::move(name)), head_(at_line([&] { return journal::parse_first_line(need_line()); })), check_(head_) {}

void JournalFile::fail_at_line(const Error& e) const {
    auto where = e.where();
    where.file = name_;
    where.line = static_cast<int>(lines_.line());
    throw Error(e.code(), e.what(), e.hint(), std::move(where));
}

void JournalFile::refuse(std::string message, std::string hint, std::uint64_t line) const {
    throw Error(ErrorCode::bad_journal, std::move(message), std::move(hint), Span{name_, static_cast<int>(line), 0, 1, {}});
}

std::string_view JournalFile::need_line() {
    std::string_view line;
    if (!lines_.next(line)) refuse("this file is empty", "export a record with --format jsonl", 1);
    return trimmed(line);
}

bool JournalFile::next(journal::Event& event) {
    std::string_view line;
    if (done_) return false;
    if (!lines_.next(line)) {
        finish();
        return false;
    }
    event = at_line([&] { return journal::parse_line(trimmed(line)); });
    if (auto fault = check_.take(event); !fault.empty()) {
        refuse(std::move(fault), "this is not as it was exported, and nothing was stored: look for another copy", lines_.line());
    }
    return true;
}

void JournalFile::finish() {
    done_ = true;
    auto fault = check_.finish();
    if (fault.empty()) return;
    const bool short_of_some = check_.size() < head_.size;
    refuse(std::move(fault), short_of_some ? "the rest is missing, and nothing was stored: fetch the file again"
                                           : "a header or the first line was changed, and nothing was stored: look for another copy",
           short_of_some ? lines_.line() : 1);
}

}  // namespace hindsight::app
