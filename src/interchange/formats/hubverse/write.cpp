// SPDX-License-Identifier: MIT
// Writes a book as a hub: model output of each forecaster and day, and oracle output of what happened.
#include <fmt/format.h>

#include <cmath>
#include <map>

#include "../readers.hpp"
#include "hindsight/base/cell.hpp"
#include "hindsight/base/number.hpp"
#include "hindsight/domain/notation.hpp"

namespace hindsight::interchange {

namespace {

using sv = std::string_view;

/// (output_type_id, value)
using Output = std::vector<std::pair<std::string, double>>;

/// What model output can say of a predictive; nothing of the others.
struct ToOutput {
    std::pair<sv, Output> operator()(const QuantileForecast& forecast) const {
        Output out;
        for (const auto& [level, value] : forecast.quantiles) out.emplace_back(print_number(level), value);
        return {"quantile", out};
    }
    std::pair<sv, Output> operator()(const SampleForecast& forecast) const {
        Output out;
        if (!forecast.weights.empty()) return {};
        for (const auto value : forecast.samples) out.emplace_back(std::to_string(out.size() + 1), value);
        return {"sample", out};
    }
    std::pair<sv, Output> operator()(const CdfForecast& forecast) const {
        Output out;
        for (const auto& [x, f] : forecast.points) out.emplace_back(print_number(x), f);
        return {"cdf", out};
    }
    std::pair<sv, Output> operator()(const OptionForecast& forecast) const { return {"pmf", {forecast.probs.begin(), forecast.probs.end()}}; }
    std::pair<sv, Output> operator()(const RangeForecast& forecast) const {
        if (forecast.one_sided()) return {};
        const double tail = std::round((1 - forecast.level) / 2 * 1e12) / 1e12;  // 0.1 at 80%
        return {"quantile", {{print_number(tail), *forecast.low}, {print_number(1 - tail), *forecast.high}}};
    }
    std::pair<sv, Output> operator()(const PointForecast& forecast) const { return {"median", {{"NA", forecast.value}}}; }
    template <class Other>
    std::pair<sv, Output> operator()(const Other&) const {
        return {};
    }
};

std::string due_cell(const Question& question) { return question.due ? print_day(day_of(question.due->at)) : std::string(); }

class Writer {
 public:
    explicit Writer(bool for_spreadsheets) : for_spreadsheets_(for_spreadsheets) {}

    Written write(const Book& book) {
        for (const auto& entry : book.statements) {
            const auto* question = entry.statement.question ? &*entry.statement.question : nullptr;
            if (!question || question->type == QuestionType::binary || question->counts_days()) {
                out_.lose(question ? fmt::format("a {} question", slug(question->type)) : "a statement without a question", entry.statement.id);
                continue;
            }
            lose_fields(entry);
            write_forecasts(entry, *question);
            write_oracle(entry, *question);
        }
        for (auto& [name, rows] : files_) out_.files.push_back({name, "reference_date,target,target_end_date,output_type,output_type_id,value\n" + rows});
        out_.files.push_back({"target-data/oracle-output.csv", "target,target_end_date,output_type,output_type_id,oracle_value\n" + oracle_});
        return std::move(out_);
    }

 private:
    std::string option_cell(sv name) const { return quoted_cell(for_spreadsheets_ ? safe_cell(name) : std::string(name)); }
    void lose_fields(const BookStatement& entry) {
        const auto& s = entry.statement;
        out_.lose("the text of a statement", text_in(s.text, "en"));
        for (const auto& [field, text] : {std::pair("quote", s.quote), std::pair("source", s.source), std::pair("criteria", s.question->criteria), std::pair("unit", s.question->unit)}) {
            if (!text.empty()) out_.lose(field, text);
        }
        for (const auto& tag : s.tags) out_.lose("tag", tag);
        for (const auto& link : s.links) out_.lose("link", link.statement);
        if (s.question->type == QuestionType::ordinal) out_.lose("the order of options", s.id);
        if (entry.retraction) out_.lose("a retraction", s.id);
        for (const auto& earlier : entry.text_was) out_.lose("an earlier wording", text_in(earlier.text, "en"));
    }

    /// Of several by one forecaster on one day only one is model output of that day: the last.
    void write_forecasts(const BookStatement& entry, const Question& question) {
        std::map<std::pair<std::string, Day>, const BookForecast*> last;
        for (const auto& made : entry.forecasts) {
            const auto shown = [&] { return fmt::format("{}, {}", entry.statement.id, made.forecast.forecaster); };
            if (made.withdrawn) {
                out_.lose("a forecast withdrawn", shown());
                continue;
            }
            auto& place = last[{made.forecast.forecaster, day_of(made.forecast.made_at.at)}];
            if (place) out_.lose("an earlier forecast of the same day", shown());
            place = &made;
        }
        for (const auto& [key, made] : last) write_forecast(entry.statement.id, made->forecast, question);
    }

    void write_forecast(const std::string& id, const Forecast& forecast, const Question& question) {
        const auto [type, rows] = std::visit(ToOutput{}, forecast.predictive);
        if (rows.empty()) return out_.lose("a forecast that is no model output", print_predictive(forecast.predictive, question));
        if (!forecast.made_at.is_day) out_.lose("the time of day of a forecast", print_when(forecast.made_at));
        if (!forecast.reason.empty()) out_.lose("reason", forecast.reason);
        if (!forecast.phrase.empty()) out_.lose("phrase", forecast.phrase);
        if (std::holds_alternative<RangeForecast>(forecast.predictive)) out_.lose("a range as such: it is two quantiles", print_predictive(forecast.predictive, question));
        const auto day = print_day(day_of(forecast.made_at.at));
        auto& file = files_[fmt::format("model-output/{0}/{1}-{0}.csv", forecast.forecaster, day)];
        for (const auto& [output_id, value] : rows) {
            fmt::format_to(std::back_inserter(file), "{},{},{},{},{},{}\n", day, id, due_cell(question), type, option_cell(output_id), print_number(value));
        }
    }

    void write_oracle(const BookStatement& entry, const Question& question) {
        for (std::size_t i = 0; i < entry.resolutions.size(); ++i) {
            const auto& resolution = entry.resolutions[i].resolution;
            const auto* outcome = resolution.outcome();
            const auto* number = outcome ? std::get_if<Observed>(outcome) : nullptr;
            const auto* option = outcome ? std::get_if<Chosen>(outcome) : nullptr;
            if (i > 0 || (!number && !option)) {
                out_.lose(i > 0 ? "a further resolution" : "a resolution that is no value", entry.statement.id);
                continue;
            }
            if (!resolution.evidence.empty() || !resolution.note.empty()) out_.lose("evidence and notes of a resolution", entry.statement.id);
            const auto row = [&](sv type, sv id, double value) {
                fmt::format_to(std::back_inserter(oracle_), "{},{},{},{},{}\n", entry.statement.id, due_cell(question), type, option_cell(id), print_number(value));
            };
            if (number) row("quantile", "NA", number->value);
            if (!option) continue;
            for (const auto& name : question.options) row("pmf", name, name == option->option ? 1 : 0);
        }
    }

    bool for_spreadsheets_;
    Written out_;
    std::map<std::string, std::string> files_;  // by name: rows
    std::string oracle_;
};

}  // namespace

Written write_hubverse(const Book& book, const WriteOptions& options) { return Writer(options.for_spreadsheets).write(book); }

}  // namespace hindsight::interchange
