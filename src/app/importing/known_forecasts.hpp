// SPDX-License-Identifier: MIT
// Whether a forecast is in the record already: 16 bytes and a bit for each one there. Private to the app.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "hindsight/store/store.hpp"

namespace hindsight::app {

/// 128 bits of a cryptographic hash of what a forecast says of a statement: who, when and what.
using ForecastPrint = std::array<std::uint64_t, 2>;
ForecastPrint print_of(std::string_view statement, const Forecast& forecast, QuestionType type);

class KnownForecasts {
 public:
    /// Of every forecast in the record.
    explicit KnownForecasts(Reader& reader);

    /// True when the record has one that says the same and was not taken yet: of two alike in a file both must be there.
    bool take(std::string_view statement, const Forecast& forecast, QuestionType type);

 private:
    std::vector<ForecastPrint> prints_;  // in order
    std::vector<bool> taken_;
};

}  // namespace hindsight::app
