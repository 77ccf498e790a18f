// SPDX-License-Identifier: MIT
// Reads our own tables, any of them: people first, then statements with what belongs to them, then forecasts row by row.
#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "../readers.hpp"
#include "hindsight/base/crypto.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/domain/notation.hpp"
#include "hindsight/domain/validate.hpp"
#include "../../flat/cell.hpp"
#include "rows.hpp"

namespace hindsight::interchange {

namespace {

using sv = std::string_view;

class CsvTables {
 public:
    explicit CsvTables(Reading& reading) : reading_(reading), drafts_(reading.drafts) {
        for (const auto& member : reading.members) {
            const auto table = csv_table_of(member.peek.header, reading.options.columns);
            if (!table) {
                throw Error(ErrorCode::missing_key, fmt::format("{} has not the columns of one of our own tables", member.input.name),
                            fmt::format("statements have text, forecasts statement and probability, resolutions statement and outcome; name others with --map; its columns: {}",
                                        printable_list(member.peek.header)));
            }
            members_.emplace_back(*table, &member);
        }
    }

    void read() {
        check_map();
        take_people();
        each(CsvTable::wordings, DraftKind::statement, [&](const Sheet& sheet) { wordings_[statement_id(sheet.cell("statement"))].push_back(wording_of(sheet)); });
        take_statements();
        take_whole();
        each(CsvTable::forecasts, DraftKind::forecast, [&](const Sheet& sheet) { take_forecast(sheet); });
    }

 private:
    template <class Take>
    void each(CsvTable table, DraftKind kind, Take take) {
        for (const auto& [role, member] : members_) {
            if (role != table) continue;
            Sheet sheet(*member, role, reading_.options);
            while (sheet.next()) {
                try {
                    sheet.check();
                    take(sheet);
                    sheet.lose_others(drafts_);
                } catch (const Error& fault) {
                    drafts_.refuse(kind, sheet.diagnosed(fault));
                }
            }
        }
    }

    /// A name that nothing has, or a column that no file has, is a slip.
    void check_map() const {
        for (const auto& [name, column] : reading_.options.columns) {
            const auto fits = [&, &name = name](const auto& entry) {
                const auto known = columns_of(entry.first);
                return std::find(known.begin(), known.end(), name) != known.end() || std::find(known.begin(), known.end(), name + ".") != known.end() || name == "by";
            };
            if (std::none_of(members_.begin(), members_.end(), fits)) {
                throw Error(ErrorCode::usage, fmt::format("--map: no table here has a column called \"{}\"", printable(name)));
            }
            const auto has = [&, &wanted = column](const auto& entry) {
                const auto& header = entry.second->peek.header;
                return std::find(header.begin(), header.end(), wanted) != header.end();
            };
            if (std::none_of(members_.begin(), members_.end(), has)) {
                throw Error(ErrorCode::missing_key, fmt::format("no file has a column \"{}\"", printable(column)),
                            fmt::format("columns of {}: {}", members_.front().second->input.name, printable_list(members_.front().second->peek.header)));
            }
        }
    }

    void take_people() {
        Book book;
        each(CsvTable::persons, DraftKind::statement, [&](const Sheet& sheet) {
            BookPerson entry{{checked_id(sheet), {}}, sheet.place().span()};
            sheet.texts("name", entry.person.name);
            book.persons.push_back(std::move(entry));
        });
        each(CsvTable::sources, DraftKind::statement, [&](const Sheet& sheet) {
            BookSource entry{{checked_id(sheet), {}, sheet.text("url"), sheet.day("published")}, sheet.place().span()};
            sheet.texts("title", entry.source.title);
            book.sources.push_back(std::move(entry));
        });
        each(CsvTable::credence, DraftKind::statement, [&](const Sheet& sheet) {
            const auto p = probability_in(sheet.cell("probability"));
            if (!p || !(*p >= 0 && *p <= 1)) throw sheet.fault("probability", ErrorCode::bad_probability, "the probability of a phrase must lie in 0 to 1");
            book.credence[sheet.text("phrase")] = *p;
            book.credence_where[sheet.text("phrase")] = sheet.place().span();
        });
        drafts_.people(book);
        credence_ = drafts_.credence();
        for (const auto& [phrase, p] : book.credence) credence_[phrase] = p;
    }

