// SPDX-License-Identifier: MIT
// The forecasts of mapped tables. Private to the interchange.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "questions.hpp"

namespace hindsight::interchange {

/// Hands forecasts over in the order in which they were made, as far as rows of one moment stand together.
class ForecastQueue {
 public:
    ForecastQueue(Drafts& drafts, bool newest_first, double sum_tolerance) : drafts_(drafts), newest_first_(newest_first), sum_tolerance_(sum_tolerance) {}

    void add(std::string id, Forecast forecast, Place where);
    void flush();

 private:
    struct Entry {
        std::string id;
        Forecast forecast;
        Place where;
    };
    void hand_over(const Entry& entry);

    Drafts& drafts_;
    bool newest_first_;
    double sum_tolerance_;
    std::vector<Entry> waiting_;  // of one question and one moment
};

/// The columns of a forecast, bound to one file.
class MappedForecast {
 public:
    MappedForecast(const MapTable& table, const Mapping& mapping, MappedColumns& columns, const Times& times, Drafts& drafts);

    /// The id of the question that a row is of, where the row does not describe it.
    std::string question(const MappedRow& row) const;
    /// `question` is null where these files do not have it: then the record may. `pair` is the column with the probability where pairs of columns are read.
    void take(const MappedRow& row, const std::string& id, const KnownQuestion* question, std::optional<std::size_t> pair);
    /// There are no more rows.
    void finish();

 private:
    struct Group {
        std::string key, id;
        Forecast forecast;
        OptionForecast options;
        Place where;
        const KnownQuestion* question = nullptr;
        bool refused = false;
    };
    bool is_withdrawal(const MappedRow& row);
    Forecast frame(const MappedRow& row) const;
    const KnownQuestion& known(const KnownQuestion* question, const MappedRow& row, const std::string& id);
    const KnownQuestion* recorded(const std::string& id);
    void take_option(const MappedRow& row, const std::string& id, const KnownQuestion* question);
    void add_option(const MappedRow& row, Group& group) const;
    Predictive predictive(const MappedRow& row, const KnownQuestion& question, std::optional<std::size_t> pair) const;
    double probability(const MappedRow& row, std::optional<std::size_t> pair) const;
    double probability_of_score(const MappedRow& row, const KnownQuestion& question) const;
    void close_group();

    const Mapping& mapping_;
    const Times& times_;
    KnownQuestions recorded_;  // of the record, which the files only name
    Drafts& drafts_;
    ForecastQueue queue_;
    MappedValue question_, forecaster_, forecaster_name_, probability_, option_, group_, probabilities_, cdf_, point_, made_at_, withdrawn_, reason_;
    std::optional<Group> open_group_;
};

}  // namespace hindsight::interchange
