// SPDX-License-Identifier: MIT
// Reads a table of forecasts.
#include "output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "../../flat/cell.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::interchange {

namespace {

constexpr auto kTypes = std::to_array<std::pair<std::string_view, HubOutput>>(
    {{"quantile", HubOutput::quantile}, {"sample", HubOutput::sample}, {"cdf", HubOutput::cdf}, {"pmf", HubOutput::pmf}, {"median", HubOutput::median}, {"mean", HubOutput::mean}});

class FileReader {
 public:
    FileReader(const Member& member, HubTable table, const ReadOptions& options, Drafts& drafts, bool telling)
        : table_(member, options), drafts_(drafts), telling_(telling), constant_model_(model_in(member)) {
        value_ = table_.need(table == HubTable::model_output ? "value" : "predicted");
        type_ = table_.column("output_type");
        observed_ = table == HubTable::evaluation ? table_.column("observed") : std::nullopt;
        for (const auto name : kModelColumns) {
            if (!model_) model_ = table_.column(name);
        }
        for (const auto& [name, fixed] : {std::pair("output_type_id", HubOutput::quantile), std::pair("quantile_level", HubOutput::quantile),
                                          std::pair("predicted_label", HubOutput::pmf), std::pair("sample_id", HubOutput::sample)}) {
            if (level_) break;
            level_ = table_.column(name);
            if (level_) fixed_ = fixed;
        }
        for (const auto& name : task_columns(table_.header(), table)) columns_.emplace_back(name, *table_.column(name));
    }

    HubFile read() {
        while (table_.next()) {
            try {
                if (auto fault = table_.fault()) throw *std::move(fault);
                take();
            } catch (const Error& fault) {
                if (telling_) drafts_.refuse(DraftKind::forecast, diagnostic_of(fault));
            }
        }
        std::stable_sort(file_.rows.begin(), file_.rows.end(), [](const HubRow& a, const HubRow& b) { return a.task < b.task; });
        return std::move(file_);
    }

 private:
    void take() {
        HubRow row;
        row.line = static_cast<std::uint32_t>(table_.place().line);
        row.type = fixed_;
        if (type_) {
            const auto type = parse_hub_output(table_.cell(type_));
            if (!type) throw table_.fault_at(type_, ErrorCode::bad_predictive, fmt::format("\"{}\" is no output type", printable(table_.cell(type_))), "quantile, sample, pmf, cdf, mean or median");
            row.type = *type;
        }
        const auto value = number_in(table_.cell(value_));
        if (!value) throw table_.fault_at(value_, ErrorCode::bad_number, fmt::format("\"{}\" is no number", printable(table_.cell(value_))));
        row.task = task();
        if (std::isnan(*value)) {
            if (telling_) drafts_.lost(model_ && table_.cell(model_).empty() ? "an observation without a forecast" : "a row without a value", table_.cell(columns_.front().second));
            return;
        }
        row.value = *value;
        row.level = level(row.type);
        file_.rows.push_back(row);
    }

    double level(HubOutput type) {
        if (type == HubOutput::pmf) return option(table_.cell(level_));
        if (type != HubOutput::quantile && type != HubOutput::cdf) return 0;
        const auto level = number_in(table_.cell(level_));
        if (!level || std::isnan(*level)) throw table_.fault_at(level_, ErrorCode::bad_number, fmt::format("\"{}\" is no level", printable(table_.cell(level_))));
        return *level;
    }

    double option(std::string_view name) {
        if (name.empty()) throw table_.fault_at(level_, ErrorCode::unknown_option, "a category has no name");
        const auto [at, fresh] = options_.try_emplace(std::string(name), file_.options.size());
        if (fresh) file_.options.emplace_back(name);
        return static_cast<double>(at->second);
    }

    /// The number of the row's task; mostly that of the row before.
    std::uint32_t task() {
        key_.clear();
        for (const auto& [name, place] : columns_) (key_ += table_.cell(place)) += '\x1f';
        key_ += table_.cell(model_);
        if (!file_.tasks.empty() && key_ == last_) return last_number_;
        const auto [at, fresh] = numbers_.try_emplace(key_, static_cast<std::uint32_t>(file_.tasks.size()));
        if (fresh) file_.tasks.push_back(made());
        last_ = key_;
        return last_number_ = at->second;
    }

    HubTask made() const {
        HubTask task;
        for (const auto& [name, place] : columns_) {
            const auto cell = table_.cell(place);
            if (utf8_fault(cell)) throw table_.fault_at(place, ErrorCode::bad_utf8, "this is not valid UTF-8", "save the file as UTF-8");
            task.cells.emplace_back(name, std::string(trim(cell)));
        }
        task.model = model_ ? std::string(table_.cell(model_)) : constant_model_;
        task.line = static_cast<std::uint32_t>(table_.place().line);
        task.observed = table_.cell(observed_);
        return task;
    }

    Table table_;
    Drafts& drafts_;
    bool telling_;
    std::string constant_model_;
    std::size_t value_ = 0;
    std::optional<std::size_t> type_, level_, model_, observed_;
    HubOutput fixed_ = HubOutput::point;
    std::vector<std::pair<std::string, std::size_t>> columns_;  // of tasks
    std::unordered_map<std::string, std::uint32_t> numbers_;
    std::unordered_map<std::string, std::size_t> options_;
    std::string key_, last_;
    std::uint32_t last_number_ = 0;
    HubFile file_;
};

/// A table of one prediction a row does not say what it predicts: probabilities of events that happened or not, or numbers.
void tell_events(HubFile& file) {
    const bool events = std::all_of(file.rows.begin(), file.rows.end(), [&](const HubRow& row) {
        const auto& observed = file.tasks[row.task].observed;
        return row.type == HubOutput::point && row.value >= 0 && row.value <= 1 && (observed == "0" || observed == "1" || observed.empty());
    });
    if (!events) return;
    for (auto& row : file.rows) row.type = HubOutput::binary;
}

/// Where models were asked different things under one task, what was observed differs too: each then has tasks of its own.
bool tell_models_apart(HubFile& file) {
    std::map<Task, std::string> observed;
    const bool alike = std::all_of(file.tasks.begin(), file.tasks.end(), [&](const HubTask& task) {
        return task.observed.empty() || observed.emplace(task.cells, task.observed).first->second == task.observed;
    });
    if (alike) return false;
    for (auto& task : file.tasks) task.cells.emplace_back("model", task.model);
    return true;
}

}  // namespace

std::optional<HubOutput> parse_hub_output(std::string_view text) {
    const auto it = std::find_if(kTypes.begin(), kTypes.end(), [&](const auto& type) { return type.first == text; });
    return it == kTypes.end() ? std::nullopt : std::optional(it->second);
}

HubFile read_hub_file(const Member& member, HubTable table, const ReadOptions& options, Drafts& drafts, bool telling) {
    auto file = FileReader(member, table, options, drafts, telling).read();
    if (table != HubTable::evaluation || file.rows.empty()) return file;
    tell_events(file);
    if (tell_models_apart(file) && telling) drafts.note(fmt::format("{}: what was observed differs between models of one task, so each model's tasks are statements of their own", member.input.name));
    return file;
}

}  // namespace hindsight::interchange
