// SPDX-License-Identifier: MIT
// Reads a hub: each task is a statement, each model's output for it a forecast.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_set>

#include "../readers.hpp"
#include "../times.hpp"
#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"
#include "observations.hpp"
#include "output.hpp"

namespace hindsight::interchange {

namespace {

using sv = std::string_view;

constexpr sv kSite = "hubverse";

/// A distribution says more than a point of it, so that one beside it is no forecast of its own.
struct Kind {
    sv in_id;  // statements of different kinds of answers are different ones
    QuestionType type;
};
Kind kind_of(HubOutput output) {
    switch (output) {
        case HubOutput::pmf: return {"pmf", QuestionType::categorical};
        case HubOutput::binary: return {"binary", QuestionType::binary};
        case HubOutput::median:
        case HubOutput::mean:
        case HubOutput::point: return {"point", QuestionType::numeric};
        default: return {"", QuestionType::numeric};
    }
}

using Rows = std::span<const HubRow>;

class Hub {
 public:
    explicit Hub(Reading& reading) : reading_(reading), drafts_(reading.drafts), times_(reading.options) {}

    void read() {
        std::vector<std::pair<HubTable, const Member*>> outputs;
        std::vector<const Member*> observed;
        std::set<std::string> columns;
        for (const auto& member : reading_.members) {
            const auto table = hub_table_of(member.peek);
            if (table == HubTable::none) throw Error(ErrorCode::missing_key, fmt::format("{} has not the columns of a hub's table", member.input.name), "model output has output_type, output_type_id and value");
            if (table == HubTable::observed) observed.push_back(&member);
            if (table == HubTable::observed) continue;
            outputs.emplace_back(table, &member);
            for (auto& name : task_columns(member.peek.header, table)) columns.insert(std::move(name));
        }
        if (outputs.empty()) throw Error(ErrorCode::missing_key, "there are observations and no forecasts", "give the model output too");
        for (const auto* member : observed) observations_.read(*member, reading_.options, {columns.begin(), columns.end()}, drafts_);
        drafts_.source({std::string(kSite), {{"en", "hubverse"}}, "https://hubverse.io", {}});
        hub_ = drafts_.person(kSite, "hub", "The hub");
        if (outputs.size() == 1) return read_one(*outputs.front().second, outputs.front().first);
        for (const auto& [table, member] : outputs) see_options(read_hub_file(*member, table, reading_.options, drafts_, false));
        for (const auto& [table, member] : outputs) take(*member, read_hub_file(*member, table, reading_.options, drafts_, true));
        observations_.lose_unused(drafts_);
    }

 private:
    /// A pipe can be read only once.
    void read_one(const Member& member, HubTable table) {
        const auto file = read_hub_file(member, table, reading_.options, drafts_, true);
        see_options(file);
        take(member, file);
        observations_.lose_unused(drafts_);
    }

    /// Models may leave out categories that they find impossible: those of a target are what all of them name.
    void see_options(const HubFile& file) {
        for (const auto& row : file.rows) {
            if (row.type == HubOutput::pmf) options_[target_of(file.tasks[row.task].cells)].insert(file.options[static_cast<std::size_t>(row.level)]);
        }
    }

    static std::string target_of(const Task& task) {
        const auto target = cell_of(task, "target");
        return std::string(target.empty() ? cell_of(task, "target_type") : target);
    }

    void take(const Member& member, const HubFile& file) {
        file_ = &file;
        member_ = &member;
        for (std::size_t from = 0; from < file.rows.size();) {
            auto to = from;
            while (to < file.rows.size() && file.rows[to].task == file.rows[from].task) ++to;
            take_task(file.tasks[file.rows[from].task], Rows(file.rows).subspan(from, to - from));
            from = to;
        }
    }

