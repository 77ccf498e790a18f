// SPDX-License-Identifier: MIT
// Tells a hub's tables apart, and makes ids and texts of tasks.
#include "table.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "hindsight/base/calendar.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::interchange {

namespace {

constexpr std::string_view kSite = "hubverse";
constexpr std::size_t kDay = 10;  // characters

/// What stands first in ids, in this order; the others follow by name, so that the order of a file's columns does not count.
constexpr std::array<std::string_view, 10> kFirst{"target",       "target_type", "location", "reference_date",  "origin_date",
                                                  "forecast_date", "round_id",    "horizon",  "target_end_date", "target_date"};
constexpr std::array<std::string_view, 4> kOutput{"output_type", "output_type_id", "value", "model_abbr"};
constexpr std::array<std::string_view, 5> kEvaluated{"predicted", "observed", "quantile_level", "predicted_label", "sample_id"};

bool among(const auto& names, std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); }

std::size_t rank(std::string_view name) { return static_cast<std::size_t>(std::find(kFirst.begin(), kFirst.end(), name) - kFirst.begin()); }

/// As it stands in an id; `faithful` becomes false when that says less than the cell.
std::string in_id(std::string_view cell, bool& faithful) {
    auto text = lower_ascii(cell);
    if (text.starts_with('-')) text[0] = 'm';  // one week before
    std::replace(text.begin(), text.end(), ' ', '-');
    std::replace(text.begin(), text.end(), '_', '-');
    faithful = faithful && is_slug(text);
    return text;
}

}  // namespace

HubTable hub_table_of(const Peek& peek) {
    if (peek.has_columns({"output_type", "output_type_id", "value"})) return HubTable::model_output;
    if (peek.has_columns({"predicted", "observed", "model"})) return HubTable::evaluation;
    if (peek.has_columns({"oracle_value"})) return HubTable::observed;
    const bool dated = std::any_of(kDueColumns.begin(), kDueColumns.end(), [&](std::string_view name) { return peek.has_columns({name}); });
    const bool valued = peek.has_columns({"observation"}) || peek.has_columns({"value"});
    return dated && valued && peek.has_columns({"location"}) ? HubTable::observed : HubTable::none;
}

std::vector<std::string> task_columns(const std::vector<std::string>& header, HubTable table) {
    std::vector<std::string> names;
    for (const auto& name : header) {
        const bool apart = among(kModelColumns, name) || (table == HubTable::evaluation ? among(kEvaluated, name) : among(kOutput, name));
        if (!apart && !name.empty()) names.push_back(name);
    }
    std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) { return std::pair(rank(a), a) < std::pair(rank(b), b); });
    return names;
}

std::string task_id(const Task& task, std::string_view kind) {
    std::string made(kSite), raw;
    bool faithful = true;
    for (const auto& [name, cell] : task) {
        raw += name + '=' + cell + '\n';
        if (!cell.empty()) (made += '-') += in_id(cell, faithful);
    }
    raw += kind;
    if (!kind.empty()) (made += '-') += kind;
    return faithful && made.size() <= 80 && is_slug(made) ? made : id_from(kSite, raw);
}

std::string task_text(const Task& task) {
    std::string text;
    for (const auto& [name, cell] : task) {
        if (cell.empty()) continue;
        if (text.empty() && (name == "target" || name == "target_type")) {
            text = cell;
        } else {
            text += fmt::format("{}{} {}", text.empty() ? "" : text.find(':') == std::string::npos ? ": " : ", ", name, cell);
        }
    }
    return text;
}

std::string_view cell_of(const Task& task, std::string_view column) {
    const auto it = std::find_if(task.begin(), task.end(), [&](const auto& cell) { return cell.first == column; });
    return it == task.end() ? std::string_view() : std::string_view(it->second);
}

std::string model_in(const Member& member) {
    std::string_view name = member.peek.name;
    name = name.substr(0, name.find(".csv"));
    if (name.size() > kDay + 1 && parse_day(name.substr(0, kDay)) && name[kDay] == '-') return std::string(name.substr(kDay + 1));
    std::string_view path = member.input.name;
    const auto slash = path.rfind('/');
    if (slash == std::string_view::npos || slash == 0) return std::string(name);
    path = path.substr(0, slash);
    return std::string(path.substr(path.find_last_of("/:") + 1));
}

std::string day_in(std::string_view name) {
    for (std::size_t at = name.size() < kDay ? 0 : name.size() - kDay + 1; at-- > 0;) {
        if (name.size() >= at + kDay && parse_day(name.substr(at, kDay))) return std::string(name.substr(at, kDay));
    }
    return {};
}

}  // namespace hindsight::interchange
