// SPDX-License-Identifier: MIT
// What would settle a statement.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hindsight/base/calendar.hpp"

namespace hindsight {

enum class QuestionType { binary, numeric, date, categorical, ordinal };
enum class Scale { linear, log };

struct QuestionTypeInfo {
    QuestionType type;
    std::string_view slug;
    std::string_view answer;    // what an answer is, for help and messages
    std::string_view forecast;  // how a forecast is written, for messages
};
std::span<const QuestionTypeInfo> question_types();
const QuestionTypeInfo& info(QuestionType type);
std::string_view slug(QuestionType type);
std::optional<QuestionType> parse_question_type(std::string_view text);
std::string_view slug(Scale scale);
std::optional<Scale> parse_scale(std::string_view text);

struct Question {
    QuestionType type = QuestionType::binary;
    std::string title;
    std::string criteria;
    std::string unit;
    Scale scale = Scale::linear;
    std::optional<double> low, high;   // plausible bounds; days since 1970-01-01 for a date question
    std::optional<double> zero_point;  // steps of the scale are equal in the logarithm of the distance to it; as low and high
    bool open_low = false, open_high = false;  // the answer may lie below `low`, above `high`
    std::vector<std::string> options;  // in order for ordinal
    std::optional<When> opens, closes, due;
    std::optional<When> scheduled_close;  // when forecasting was to end, where it ended earlier
    std::optional<When> spot_at;          // when a site takes the forecasts that it scores alone
    std::string notes;  // what was assumed

    /// Last moment at which a forecast counts: `closes`, else `due`.
    std::optional<When> cut_off() const { return closes ? closes : due; }
    bool counts_days() const { return type == QuestionType::date; }
    bool has_options() const { return type == QuestionType::categorical || type == QuestionType::ordinal; }

    friend bool operator==(const Question&, const Question&) = default;
};

}  // namespace hindsight
