// SPDX-License-Identifier: MIT
// Tables with one row for each quantile, sample or option: hubverse model output, and tables of quantile_level and predicted.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <limits>
#include <unordered_map>

#include "cell.hpp"
#include "hindsight/base/text.hpp"
#include "observed_table.hpp"
#include "readers.hpp"
#include "table_columns.hpp"

namespace hindsight::interchange {

namespace {

constexpr auto kNone = std::numeric_limits<std::size_t>::max();
constexpr char kSeparator = '\x1f';

enum class OutputType : std::uint8_t { quantile, sample, pmf, cdf, point };

std::optional<OutputType> output_type(std::string_view text) {
    if (text == "quantile") return OutputType::quantile;
    if (text == "sample") return OutputType::sample;
    if (text == "pmf") return OutputType::pmf;
    if (text == "cdf") return OutputType::cdf;
    if (text == "mean" || text == "median") return OutputType::point;
    return std::nullopt;
}

/// The column with the level, and what kind of forecast it makes when no column says so.
struct LevelColumn {
    std::string_view name;
    OutputType type;
};
constexpr std::array kLevelColumns{LevelColumn{"output_type_id", OutputType::quantile}, LevelColumn{"quantile_level", OutputType::quantile},
                                   LevelColumn{"sample_id", OutputType::sample}, LevelColumn{"predicted_label", OutputType::pmf}};

struct Roles {
    std::size_t value = kNone, level = kNone, type = kNone, observed = kNone;
    OutputType fixed = OutputType::quantile;  // without a column for it
    std::vector<std::size_t> task;            // all other columns
};

Roles roles_of(const CsvReader& csv) {
    Roles roles;
    roles.type = csv.column("output_type").value_or(kNone);
    roles.value = csv.column(roles.type != kNone ? "value" : "predicted").value_or(kNone);
    roles.observed = csv.column("observed").value_or(kNone);
    for (const auto& [name, type] : kLevelColumns) {
        if (roles.level != kNone) break;
        roles.level = csv.column(name).value_or(kNone);
        roles.fixed = type;
    }
    for (std::size_t i = 0; i < csv.header().size(); ++i) {
        if (i != roles.value && i != roles.level && i != roles.observed) roles.task.push_back(i);
    }
    return roles;
}

/// The rows of the file, gathered by forecast.
struct Gathered {
    struct Forecast {
        const std::string* key;  // the cells of its task columns, each followed by a separator
        std::uint64_t line;
        OutputType type;
        double observed = std::numeric_limits<double>::quiet_NaN();
        std::string observed_text;
        std::optional<Error> broken;
    };

    std::vector<Forecast> forecasts;
    std::unordered_map<std::string, std::uint32_t> numbers;
    std::string last;                     // the key of the row before: mostly that of the next one too
    std::uint32_t last_number = 0;
    std::vector<std::uint32_t> forecast;  // of each row
    std::vector<double> value, level;
    std::unordered_map<std::string, std::uint32_t> option_numbers;
    std::vector<std::string> options;     // as levels of the rows of a pmf

    std::uint32_t number_of(const std::string& key, std::size_t columns, const CsvReader& csv, OutputType type) {
        if (!forecasts.empty() && key == last) return last_number;
        const auto [at, added] = numbers.try_emplace(key, static_cast<std::uint32_t>(forecasts.size()));
        if (added) forecasts.push_back({&at->first, csv.line(), type});
        if (added && static_cast<std::size_t>(std::count(key.begin(), key.end(), kSeparator)) != columns) {
            throw csv.fault_at(0, ErrorCode::bad_csv, "a cell of this row holds the control character U+001F", "remove it");
        }
        last = key;
        return last_number = at->second;
    }

