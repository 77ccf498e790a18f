// SPDX-License-Identifier: MIT
// Reads what was observed.
#include "observations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "../../flat/cell.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::interchange {

namespace {

constexpr char kSeparator = '\x1f';

/// Target data have the day that a value is of as `date`.
std::optional<std::size_t> shared_column(const Table& table, const std::string& name) {
    if (const auto place = table.column(name)) return place;
    const bool due = std::find(kDueColumns.begin(), kDueColumns.end(), name) != kDueColumns.end();
    return due ? table.column("date") : std::nullopt;
}

std::size_t value_column(const Table& table) {
    for (const auto* name : {"oracle_value", "observation"}) {
        if (const auto place = table.column(name)) return *place;
    }
    return table.need("value");
}

}  // namespace

void Observations::read(const Member& member, const ReadOptions& options, const std::vector<std::string>& task_columns, Drafts& drafts) {
    Table table(member, options);
    Source source;
    const auto value_at = value_column(table);
    const auto type = table.column("output_type"), type_id = table.column("output_type_id"), as_of = table.column("as_of");
    std::vector<std::size_t> places;
    for (const auto& name : task_columns) {
        if (const auto place = shared_column(table, name)) {
            source.columns.push_back(name);
            places.push_back(*place);
        }
    }
    if (places.empty()) throw Error(ErrorCode::missing_key, fmt::format("{} shares no column with the forecasts", member.input.name), fmt::format("they have: {}", printable_list(task_columns)));
    std::vector<std::size_t> others;
    for (std::size_t i = 0; i < table.header().size(); ++i) {
        const bool known = i == value_at || i == type || i == type_id || i == as_of || std::find(places.begin(), places.end(), i) != places.end();
        if (!known) others.push_back(i);
    }
    const auto known_on = parse_day(day_in(member.peek.name));
    std::string key;
    while (table.next()) {
        if (const auto fault = table.fault()) {
            drafts.refuse(DraftKind::resolution, diagnostic_of(*fault));
            continue;
        }
        for (const auto place : others) {
            if (!table.cell(place).empty()) drafts.lost(table.header()[place].empty() ? "(no name)" : table.header()[place], table.cell(place));
        }
        const auto cell = table.cell(value_at);
        const auto number = number_in(cell);
        if (number && std::isnan(*number)) continue;  // nothing is known yet
        const bool category = table.cell(type) == "pmf";
        if (table.cell(type) == "cdf" || (category && number != 1.0)) continue;  // said by other rows too
        key.clear();
        for (const auto place : places) (key += table.cell(place)) += kSeparator;
        if (category || !number) key += "pmf";
        Observation seen{category || !number ? std::nullopt : number, std::string(category ? table.cell(type_id) : number ? "" : cell), as_of ? parse_day(table.cell(as_of)) : known_on};
        const auto [at, fresh] = source.rows.emplace(key, seen);
        if (fresh || (at->second.number == seen.number && at->second.option == seen.option)) continue;
        drafts.refuse(DraftKind::resolution, diagnostic_of(table.fault_at(value_at, ErrorCode::duplicate_id, "the same is given otherwise in an earlier row",
                                                                          "its columns do not tell these rows apart")));
    }
    sources_.push_back(std::move(source));
}

const Observation* Observations::find(const Task& task, bool category) {
    for (auto& source : sources_) {
        std::string key;
        for (const auto& name : source.columns) (key += cell_of(task, name)) += kSeparator;
        if (category) key += "pmf";
        const auto it = source.rows.find(key);
        if (it == source.rows.end()) continue;
        it->second.used = true;
        return &it->second;
    }
    return nullptr;
}

void Observations::lose_unused(Drafts& drafts) const {
    for (const auto& source : sources_) {
        for (const auto& [key, seen] : source.rows) {
            if (seen.used) continue;
            auto shown = key;
            std::replace(shown.begin(), shown.end(), kSeparator, ' ');
            drafts.lost("an observation that no forecast is of", shown);
        }
    }
}

}  // namespace hindsight::interchange
