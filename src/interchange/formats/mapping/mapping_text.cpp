// SPDX-License-Identifier: MIT
// Reads a mapping from its TOML text: unknown keys and wrong types are refused with their place.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "../../book_fields.hpp"
#include "hindsight/domain/validate.hpp"
#include "mapping.hpp"

namespace hindsight::interchange {

namespace {

using sv = std::string_view;
using Kind = TomlNode::Kind;

constexpr sv kFormat = "hindsight/mapping/1";
constexpr std::size_t kMostBytes = 1u << 20;
constexpr auto kHeadKeys = std::to_array<sv>({"format", "site", "title", "address", "zone", "missing", "sum_tolerance", "table"});
constexpr auto kTableKeys = std::to_array<sv>(
    {"name", "columns", "optional", "ignored", "require", "only", "pairs", "order", "repeats", "question", "forecast"});
constexpr auto kQuestionKeys = std::to_array<sv>(
    {"id",   "text",  "title",      "criteria", "unit",      "type", "said",    "opens",   "closes",  "due",        "scheduled_close", "spot_at",
     "options", "low", "high", "zero_point", "open_low", "open_high", "tags", "address", "speaker", "outcome", "decided_on", "resolver"});
constexpr auto kForecastKeys = std::to_array<sv>({"question", "forecaster", "forecaster_name", "probability", "option", "group", "probabilities", "cdf",
                                                  "point", "made_at", "withdrawn", "reason"});
constexpr auto kValueKeys = std::to_array<sv>({"column", "fixed", "values", "else", "least", "times", "list", "scale"});

struct Notation {
    sv name;
    TimeNotation notation;
};
constexpr std::array kNotations{Notation{"iso", TimeNotation::iso}, Notation{"m/d/y", TimeNotation::month_first}, Notation{"d/m/y", TimeNotation::day_first},
                                Notation{"milliseconds", TimeNotation::milliseconds}, Notation{"seconds", TimeNotation::seconds}};
constexpr auto kNotationNames = std::to_array<sv>({"iso", "m/d/y", "d/m/y", "milliseconds", "seconds"});

std::optional<TimeNotation> notation_of(sv name) {
    const auto it = std::find_if(kNotations.begin(), kNotations.end(), [&](const Notation& row) { return row.name == name; });
    return it == kNotations.end() ? std::nullopt : std::optional(it->notation);
}

std::string as_pattern(sv text) { return text.find('{') == sv::npos && !text.empty() ? fmt::format("{{{}}}", text) : std::string(text); }

class MappingReader {
 public:
    MappingReader(sv text, const std::string& file, const TomlScan& scan) : faults_(text, file, scan.lines), document_(text, scan, faults_) {}

    Mapping read() {
        if (!document_.broken()) take_head();
        document_.each([](sv) { return true; }, [this](TomlEntry& entry) {
            if (entry.name == "table") return take_table(entry);
            if (std::find(kHeadKeys.begin(), kHeadKeys.end(), entry.name) == kHeadKeys.end() && !document_.head().find(entry.name)) {
                faults_.error(ErrorCode::unknown_key, fmt::format("a mapping has no key \"{}\"", entry.name), suggestion(entry.name, kHeadKeys), entry.name_at);
            }
        });
        if (mapping_.tables.empty() && faults_.errors() == 0) faults_.error(ErrorCode::missing_key, "a mapping needs a [[table]]", {}, {1, 1, 1, 0});
        throw_first();
        return std::move(mapping_);
    }

 private:
    void throw_first() {
        Diagnostics found;
        faults_.hand_to(found);
        for (const auto& fault : found.all()) {
            if (fault.severity == Severity::error) throw Error(fault.code, fault.message, fault.hint, fault.where);
        }
    }

    void take_head() {
        auto head = document_.head();
        BookFields fields(head, "a mapping", kHeadKeys, faults_);
        if (const auto format = fields.text("format", Need::required); !format.empty() && format != kFormat) {
            faults_.error(ErrorCode::unknown_format, fmt::format("the format is \"{}\", and only \"{}\" is read here", format, kFormat), {}, head.find("format")->at);
        }
        mapping_.site = fields.slug("site", Need::required);
        if (mapping_.site.size() > 40) faults_.error(ErrorCode::bad_id, "\"site\" begins every id, and has at most 40 characters", {}, head.find("site")->at);
        mapping_.title = fields.text("title");
        if (mapping_.title.empty()) mapping_.title = mapping_.site;
        mapping_.address = fields.text("address");
        mapping_.zone = fields.text("zone");
        if (const auto* node = fields.find("missing")) mapping_.missing = texts_of(*node, "missing");
        if (const auto number = number_of(fields, "sum_tolerance")) mapping_.sum_tolerance = *number;
    }