    double option_number(std::string_view name) {
        const auto [at, added] = option_numbers.try_emplace(std::string(name), static_cast<std::uint32_t>(options.size()));
        if (added) options.emplace_back(name);
        return at->second;
    }
};

Error bad_cell(const CsvReader& csv, std::size_t cell, std::string_view what) {
    return csv.fault_at(cell, ErrorCode::bad_number, fmt::format("\"{}\" is no {}", printable(csv.cells()[cell].substr(0, 60)), what));
}

/// Adds the present row.
void gather(const CsvReader& csv, const Roles& roles, std::string& key, Gathered& all) {
    key.clear();
    for (const auto column : roles.task) {
        key += csv.cells()[column];
        key += kSeparator;
    }
    auto type = std::optional(roles.fixed);
    if (roles.type != kNone) type = output_type(csv.cells()[roles.type]);
    if (!type) throw csv.fault_at(roles.type, ErrorCode::bad_predictive, "this is no output type", "quantile, sample, pmf, cdf, mean or median");
    const auto number = all.number_of(key, roles.task.size(), csv, *type);
    auto& forecast = all.forecasts[number];
    const auto value = value_in(csv.cells()[roles.value]);
    if (!value && !forecast.broken) forecast.broken = bad_cell(csv, roles.value, "number");
    double level = 0;
    if (*type == OutputType::pmf) {
        level = all.option_number(csv.cells()[roles.level]);
    } else if (*type == OutputType::quantile || *type == OutputType::cdf) {
        const auto read = value_in(csv.cells()[roles.level]);
        if (!read && !forecast.broken) forecast.broken = bad_cell(csv, roles.level, "level");
        level = read.value_or(0);
    }
    if (roles.observed != kNone && forecast.observed_text.empty()) {
        forecast.observed_text = csv.cells()[roles.observed];
        forecast.observed = value_in(forecast.observed_text).value_or(std::nan(""));
    }
    all.forecast.push_back(number);
    all.value.push_back(value.value_or(0));
    all.level.push_back(level);
}

/// Where the rows of each forecast stand when all rows are put in the order of their forecasts.
std::vector<std::size_t> starts_of(const Gathered& all) {
    std::vector<std::size_t> starts(all.forecasts.size() + 1);
    for (const auto number : all.forecast) ++starts[number + 1];
    for (std::size_t i = 1; i < starts.size(); ++i) starts[i] += starts[i - 1];
    return starts;
}

void sort_rows(Gathered& all, const std::vector<std::size_t>& starts) {
    if (std::is_sorted(all.forecast.begin(), all.forecast.end())) return;
    auto next = starts;
    std::vector<double> value(all.value.size()), level(all.level.size());
    for (std::size_t i = 0; i < all.forecast.size(); ++i) {
        const auto to = next[all.forecast[i]]++;
        value[to] = all.value[i];
        level[to] = all.level[i];
    }
    all.value = std::move(value);
    all.level = std::move(level);
}

/// "2023-10-14-FluSight-baseline.csv" is by FluSight-baseline.
std::string model_in(std::string_view file) {
    if (const auto slash = file.rfind('/'); slash != std::string_view::npos) file.remove_prefix(slash + 1);
    file = file.substr(0, file.find(".csv"));
    const auto digit = [&](std::size_t i) { return file[i] >= '0' && file[i] <= '9'; };
    if (file.size() < 12 || file[4] != '-' || file[7] != '-' || file[10] != '-' || !digit(0) || !digit(9)) return {};
    return std::string(file.substr(11));
}

class Emitter {
   public:
    Emitter(const std::vector<std::string>& header, const TableColumns& columns, const Roles& roles, Gathered& all, const ObservedTable* observed, const FlatRequest& request)
        : all_(all), observed_(observed) {
        for (const auto& name : request.cells) {
            const auto at = columns.find(name);
            const auto place = at ? std::find(roles.task.begin(), roles.task.end(), *at) : roles.task.end();
            places_.push_back(place == roles.task.end() ? kNone : static_cast<std::size_t>(place - roles.task.begin()));
        }
        const auto type = std::find(roles.task.begin(), roles.task.end(), roles.type);
        if (type != roles.task.end()) type_ = static_cast<std::size_t>(type - roles.task.begin());
        std::vector<std::optional<std::size_t>> apart;
        for (const auto& name : request.apart) apart.push_back(columns.find(name));
        for (std::size_t i = 0; i < roles.task.size(); ++i) {
            if (std::find(apart.begin(), apart.end(), roles.task[i]) == apart.end()) in_task_.emplace_back(header[roles.task[i]], i);
        }
        std::sort(in_task_.begin(), in_task_.end());  // files of one hub may have their columns in any order
    }

    void emit(std::size_t number, std::size_t first, std::size_t count, const std::vector<std::string_view>& constants, FlatRow& row) {
        auto& forecast = all_.forecasts[number];
        split(*forecast.key);
        row.line = forecast.line;
        row.broken = forecast.broken;
        cells_ = constants;
        for (std::size_t i = 0; i < places_.size(); ++i) {
            if (places_[i] != kNone) cells_[i] = task_[places_[i]];
        }
        row.cells = cells_;
        task_text_.clear();
        for (const auto& [name, place] : in_task_) {
            for (const auto text : {std::string_view(name), task_[place]}) task_text_.append(text).push_back(kSeparator);
        }
        row.task = task_text_;
        find_observed(forecast);
        fill(forecast, std::span(all_.value).subspan(first, count), std::span(all_.level).subspan(first, count), row);
    }

