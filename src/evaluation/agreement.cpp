// SPDX-License-Identifier: MIT
// Counts pairs of ratings, and sets disagreement beside what chance would give.
#include "hindsight/evaluation/agreement.hpp"

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "hindsight/scoring/sets/sum.hpp"

namespace hindsight::evaluation {

namespace {

/// A verdict as something that can be counted: its form, a number, a name.
using Verdict = std::tuple<int, double, std::string_view>;

Verdict verdict_of(const Resolution& resolution) {
    const auto* outcome = resolution.outcome();
    if (!outcome) return {-1, 0, {}};
    const int form = static_cast<int>(outcome->index());
    if (const auto* fraction = std::get_if<Fraction>(outcome)) return {form, fraction->value, {}};
    if (const auto* observed = std::get_if<Observed>(outcome)) return {form, observed->value, {}};
    if (const auto* bound = std::get_if<Bound>(outcome)) return {form, bound->value, bound->above ? "above" : "below"};
    return {form, 0, std::get<Chosen>(*outcome).option};
}

using Tally = std::map<Verdict, std::size_t>;

double squares(const Tally& tally) {
    double total = 0;
    for (const auto& [verdict, n] : tally) total += static_cast<double>(n) * static_cast<double>(n);
    return total;
}

}  // namespace

bool same_verdict(const Resolution& a, const Resolution& b) { return verdict_of(a) == verdict_of(b); }

std::optional<Agreement> agreement_of(std::span<const StatementRecord* const> records) {
    Agreement out;
    Tally all;
    std::size_t ratings = 0;
    scoring::Sum observed;  // disagreement: ordered pairs of one statement that differ, over its ratings less one
    for (const auto* record : records) {
        const auto given = record->ratings();
        if (given.size() < 2) continue;
        Tally tally;
        for (const auto* rating : given) ++tally[verdict_of(rating->resolution)];
        for (const auto& [verdict, n] : tally) {
            all[verdict] += n;
            out.agreeing += n * (n - 1) / 2;
        }
        const auto m = static_cast<double>(given.size());
        observed.add((m * m - squares(tally)) / (m - 1));
        ++out.statements;
        out.unanimous += tally.size() == 1;
        out.pairs += given.size() * (given.size() - 1) / 2;
        ratings += given.size();
    }
    if (out.statements == 0) return std::nullopt;
    const auto n = static_cast<double>(ratings);
    const double expected = (n * n - squares(all)) / (n - 1);
    if (all.size() > 1) out.alpha = 1 - observed.value() / expected;
    return out;
}

}  // namespace hindsight::evaluation
