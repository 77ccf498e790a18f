// SPDX-License-Identifier: MIT
// Asks the readers for the cells, and says what is wrong with a row.
#include "input.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "hindsight/base/diagnostic.hpp"
#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"

namespace hindsight::app {

namespace {

using scoring::Reason;

std::map<std::string, std::string> mapping(const std::vector<std::string>& texts) {
    std::map<std::string, std::string> map;
    for (const auto& text : texts) {
        const auto at = text.find('=');
        if (at == std::string::npos || at == 0 || at + 1 == text.size()) {
            throw Error(ErrorCode::usage, fmt::format("\"{}\" maps nothing", printable(text)), "write --map NAME=COLUMN, such as --map probability=p");
        }
        if (!map.emplace(text.substr(0, at), text.substr(at + 1)).second) {
            throw Error(ErrorCode::usage, fmt::format("--map names {} twice", printable(text.substr(0, at))));
        }
    }
    return map;
}

/// A file of one forecaster need not say so; any other column that is asked for must be there.
void check_columns(const interchange::FlatShape& shape, const std::vector<std::string>& wanted, std::vector<std::string>& notes) {
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (shape.present[i]) continue;
        if (wanted[i] == "forecaster") {
            notes.push_back(fmt::format("{} has no column \"forecaster\": its rows count as one forecaster's (--map forecaster=COLUMN names it)", shape.file));
            continue;
        }
        throw Error(ErrorCode::missing_key, fmt::format("{} has no column \"{}\"", shape.file, printable(wanted[i])),
                    fmt::format("its columns: {}", printable_list(shape.columns)));
    }
}

struct Fault {
    Reason reason;
    ErrorCode code;
    bool of_outcome;  // points at what was observed
};

constexpr std::array kFaults{
    Fault{Reason::bad_probability, ErrorCode::bad_probability, false}, Fault{Reason::bad_sum, ErrorCode::bad_sum, false},
    Fault{Reason::bad_outcome, ErrorCode::bad_outcome, true},          Fault{Reason::bad_category, ErrorCode::bad_outcome, true},
    Fault{Reason::reversed_interval, ErrorCode::reversed_range, false}, Fault{Reason::crossing_quantiles, ErrorCode::crossing_quantiles, false},
    Fault{Reason::bad_level, ErrorCode::bad_predictive, false},
};

ErrorCode code_of(Reason reason, bool& of_outcome) {
    for (const auto& fault : kFaults) {
        if (fault.reason != reason) continue;
        of_outcome = fault.of_outcome;
        return fault.code;
    }
    return ErrorCode::bad_predictive;
}

}  // namespace

Error fault_of(const interchange::FlatRow& row, scoring::NotScored why, std::string hint) {
    if (row.broken) return *row.broken;
    bool of_outcome = false;
    const auto code = code_of(why.reason, of_outcome);
    const auto text = row.text.substr(0, std::min(row.text.find('\n'), row.text.size()));
    auto where = place_of(text, of_outcome ? row.observed_at : row.predicted_at, row.file);
    where.line = static_cast<int>(row.line);
    if (row.predicted_at == 0 && row.observed_at == 0) where.column = 0;
    std::string message(scoring::info(why.reason).meaning);
    if (why.reason == Reason::bad_probability && row.form == interchange::FlatForm::probability) {
        message = fmt::format("probability {} is outside 0 to 1", print_number(row.number));
    } else if (why.reason == Reason::bad_outcome) {
        message = fmt::format("outcome {} is outside 0 to 1", print_number(row.observed));
    }
    return Error(code, std::move(message), std::move(hint), std::move(where));
}

std::string reason_of(const Error& broken) {
    std::string slug(info(broken.code()).slug);
    std::replace(slug.begin(), slug.end(), '-', '_');
    return slug;
}

void read_input(const FlatFiles& files, const InputColumns& columns, std::vector<std::string>& notes,
                const std::function<void(const InputRow&)>& take, const std::optional<InputBlocks>& blocks) {
    interchange::FlatRequest request;
    request.format = files.format;
    request.columns = mapping(files.map);
    request.where = files.where;
    request.observed = files.observed;
    request.progress = files.progress;
    request.apart = columns.by;
    request.cells = columns.by;
    request.cells.insert(request.cells.end(), columns.also.begin(), columns.also.end());
    const auto named = request.cells;
    if (!columns.cluster.empty()) request.cells.push_back(columns.cluster);
    const auto cluster = columns.cluster.empty() ? named.size() : request.cells.size() - 1;
    const auto question = request.cells.size();
    request.cells.insert(request.cells.end(), {"question", "weight"});
    const auto optional = request.cells.size();
    request.cells.insert(request.cells.end(), columns.optional.begin(), columns.optional.end());
    std::vector<bool> present;
    interchange::FlatSink sink;
    sink.begin = [&](const interchange::FlatShape& shape) {
        check_columns(shape, std::vector(request.cells.begin(), request.cells.begin() + static_cast<std::ptrdiff_t>(question)), notes);
        present = shape.present;
    };
    sink.row = [&](const interchange::FlatRow& row) {
        const auto cells = row.cells.subspan(0, std::min(named.size(), row.cells.size()));
        InputRow input{row, cells.subspan(0, std::min(columns.by.size(), cells.size())), cells.subspan(std::min(columns.by.size(), cells.size())), {}, {}, {}};
        if (row.cells.size() > question) {
            const auto text = [&](std::size_t i) { return present[i] && !row.cells[i].empty() ? std::optional(row.cells[i]) : std::nullopt; };
            input.question = text(question);
            input.optional = row.cells.subspan(optional);
            input.cluster = columns.cluster.empty() ? input.question : std::optional(row.cells[cluster]);
            if (const auto weight = text(question + 1)) input.weight = parse_number(*weight).value_or(std::nan(""));
        }
        take(input);
    };
    if (blocks) {
        sink.columns = {blocks->threads, {}, blocks->enter};
        sink.columns->keep = [&](std::size_t worker, const interchange::FlatColumns& rows) {
            if (present[question + 1]) return false;  // they have weights
            return blocks->keep(worker, {rows.number, rows.observed, std::span(rows.cells).subspan(0, columns.by.size()), rows.cells[question]});
        };
    }
    for (const auto& file : files.files) interchange::read_flat(file, request, sink);
}

}  // namespace hindsight::app