   private:
    void split(std::string_view key) {
        task_.clear();
        while (!key.empty()) {
            const auto end = key.find(kSeparator);
            task_.push_back(key.substr(0, end));
            key.remove_prefix(end + 1);
        }
    }

    void find_observed(Gathered::Forecast& forecast) const {
        if (!observed_) return;
        auto task = task_;
        if (type_ != kNone) task[type_] = {};  // what happened is the same for all types of output
        const auto* cell = observed_->find(task);
        if (!cell) return;
        forecast.observed = cell->value;
        forecast.observed_text = cell->option.empty() ? cell->text : cell->option;
    }

    void fill(const Gathered::Forecast& forecast, std::span<const double> values, std::span<const double> levels, FlatRow& row) {
        row.x = values;
        row.y = {};
        row.observed = forecast.observed;
        switch (forecast.type) {
            case OutputType::quantile:
                row.form = FlatForm::quantiles;
                row.y = levels;
                break;
            case OutputType::sample: row.form = FlatForm::samples; break;
            case OutputType::point:
                row.form = FlatForm::point;
                row.number = values.front();
                break;
            case OutputType::cdf:
                row.form = FlatForm::cdf;
                row.x = levels;
                row.y = values;
                break;
            case OutputType::pmf:
                row.form = FlatForm::options;
                row.option.reset();
                // an answer that is no option of any forecast, such as a number, is of another target
                row.option_missing = !all_.option_numbers.contains(forecast.observed_text);
                for (std::size_t i = 0; i < levels.size(); ++i) {
                    if (all_.options[static_cast<std::size_t>(levels[i])] == forecast.observed_text) row.option = i;
                }
                break;
        }
    }

    Gathered& all_;
    const ObservedTable* observed_;
    std::size_t type_ = kNone;  // place of the output type among the task's columns
    std::vector<std::size_t> places_;
    std::vector<std::pair<std::string, std::size_t>> in_task_;
    std::string task_text_;
    std::vector<std::string_view> task_, cells_;
};


}  // namespace

bool is_long(const CsvReader& csv) {
    const auto roles = roles_of(csv);
    return roles.value != kNone && roles.level != kNone;
}

void read_long(CsvReader& csv, const std::string& file, const FlatRequest& request, const FlatSink& sink) {
    const TableColumns columns(csv, request, file);
    const auto roles = roles_of(csv);
    std::optional<ObservedTable> observed;
    if (!request.observed.empty()) {
        std::vector<std::string> names;
        for (const auto column : roles.task) names.push_back(column == roles.type ? std::string() : csv.header()[column]);
        observed.emplace(request.observed, names, request);
    } else if (roles.observed == kNone) {
        throw Error(ErrorCode::missing_key, fmt::format("{} does not say what happened", file), "--observed FILE names the file that does");
    }
    RowView view(csv, columns, request);
    const auto model = model_in(file);
    if (!model.empty()) {
        for (const auto* name : {"forecaster", "model", "model_id"}) view.set_constant(name, model);
    }
    const auto present = view.present();
    view.check();
    sink.begin({file, present, csv.header()});

    Gathered all;
    std::string key;
    while (csv.next()) {
        if (auto fault = csv.fault()) {
            FlatRow row;
            row.file = file;
            row.line = csv.line();
            row.text = csv.text();
            row.broken = std::move(fault);
            sink.row(row);
        } else if (view.wanted()) {
            gather(csv, roles, key, all);
        }
    }
    const auto starts = starts_of(all);
    sort_rows(all, starts);
    std::vector<std::string_view> constants(request.cells.size());
    for (std::size_t i = 0; i < constants.size(); ++i) {
        if (present[i] && !columns.find(request.cells[i])) constants[i] = model;
    }
    Emitter emitter(csv.header(), columns, roles, all, observed ? &*observed : nullptr, request);
    FlatRow row;
    row.file = file;
    for (std::size_t i = 0; i < all.forecasts.size(); ++i) {
        emitter.emit(i, starts[i], starts[i + 1] - starts[i], constants, row);
        sink.row(row);
    }
}

}  // namespace hindsight::interchange
