// SPDX-License-Identifier: MIT
// Which forecasts of a statement count under a policy, and which wording each of them answered.
#pragma once

#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "hindsight/evaluation/policy.hpp"

namespace hindsight::evaluation {

/// The life of a question as far as forecasts count.
struct Window {
    std::optional<Instant> opens;
    Instant closes{};   // the end of its life had nothing decided it
    Instant cut_off{};  // no forecast made later counts: min(closes, decided), or later with include_late
};

/// The cut-off is min(closes, decided_on), and never later than `as_of`; `include_late` lifts it to `as_of`.
Window window_of(const Question& question, const std::optional<When>& decided_on, Instant as_of, bool include_late);

/// A forecast and the share of the window in which it stood (1 but for time-weighted).
struct Part {
    const ForecastRecord* forecast = nullptr;
    double share = 1;
};

/// What counts of one forecaster; with `every`, one of these for each forecast.
struct Counting {
    std::string_view forecaster;
    std::size_t first = 0, count = 0;  // parts
    double coverage = 1;               // sum of the shares
    Gap gap = gap::none;               // too_late or withdrawn when nothing counts
    std::size_t made = 0;              // all forecasts of the forecaster, and the latest of them
    const ForecastRecord* latest = nullptr;
};

/// Selects; keeps its buffers between statements. Linear in the number of forecasts.
class Selector {
   public:
    /// `withdrawn`: with `every` also forecasts that were withdrawn.
    explicit Selector(Policy policy, bool withdrawn = false) : policy_(policy), withdrawn_(withdrawn) {}

    /// Forecasters in the order of their first forecast. Valid until the next call.
    std::span<const Counting> select(const StatementRecord& record, const Window& window);
    std::span<const Part> parts(const Counting& counting) const { return {parts_.data() + counting.first, counting.count}; }

   private:
    using Track = std::vector<const ForecastRecord*>;
    Track& track_of(std::string_view forecaster);
    void gather(const StatementRecord& record);
    void add(const Counting& counting, const ForecastRecord* forecast);
    void choose(std::string_view forecaster, const Track& track, const Window& window);
    void integrate(Counting counting, const Track& track, const Window& window);

    Policy policy_;
    bool withdrawn_;
    std::vector<std::string_view> names_;
    std::vector<Track> tracks_;  // one per name; kept for reuse
    std::unordered_map<std::string_view, std::size_t> places_;
    std::vector<Counting> counting_;
    std::vector<Part> parts_;
};

/// The wordings of a statement as far as scores go: an amendment after the question was due or decided changes none.
class Wordings {
   public:
    Wordings(const StatementRecord& record, const std::optional<When>& decided_on);

    /// The question that a forecast made at `made` answered; never null when the statement has one now.
    const Question* at(Instant made) const;
    /// The last one that counts.
    const Question* last() const { return at(Instant::max()); }

   private:
    const StatementRecord& record_;
    std::size_t counting_ = 0;  // amendments that count
};

}  // namespace hindsight::evaluation
