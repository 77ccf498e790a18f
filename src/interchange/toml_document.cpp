// SPDX-License-Identifier: MIT
// The only door to toml++: TOML text becomes a light tree, its faults become diagnostics.
#include "toml_document.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <map>
#include <optional>

#include "hindsight/base/text.hpp"

namespace hindsight::interchange {

namespace {

using Kind = TomlNode::Kind;

constexpr std::string_view kStandInDay = "2000-01-01";
/// Each day that does not exist costs another parse of its piece: so many bytes and no more.
constexpr std::size_t kMostParsedAgain = 64u << 20;

/// Line (from the start of a piece) and column of a day that does not exist.
struct BadDay {
    std::uint32_t line, column;
};

class Converter {
 public:
    Converter(std::uint32_t line_offset, const std::vector<BadDay>& bad_days)
        : offset_(line_offset), bad_days_(bad_days) {}

    TomlNode node(toml::node& from) const {
        TomlNode to;
        const auto& region = from.source();
        to.at = place(region);
        if (is_bad_day(region.begin)) return to;
        switch (from.type()) {
            case toml::node_type::string:
                to.kind = Kind::text;
                to.text = std::move(from.as_string()->get());
                break;
            case toml::node_type::integer:
                to.kind = Kind::integer;
                to.integer = from.as_integer()->get();
                break;
            case toml::node_type::floating_point:
                to.kind = Kind::real;
                to.real = from.as_floating_point()->get();
                break;
            case toml::node_type::boolean:
                to.kind = Kind::boolean;
                to.boolean = from.as_boolean()->get();
                break;
            case toml::node_type::array:
                list(*from.as_array(), to);
                break;
            case toml::node_type::table:
                table(*from.as_table(), to);
                break;
            default:
                moment(from, to);
        }
        return to;
    }

    TomlPlace place(const toml::source_region& region) const {
        return {region.begin.line + offset_, region.begin.column, region.end.line + offset_, region.end.column};
    }

 private:
    bool is_bad_day(const toml::source_position& at) const {
        return std::any_of(bad_days_.begin(), bad_days_.end(),
                           [&](const BadDay& bad) { return bad.line == at.line && bad.column == at.column; });
    }

    void list(toml::array& from, TomlNode& to) const {
        to.kind = Kind::list;
        to.children.reserve(from.size());
        for (auto& child : from) to.children.push_back(node(child));
    }

    void table(toml::table& from, TomlNode& to) const {
        to.kind = Kind::table;
        to.children.reserve(from.size());
        for (auto&& [key, child] : from) {
            to.children.push_back(node(child));
            to.children.back().key = key.str();
            to.children.back().key_at = place(key.source());
        }
    }

    static Day day_from(const toml::date& date) {
        using namespace std::chrono;
        return sys_days{year{date.year} / month{date.month} / day{date.day}};
    }

    static void moment(const toml::node& from, TomlNode& to) {
        to.kind = Kind::zoneless;
        if (const auto* day = from.as_date()) {
            to.kind = Kind::day;
            to.day = static_cast<std::int32_t>(day_from(day->get()).time_since_epoch().count());
        } else if (const auto* both = from.as_date_time(); both && both->get().offset) {
            using namespace std::chrono;
            const auto& [date, time, offset] = both->get();
            const Instant at = Instant{day_from(date)} + hours{time.hour} + minutes{time.minute} +
                               seconds{time.second} + microseconds{time.nanosecond / 1000} - minutes{offset->minutes};
            to.kind = Kind::instant;
            to.instant = at.time_since_epoch().count();
        }
    }

