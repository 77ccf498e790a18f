// SPDX-License-Identifier: MIT
// Goes through tables row by row as a mapping says, tables of questions first.
#include "tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "forecasts.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::interchange {

namespace {

/// What a column holds that no value takes.
struct Leftover {
    std::size_t column = 0;
    std::string harmless;  // a text there that says nothing
};

/// A column, and the texts that it may have.
using Condition = std::pair<std::size_t, const std::vector<std::string>*>;

struct Pair {
    std::size_t probability, outcome;
};

std::string stem(const std::string& name) { return name.substr(0, name.find('.')); }

class TableReader {
 public:
    TableReader(const Member& member, const MapTable& map, const Mapping& mapping, Reading& reading, const Times& times, KnownQuestions& known)
        : map_(map), mapping_(mapping), drafts_(reading.drafts), known_(known), table_(member, reading.options), file_(stem(member.peek.name)),
          columns_(table_, map) {
        if (map.question) question_.emplace(map, mapping, columns_, times);
        if (map.forecast) forecast_.emplace(map, mapping, columns_, times, reading.drafts);
        for (const auto& [column, texts] : map.require) required_.emplace_back(columns_.place(column), &texts);
        for (const auto& [column, texts] : map.only) only_.emplace_back(columns_.place(column), &texts);
        if (!map.pairs.empty()) find_pairs();
        find_leftovers();
    }

    void read() {
        while (table_.next()) {
            try {
                take_row();
            } catch (const Error& fault) {
                refuse(fault);
            }
        }
        if (forecast_) forecast_->finish();
    }

 private:
    void refuse(const Error& fault) {
        auto diagnostic = diagnostic_of(fault);
        if (diagnostic.where.file.empty()) diagnostic.where = table_.place().span();
        drafts_.refuse(forecast_ ? DraftKind::forecast : DraftKind::statement, std::move(diagnostic));
    }

    void find_pairs() {
        for (std::size_t outcome = 0; outcome < table_.header().size(); ++outcome) {
            const auto name = fits_pairs(map_.pairs, table_.header()[outcome]);
            const auto probability = name ? columns_.find(*name) : std::nullopt;
            if (!probability) continue;
            pairs_.push_back({*probability, outcome});
            columns_.use(*probability);
            columns_.use(outcome);
        }
        if (pairs_.empty()) {
            throw Error(ErrorCode::missing_key, fmt::format("{} has no pair of columns that fits \"{}\"", table_.place().file, map_.pairs),
                        fmt::format("its columns: {}", printable_list(table_.header())));
        }
    }

    void find_leftovers() {
        for (std::size_t i = 0; i < table_.header().size(); ++i) {
            if (columns_.used(i)) continue;
            Leftover leftover{i, {}};
            bool ignored = false;
            for (const auto& entry : map_.ignored) {
                const auto& name = table_.header()[i];
                if (entry == name) ignored = true;
                if (entry.size() > name.size() && entry.starts_with(name) && entry[name.size()] == '=') leftover.harmless = entry.substr(name.size() + 1);
            }
            if (!ignored) leftovers_.push_back(std::move(leftover));
        }
    }

    void take_row() {
        if (const auto fault = table_.fault()) throw *fault;
        MappedRow row{table_, file_, mapping_.missing};
        for (const auto& condition : only_) {
            if (holds(condition, row)) continue;
            return drafts_.lost(fmt::format("rows of another {}", table_.header()[condition.first]), row.cell(condition.first));
        }
        for (const auto& leftover : leftovers_) {
            const auto cell = row.cell(leftover.column);
            if (!cell.empty() && cell != leftover.harmless) drafts_.lost(table_.header()[leftover.column], cell);
        }
        for (const auto& condition : required_) {
            if (holds(condition, row)) continue;
            throw table_.fault_at(condition.first, ErrorCode::wrong_type, fmt::format("\"{}\" in this column is not read here", printable(row.cell(condition.first))),
                                  fmt::format("the mapping requires: {}", printable_list(*condition.second)));
        }
        if (pairs_.empty()) return take(row, std::nullopt);
        for (const auto& pair : pairs_) take_pair(row, pair);
    }

