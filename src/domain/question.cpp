// SPDX-License-Identifier: MIT
// Question types and scales by name.
#include "hindsight/domain/question.hpp"

#include <array>

namespace hindsight {

namespace {

constexpr std::string_view kOptions = "every option with its probability: a=20%,b=80%";

constexpr std::array kTypes{
    QuestionTypeInfo{QuestionType::binary, "binary", "yes, no, or a fraction such as 0.5", "a probability such as 70%, or a phrase such as \"likely\""},
    QuestionTypeInfo{QuestionType::numeric, "numeric", "a number such as 398.5B, or \"below 10B\" / \"above 89\"",
                     "100B..500B@80%, >=5@60%, 5%=1,50%=2,95%=4, or a number"},
    QuestionTypeInfo{QuestionType::date, "date", "a day such as 2026-05-01, or \"not by 2027-01-01\"",
                     "2025-08-10..2026-08-10@80% or \"not before 2029-08-23@80%\""},
    QuestionTypeInfo{QuestionType::categorical, "categorical", "one of the options", kOptions},
    QuestionTypeInfo{QuestionType::ordinal, "ordinal", "one of the options", kOptions},
};

}  // namespace

std::span<const QuestionTypeInfo> question_types() { return kTypes; }

const QuestionTypeInfo& info(QuestionType type) { return kTypes[static_cast<std::size_t>(type)]; }

std::string_view slug(QuestionType type) { return kTypes[static_cast<std::size_t>(type)].slug; }

std::optional<QuestionType> parse_question_type(std::string_view text) {
    for (const auto& row : kTypes) {
        if (row.slug == text) return row.type;
    }
    return std::nullopt;
}

std::string_view slug(Scale scale) { return scale == Scale::log ? "log" : "linear"; }

std::optional<Scale> parse_scale(std::string_view text) {
    if (text == "linear") return Scale::linear;
    if (text == "log") return Scale::log;
    return std::nullopt;
}

}  // namespace hindsight