    std::uint32_t offset_;
    const std::vector<BadDay>& bad_days_;
};

/// The byte of a piece at a line and column, both from 1; the end of the line if that is shorter.
std::size_t byte_at(std::string_view piece, std::uint32_t line, std::uint32_t column) {
    std::size_t at = 0;
    for (; line > 1; --line) {
        const auto newline = piece.find('\n', at);
        if (newline == std::string_view::npos) return piece.size();
        at = newline + 1;
    }
    for (; column > 1 && at < piece.size() && piece[at] != '\n'; --column) {
        for (++at; at < piece.size() && (static_cast<unsigned char>(piece[at]) & 0xC0) == 0x80;) ++at;
    }
    return at;
}

bool is_day_shaped(std::string_view text) {
    static constexpr std::string_view kShape = "dddd-dd-dd";
    if (text.size() < kShape.size()) return false;
    for (std::size_t i = 0; i < kShape.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (kShape[i] == 'd' ? !digit : text[i] != '-') return false;
    }
    return true;
}

/// The day that does not exist and that made the parser stop just behind it, if that was the reason.
std::optional<std::size_t> bad_day_before(std::string_view piece, std::size_t stopped) {
    const std::size_t size = kStandInDay.size();
    for (std::size_t back = 0; back <= size && back <= stopped; ++back) {
        const auto candidate = piece.substr(stopped - back);
        if (is_day_shaped(candidate) && !parse_day(candidate.substr(0, size))) return stopped - back;
    }
    return std::nullopt;
}

struct SyntaxFault {
    std::string message, hint;
};

/// The parser's words, and for what people get wrong most plainer ones with what to write instead.
SyntaxFault syntax_fault(std::string_view description, bool at_line_end) {
    const auto says = [&](std::string_view words) { return description.find(words) != std::string_view::npos; };
    if (says("could not determine value type")) {
        return {"this is not TOML: a value is expected here", "a text stands in quotes, a day does not: \"prediction\", 2027-08-23"};
    }
    if (says("parsing string") && at_line_end) {
        return {"this is not TOML: the text does not end on its line",
                "end it with a quotation mark; a text of several lines stands between \"\"\" and \"\"\""};
    }
    static constexpr std::string_view kPrefix = "Error while ";
    if (description.starts_with(kPrefix)) description.remove_prefix(kPrefix.size());
    return {fmt::format("this is not TOML: {}", description), {}};
}

/// Parses one piece. Days that do not exist are reported, replaced and parsed over, so that they hide nothing else.
class PieceParser {
 public:
    PieceParser(std::string_view piece, std::uint32_t line, BookFaults& faults)
        : piece_(piece), offset_(line - 1), faults_(faults) {}

    bool parse(TomlNode& root) {
        for (;;) {
            try {
                auto parsed = toml::parse(patched_.empty() ? piece_ : std::string_view(patched_));
                root = Converter(offset_, bad_days_).node(parsed);
                return true;
            } catch (const toml::parse_error& e) {
                if (!step_over_bad_day(e.source().begin)) return report(e);
            }
        }
    }

 private:
    bool step_over_bad_day(const toml::source_position& at) {
        if (bad_days_.size() * piece_.size() > kMostParsedAgain) return false;
        const std::string_view current = patched_.empty() ? piece_ : std::string_view(patched_);
        const auto found = bad_day_before(current, byte_at(current, at.line, at.column));
        if (!found) return false;
        const auto day = std::string(current.substr(*found, kStandInDay.size()));
        const auto line_start = current.rfind('\n', *found);
        const auto before = current.substr(line_start + 1, *found - line_start - 1);  // npos + 1 is 0
        const BadDay bad{at.line, static_cast<std::uint32_t>(code_points(before)) + 1};
        const auto column_end = bad.column + static_cast<std::uint32_t>(day.size());
        faults_.error(ErrorCode::bad_date, fmt::format("there is no day {}", day), "write it as 2027-08-23",
                      {bad.line + offset_, bad.column, bad.line + offset_, column_end});
        bad_days_.push_back(bad);
        if (patched_.empty()) patched_ = piece_;
        patched_.replace(*found, day.size(), kStandInDay);
        return true;
    }