    /// As in a book, but a text may be empty.
    std::vector<std::string> texts_of(const TomlNode& node, sv key) {
        std::vector<std::string> out;
        if (node.is(Kind::text)) return {node.text};
        const bool fits = node.is(Kind::list) && std::all_of(node.children.begin(), node.children.end(), [](const TomlNode& child) { return child.is(Kind::text); });
        if (!fits && !node.is(Kind::broken)) faults_.error(ErrorCode::wrong_type, fmt::format("\"{}\" must be a list of texts", key), {}, node.at);
        for (const auto& child : node.children) {
            if (child.is(Kind::text)) out.push_back(child.text);
        }
        return out;
    }

    std::optional<double> number_of(BookFields& fields, sv key) {
        const auto* node = fields.find(key);
        if (!node) return std::nullopt;
        const double number = node->is(Kind::integer) ? static_cast<double>(node->integer) : node->is(Kind::real) ? node->real : 0.0;
        if (number > 0) return number;
        faults_.error(ErrorCode::wrong_type, fmt::format("\"{}\" must be a number above 0{}", key, key == "scale" ? ", or \"baseline\"" : ""), {}, node->at);
        return std::nullopt;
    }

    void take_table(TomlEntry& entry) {
        if (!entry.in_list || !entry.node.is(Kind::table)) {
            return faults_.error(ErrorCode::wrong_type, "a table begins with [[table]]", {}, entry.name_at);
        }
        BookFields fields(entry.node, "a table", kTableKeys, faults_);
        MapTable table;
        table.name = fields.text("name", Need::required);
        fields.require("columns", "the columns by which such a table is recognised");
        table.columns = fields.texts("columns");
        table.optional = fields.texts("optional");
        table.ignored = fields.texts("ignored");
        table.pairs = fields.text("pairs");
        if (!table.pairs.empty() && std::count(table.pairs.begin(), table.pairs.end(), '*') != 1) {
            faults_.error(ErrorCode::wrong_type, "\"pairs\" must have one *", "pairs = \"*_outcome\"", fields.find("pairs")->at);
        }
        static constexpr auto kOrders = std::to_array<sv>({"oldest first", "newest first"});
        static constexpr auto kRepeats = std::to_array<sv>({"same", "first"});
        table.newest_first = choice(fields, "order", kOrders) == 1;
        table.first_counts = choice(fields, "repeats", kRepeats) == 1;
        table.require = take_texts(fields, "require");
        table.only = take_texts(fields, "only");
        table.question = take_fields(fields, "question", "a question", kQuestionKeys, {"id", "text"});
        table.forecast = take_fields(fields, "forecast", "a forecast", kForecastKeys, {"forecaster", "made_at"});
        check(table, entry.node.at);
        mapping_.tables.push_back(std::move(table));
    }

    std::size_t choice(BookFields& fields, sv key, std::span<const sv> words) {
        const auto parse = [&](sv word) -> std::optional<std::size_t> {
            const auto it = std::find(words.begin(), words.end(), word);
            return it == words.end() ? std::nullopt : std::optional(static_cast<std::size_t>(it - words.begin()));
        };
        return fields.word<std::size_t>(key, words, parse).value_or(0);
    }

    MapTexts take_texts(BookFields& fields, sv key) {
        MapTexts out;
        const auto* node = fields.find(key);
        if (node && !node->is(Kind::table)) fields.wrong_type(*node, key, "a list of texts for each column");
        if (!node || !node->is(Kind::table)) return out;
        for (const auto& child : node->children) out.emplace_back(child.key, texts_of(child, child.key));
        return out;
    }

    std::optional<MapFields> take_fields(BookFields& table, sv key, sv what, std::span<const sv> known, std::initializer_list<sv> needed) {
        auto* node = table.find(key);
        if (!node) return std::nullopt;
        if (!node->is(Kind::table)) {
            table.wrong_type(*node, key, "a table");
            return std::nullopt;
        }
        BookFields fields(*node, what, known, faults_);
        for (const auto need : needed) fields.require(need);
        MapFields out;
        for (auto& child : node->children) {
            if (std::find(known.begin(), known.end(), child.key) != known.end()) out.list.push_back(take_value(child));
        }
        return out;
    }

