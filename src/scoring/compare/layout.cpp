// SPDX-License-Identifier: MIT
// Checks a table of scores and orders it.
#include "layout.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace hindsight::scoring {
namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

Refusal check_sizes(const ScoreTable& t) {
    const std::size_t n = t.scores.values.size();
    const auto optional = [n](std::size_t size) { return size == 0 || size == n; };
    const bool fits = t.forecasters.size() == n && t.tasks.size() == n && optional(t.clusters.labels.size()) &&
                      optional(t.times.size());
    if (!fits) return NotScored{Reason::size_mismatch, 0};
    if (n == 0) return NotScored{Reason::empty, 0};
    return accepted;
}

Refusal check_row(const ScoreTable& t, std::size_t row) {
    if (t.forecasters[row] >= t.forecaster_count || t.tasks[row] >= t.task_count)
        return NotScored{Reason::bad_category, row};
    if (std::isnan(t.scores.values[row])) return NotScored{Reason::missing, row};
    if (!t.times.empty()) return check_number(t.times[row], row);
    return accepted;
}

/// For each task the first row that has it.
Result<std::vector<std::size_t>> first_rows(const ScoreTable& t) {
    std::vector<std::size_t> first(t.task_count, nowhere);
    for (std::size_t row = 0; row < t.tasks.size(); ++row) {
        if (const auto no = check_row(t, row)) return *no;
        std::size_t& f = first[t.tasks[row]];
        if (f == nowhere) f = row;
        const bool two_clusters = !t.clusters.labels.empty() && t.clusters.labels[row] != t.clusters.labels[f];
        const bool two_times = !t.times.empty() && t.times[row] != t.times[f];
        if (two_clusters || two_times) return NotScored{Reason::undefined, row};
    }
    return first;
}

/// Tasks in order of time, of equal times the lower number first; those without scores at the end.
std::vector<std::uint32_t> by_time(const ScoreTable& t, const std::vector<std::size_t>& first) {
    std::vector<std::uint32_t> order(t.task_count);
    std::iota(order.begin(), order.end(), 0u);
    if (t.times.empty()) return order;
    const auto time = [&](std::uint32_t task) { return first[task] == nowhere ? infinity : t.times[first[task]]; };
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return time(a) < time(b); });
    return order;
}

void number_clusters(const ScoreTable& t, const std::vector<std::size_t>& first,
                     const std::vector<std::uint32_t>& order, Layout& l) {
    l.cluster_count = t.task_count;
    if (t.clusters.labels.empty()) return;
    std::unordered_map<std::uint64_t, std::uint32_t> numbers;
    l.cluster.resize(t.task_count);
    for (std::size_t place = 0; place < order.size(); ++place) {
        const std::size_t row = first[order[place]];
        if (row == nowhere) continue;
        const auto next = static_cast<std::uint32_t>(numbers.size());
        l.cluster[place] = numbers.try_emplace(t.clusters.labels[row], next).first->second;
    }
    l.cluster_count = numbers.size();
}

/// Rows in order of the places of their tasks, of one task in the order given: a counting sort.
std::vector<std::size_t> rows_by_place(const ScoreTable& t, const std::vector<std::uint32_t>& place_of) {
    std::vector<std::size_t> start(t.task_count + 1);
    for (const std::uint32_t task : t.tasks) ++start[place_of[task] + 1];
    std::partial_sum(start.begin(), start.end(), start.begin());
    std::vector<std::size_t> rows(t.tasks.size());
    for (std::size_t row = 0; row < rows.size(); ++row) rows[start[place_of[t.tasks[row]]]++] = row;
    return rows;
}

Refusal fill_columns(const ScoreTable& t, const std::vector<std::uint32_t>& place_of, Layout& l) {
    l.columns.resize(t.forecaster_count);
    std::size_t twice = nowhere;
    for (const std::size_t row : rows_by_place(t, place_of)) {
        Column& column = l.columns[t.forecasters[row]];
        const std::uint32_t place = place_of[t.tasks[row]];
        if (!column.places.empty() && column.places.back() == place) twice = std::min(twice, row);
        column.places.push_back(place);
        column.scores.push_back(t.scores.values[row]);
    }
    if (twice != nowhere) return NotScored{Reason::undefined, twice};
    return accepted;
}