    static bool holds(const Condition& condition, const MappedRow& row) {
        return std::find(condition.second->begin(), condition.second->end(), row.cell(condition.first)) != condition.second->end();
    }

    /// A half without the other is a forecast of nothing, or of something that nobody forecast.
    void take_pair(MappedRow& row, const Pair& pair) {
        if (row.cell(pair.probability).empty()) {
            if (!row.cell(pair.outcome).empty()) drafts_.lost(table_.header()[pair.outcome] + " without a probability", row.cell(pair.outcome));
            return;
        }
        row.pair = pair.probability;
        question_->set_outcome_column(pair.outcome);
        try {
            take(row, pair.probability);
        } catch (const Error& fault) {
            refuse(fault);
        }
    }

    void take(const MappedRow& row, std::optional<std::size_t> pair) {
        const auto id = question_ ? question_->id(row) : forecast_->question(row);
        const auto* question = question_ ? &question_->take(row, id, known_, drafts_) : known_.find(id);
        if (!forecast_) return;
        forecast_->take(row, id, question, pair);
    }

    const MapTable& map_;
    const Mapping& mapping_;
    Drafts& drafts_;
    KnownQuestions& known_;
    Table table_;
    std::string file_;
    MappedColumns columns_;
    std::optional<MappedQuestion> question_;
    std::optional<MappedForecast> forecast_;
    std::vector<Condition> required_, only_;
    std::vector<Pair> pairs_;
    std::vector<Leftover> leftovers_;
};

constexpr std::size_t kMappingBytes = 1u << 20;

Mapping mapping_for(const Reading& reading) {
    if (!reading.options.columns.empty()) {
        throw Error(ErrorCode::usage, fmt::format("{} has its own names of columns: --map NAME=COLUMN changes nothing there", reading.format.slug),
                    "describe the table in a mapping file: --map FILE");
    }
    if (const auto text = built_in_mapping(reading.format.slug); !text.empty()) return parse_mapping(text, std::string(reading.format.slug));
    const auto& file = reading.options.mapping;
    if (file.empty()) throw Error(ErrorCode::usage, "a table needs a mapping file that describes it", "--map FILE; docs/formats.md shows one");
    return parse_mapping(read_whole(expand(file, reading.options.limits).front(), kMappingBytes), file);
}

/// Questions come before the forecasts of them, and a table of nothing else before what repeats them.
int turn_of(const MapTable& table) { return !table.forecast ? 0 : table.question ? 1 : 2; }

}  // namespace

bool is_mapped(std::string_view slug, const Peek& peek) { return parse_mapping(built_in_mapping(slug), std::string(slug)).table_of(peek) != nullptr; }

void read_mapped(Reading& reading) {
    const auto mapping = mapping_for(reading);
    auto options = reading.options;
    if (!mapping.zone.empty()) options.zone = mapping.zone;
    const Times times(options);
    std::vector<std::pair<const Member*, const MapTable*>> tables;
    for (const auto& member : reading.members) {
        const auto* table = mapping.table_of(member.peek);
        if (!table && !member.input.member.empty()) continue;  // it lies beside the others in an archive
        if (!table) {
            throw Error(ErrorCode::unknown_format, fmt::format("{} has not the columns of any table of the mapping", member.input.name),
                        fmt::format("its columns: {}", printable_list(member.peek.header)));
        }
        tables.emplace_back(&member, table);
    }
    std::stable_sort(tables.begin(), tables.end(), [](const auto& a, const auto& b) { return turn_of(*a.second) < turn_of(*b.second); });
    reading.drafts.source({mapping.site, {{"en", mapping.title}}, mapping.address, {}});
    KnownQuestions known;
    for (const auto& [member, table] : tables) TableReader(*member, *table, mapping, reading, times, known).read();
}

}  // namespace hindsight::interchange
