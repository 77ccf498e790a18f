// SPDX-License-Identifier: MIT
// One pass over a statement's forecasts, then the policy's choice for each forecaster.
#include "hindsight/evaluation/standing.hpp"

#include <algorithm>
#include <set>

namespace hindsight::evaluation {

namespace {

constexpr std::size_t kFewNames = 16;  // up to here a plain search beats hashing

bool withdrawn_by(const ForecastRecord& forecast, Instant at) { return forecast.withdrawn && *forecast.withdrawn <= at; }

double microseconds(Instant from, Instant to) { return static_cast<double>((to - from).count()); }

struct Edge {
    Instant at;
    std::size_t place;
    bool begins;
};

/// Begin and end of each forecast, in time.
std::vector<Edge> edges_of(const std::vector<const ForecastRecord*>& track) {
    std::vector<Edge> edges;
    for (std::size_t i = 0; i < track.size(); ++i) {
        edges.push_back({track[i]->made, i, true});
        if (track[i]->withdrawn) edges.push_back({std::max(*track[i]->withdrawn, track[i]->made), i, false});
    }
    std::stable_sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) { return a.at < b.at; });
    return edges;
}

/// How long each forecast stood between `from` and `to`: of those that stand, the latest does.
std::vector<double> time_stood(const std::vector<const ForecastRecord*>& track, Instant from, Instant to) {
    std::vector<double> stood(track.size(), 0.0);
    std::set<std::size_t> standing;
    Instant since = from;
    const auto account = [&](Instant until) {
        until = std::clamp(until, from, to);
        if (!standing.empty()) stood[*standing.rbegin()] += microseconds(since, until);
        since = until;
    };
    for (const Edge& edge : edges_of(track)) {
        account(edge.at);
        if (edge.begins) {
            standing.insert(edge.place);
        } else {
            standing.erase(edge.place);
        }
    }
    account(to);
    return stood;
}

}  // namespace

Window window_of(const Question& question, const std::optional<When>& decided_on, Instant as_of, bool include_late) {
    Window window;
    if (question.opens) window.opens = question.opens->is_day ? start_of(day_of(question.opens->at)) : question.opens->at;
    const auto closes = question.cut_off();
    const Instant decided = decided_on ? std::min(decided_on->at, as_of) : as_of;
    window.closes = closes ? closes->at : decided;
    window.cut_off = include_late ? as_of : std::min(window.closes, decided);
    return window;
}

Selector::Track& Selector::track_of(std::string_view forecaster) {
    const auto add_name = [&]() -> Track& {
        if (names_.size() == tracks_.size()) tracks_.emplace_back();
        names_.push_back(forecaster);
        return tracks_[names_.size() - 1];
    };
    if (names_.size() < kFewNames) {
        const auto it = std::find(names_.begin(), names_.end(), forecaster);
        return it == names_.end() ? add_name() : tracks_[static_cast<std::size_t>(it - names_.begin())];
    }
    if (places_.empty()) {
        for (std::size_t i = 0; i < names_.size(); ++i) places_.emplace(names_[i], i);
    }
    const auto [it, is_new] = places_.emplace(forecaster, names_.size());
    return is_new ? add_name() : tracks_[it->second];
}

void Selector::gather(const StatementRecord& record) {
    for (std::size_t i = 0; i < names_.size(); ++i) tracks_[i].clear();
    names_.clear();
    places_.clear();
    for (const auto& forecast : record.forecasts) track_of(forecast.forecast.forecaster).push_back(&forecast);
}

std::span<const Counting> Selector::select(const StatementRecord& record, const Window& window) {
    counting_.clear();
    parts_.clear();
    gather(record);
    for (std::size_t i = 0; i < names_.size(); ++i) choose(names_[i], tracks_[i], window);
    return counting_;
}

void Selector::add(const Counting& counting, const ForecastRecord* forecast) {
    counting_.push_back(counting);
    counting_.back().first = parts_.size();
    counting_.back().count = 1;
    parts_.push_back({forecast, 1});
}

void Selector::choose(std::string_view forecaster, const Track& track, const Window& window) {
    const Counting counting{forecaster, parts_.size(), 0, 1, gap::none, track.size(), track.back()};
    const ForecastRecord* first = nullptr;
    const ForecastRecord* last = nullptr;
    bool in_time = false;
    for (const auto* forecast : track) {
        if (forecast->made > window.cut_off) break;  // they are in the order of time
        in_time = true;
        if (!withdrawn_ && withdrawn_by(*forecast, window.cut_off)) continue;
        if (!first) first = forecast;
        last = forecast;
        if (policy_ == Policy::every) add(counting, forecast);
    }
    if (in_time && policy_ == Policy::time_weighted) {
        integrate(counting, track, window);
    } else if (!last) {
        counting_.push_back(counting);
        counting_.back().gap = in_time ? gap::withdrawn : gap::too_late;
    } else if (policy_ != Policy::every) {
        add(counting, policy_ == Policy::first ? first : last);
    }
}

void Selector::integrate(Counting counting, const Track& track, const Window& window) {
    const Instant start = std::max(window.opens.value_or(track.front()->made), track.front()->made);
    const Instant end = std::max(window.closes, window.cut_off);
    Track counted;
    for (const auto* forecast : track) {
        if (forecast->made <= window.cut_off) counted.push_back(forecast);
    }
    if (end <= start) {  // a question without duration: what stands is all there is
        const auto standing = std::find_if(counted.rbegin(), counted.rend(),
                                           [&](const auto* f) { return !withdrawn_by(*f, window.cut_off); });
        if (standing != counted.rend()) return add(counting, *standing);
        counting.gap = gap::withdrawn;
        counting_.push_back(counting);
        return;
    }
    counting.coverage = 0;
    const auto stood = time_stood(counted, start, std::max(start, window.cut_off));
    for (std::size_t i = 0; i < counted.size(); ++i) {
        if (stood[i] <= 0) continue;
        parts_.push_back({counted[i], stood[i] / microseconds(start, end)});
        counting.coverage += parts_.back().share;
        ++counting.count;
    }
    if (counting.count == 0) counting.gap = gap::too_late;
    counting_.push_back(counting);
}

Wordings::Wordings(const StatementRecord& record, const std::optional<When>& decided_on) : record_(record) {
    for (const auto& amendment : record.amendments) {
        const auto& question = amendment.before.question;
        if (question) {
            if (question->due && amendment.at > question->due->at) break;
            if (decided_on && amendment.at > decided_on->at) break;
        }
        ++counting_;
    }
}

const Question* Wordings::at(Instant made) const {
    for (std::size_t i = 0; i < record_.amendments.size(); ++i) {
        const auto& amendment = record_.amendments[i];
        const bool stays = i >= counting_;  // this amendment and all later ones change no score
        if ((stays || made < amendment.at) && amendment.before.question) return &*amendment.before.question;
        if (stays) break;
    }
    return record_.statement.question ? &*record_.statement.question : nullptr;
}

}  // namespace hindsight::evaluation
