// SPDX-License-Identifier: MIT
// Reads forecast_data.csv of Metaculus' download: of people and of aggregates, row by row.
#include <fmt/format.h>

#include <algorithm>

#include "../columns.hpp"
#include "../times.hpp"
#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"
#include "tables.hpp"

namespace hindsight::interchange::metaculus {

namespace {

bool is_hash(std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

class ForecastRows {
 public:
    ForecastRows(const Member& member, const Reading& reading, const Questions& questions,
                 std::optional<Instant> exported)
        : table_(member, reading.options), drafts_(reading.drafts), questions_(questions), exported_(exported) {}

    void read() {
        while (table_.next()) {
            try {
                row();
            } catch (const Error& fault) {
                drafts_.refuse(DraftKind::forecast, diagnostic_of(fault));
            }
            lose_other_cells(table_,
                             {"Question ID", "Forecaster ID", "Forecaster Username", "Forecaster (Anonymized)",
                              "Start Time", "End Time", "Probability Yes", "Probability Yes Per Category",
                              "Continuous CDF", "Probability Below Lower Bound", "Probability Above Upper Bound",
                              "5th Percentile", "25th Percentile", "Median", "75th Percentile", "95th Percentile"},
                             drafts_);
        }
        for (auto& [key, waiting] : waiting_) hand_over(waiting, waiting.end);
    }

 private:
    /// The newest forecast of somebody on a question: only the next one shows whether its end was a withdrawal.
    struct Waiting {
        std::string statement;
        Forecast forecast;
        std::optional<Instant> end;
        std::uint64_t line = 0;
    };

    void row() {
        if (auto fault = table_.fault(1))
            throw *std::move(fault);  // rows of questions that are open lack the last cell
        const auto it = questions_.find(table_.cell(question_));
        if (it == questions_.end()) {
            throw table_.fault_at(
                question_, ErrorCode::unknown_statement,
                fmt::format("question {} is not in the table of questions", printable(table_.cell(question_))),
                "give question_data.csv of the same download too");
        }
        const auto& asked = it->second;
        Waiting made{asked.statement, {}, {}, table_.place().line};
        made.forecast.forecaster = forecaster();
        made.forecast.made_at = When::instant(time(start_));
        made.forecast.predictive = predictive(asked);
        if (!table_.cell(end_).empty()) made.end = time(end_);
        auto& waiting = waiting_[fmt::format("{}\n{}", made.statement, made.forecast.forecaster)];
        if (!waiting.statement.empty()) {
            const bool superseded = waiting.end && *waiting.end >= made.forecast.made_at.at;
            hand_over(waiting, superseded ? std::nullopt : waiting.end);
        }
        waiting = std::move(made);
    }

    void hand_over(Waiting& waiting, std::optional<Instant> end) {
        DraftForecast draft{
            waiting.statement, std::move(waiting.forecast), {}, {}, {table_.place().file, waiting.line}};
        if (end && exported_ && *end > *exported_) {
            drafts_.lost("End Time (of a forecast that is to expire)", print_instant_short(*end));
        } else if (end) {
            draft.withdrawn = When::instant(*end);
        }
        drafts_.forecast(draft);
    }

    /// An aggregate has the name of its method where others have theirs.
    std::string forecaster() const {
        const auto name = table_.cell(name_), id = table_.cell(id_);
        if (!id.empty()) return drafts_.person(kSite, id, name);
        if (is_hash(name)) return drafts_.person(kSite, name, fmt::format("Anonymous {}", name.substr(0, 12)));
        if (name.empty())
            throw table_.fault_at(name_, ErrorCode::unknown_person, "nobody is named who made this forecast");
        std::string words(name);
        std::replace(words.begin(), words.end(), '_', ' ');
        return drafts_.person(kSite, name, fmt::format("Metaculus aggregate, {}", words));
    }

    Instant time(std::optional<std::size_t> column) const {
        try {
            return Times::utc(table_.cell(column));
        } catch (const Error& fault) {
            throw table_.fault_at(column, fault.code(), fault.what(), fault.hint());
        }
    }

    Predictive predictive(const Asked& asked) const {
        if (asked.type == QuestionType::binary) {
            const auto p = parse_number(table_.cell(yes_));
            if (!p)
                throw table_.fault_at(yes_, ErrorCode::bad_probability,
                                      fmt::format("\"{}\" is no probability", printable(table_.cell(yes_))));
            return BinaryForecast{*p};
        }
        return asked.type == QuestionType::categorical ? options(asked) : distribution(asked);
    }

    /// An option that was not there yet, or no longer, has no chance.
    Predictive options(const Asked& asked) const {
        const auto numbers = numbers_in(table_, categories_);
        const auto& names = numbers.size() == asked.options.size() ? asked.options : asked.current;
        if (numbers.empty() || numbers.size() != names.size()) {
            throw table_.fault_at(categories_, ErrorCode::bad_predictive,
                                  fmt::format("{} probabilities for {} options", numbers.size(), asked.options.size()));
        }
        OptionForecast out;
        for (const auto& option : asked.options) {
            const auto at = static_cast<std::size_t>(std::find(names.begin(), names.end(), option) - names.begin());
            const bool there = at < names.size() && numbers[at];
            if (!there) drafts_.lost("an option that could not be chosen then (taken as 0)", option);
            out.probs.emplace_back(option, there ? *numbers[at] : 0);
        }
        return out;
    }

    /// Discrete questions have fewer values than their range has places; these lie evenly between the bounds.
    Predictive distribution(const Asked& asked) const {
        const auto values = numbers_in(table_, cdf_);
        if (values.size() < 2)
            throw table_.fault_at(cdf_, ErrorCode::bad_predictive, "a distribution function needs at least two values");
        CdfForecast out;
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (!values[i])
                throw table_.fault_at(cdf_, ErrorCode::bad_number, "a value of the distribution function is missing");
            const double even =
                asked.low + (asked.high - asked.low) * static_cast<double>(i) / static_cast<double>(values.size() - 1);
            out.points.emplace_back(asked.range.size() == values.size() ? asked.range[i] : even, *values[i]);
        }
        return out;
    }

    Table table_;
    Drafts& drafts_;
    const Questions& questions_;
    std::optional<Instant> exported_;
    std::map<std::string, Waiting> waiting_;  // by statement and forecaster

    const std::optional<std::size_t> question_ = table_.need("Question ID"), start_ = table_.need("Start Time"),
                                     end_ = table_.column("End Time"), id_ = table_.column("Forecaster ID"),
                                     name_ = table_.column(id_ ? "Forecaster Username" : "Forecaster (Anonymized)"),
                                     yes_ = table_.column("Probability Yes"),
                                     categories_ = table_.column("Probability Yes Per Category"),
                                     cdf_ = table_.column("Continuous CDF");
};

}  // namespace

void read_forecasts(const Member& member, const Reading& reading, const Questions& questions,
                    std::optional<Instant> exported) {
    ForecastRows(member, reading, questions, exported).read();
}

}  // namespace hindsight::interchange::metaculus