    static std::string checked_id(const Sheet& sheet) {
        std::string id(sheet.cell("id"));
        if (const auto fault = fault_of_id(id)) throw sheet.fault("id", fault->code, fault->message, fault->hint);
        return id;
    }

    // -- statements

    struct Entry {
        BookStatement book;
        std::optional<BookStatement> known;
    };

    /// All of them are held: links may point forward, and resolutions stand in a table of their own.
    void take_statements() {
        std::vector<Entry> entries;
        std::unordered_map<std::string, std::size_t> places;
        each(CsvTable::statements, DraftKind::statement, [&](const Sheet& sheet) {
            auto known = drafts_.known(own_id(sheet));
            auto entry = statement_of(sheet, known, drafts_);
            places.emplace(entry.statement.id, entries.size());
            entries.push_back({std::move(entry), std::move(known)});
        });
        each(CsvTable::resolutions, DraftKind::resolution, [&](const Sheet& sheet) { take_resolution(sheet, entries, places); });
        std::unordered_map<sv, const BookStatement*> here;
        for (const auto& entry : entries) here.emplace(entry.book.statement.id, &entry.book);
        std::vector<std::optional<Diagnostic>> faults;
        for (const auto& entry : entries) faults.push_back(fault_of_links(entry.book, here));
        for (std::size_t i = 0; i < entries.size(); ++i) {
            if (!faults[i]) {
                hand_over(entries[i].book);
            } else {
                drafts_.refuse(DraftKind::statement, *faults[i]);
                for (std::size_t n = entries[i].book.resolutions.size(); n > 0; --n) drafts_.refuse(DraftKind::resolution, *faults[i]);
            }
        }
    }

    void hand_over(BookStatement& entry) {
        if (const auto it = wordings_.find(entry.statement.id); it != wordings_.end()) entry.text_was = it->second;
        auto since = start_of(entry.statement.said_on);
        for (const auto& wording : entry.text_was) {
            if (wording.until.at < since || wording.text.empty()) {
                return drafts_.refuse(DraftKind::statement, {Severity::error, ErrorCode::bad_date, fmt::format("{}: its earlier wordings do not follow each other", entry.statement.id),
                                                             "list them with their texts from when it was said to now", entry.where});
            }
            since = wording.until.at;
        }
        said_.try_emplace(entry.statement.id, Said{entry.statement.said_on, entry.statement.speaker});
        drafts_.statement(entry);
    }

    /// Of a statement in these tables, or in the record.
    void take_resolution(const Sheet& sheet, std::vector<Entry>& entries, std::unordered_map<std::string, std::size_t>& places) {
        const auto id = statement_id(sheet.cell("statement"));
        auto at = places.find(id);
        if (at == places.end()) {
            auto known = drafts_.known(id);
            if (!known) {
                throw sheet.fault("statement", ErrorCode::unknown_statement, fmt::format("there is no statement \"{}\"", printable(sheet.cell("statement"))),
                                  "give the table with the statements too; or, if the column holds their text: --map text=statement");
            }
            at = places.emplace(id, entries.size()).first;
            entries.push_back({*known, known});
            entries.back().book.resolutions.clear();
            entries.back().book.where = sheet.place().span();
        }
        auto& entry = entries[at->second];
        auto resolution = resolution_of(sheet, entry.book, entry.known, drafts_);
        if (resolution) entry.book.resolutions.push_back({*std::move(resolution), sheet.place().span()});
    }

    std::optional<Diagnostic> fault_of_links(const BookStatement& entry, const std::unordered_map<sv, const BookStatement*>& here) {
        const auto fault = [&](ErrorCode code, std::string message, std::string hint = {}) {
            return Diagnostic{Severity::error, code, fmt::format("{}: {}", entry.statement.id, message), std::move(hint), entry.where};
        };
        for (const auto& link : entry.statement.links) {
            const auto it = here.find(link.statement);
            const auto known = it == here.end() ? drafts_.known(link.statement) : std::nullopt;
            if (it == here.end() && !known) return fault(ErrorCode::unknown_statement, fmt::format("there is no statement \"{}\" to link to", printable(link.statement)));
            if (link.kind != LinkKind::conditional_on) continue;
            const auto& question = it == here.end() ? known->statement.question : it->second->statement.question;
            if (!question) return fault(ErrorCode::bad_link, fmt::format("the condition \"{}\" has no question, so it is never decided", link.statement));
            try {
                parse_outcome(link.outcome, *question);
            } catch (const Error& error) {
                return fault(error.code(), fmt::format("the outcome of the condition: {}", error.what()), error.hint());
            }
        }
        return std::nullopt;
    }