    MapValue take_value(TomlNode& node) {
        MapValue value;
        value.key = node.key;
        if (node.is(Kind::text)) {
            value.pattern = as_pattern(node.text);
        } else if (node.is(Kind::list)) {
            value.fixed = texts_of(node, node.key);
        } else if (node.is(Kind::table)) {
            take_parts(node, value);
        } else if (!node.is(Kind::broken)) {
            faults_.error(ErrorCode::wrong_type, fmt::format("\"{}\" must be a column's name, not {}", node.key, name_of(node.kind)),
                          fmt::format("for something that is the same in every row: {} = {{ fixed = \"…\" }}", node.key), node.at);
        }
        return value;
    }

    void take_parts(TomlNode& node, MapValue& value) {
        BookFields fields(node, "a column", kValueKeys, faults_);
        const bool named = fields.has("column"), fixed = fields.has("fixed");
        if (named == fixed) faults_.error(ErrorCode::missing_key, fmt::format("\"{}\" needs either \"column\" or \"fixed\"", node.key), {}, node.at);
        value.pattern = named ? as_pattern(fields.text("column", Need::required)) : fields.text("fixed");
        value.otherwise = fields.text("else");
        value.least = as_pattern(fields.text("least"));
        if (auto list = fields.text("list"); !list.empty()) value.list = std::move(list);
        const auto* scale = fields.find("scale");
        value.baseline = scale && scale->is(Kind::text) && scale->text == "baseline";
        if (!value.baseline) value.scale = number_of(fields, "scale").value_or(1);
        value.times = fields.word<TimeNotation>("times", kNotationNames, notation_of).value_or(TimeNotation::iso);
        const auto* values = fields.find("values");
        if (!values) return;
        if (!values->is(Kind::table)) return fields.wrong_type(*values, "values", "a text for each text");
        for (const auto& child : values->children) {
            if (!child.is(Kind::text)) fields.wrong_type(child, child.key, "text");
            value.values.emplace_back(child.key, child.text);
        }
    }

    void check(const MapTable& table, const TomlPlace& at) {
        const auto missing = [&](sv what, sv hint = {}) {
            faults_.error(ErrorCode::missing_key, fmt::format("the table \"{}\" needs {}", table.name, what), std::string(hint), at);
        };
        if (!table.question && !table.forecast) return missing("a [table.question], a [table.forecast], or both");
        if (!table.forecast) return;
        const auto has = [&](sv key) { return table.forecast->find(key) != nullptr; };
        if (!table.question && !has("question")) missing("\"question\" in its forecast: the id of the question");
        const bool any = !table.pairs.empty() || has("probability") || has("probabilities") || has("cdf") || has("point");
        if (!any) missing("\"probability\", \"probabilities\", \"cdf\" or \"point\" in its forecast");
        if (has("option") != has("group")) missing("both \"option\" and \"group\" in its forecast", "rows of one group are the options of one forecast");
        if (!table.pairs.empty() && !table.question) missing("a [table.question] beside its pairs");
    }

    BookFaults faults_;
    TomlDocument document_;
    Mapping mapping_;
};

bool has_column(const Peek& peek, sv name) { return std::find(peek.header.begin(), peek.header.end(), name) != peek.header.end(); }

bool has_pair(const Peek& peek, sv pairs) {
    return std::any_of(peek.header.begin(), peek.header.end(), [&](const std::string& column) {
        const auto name = fits_pairs(pairs, column);
        return name && has_column(peek, *name);
    });
}

}  // namespace

const MapValue* MapFields::find(sv key) const {
    const auto it = std::find_if(list.begin(), list.end(), [&](const MapValue& value) { return value.key == key; });
    return it == list.end() ? nullptr : &*it;
}

std::optional<sv> fits_pairs(sv pairs, sv name) {
    const auto star = pairs.find('*');
    const auto before = pairs.substr(0, star), after = pairs.substr(star + 1);
    if (name.size() <= before.size() + after.size() || !name.starts_with(before) || !name.ends_with(after)) return std::nullopt;
    return name.substr(before.size(), name.size() - before.size() - after.size());
}

const MapTable* Mapping::table_of(const Peek& peek) const {
    const auto fits = [&](const MapTable& table) {
        if (!table.pairs.empty() && !has_pair(peek, table.pairs)) return false;
        return std::all_of(table.columns.begin(), table.columns.end(), [&](const std::string& name) { return has_column(peek, name); });
    };
    const auto it = std::find_if(tables.begin(), tables.end(), fits);
    return it == tables.end() ? nullptr : &*it;
}

Mapping parse_mapping(sv text, const std::string& file) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    TomlLimits limits;
    limits.bytes = kMostBytes;
    const auto scan = scan_toml(text, limits);
    if (const auto& fault = scan.fault) throw Error(fault->code, fault->message, fault->hint, place_of(text, fault->offset, file));
    return MappingReader(text, file, scan).read();
}

}  // namespace hindsight::interchange
