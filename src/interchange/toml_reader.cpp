// SPDX-License-Identifier: MIT
// Reads a TOML book: persons, sources and phrases first, then the statements that refer to them.
#include <fmt/format.h>

#include <array>
#include <unordered_map>

#include "book_reading.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/domain/notation.hpp"

namespace hindsight::interchange {

namespace {

using Kind = TomlNode::Kind;
using sv = std::string_view;

constexpr sv kFormat = "hindsight/1";
constexpr auto kTopKeys = std::to_array<sv>({"format", "credence", "person", "source", "statement"});
constexpr auto kPersonKeys = std::to_array<sv>({"id", "name"});
constexpr auto kSourceKeys = std::to_array<sv>({"id", "title", "url", "published"});
/// Beyond this a file without a format is not parsed to see whether it is TOML at all.
constexpr std::size_t kForeignBytes = 16u << 20;
/// Each unknown phrase is compared with all of them.
constexpr std::size_t kMostPhrases = 10'000;
constexpr sv kNoBookHint = "a book begins with: format = \"hindsight/1\"";

class BookReader {
 public:
    BookReader(sv text, const std::string& file, const TomlScan& scan, const KnownIds& known)
        : text_(text), faults_(text, file, scan.lines), document_(text, scan, faults_), reading_(faults_, known) {}

    Book read(Diagnostics& diagnostics) {
        if (is_book()) {
            document_.each([](sv name) { return name != "statement"; },
                           [this](TomlEntry& entry) { take_frame(entry); });
            if (document_.broken()) forgive_unknown();
            document_.each([](sv name) { return name == "statement"; },
                           [this](TomlEntry& entry) { take_statement(entry); });
            if (document_.broken()) reading_.statements.forgive();
            check_links();
        }
        faults_.hand_to(diagnostics);
        return std::move(reading_.book);
    }

    CredenceTable read_credence(Diagnostics& diagnostics) {
        const bool alone = document_.head().find("format") == nullptr;
        if (alone || is_book()) {
            bool found = false;
            document_.each([&](sv name) { return alone || name == "credence"; },
                           [&](TomlEntry& entry) { found |= take_credence_alone(entry); });
            if (!found && !document_.broken()) {
                faults_.error(ErrorCode::missing_key, "there is no table [credence]", "begin it with [credence], then a phrase a line: \"likely\" = 0.75", {1, 1, 1, 0});
            }
        }
        faults_.hand_to(diagnostics);
        return std::move(reading_.book.credence);
    }

 private:
    bool take_credence_alone(TomlEntry& entry) {
        const bool fits = entry.name == "credence";
        if (fits) {
            take_credence(entry);
        } else {
            faults_.error(ErrorCode::unknown_key, fmt::format("beside [credence] there is \"{}\"", entry.name),
                          "put phrases below [credence]; a whole book begins with: format = \"hindsight/1\"", entry.name_at);
        }
        return fits;
    }

    bool is_book() {
        const auto* format = document_.head().find("format");
        if (!format && document_.broken()) return false;
        if (!format) {
            if (text_.size() <= kForeignBytes) document_.check_whole();
            if (document_.broken()) return false;
            faults_.error(ErrorCode::not_a_book, "this is no book: it has no format", std::string(kNoBookHint),
                          {1, 1, 1, 0});
            return false;
        }
        if (format->is(Kind::text) && format->text == kFormat) return true;
        const auto found =
            format->is(Kind::text) ? fmt::format("\"{}\"", format->text) : std::string(name_of(format->kind));
        faults_.error(ErrorCode::not_a_book,
                      fmt::format("the format is {}, and only \"{}\" is read here", found, kFormat),
                      std::string(kNoBookHint), format->at);
        return false;
    }

    /// References into parts that could not be parsed would all look unknown.
    void forgive_unknown() {
        reading_.persons.forgive();
        reading_.sources.forgive();
    }

    void take_frame(TomlEntry& entry) {
        if (entry.name == "format") return;
        if (entry.name == "credence") return take_credence(entry);
        if (entry.name == "person" && is_entry(entry)) return take_person(entry.node);
        if (entry.name == "source" && is_entry(entry)) return take_source(entry.node);
        if (entry.name == "person" || entry.name == "source") return;
        auto hint = suggestion(entry.name, kTopKeys);
        if (hint.empty()) hint = fmt::format("known here: {}", fmt::join(kTopKeys, ", "));
        faults_.error(ErrorCode::unknown_key, fmt::format("a book has no key \"{}\"", entry.name), std::move(hint),
                      entry.name_at);
    }

    bool is_entry(const TomlEntry& entry) {
        if (entry.in_list) return true;
        const bool empty = entry.node.is(Kind::list) && entry.node.children.empty();
        if (!empty) {
            faults_.error(ErrorCode::wrong_type,
                          fmt::format("\"{}\" must be a list of tables, not {}", entry.name, name_of(entry.node.kind)),
                          fmt::format("write [[{}]] before each one", entry.name), entry.name_at);
        }
        return false;
    }

