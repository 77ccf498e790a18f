// SPDX-License-Identifier: MIT
// The default reading of common phrases as probabilities.
#include "hindsight/domain/credence.hpp"

#include "hindsight/base/text.hpp"

namespace hindsight {

// Chosen here in steps of five per cent; no study stands behind them. A book's [credence] table overrules them.
const CredenceTable& default_credence() {
    static const CredenceTable kTable{
        {"certain", 0.99},        {"almost certain", 0.95}, {"very likely", 0.90},   {"likely", 0.75},
        {"probable", 0.75},       {"expects", 0.80},        {"probably", 0.75},      {"may", 0.50},
        {"even chance", 0.50},    {"toss-up", 0.50},        {"possible", 0.40},      {"unlikely", 0.20},
        {"very unlikely", 0.10},  {"improbable", 0.15},     {"almost impossible", 0.02},
    };
    return kTable;
}

std::optional<double> credence_of(const CredenceTable& table, std::string_view phrase) {
    if (const auto it = table.find(std::string(phrase)); it != table.end()) return it->second;
    const auto wanted = fold(trim(phrase));
    for (const auto& [known, probability] : table) {
        if (fold(known) == wanted) return probability;
    }
    return std::nullopt;
}

}  // namespace hindsight