    bool report(const toml::parse_error& e) {
        const auto place = Converter(offset_, bad_days_).place(e.source());
        const std::string_view current = patched_.empty() ? piece_ : std::string_view(patched_);
        const auto stopped = byte_at(current, e.source().begin.line, e.source().begin.column);
        const bool at_line_end = stopped >= current.size() || current[stopped] == '\n' || current[stopped] == '\r';
        auto fault = syntax_fault(e.description(), at_line_end);
        faults_.error(ErrorCode::bad_toml, std::move(fault.message), std::move(fault.hint), place);
        return false;
    }

    std::string_view piece_;
    std::uint32_t offset_;
    BookFaults& faults_;
    std::string patched_;
    std::vector<BadDay> bad_days_;
};

}  // namespace

bool TomlNode::whole() const {
    return kind != Kind::broken &&
           std::all_of(children.begin(), children.end(), [](const auto& child) { return child.whole(); });
}

const TomlNode* TomlNode::find(std::string_view name) const {
    for (const auto& child : children) {
        if (child.key == name) return &child;
    }
    return nullptr;
}

TomlNode* TomlNode::find(std::string_view name) { return const_cast<TomlNode*>(std::as_const(*this).find(name)); }

std::string_view name_of(Kind kind) {
    static constexpr std::string_view kNames[] = {
        "text",     "a whole number",        "a number", "true or false", "a day",
        "a moment", "a time without a zone", "a list",   "a table",       "nothing"};
    return kNames[static_cast<std::size_t>(kind)];
}

TomlDocument::TomlDocument(std::string_view text, const TomlScan& scan, BookFaults& faults)
    : text_(text), scan_(scan), faults_(faults) {
    if (scan_.cuttable) {
        parse(scan_.chunks.front(), head_);
        check_names();
    } else {
        parse({{}, false, 0, text_.size(), 1}, head_);
    }
}

bool TomlDocument::parse(const TomlChunk& chunk, TomlNode& root) {
    const bool good = PieceParser(text_.substr(chunk.begin, chunk.end - chunk.begin), chunk.line, faults_).parse(root);
    if (!good) broken_ = true;
    return good;
}

/// What the parser would notice of names, did it see the whole text at once.
void TomlDocument::check_names() {
    struct First {
        bool in_list;
        std::uint32_t line;
    };
    std::map<std::string_view, First> seen;
    for (const auto& child : head_.children) seen.emplace(child.key, First{false, child.key_at.line});
    for (const auto& chunk : scan_.chunks) {
        if (chunk.name.empty()) continue;
        const auto [it, fresh] = seen.emplace(chunk.name, First{chunk.in_list, chunk.line});
        if (fresh || (it->second.in_list && chunk.in_list)) continue;
        faults_.error(ErrorCode::bad_toml, fmt::format("this is not TOML: \"{}\" is defined already", chunk.name),
                      fmt::format("it is first defined in line {}", it->second.line), {chunk.line, 1, chunk.line, 0});
        broken_ = true;
    }
}

void TomlDocument::each(const std::function<bool(std::string_view)>& wanted,
                        const std::function<void(TomlEntry&)>& take) {
    const auto hand_on = [&](TomlNode& child) {
        const auto name = child.key;
        const bool entries =
            child.is(Kind::list) && !child.children.empty() &&
            std::all_of(child.children.begin(), child.children.end(), [](const auto& c) { return c.is(Kind::table); });
        if (!entries) {
            TomlEntry entry{name, child.key_at, false, std::move(child)};
            return take(entry);
        }
        for (auto& element : child.children) {
            TomlEntry entry{name, child.key_at, true, std::move(element)};
            take(entry);
        }
    };
    for (auto& child : head_.children) {
        if (wanted(child.key)) hand_on(child);
    }
    if (!scan_.cuttable) return;
    for (std::size_t i = 1; i < scan_.chunks.size(); ++i) {
        const auto& chunk = scan_.chunks[i];
        if (!wanted(chunk.name)) continue;
        TomlNode root;
        if (!parse(chunk, root)) continue;
        for (auto& child : root.children) hand_on(child);
    }
}

void TomlDocument::check_whole() {
    TomlNode root;
    parse({{}, false, 0, text_.size(), 1}, root);
}

}  // namespace hindsight::interchange