    // -- tables with everything in each row

    /// A statement may stand in several rows, one for each forecast of it; what is said of it again need not be handed over again.
    void take_whole() {
        each(CsvTable::whole, DraftKind::statement, [&](const Sheet& sheet) {
            const auto known = drafts_.known(own_id(sheet));
            auto entry = statement_of(sheet, known, drafts_);
            if (!entry.statement.links.empty() && !known) throw sheet.fault("text", ErrorCode::bad_link, "statements of such a table have no links", "put them into a table without forecasts");
            if (const auto first = said_.find(entry.statement.id); first != said_.end() && !known) take_first(sheet, first->second, entry.statement);
            if (auto resolution = resolution_of(sheet, entry, known, drafts_)) entry.resolutions.push_back({*std::move(resolution), entry.where});
            const auto content = print_of(sheet);
            const auto [at, fresh] = whole_.emplace(entry.statement.id, content);
            if (fresh || at->second != content) hand_over(entry);
            take_whole_forecast(sheet, entry);
        });
    }

    struct Said {
        Day on;
        std::string by;
    };

    /// Whoever forecasts first has said it, unless the rows tell.
    static void take_first(const Sheet& sheet, const Said& first, Statement& statement) {
        if (sheet.cell("said_on").empty()) statement.said_on = first.on;
        if (sheet.cell("speaker").empty()) statement.speaker = first.by;
    }

    /// What a row says of its statement, whatever it forecasts.
    static Hash print_of(const Sheet& sheet) {
        std::string all;
        Texts texts;
        sheet.texts("text", texts);
        for (const auto& [language, text] : texts) all += language + '\0' + text + '\0';
        for (const auto& columns : {std::span<const sv>(kStatementColumns), std::span<const sv>(kResolutionColumns)}) {
            for (const auto column : columns) (all += sheet.cell(column)) += '\0';
        }
        return sha256(all);
    }

    void take_whole_forecast(const Sheet& sheet, const BookStatement& entry) {
        const auto empty = [&](sv column) { return sheet.cell(column).empty(); };
        if (empty("probability") && empty(kPercent) && empty("predictive") && empty("phrase")) return;
        try {
            const auto* question = entry.statement.question ? &*entry.statement.question : nullptr;
            auto draft = forecast_of(sheet, question, credence_, When::day(entry.statement.said_on), drafts_);
            draft.statement = entry.statement.id;
            drafts_.forecast(draft);
        } catch (const Error& fault) {
            drafts_.refuse(DraftKind::forecast, sheet.diagnosed(fault));
        }
    }

    // -- forecasts

    void take_forecast(const Sheet& sheet) {
        const auto cell = sheet.cell("statement");
        if (cell != last_cell_) {
            last_cell_ = cell;
            last_id_ = statement_id(cell);
        }
        const bool timed = !sheet.cell("made_at").empty();
        auto draft = forecast_of(sheet, drafts_.question(last_id_), credence_, timed ? When{} : When::day(said_on(last_id_)), drafts_);
        draft.statement = last_id_;
        drafts_.forecast(draft);
    }

    Day said_on(const std::string& id) {
        if (const auto it = said_.find(id); it != said_.end()) return it->second.on;
        const auto known = drafts_.known(id);
        return known ? known->statement.said_on : drafts_.today();
    }

    Reading& reading_;
    Drafts& drafts_;
    std::vector<std::pair<CsvTable, const Member*>> members_;
    CredenceTable credence_;
    std::unordered_map<std::string, std::vector<EarlierWording>> wordings_;
    std::unordered_map<std::string, Said> said_;    // statements of these tables
    std::unordered_map<std::string, Hash> whole_;   // what was said of a statement first
    std::string last_cell_, last_id_;
};

}  // namespace

bool is_csv(const Peek& peek) { return csv_table_of(peek.header, {}).has_value(); }

void read_csv(Reading& reading) { CsvTables(reading).read(); }

}  // namespace hindsight::interchange
