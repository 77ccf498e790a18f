// SPDX-License-Identifier: MIT
// Reads what a row forecasts.
#include "forecasts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::interchange {

namespace {

/// Values of F at equal steps of the scale, as points in the unit of the question: the steps are equal in the logarithm of
/// the distance to the zero point where there is one.
CdfForecast on_scale(const std::vector<double>& values, double low, double high, std::optional<double> zero_point) {
    CdfForecast out;
    const auto last = static_cast<double>(values.size() - 1);
    const double ratio = zero_point ? (high - *zero_point) / (low - *zero_point) : 1;
    for (std::size_t k = 0; k < values.size(); ++k) {
        const double u = static_cast<double>(k) / last;
        const double share = zero_point ? (std::pow(ratio, u) - 1) / (ratio - 1) : u;
        const double x = k == 0 ? low : k + 1 == values.size() ? high : low + (high - low) * share;
        out.points.emplace_back(x, values[k]);
    }
    return out;
}

}  // namespace

void ForecastQueue::add(std::string id, Forecast forecast, Place where) {
    Entry entry{std::move(id), std::move(forecast), where};
    if (!newest_first_) return hand_over(entry);
    const bool together = !waiting_.empty() && waiting_.back().id == entry.id && waiting_.back().forecast.made_at == entry.forecast.made_at;
    if (!together) flush();
    waiting_.push_back(std::move(entry));
}

void ForecastQueue::hand_over(const Entry& entry) {
    DraftForecast draft;
    draft.statement = entry.id;
    draft.forecast = entry.forecast;
    draft.where = entry.where;
    draft.sum_tolerance = sum_tolerance_;
    drafts_.forecast(draft);
}

void ForecastQueue::flush() {
    for (auto it = waiting_.rbegin(); it != waiting_.rend(); ++it) hand_over(*it);
    waiting_.clear();
}

MappedForecast::MappedForecast(const MapTable& table, const Mapping& mapping, MappedColumns& columns, const Times& times, Drafts& drafts)
    : mapping_(mapping), times_(times), drafts_(drafts), queue_(drafts, table.newest_first, mapping.sum_tolerance) {
    const std::pair<std::string_view, MappedValue*> values[] = {
        {"question", &question_}, {"forecaster", &forecaster_},       {"forecaster_name", &forecaster_name_}, {"probability", &probability_},
        {"option", &option_},     {"group", &group_},                 {"probabilities", &probabilities_},     {"cdf", &cdf_},
        {"point", &point_},       {"made_at", &made_at_},             {"withdrawn", &withdrawn_},             {"reason", &reason_}};
    for (const auto& [key, value] : values) *value = MappedValue(*table.forecast, key, columns);
}

std::string MappedForecast::question(const MappedRow& row) const {
    const auto key = question_.text(row);
    if (key.empty()) throw question_.fault(row, ErrorCode::missing_key, "the id of the question is missing");
    return id_from(mapping_.site, key);
}

/// As an earlier import left it in the record.
const KnownQuestion* MappedForecast::recorded(const std::string& id) {
    if (const auto* there = recorded_.find(id)) return there;
    const auto* question = drafts_.question(id);
    if (!question) return nullptr;
    KnownQuestion known;
    known.type = question->type;
    known.options = question->options;
    known.lettered = true;  // whether it was, the record does not say; a text that is an option's goes before a letter
    known.low = question->low;
    known.high = question->high;
    known.zero_point = question->zero_point;
    return &recorded_.add(id, std::move(known));
}

const KnownQuestion& MappedForecast::known(const KnownQuestion* question, const MappedRow& row, const std::string& id) {
    if (question && !question->refused) return *question;
    if (const auto* recorded = question ? nullptr : this->recorded(id)) return *recorded;
    const auto why = question ? "which was refused" : "which is not in these files";
    throw Error(ErrorCode::unknown_statement, fmt::format("a forecast of {}, {}", id, why), question ? "" : "give the file with the questions too", row.table.place().span());
}

/// Forecasts stored in bulk are never withdrawn, so the one that this row takes back stands on: that must be said.
bool MappedForecast::is_withdrawal(const MappedRow& row) {
    if (!withdrawn_.flag(row)) return false;
    drafts_.lost("a withdrawal of an earlier forecast", fmt::format("{}:{}", row.table.place().file, row.table.place().line));
    return true;
}

/// A question that only the record has is taken for one of yes and no: the record knows better.
void MappedForecast::take(const MappedRow& row, const std::string& id, const KnownQuestion* question, std::optional<std::size_t> pair) {
    if (is_withdrawal(row)) return;
    if (group_.given()) return take_option(row, id, question);
    auto forecast = frame(row);
    const bool alone = !question && probability_.given() && !probability_.is_baseline();
    forecast.predictive = alone ? BinaryForecast{probability(row, pair)} : predictive(row, known(question, row, id), pair);
    queue_.add(id, std::move(forecast), row.table.place());
}

