// SPDX-License-Identifier: MIT
// Flat files: forecasts with what happened, one after the other, as CSV, TSV or JSON Lines of any size, also packed.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hindsight/base/error.hpp"
#include "hindsight/base/progress.hpp"
#include "hindsight/domain/predictive.hpp"

namespace hindsight::interchange {

/// What is in a row; see FlatRow for where each finds its numbers.
enum class FlatForm : std::uint8_t { probability, options, interval, at_most, at_least, quantiles, samples, family, cdf, point };

/// One forecast with what happened, as it is written: only its form was checked, its numbers were not. What is missing is
/// NaN. Valid until the next row is asked for.
struct FlatRow {
    std::string_view file;
    std::uint64_t line = 0;      // of its first line, from 1
    std::string_view text;       // that line, for messages; may be empty
    std::size_t predicted_at = 0, observed_at = 0;  // where these begin in it, in bytes
    std::optional<Error> broken;  // it could not be read at all, and this is why

    FlatForm form = FlatForm::probability;
    double number = 0;             // the probability; the level of a range; the point
    double low = 0, high = 0;      // of a range
    std::span<const double> x;     // samples; values of quantiles; x of a cdf; probabilities of options
    std::span<const double> y;     // weights of samples; levels of quantiles; F of a cdf
    const FamilyForecast* family = nullptr;
    bool ordered = false;          // options that have an order

    double observed = 0;                          // a number, a day, or 0..1 for an event
    std::optional<std::size_t> option;            // of options: which one, from 0; none: not among them
    bool option_missing = false;                  // nothing is said about what happened
    bool censored = false;                        // only a bound is known

    std::string_view task;                    // of long tables: what is forecast, all columns but FlatRequest::apart; else empty
    std::span<const std::string_view> cells;  // the text of the columns that were asked for; empty where it has none
};

struct FlatRequest {
    std::string format;                           // "": by the name and the first bytes; csv, tsv, jsonl, hubverse
    std::map<std::string, std::string> columns;  // name here -> name in the file
    std::vector<std::string> cells;              // columns whose text is wanted, by names here
    std::vector<std::string> where;              // conditions on rows: "horizon>=0"
    std::vector<std::string> apart;               // columns that say who forecasts, not what
    std::string observed;                         // the file with what happened, for a hubverse one
    Progress progress;
};

/// What the rows of a file have, known before the first of them comes.
struct FlatShape {
    std::string file;
    std::vector<bool> present;         // which of FlatRequest::cells the file has; of JSON Lines any may occur
    std::vector<std::string> columns;  // all that it has, for messages
};

/// Rows of a table with one probability of an event a row, many at once; their numbers were not checked, NaN is missing.
struct FlatColumns {
    std::span<const double> number, observed;
    std::vector<std::span<const std::string_view>> cells;  // of each column that was asked for; empty where the file lacks it
};

/// Takes rows in columns, from several threads.
struct FlatColumnSink {
    std::size_t threads = 0;  // 0: as many as there are cores
    /// Keeps rows for `enter`: a worker's own, while other workers keep theirs. False when they have to come row by row.
    std::function<bool(std::size_t worker, const FlatColumns&)> keep;
    /// In the order of the file, one at a time: what the worker kept last.
    std::function<void(std::size_t worker)> enter;
};

/// Called with each row in the order of the file.
struct FlatSink {
    std::function<void(const FlatShape&)> begin;  // once a file
    std::function<void(const FlatRow&)> row;
    std::optional<FlatColumnSink> columns = {};  // where there is one, rows may go there instead
};

/// "-" is standard input. Of an archive its members are read one after the other, each as a file. A column of `cells`
/// that the file lacks is left out of `present`; it is for the caller to refuse.
/// Throws Error{not_found, bad_gzip, bad_archive, bad_csv, bad_json, bad_utf8, missing_key, too_large, record_unavailable...}.
void read_flat(const std::string& file, const FlatRequest& request, const FlatSink& sink);

}  // namespace hindsight::interchange