    void take_task(const HubTask& task, Rows rows) {
        std::map<HubOutput, std::vector<HubRow>> by_type;
        for (const auto& row : rows) by_type[row.type].push_back(row);
        HubOutput best = by_type.begin()->first;  // of numbers: what says most comes first
        for (auto& [type, own] : by_type) {
            const bool number = kind_of(type).type == QuestionType::numeric;
            if (number && kind_of(best).type == QuestionType::numeric && type != best) {
                drafts_.lost(fmt::format("a {} beside a {}", name_of(type), name_of(best)), fmt::format("{}, {}", task.model, task_text(task.cells)));
                continue;
            }
            if (number) best = type;
            try {
                take_forecast(task, type, own);
            } catch (const Error& fault) {
                auto found = diagnostic_of(fault);
                if (found.where.file.empty()) found.where = place(own.front().line).span();
                drafts_.refuse(DraftKind::forecast, std::move(found));
            }
        }
    }

    static sv name_of(HubOutput type) {
        constexpr std::array<sv, 8> kNames{"quantile", "sample", "cdf", "pmf", "probability", "median", "mean", "point"};
        return kNames[static_cast<std::size_t>(type)];
    }

    Place place(std::uint32_t line) const { return {member_->input.name, line}; }

    void take_forecast(const HubTask& task, HubOutput type, std::vector<HubRow>& rows) {
        const auto made = made_at(task.cells);
        const auto id = task_id(task.cells, kind_of(type).in_id);
        if (handed_.insert(id).second) hand_over(id, task, type, made);
        DraftForecast draft;
        draft.where = place(rows.front().line);
        draft.statement = id;
        draft.forecast.forecaster = drafts_.person(kSite, task.model);
        draft.forecast.made_at = made;
        draft.forecast.predictive = predictive(type, rows);
        drafts_.forecast(draft);
    }

    When made_at(const Task& task) const {
        for (const auto name : kMadeColumns) {
            if (const auto cell = cell_of(task, name); !cell.empty() && cell.find('-') != sv::npos) return times_.when(cell);
        }
        if (const auto day = parse_day(sv(member_->peek.name).substr(0, 10))) return When::day(*day);
        throw Error(ErrorCode::missing_key, "nothing says when this forecast was made", "a reference_date, origin_date or forecast_date does, or the name of the file");
    }

    void hand_over(const std::string& id, const HubTask& task, HubOutput type, const When& made) {
        BookStatement entry;
        entry.where = place(task.line).span();
        auto& s = entry.statement;
        s.id = id;
        s.text = {{"en", task_text(task.cells)}};
        s.speaker = hub_;
        s.said_on = day_of(made.at);
        s.source = kSite;
        s.foreign_id = task_text(task.cells);
        for (const auto& [name, cell] : task.cells) {
            if (!cell.empty()) s.tags.push_back(fmt::format("{}:{}", name, cell));
        }
        auto& question = s.question.emplace();
        question.type = kind_of(type).type;
        if (type == HubOutput::pmf) take_options(question, target_of(task.cells), id);
        if (const auto due = due_of(task.cells)) {
            // Weeks that were over already are estimated too.
            if (due->at < start_of(s.said_on)) s.kind = StatementKind::claim;
            question.due = s.kind == StatementKind::claim ? When::day(s.said_on) : *due;
        }
        if (auto resolution = resolution_of(task, type, s, due_of(task.cells))) entry.resolutions.push_back({*std::move(resolution), entry.where});
        drafts_.statement(entry);
    }

    std::optional<When> due_of(const Task& task) const {
        for (const auto name : kDueColumns) {
            if (const auto cell = cell_of(task, name); !cell.empty()) return times_.when(cell);
        }
        return std::nullopt;
    }

    /// Numbered categories are in order. What the record knows stays, when these files name no more.
    void take_options(Question& question, const std::string& target, const std::string& id) {
        const auto& seen = options_[target];
        if (const auto known = drafts_.known(id); known && known->statement.question) {
            const auto& there = known->statement.question->options;
            const bool more = std::any_of(seen.begin(), seen.end(), [&](const auto& name) { return std::find(there.begin(), there.end(), name) == there.end(); });
            if (!more) {
                question.type = known->statement.question->type;
                question.options = there;
                return;
            }
        }
        question.options.assign(seen.begin(), seen.end());
        if (!std::all_of(seen.begin(), seen.end(), [](const auto& name) { return parse_number(name).has_value(); })) return;
        question.type = QuestionType::ordinal;
        std::sort(question.options.begin(), question.options.end(), [](const auto& a, const auto& b) { return *parse_number(a) < *parse_number(b); });
    }

