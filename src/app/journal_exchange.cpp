// SPDX-License-Identifier: MIT
// Verbs: the whole journal as JSON Lines, out of one record and into another copy of it.
#include "hindsight/app/journal_exchange.hpp"

#include <fmt/format.h>

#include "hindsight/base/text.hpp"
#include "hindsight/journal/facts.hpp"
#include "hindsight/journal/lines.hpp"
#include "interchange/formats/reading.hpp"
#include "journal_file.hpp"

namespace hindsight::app {

namespace {

constexpr std::size_t kPiece = 256u << 10;

/// Lines are handed on in larger pieces.
class Lines {
   public:
    explicit Lines(const std::function<void(std::string_view)>& sink) : sink_(sink) {}
    void add(std::string_view line) {
        (text_ += line) += '\n';
        if (text_.size() >= kPiece) flush();
    }
    void flush() {
        sink_(text_);
        text_.clear();
    }

   private:
    const std::function<void(std::string_view)>& sink_;
    std::string text_;
};

[[noreturn]] void refuse_damaged(const Session& session, std::string_view why) {
    throw Error(ErrorCode::record_damaged, fmt::format("{} is damaged: {}", session.db.string(), why),
                "`hindsight verify` says where; what was written is not the whole journal");
}

[[noreturn]] void refuse_other(std::string message) {
    throw Error(ErrorCode::conflict, std::move(message),
                "nothing was stored; import a journal into a path where there is no record yet: --db NEW.db; `export --format toml` brings statements into another record, recorded now");
}

/// Reads on to the end what is not to be stored.
void read_rest(JournalFile& file) {
    journal::Event event;
    while (file.next(event)) {
        file.at_line([&] { journal::decode(event.header, event.parts); });
    }
}

/// Goes through the events that record and file both should have. Afterwards the file stands at the first one missing.
void compare(Reader& reader, JournalFile& file, JournalImport& result) {
    if (reader.head().origin != file.head().origin) {
        refuse_other(fmt::format("the journal in {} is that of another record: {}, not {}", file.name(), printable(file.head().origin), reader.head().origin));
    }
    bool same = true;
    journal::Event event;
    reader.events(1, [&](const journal::Event& own) {
        if (!file.next(event)) return false;
        same = event.header_bytes == own.header_bytes;
        if (same) ++result.there;
        return same;
    });
    if (same) return;
    read_rest(file);  // a file that is at fault itself is said to be that
    refuse_other(fmt::format("record and {} went different ways: they agree up to event {}", file.name(), result.there));
}

void append_rest(Writer& writer, JournalFile& file, JournalImport& result) {
    journal::Event event;
    while (file.next(event)) {
        file.at_line([&] { writer.append_recorded(event); });
        ++result.added;
    }
}

void count_rest(JournalFile& file, JournalImport& result) {
    read_rest(file);
    result.added = file.head().size - result.there;
}

}  // namespace

journal::Head export_journal(const Session& session, const std::function<void(std::string_view)>& sink) {
    journal::Head head;
    open_for_reading(session).read([&](Reader& reader) {
        head = reader.head();
        JournalCheck check(head);
        Lines lines(sink);
        lines.add(journal::print_first_line(head));
        reader.events(1, [&](const journal::Event& event) {
            if (const auto fault = check.take(event); !fault.empty()) refuse_damaged(session, fault);
            lines.add(journal::print_line(event));
            tell(session.progress, "writing", check.size(), head.size);
            return true;
        });
        if (const auto fault = check.finish(); !fault.empty()) refuse_damaged(session, fault);
        lines.flush();
    });
    return head;
}

JournalImport import_journal(const Session& session, const interchange::FileGroup& group, bool dry_run) {
    interchange::ByteSource source(group.members->list.front().input, session.progress);
    interchange::LineReader lines(source);
    JournalFile file(lines, source.name());
    JournalImport result;
    result.head = file.head();
    result.made = !Store::exists(session.db);
    if (dry_run) {
        if (!result.made) open_for_reading(session).read([&](Reader& reader) { compare(reader, file, result); });
        count_rest(file, result);
    } else if (result.made) {
        Store::restore(session.db, store_options(session), [&](Writer& writer) { append_rest(writer, file, result); });
    } else {
        Store::open(session.db, Store::Access::write, store_options(session)).write([&](Writer& writer) {
            compare(writer, file, result);
            append_rest(writer, file, result);
        });
    }
    return result;
}

}  // namespace hindsight::app
