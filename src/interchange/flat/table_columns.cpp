// SPDX-License-Identifier: MIT
// Finds columns: mapped, as named, or by another name for the same.
#include "table_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "hindsight/base/text.hpp"

namespace hindsight::interchange {

namespace {

using Names = std::array<std::string_view, 6>;

/// Names that mean the same; the order is the order of preference.
constexpr std::array<Names, 6> kSame{{
    {"forecaster", "model_id", "model", "user_id", "user", "username"},
    {"question", "question_id"},
    {"probability", "prob"},
    {"outcome", "observed"},
    {"target_end_date", "date"},
    {"made_at", "timestamp", "forecast_date"},
}};

}  // namespace

std::optional<std::size_t> TableColumns::find(std::string_view name) const {
    if (const auto mapped = request_.columns.find(std::string(name)); mapped != request_.columns.end()) {
        if (const auto at = csv_.column(mapped->second)) return at;
        throw Error(ErrorCode::missing_key, fmt::format("{} has no column \"{}\"", file_, printable(mapped->second)),
                    fmt::format("its columns: {}", printable_list(csv_.header())));
    }
    if (const auto at = csv_.column(name)) return at;
    for (const Names& names : kSame) {
        if (std::find(names.begin(), names.end(), name) == names.end()) continue;
        for (const auto other : names) {
            if (other.empty()) break;
            if (const auto at = csv_.column(other)) return at;
        }
    }
    return std::nullopt;
}

std::optional<std::size_t> TableColumns::first_of(std::initializer_list<std::string_view> names) const {
    for (const auto name : names) {
        if (const auto at = csv_.column(name)) return at;
    }
    return std::nullopt;
}

std::size_t TableColumns::need(std::string_view name, std::string_view hint) const {
    if (const auto at = find(name)) return *at;
    throw Error(ErrorCode::missing_key, fmt::format("{} has no column \"{}\"; its columns: {}", file_, printable(name), printable_list(csv_.header())),
                std::string(hint));
}

void TableColumns::check_mapping() const {
    for (const auto& [name, column] : request_.columns) {
        if (request_.observed.empty()) find(name);  // else the column may be one of the file with what happened
    }
}

RowView::RowView(const CsvReader& csv, const TableColumns& columns, const FlatRequest& request) : csv_(csv), request_(request) {
    columns.check_mapping();
    for (const auto& text : request.where) {
        auto condition = parse_condition(text);
        auto column = columns.find(condition.column);
        tests_.push_back({std::move(condition), column, std::nullopt});
    }
    for (const auto& name : request.cells) places_.push_back(columns.find(name));
    constants_.resize(places_.size());
    cells_.resize(places_.size());
}

void RowView::set_constant(std::string_view name, std::string value) {
    for (auto& test : tests_) {
        if (!test.column && test.condition.column == name) test.constant = value;
    }
    for (std::size_t i = 0; i < places_.size(); ++i) {
        if (!places_[i] && request_.cells[i] == name) constants_[i] = value;
    }
}

std::vector<bool> RowView::present() const {
    std::vector<bool> present;
    for (std::size_t i = 0; i < places_.size(); ++i) present.push_back(places_[i] || constants_[i]);
    return present;
}

void RowView::check() const {
    for (const auto& test : tests_) {
        if (test.column || test.constant) continue;
        throw Error(ErrorCode::missing_key, fmt::format("there is no column \"{}\" to choose rows by", printable(test.condition.column)),
                    fmt::format("columns: {}", printable_list(csv_.header())));
    }
}

bool RowView::wanted() const {
    return std::all_of(tests_.begin(), tests_.end(), [&](const Test& test) {
        return test.condition.holds(test.column ? csv_.cells()[*test.column] : std::string_view(*test.constant));
    });
}

const std::vector<std::string_view>& RowView::cells() {
    for (std::size_t i = 0; i < places_.size(); ++i) {
        if (places_[i]) {
            cells_[i] = csv_.cells()[*places_[i]];
        } else if (constants_[i]) {
            cells_[i] = *constants_[i];
        }
    }
    return cells_;
}

}  // namespace hindsight::interchange
