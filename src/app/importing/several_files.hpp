// SPDX-License-Identifier: MIT
// Forecasts that stand in several files of one import, as pages and exports overlap. Private to the app.
#pragma once

#include <string>
#include <unordered_map>

#include "hindsight/interchange/drafts.hpp"
#include "known_forecasts.hpp"

namespace hindsight::app {

class SeveralFiles {
 public:
    /// Of a single file nothing is remembered: of two alike in it both count.
    explicit SeveralFiles(bool several) : several_(several) {}

    /// Whether another file has had this forecast as often as this one until now.
    bool is_repeated(const interchange::DraftForecast& draft, const Forecast& forecast, QuestionType type) {
        if (!several_) return false;
        if (draft.where.file != file_) {
            file_ = draft.where.file;
            ++number_;
        }
        auto& seen = seen_[print_of(draft.statement, forecast, type)];
        if (seen.file != number_) seen = {number_, 0, seen.most};
        if (++seen.here <= seen.most) return true;
        seen.most = seen.here;
        return false;
    }

 private:
    struct Seen {
        std::uint32_t file = 0;  // the last one that had it
        std::uint32_t here = 0;  // how often it stood there
        std::uint32_t most = 0;  // in any one file
    };
    struct Hash {
        std::size_t operator()(const ForecastPrint& print) const { return print[0]; }
    };

    bool several_;
    std::string file_;
    std::uint32_t number_ = 0;  // of the file that is being read; files are read one after the other
    std::unordered_map<ForecastPrint, Seen, Hash> seen_;
};

}  // namespace hindsight::app
