// SPDX-License-Identifier: MIT
// Averages what was given to each answer, by forecaster, then over forecasters.
#include "hindsight/evaluation/surprises.hpp"

#include <algorithm>
#include <tuple>

#include "hindsight/evaluation/figures.hpp"
#include "hindsight/scoring/sets/sum.hpp"

namespace hindsight::evaluation {

namespace {

/// A forecaster of a statement; with `every` there are several rows, one after the other.
struct Share {
    std::uint32_t statement = 0, forecaster = 0;
    std::size_t rows = 0;
    scoring::Sum given, even;  // to what happened, and what equal chances would give it
};

/// 1/2, or 1/K for K options.
double even_chance(const Evaluation& evaluation, const Row& row) {
    if (!std::holds_alternative<OptionForecast>(row.forecast->forecast.predictive)) return 0.5;
    return 1 / static_cast<double>(evaluation.record_of(row).statement.question->options.size());
}

std::vector<Share> shares_of(const Evaluation& evaluation, std::span<const std::uint32_t> rows) {
    std::vector<Share> shares;
    for (const std::uint32_t place : rows) {
        const Row& row = evaluation.rows[place];
        if (!row.has_event()) continue;
        if (shares.empty() || shares.back().statement != row.statement || shares.back().forecaster != row.forecaster) {
            shares.push_back({row.statement, row.forecaster, 0, {}, {}});
        }
        const double p = *row.score.probability, f = *row.score.observed;
        shares.back().given.add(f * p + (1 - f) * (1 - p));
        shares.back().even.add(even_chance(evaluation, row));
        ++shares.back().rows;
    }
    return shares;
}

}  // namespace

std::vector<Surprise> surprises_of(const Evaluation& evaluation, std::span<const std::uint32_t> rows, std::size_t most) {
    const auto shares = shares_of(evaluation, rows);
    std::vector<Surprise> out;
    for (std::size_t begin = 0; begin < shares.size();) {
        scoring::Sum total, even;
        std::size_t end = begin;
        for (; end < shares.size() && shares[end].statement == shares[begin].statement; ++end) {
            const auto given = static_cast<double>(shares[end].rows);
            total.add(shares[end].given.value() / given);
            even.add(shares[end].even.value() / given);
        }
        const auto people = static_cast<double>(end - begin);
        const double mean = total.value() / people;
        if (comparable(mean - even.value() / people) < 0) out.push_back({shares[begin].statement, end - begin, mean});
        begin = end;
    }
    const auto id = [&](const Surprise& s) -> std::string_view { return evaluation.records[s.statement].statement.id; };
    const auto count = std::min(most, out.size());
    std::partial_sort(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(count), out.end(), [&](const Surprise& a, const Surprise& b) {
        return std::tuple(comparable(a.probability), id(a)) < std::tuple(comparable(b.probability), id(b));
    });
    out.resize(count);
    return out;
}

}  // namespace hindsight::evaluation