    std::optional<Outcome> outcome_of(const HubTask& task, HubOutput type, const Observation* seen) const {
        const bool number = kind_of(type).type == QuestionType::numeric;
        if (!task.observed.empty()) {
            const auto value = parse_number(task.observed);
            if (type == HubOutput::pmf) return Chosen{task.observed};
            if (!value) return std::nullopt;
            return type == HubOutput::binary ? Outcome(Fraction{*value}) : Outcome(Observed{*value});
        }
        if (!seen) return std::nullopt;
        if (number) return seen->number ? std::optional<Outcome>(Observed{*seen->number}) : std::nullopt;
        return type == HubOutput::pmf && !seen->option.empty() ? std::optional<Outcome>(Chosen{seen->option}) : std::nullopt;
    }

    /// Decided on the day that the data are as of, else when it was due.
    std::optional<Resolution> resolution_of(const HubTask& task, HubOutput type, const Statement& statement, const std::optional<When>& due) {
        const auto* seen = observations_.find(task.cells, type == HubOutput::pmf);
        auto outcome = outcome_of(task, type, seen);
        if (!outcome) return std::nullopt;
        if (const auto* chosen = std::get_if<Chosen>(&*outcome)) {
            const auto& options = statement.question->options;
            if (std::find(options.begin(), options.end(), chosen->option) == options.end()) {
                drafts_.lost("an observed category that no forecast names", chosen->option);
                return std::nullopt;
            }
        }
        Resolution out;
        out.verdict = *std::move(outcome);
        out.resolver = hub_;
        auto day = due ? day_of(due->at) : statement.said_on;
        if (seen && seen->known_on) day = std::max(day, *seen->known_on);
        out.decided_on = When::day(std::max(day, statement.said_on));
        return out;
    }

    Predictive predictive(HubOutput type, std::vector<HubRow>& rows) const {
        switch (type) {
            case HubOutput::quantile: return quantiles(rows);
            case HubOutput::sample: {
                SampleForecast out;
                for (const auto& row : rows) out.samples.push_back(row.value);
                return out;
            }
            case HubOutput::cdf: {
                std::stable_sort(rows.begin(), rows.end(), [](const HubRow& a, const HubRow& b) { return a.level < b.level; });
                CdfForecast out;
                for (const auto& row : rows) out.points.emplace_back(row.level, row.value);
                return out;
            }
            case HubOutput::pmf: {
                OptionForecast out;
                for (const auto& row : rows) out.probs.emplace_back(file_->options[static_cast<std::size_t>(row.level)], row.value);
                return out;
            }
            default: break;
        }
        if (rows.size() > 1) throw Error(ErrorCode::bad_predictive, fmt::format("there are {} of one forecast", rows.size()), {}, place(rows.back().line).span());
        if (type == HubOutput::binary) return BinaryForecast{rows.front().value};
        return PointForecast{rows.front().value};
    }

    /// Checked here, where the row at fault is known.
    Predictive quantiles(std::vector<HubRow>& rows) const {
        std::stable_sort(rows.begin(), rows.end(), [](const HubRow& a, const HubRow& b) { return a.level < b.level; });
        QuantileForecast out;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (i > 0 && rows[i].value < rows[i - 1].value) {
                throw Error(ErrorCode::crossing_quantiles, fmt::format("quantiles cross: the one at {} is {}, the one at {} is {}", print_number(rows[i].level), print_number(rows[i].value),
                                                                       print_number(rows[i - 1].level), print_number(rows[i - 1].value)),
                            "values may not fall while levels rise, not even by rounding", place(rows[i].line).span());
            }
            out.quantiles.emplace_back(rows[i].level, rows[i].value);
        }
        return out;
    }

    Reading& reading_;
    Drafts& drafts_;
    Times times_;
    Observations observations_;
    std::string hub_;
    std::map<std::string, std::set<std::string>> options_;  // by target
    std::unordered_set<std::string> handed_;
    const Member* member_ = nullptr;  // being read
    const HubFile* file_ = nullptr;
};

}  // namespace

bool is_hubverse(const Peek& peek) { return hub_table_of(peek) != HubTable::none; }

void read_hubverse(Reading& reading) { Hub(reading).read(); }

}  // namespace hindsight::interchange