Forecast MappedForecast::frame(const MappedRow& row) const {
    Forecast out;
    const auto who = forecaster_.text(row);
    if (who.empty()) throw forecaster_.fault(row, ErrorCode::missing_key, "nobody is named as the forecaster");
    out.forecaster = drafts_.person(mapping_.site, who, forecaster_name_.text(row));
    const auto made = made_at_.when(row, times_);
    if (!made) throw made_at_.fault(row, ErrorCode::missing_key, "nothing says when the forecast was made");
    out.made_at = *made;
    out.reason = reason_.text(row);
    return out;
}

double MappedForecast::probability(const MappedRow& row, std::optional<std::size_t> pair) const {
    const auto text = pair ? std::string(row.cell(*pair)) : probability_.text(row);
    const auto fault = [&](ErrorCode code, std::string message) {
        return pair ? row.table.fault_at(pair, code, std::move(message)) : probability_.fault(row, code, std::move(message));
    };
    if (text.empty()) throw fault(ErrorCode::missing_key, "there is no probability");
    const auto number = parse_number(text);
    if (!number) throw fault(ErrorCode::bad_probability, fmt::format("\"{}\" is no probability", printable(text)));
    const double scale = probability_.given() ? probability_.scale() : 1;
    if (!(*number >= 0 && *number <= scale)) throw fault(ErrorCode::bad_probability, fmt::format("{} lies outside of 0 to {}", *number, scale));
    return *number / scale;
}

/// A score is of what happened, so the outcome tells which side of the probability it shows.
double MappedForecast::probability_of_score(const MappedRow& row, const KnownQuestion& question) const {
    const auto score = probability_.number(row);
    const bool yes = question.outcome == "yes";
    if (!score || (!yes && question.outcome != "no")) {
        throw probability_.fault(row, ErrorCode::bad_probability, "no probability can be told from this score", "it needs the score and an outcome that is yes or no");
    }
    const double given = std::exp2(*score / 100 - 1);
    if (given > 1) throw probability_.fault(row, ErrorCode::bad_probability, fmt::format("{} is more than a baseline score can be", *score));
    return yes ? given : 1 - given;
}

Predictive MappedForecast::predictive(const MappedRow& row, const KnownQuestion& question, std::optional<std::size_t> pair) const {
    if (question.type == QuestionType::binary) return BinaryForecast{probability_.is_baseline() ? probability_of_score(row, question) : probability(row, pair)};
    if (question.options.empty()) {
        if (!cdf_.given()) {
            const auto value = point_.number(row);
            if (!value) throw point_.fault(row, ErrorCode::missing_key, "there is no forecast of a number");
            return PointForecast{*value};
        }
        const auto values = cdf_.numbers(row);
        if (values.size() < 2) throw cdf_.fault(row, ErrorCode::bad_predictive, "there is no distribution");
        if (!question.low || !question.high) {
            throw cdf_.fault(row, ErrorCode::bad_predictive, "a distribution over a scale whose ends are unknown", "the mapping needs \"low\" and \"high\"");
        }
        return on_scale(values, *question.low, *question.high, question.zero_point);
    }
    const auto values = probabilities_.numbers(row);
    if (values.size() != question.options.size()) {
        throw probabilities_.fault(row, ErrorCode::bad_predictive, fmt::format("{} probabilities for {} options", values.size(), question.options.size()));
    }
    OptionForecast out;
    for (std::size_t i = 0; i < values.size(); ++i) out.probs.emplace_back(question.options[i], values[i] / probabilities_.scale());
    return out;
}

/// Rows of one forecast follow each other; whoever stands alone has not all options, and does not add up. A forecast is refused
/// once, for its first fault.
void MappedForecast::take_option(const MappedRow& row, const std::string& id, const KnownQuestion* question) {
    const auto key = group_.text(row);
    if (key.empty() || !open_group_ || open_group_->key != key || open_group_->id != id) {
        close_group();
        open_group_ = Group{key, id, {}, {}, row.table.place(), nullptr, true};
        open_group_->question = &known(question, row, id);
        open_group_->forecast = frame(row);
        open_group_->refused = false;
    }
    if (open_group_->refused) return;
    try {
        add_option(row, *open_group_);
    } catch (const Error&) {
        open_group_->refused = true;
        throw;
    }
}

void MappedForecast::add_option(const MappedRow& row, Group& group) const {
    const auto text = option_.text(row);
    const auto* option = group.question->option(text);
    if (!option) {
        throw option_.fault(row, ErrorCode::unknown_option, fmt::format("\"{}\" is no option of {}", printable(text), group.id),
                            "its options: " + printable_list(group.question->options));
    }
    auto& probs = group.options.probs;
    const bool twice = std::any_of(probs.begin(), probs.end(), [&](const auto& known) { return known.first == *option; });
    if (twice) throw option_.fault(row, ErrorCode::unknown_option, fmt::format("the option \"{}\" stands twice in one forecast", printable(*option)));
    probs.emplace_back(*option, probability(row, std::nullopt));
}

void MappedForecast::close_group() {
    if (!open_group_) return;
    auto group = std::move(*open_group_);
    open_group_.reset();
    if (group.refused) return;
    group.forecast.predictive = std::move(group.options);
    queue_.add(std::move(group.id), std::move(group.forecast), group.where);
}

void MappedForecast::finish() {
    close_group();
    queue_.flush();
}

}  // namespace hindsight::interchange