    void take_credence(TomlEntry& entry) {
        if (!entry.node.is(Kind::table) || entry.in_list) {
            faults_.error(ErrorCode::wrong_type, "\"credence\" must be one table", "write [credence] once",
                          entry.name_at);
            return;
        }
        if (entry.node.children.size() > kMostPhrases) {
            faults_.error(ErrorCode::too_large, fmt::format("[credence] has more than {} phrases", kMostPhrases), {},
                          entry.name_at);
            return;
        }
        for (const auto& child : entry.node.children) {
            const bool number = child.is(Kind::integer) || child.is(Kind::real);
            const double p = child.is(Kind::integer) ? static_cast<double>(child.integer)
                             : child.is(Kind::real)  ? child.real
                                                     : 0;
            if (trim(child.key).empty()) {
                faults_.error(ErrorCode::missing_key, "a phrase is empty", {}, child.key_at);
            } else if (!number && !child.is(Kind::broken)) {
                faults_.error(ErrorCode::wrong_type,
                              fmt::format("the probability of a phrase must be a number, not {}", name_of(child.kind)),
                              fmt::format("\"{}\" = 0.8", child.key), child.at);
            } else if (number && !(p >= 0 && p <= 1)) {
                faults_.error(ErrorCode::bad_probability, "the probability of a phrase must lie in 0 to 1",
                              "write 0.14 for 14%", child.at);
            } else {
                reading_.book.credence.emplace(child.key, p);
                reading_.book.credence_where.emplace(child.key, faults_.span(child.key_at));
            }
        }
    }

    void take_person(TomlNode& node) {
        const auto errors_before = faults_.errors();
        BookFields fields(node, "a person", kPersonKeys, faults_);
        BookPerson entry;
        entry.where = place_of_id(node);
        entry.person.id = take_id(fields, persons_seen_, reading_.persons);
        entry.person.name = fields.languages("name", Need::optional);
        if (faults_.errors() == errors_before) reading_.book.persons.push_back(std::move(entry));
    }

    void take_source(TomlNode& node) {
        const auto errors_before = faults_.errors();
        BookFields fields(node, "a source", kSourceKeys, faults_);
        BookSource entry;
        entry.where = place_of_id(node);
        entry.source.id = take_id(fields, sources_seen_, reading_.sources);
        entry.source.title = fields.languages("title", Need::optional);
        entry.source.url = fields.text("url");
        entry.source.published = fields.day("published");
        if (faults_.errors() == errors_before) reading_.book.sources.push_back(std::move(entry));
    }

    void take_statement(TomlEntry& entry) {
        if (!is_entry(entry)) return;
        auto& node = entry.node;
        const auto* id = node.find("id");
        const bool fresh =
            !id || !id->is(Kind::text) || note_id(id->text, id->at, statements_seen_, reading_.statements);
        auto statement = read_statement(node, reading_);
        if (statement && fresh) {
            reading_.book.statements.push_back(std::move(*statement));
        } else {
            ++reading_.book.left_out;
        }
    }

    Span place_of_id(const TomlNode& node) const {
        const auto* id = node.find("id");
        return faults_.span(id ? id->at : node.at);
    }

    using Seen = std::unordered_map<std::string, std::uint32_t>;  // id -> line

    std::string take_id(BookFields& fields, Seen& seen, IdSet& ids) {
        auto id = fields.slug("id", Need::required);
        if (!id.empty()) note_id(id, fields.find("id")->at, seen, ids);
        return id;
    }

    bool note_id(const std::string& id, const TomlPlace& at, Seen& seen, IdSet& ids) {
        ids.add(id);
        const auto [first, fresh] = seen.emplace(id, at.line);
        if (fresh) return true;
        faults_.error(ErrorCode::duplicate_id, fmt::format("the id \"{}\" is taken", id),
                      fmt::format("line {} has it first", first->second), at);
        return false;
    }

    /// Links may point forward, so they are checked last.
    void check_links() {
        if (reading_.links.empty()) return;
        std::unordered_map<sv, const Statement*> here;
        for (const auto& entry : reading_.book.statements) here.emplace(entry.statement.id, &entry.statement);
        std::unordered_map<std::string, bool> faulty;
        for (const auto& pending : reading_.links) {
            const auto errors_before = faults_.errors();
            reading_.statements.check(pending.link.statement, pending.at, faults_);
            const auto target = here.find(pending.link.statement);
            if (pending.link.kind == LinkKind::conditional_on && target != here.end())
                check_condition(pending, *target->second);
            if (faults_.errors() != errors_before) faulty[pending.from] = true;
        }
        reading_.book.left_out += std::erase_if(reading_.book.statements, [&](const BookStatement& entry) { return faulty.contains(entry.statement.id); });
    }

    void check_condition(const PendingLink& pending, const Statement& target) {
        if (!target.question) {
            faults_.error(ErrorCode::bad_link,
                          fmt::format("the condition \"{}\" has no question, so it is never decided", target.id),
                          fmt::format("give \"{}\" a [statement.question], or leave the condition out", target.id), pending.at);
            return;
        }
        try {
            parse_outcome(pending.link.outcome, *target.question);
        } catch (const Error& e) {
            faults_.error(e.code(), fmt::format("the outcome of the condition: {}", e.what()), e.hint(), pending.outcome_at);
        }
    }

    sv text_;
    BookFaults faults_;
    TomlDocument document_;
    BookReading reading_;
    Seen persons_seen_, sources_seen_, statements_seen_;
};

/// What `take` makes of a reader of the text; nothing when the text cannot be scanned.
template <class Take>
auto read_with(sv text, const std::string& file, const KnownIds& known, Diagnostics& diagnostics, Take take) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // a byte order mark
    const auto scan = scan_toml(text);
    if (const auto& fault = scan.fault) {
        diagnostics.error(fault->code, fault->message, fault->hint, place_of(text, fault->offset, file));
        return decltype(take(std::declval<BookReader>())){};
    }
    return take(BookReader(text, file, scan, known));
}

}  // namespace

Book read_toml_book(sv text, const std::string& file, const KnownIds& known, Diagnostics& diagnostics) {
    return read_with(text, file, known, diagnostics, [&](BookReader&& reader) { return reader.read(diagnostics); });
}

CredenceTable read_toml_credence(sv text, const std::string& file, Diagnostics& diagnostics) {
    return read_with(text, file, {}, diagnostics, [&](BookReader&& reader) { return reader.read_credence(diagnostics); });
}

}  // namespace hindsight::interchange
