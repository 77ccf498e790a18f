// SPDX-License-Identifier: MIT
// Reads conditions and applies them.
#include "where.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <compare>

#include "cell.hpp"
#include "hindsight/base/error.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::interchange {

namespace {

using Relation = Condition::Relation;

struct Sign {
    std::string_view text;
    Relation relation;
};

/// The longer ones first.
constexpr std::array kSigns{Sign{"!=", Relation::different}, Sign{"<=", Relation::at_most}, Sign{">=", Relation::at_least},
                            Sign{"=", Relation::equal},      Sign{"<", Relation::less},     Sign{">", Relation::greater}};

std::partial_ordering compare(std::string_view a, std::string_view b) {
    const auto x = number_in(a);
    const auto y = number_in(b);
    if (x && y && !std::isnan(*x) && !std::isnan(*y)) return *x <=> *y;
    return a <=> b;
}

}  // namespace

bool Condition::holds(std::string_view cell) const {
    if (relation == Relation::equal && cell == value) return true;
    const auto order = compare(cell, value);
    switch (relation) {
        case Relation::equal: return order == 0;
        case Relation::different: return order != 0;
        case Relation::less: return order < 0;
        case Relation::at_most: return order <= 0;
        case Relation::greater: return order > 0;
        case Relation::at_least: return order >= 0;
    }
    return false;
}

Condition parse_condition(const std::string& text) {
    const auto at = text.find_first_of("!<>=");
    if (at != std::string::npos && at > 0) {
        for (const auto& sign : kSigns) {
            if (text.compare(at, sign.text.size(), sign.text) == 0) return {text.substr(0, at), sign.relation, text.substr(at + sign.text.size())};
        }
    }
    throw Error(ErrorCode::usage, fmt::format("\"{}\" is no condition", printable(text)), "write COLUMN=VALUE; the others are != < <= > >=");
}

}  // namespace hindsight::interchange