/// For each place how many have a score.
std::vector<std::size_t> scores_at(const Layout& l) {
    std::vector<std::size_t> count(l.places());
    for (const Column& c : l.columns)
        for (const std::uint32_t place : c.places) ++count[place];
    return count;
}

std::size_t taking_part(const Layout& l) {
    const auto has_scores = [](const Column& c) { return !c.places.empty(); };
    return static_cast<std::size_t>(std::count_if(l.columns.begin(), l.columns.end(), has_scores));
}

void keep(Column& column, const std::vector<std::size_t>& count, std::size_t all) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < column.places.size(); ++i) {
        if (count[column.places[i]] != all) continue;
        column.places[kept] = column.places[i];
        column.scores[kept++] = column.scores[i];
    }
    column.places.resize(kept);
    column.scores.resize(kept);
}

Layout only_common(Layout l) {
    const auto count = scores_at(l);
    const std::size_t all = taking_part(l);
    for (const std::size_t c : count)
        if (c > 0 && c < all) {
            ++l.counts.tasks_dropped;
            l.counts.scores_dropped += c;
        }
    for (Column& column : l.columns) keep(column, count, all);
    return l;
}

std::vector<double> worst_at(const Layout& l) {
    std::vector<double> worst(l.places(), -infinity);
    for (const Column& c : l.columns)
        for (std::size_t i = 0; i < c.places.size(); ++i)
            worst[c.places[i]] = std::max(worst[c.places[i]], c.scores[i]);
    return worst;
}

std::vector<double> mean_at(const Layout& l, const std::vector<std::size_t>& count) {
    std::vector<double> mean(l.places());
    for (const Column& c : l.columns)
        for (std::size_t i = 0; i < c.places.size(); ++i)
            mean[c.places[i]] += c.scores[i] / static_cast<double>(count[c.places[i]]);
    return mean;
}

Column filled(const Column& column, const std::vector<double>& otherwise, const std::vector<std::size_t>& count) {
    Column result;
    std::size_t next = 0;
    for (std::uint32_t place = 0; place < count.size(); ++place) {
        if (count[place] == 0) continue;
        const bool own = next < column.places.size() && column.places[next] == place;
        result.places.push_back(place);
        result.scores.push_back(own ? column.scores[next] : otherwise[place]);
        if (own) ++next;
    }
    result.imputed = result.places.size() - column.places.size();
    return result;
}

Result<Layout> imputed(Layout l, MissingPolicy policy) {
    const auto count = scores_at(l);
    const auto otherwise = policy == MissingPolicy::impute_worst ? worst_at(l) : mean_at(l, count);
    for (const double x : otherwise)
        if (std::isnan(x)) return Reason::undefined;
    for (Column& column : l.columns) {
        if (column.places.empty()) continue;
        column = filled(column, otherwise, count);
        l.counts.scores_imputed += column.imputed;
    }
    return l;
}

}  // namespace

Result<Layout> layout_of(const ScoreTable& table) {
    if (const auto no = check_sizes(table)) return *no;
    const auto first = first_rows(table);
    if (!first) return first.why();
    const auto order = by_time(table, *first);
    std::vector<std::uint32_t> place_of(order.size());
    for (std::uint32_t place = 0; place < order.size(); ++place) place_of[order[place]] = place;
    Layout l;
    l.tasks = order;
    number_clusters(table, *first, order, l);
    if (const auto no = fill_columns(table, place_of, l)) return *no;
    l.counts.scores = table.tasks.size();
    l.counts.tasks = table.task_count - static_cast<std::size_t>(std::count(first->begin(), first->end(), nowhere));
    return l;
}

Result<Layout> without_gaps(Layout layout, MissingPolicy policy) {
    switch (policy) {
        case MissingPolicy::shared:
            return layout;
        case MissingPolicy::all_shared:
            return only_common(std::move(layout));
        case MissingPolicy::impute_worst:
        case MissingPolicy::impute_mean:
            return imputed(std::move(layout), policy);
    }
    return layout;
}

}  // namespace hindsight::scoring
