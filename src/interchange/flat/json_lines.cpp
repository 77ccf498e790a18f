// SPDX-License-Identifier: MIT
// JSON Lines: {"predictive":{…},"observed":…} with the notation of forecasts, one object a line.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cell.hpp"
#include "hindsight/base/diagnostic.hpp"
#include "hindsight/base/json.hpp"
#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/domain/notation.hpp"
#include "readers.hpp"
#include "where.hpp"

namespace hindsight::interchange {

namespace {

[[noreturn]] void refuse(ErrorCode code, std::string message, std::string hint = {}) {
    throw Error(code, std::move(message), std::move(hint));
}

std::string shown(const Json& json) { return printable(dump_json(json).substr(0, 60)); }

/// A number, 100B, a day; NaN for null.
double value_of(const Json& json, std::string_view what) {
    if (json.is_null()) return std::nan("");
    if (json.is_number()) return json.as_number();
    if (json.is_string()) {
        if (json.as_string() == "Infinity") return HUGE_VAL;
        if (json.as_string() == "-Infinity") return -HUGE_VAL;
        if (const auto value = value_in(json.as_string())) return *value;
    }
    refuse(ErrorCode::bad_number, fmt::format("{} is {}, which is no number", what, shown(json)));
}

double probability_of(const Json& json, std::string_view what) {
    if (json.is_string()) {
        if (const auto p = probability_in(json.as_string())) return *p;
    }
    return value_of(json, what);
}

const Json& need(const Json& object, std::string_view key) {
    if (const auto* member = object.find(key)) return *member;
    refuse(ErrorCode::missing_key, fmt::format("there is no \"{}\"", key));
}

const Json::Array& array_of(const Json& json, std::string_view what) {
    if (!json.is_array()) refuse(ErrorCode::wrong_type, fmt::format("{} is {}, which is no list", what, shown(json)));
    return json.as_array();
}

/// Fills a row from JSON. Its lists live here until the next line.
class RowReader {
   public:
    void read(const Json& line, FlatRow& row) {
        if (!line.is_object()) refuse(ErrorCode::wrong_type, "this line is no JSON object", R"(write {"predictive":{…},"observed":…})");
        x_.clear();
        y_.clear();
        options_.clear();
        row.x = row.y = {};
        row.option.reset();
        row.option_missing = row.censored = row.ordered = false;
        row.observed = std::nan("");
        const auto& predictive = need(line, "predictive");
        if (!predictive.is_object()) refuse(ErrorCode::bad_predictive, fmt::format("the predictive is {}, which is no JSON object", shown(predictive)));
        read_predictive(predictive, row);
        const auto* type = line.find("type");
        if (type && type->is_string() && row.form == FlatForm::options) row.ordered = type->as_string() == "ordinal";
        row.x = x_;
        row.y = y_;
        if (const auto* observed = line.find("observed")) {
            read_observed(*observed, row);
        } else {
            row.option_missing = true;
        }
    }

   private:
    void read_predictive(const Json& json, FlatRow& row) {
        const auto* level = json.find("level");
        if (const auto* p = json.find("p")) {
            row.form = FlatForm::probability;
            row.number = probability_of(*p, "p");
        } else if (const auto* probs = json.find("probs")) {
            read_options(*probs, row);
        } else if (const auto* range = json.find("range")) {
            read_range(array_of(*range, "the range"), row);
            if (!level) refuse(ErrorCode::missing_level, "a range needs its level", R"(add "level": 0.8)");
            row.number = probability_of(*level, "the level");
        } else if (const auto* quantiles = json.find("quantiles")) {
            read_quantiles(*quantiles, row);
        } else if (const auto* samples = json.find("samples")) {
            row.form = FlatForm::samples;
            for (const auto& sample : array_of(*samples, "samples")) x_.push_back(value_of(sample, "a sample"));
            if (const auto* weights = json.find("weights")) {
                for (const auto& weight : array_of(*weights, "weights")) y_.push_back(value_of(weight, "a weight"));
            }
        } else if (const auto* cdf = json.find("cdf")) {
            read_cdf(array_of(*cdf, "the cdf"), row);
        } else if (json.find("family")) {
            row.form = FlatForm::family;
            family_ = read_family(json);
            row.family = &family_;
        } else if (const auto* point = json.find("point")) {
            row.form = FlatForm::point;
            row.number = value_of(*point, "the point");
        } else {
            refuse(ErrorCode::bad_predictive, fmt::format("{} is no form of a forecast", shown(json)),
                   "p, probs, range with level, quantiles, samples, family, cdf, or point");
        }
    }

    void read_options(const Json& probs, FlatRow& row) {
        row.form = FlatForm::options;
        row.ordered = probs.is_array();
        if (probs.is_array()) {
            for (const auto& p : probs.as_array()) x_.push_back(probability_of(p, "a probability"));
            return;
        }
        if (!probs.is_object()) refuse(ErrorCode::wrong_type, fmt::format("probs is {}, which is neither a list nor an object", shown(probs)));
        for (const auto& [name, p] : probs.as_object()) {
            options_.push_back(name);
            x_.push_back(probability_of(p, name));
        }
    }

    static void read_range(const Json::Array& range, FlatRow& row) {
        if (range.size() != 2) refuse(ErrorCode::bad_predictive, fmt::format("the range has {} ends", range.size()), "write [low, high]");
        row.form = range[0].is_null() ? FlatForm::at_most : range[1].is_null() ? FlatForm::at_least : FlatForm::interval;
        row.low = value_of(range[0], "the lower end");
        row.high = value_of(range[1], "the upper end");
        if (range[0].is_null() && range[1].is_null()) refuse(ErrorCode::bad_predictive, "the range has no end", "at most one side may be null");
    }

    void read_quantiles(const Json& quantiles, FlatRow& row) {
        row.form = FlatForm::quantiles;
        if (!quantiles.is_object()) refuse(ErrorCode::wrong_type, fmt::format("quantiles is {}, which is no object", shown(quantiles)), R"(write {"0.05":1,"0.5":2})");
        for (const auto& [name, value] : quantiles.as_object()) {
            const auto level = probability_in(name);
            if (!level) refuse(ErrorCode::bad_number, fmt::format("\"{}\" is no level of a quantile", printable(name)));
            y_.push_back(*level);
            x_.push_back(value_of(value, "a quantile"));
        }
    }

    void read_cdf(const Json::Array& points, FlatRow& row) {
        row.form = FlatForm::cdf;
        for (const auto& point : points) {
            const auto& pair = array_of(point, "a point of the cdf");
            if (pair.size() != 2) refuse(ErrorCode::bad_predictive, "a point of the cdf is not [x, F]");
            x_.push_back(value_of(pair[0], "x"));
            y_.push_back(value_of(pair[1], "F"));
        }
    }

    static FamilyForecast read_family(const Json& json) {
        FamilyForecast family;
        for (const auto& [key, value] : json.as_object()) {
            if (key == "family") {
                if (!value.is_string()) refuse(ErrorCode::wrong_type, "the family is no text");
                family.family = value.as_string();
            } else if (key == "truncated" || key == "censored") {
                (key == "truncated" ? family.truncated : family.censored) = read_bounds(array_of(value, key));
            } else if (key == "components") {
                read_components(array_of(value, key), family);
            } else if (key != "weight") {
                family.parameters.emplace_back(key, value_of(value, key));
            }
        }
        check_names(family);
        return family;
    }

    static FamilyForecast::Bounds read_bounds(const Json::Array& ends) {
        if (ends.size() != 2) refuse(ErrorCode::bad_predictive, "bounds are two: [low, high], null for an open one");
        FamilyForecast::Bounds bounds;
        for (std::size_t i = 0; i < 2; ++i) {
            if (!ends[i].is_null()) bounds[i] = value_of(ends[i], "a bound");
        }
        return bounds;
    }

    static void read_components(const Json::Array& components, FamilyForecast& family) {
        for (const auto& component : components) {
            if (!component.is_object()) refuse(ErrorCode::wrong_type, "a component is no object");
            family.components.push_back({value_of(need(component, "weight"), "the weight"), read_family(component)});
        }
    }

    static void check_names(const FamilyForecast& family) {
        const auto all = families();
        const auto info = std::find_if(all.begin(), all.end(), [&](const FamilyInfo& f) { return f.name == family.family; });
        if (info == all.end()) {
            std::vector<std::string_view> names;
            for (const auto& f : all) names.push_back(f.name);
            refuse(ErrorCode::bad_predictive, fmt::format("there is no family \"{}\"", printable(family.family)), fmt::format("families: {}", fmt::join(names, ", ")));
        }
        const auto is_named = [](std::span<const std::string_view> names, std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); };
        for (const auto& [name, value] : family.parameters) {
            if (is_named(info->parameters, name) || is_named(info->optional, name)) continue;
            refuse(ErrorCode::unknown_key, fmt::format("{} has no parameter \"{}\"", info->name, printable(name)), fmt::format("parameters: {}", fmt::join(info->parameters, ", ")));
        }
        for (const auto name : info->parameters) {
            const auto given = [&](const auto& p) { return p.first == name; };
            if (std::any_of(family.parameters.begin(), family.parameters.end(), given)) continue;
            refuse(ErrorCode::missing_key, fmt::format("{} needs \"{}\"", info->name, name));
        }
    }

    void read_observed(const Json& observed, FlatRow& row) const {
        if (observed.is_object() && (observed.find("above") || observed.find("below") || observed.find("not_by"))) {
            row.censored = true;
        } else if (row.form == FlatForm::options) {
            read_option(observed, row);
        } else if (observed.is_bool()) {
            row.observed = observed.as_bool() ? 1 : 0;
        } else if (row.form == FlatForm::probability && observed.is_string()) {
            const auto outcome = outcome_in(observed.as_string());
            if (!outcome) refuse(ErrorCode::bad_outcome, fmt::format("what was observed is {}, which is neither yes nor no", shown(observed)), "true, false, or a fraction");
            row.observed = *outcome;
        } else {
            row.observed = value_of(observed, "what was observed");
        }
    }

    /// By name, or by its place counted from 1.
    void read_option(const Json& observed, FlatRow& row) const {
        row.option_missing = observed.is_null();
        if (observed.is_string() && !options_.empty()) {
            const auto at = std::find(options_.begin(), options_.end(), observed.as_string());
            if (at != options_.end()) row.option = static_cast<std::size_t>(at - options_.begin());
        } else if (observed.is_integer() && options_.empty()) {
            if (observed.as_integer() >= 1) row.option = static_cast<std::size_t>(observed.as_integer() - 1);
        } else if (!observed.is_null()) {
            refuse(ErrorCode::bad_outcome, fmt::format("what was observed is {}", shown(observed)),
                   options_.empty() ? "the place of the option, counted from 1" : "the name of the option");
        }
    }

    std::vector<double> x_, y_;
    std::vector<std::string> options_;
    FamilyForecast family_;
};

std::string text_of(const Json* member) {
    if (!member || member->is_null()) return {};
    if (member->is_string()) return member->as_string();
    if (member->is_number()) return print_number(member->as_number());
    return dump_json(*member);
}

/// The members of an object that stand for columns.
class Members {
   public:
    explicit Members(const FlatRequest& request) : request_(request) {
        for (const auto& text : request.where) conditions_.push_back(parse_condition(text));
    }
    const Json* find(const Json& line, const std::string& name) const {
        const auto mapped = request_.columns.find(name);
        return line.find(mapped == request_.columns.end() ? name : mapped->second);
    }
    bool wanted(const Json& line) const {
        return std::all_of(conditions_.begin(), conditions_.end(), [&](const Condition& c) { return c.holds(text_of(find(line, c.column))); });
    }

   private:
    const FlatRequest& request_;
    std::vector<Condition> conditions_;
};

Error with_place(const Error& fault, std::string_view line, const std::string& file, std::uint64_t number) {
    Span where = fault.where();
    if (where.line == 0) {
        where = place_of(line, 0, file);
        where.column = 0;
    }
    where.file = file;
    where.line = static_cast<int>(number);
    return Error(fault.code(), fault.what(), fault.hint(), std::move(where));
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r\n") == std::string_view::npos; }

}  // namespace

void read_json_lines(LineReader& lines, const std::string& file, const FlatRequest& request, const FlatSink& sink) {
    sink.begin({file, std::vector<bool>(request.cells.size(), true), {}});
    const Members members(request);
    RowReader reader;
    std::vector<std::string> texts(request.cells.size());
    std::vector<std::string_view> cells(request.cells.size());
    FlatRow row;
    row.file = file;
    for (std::string_view line; lines.next(line);) {
        if (is_blank(line)) continue;
        if (lines.line() == 1 && line.starts_with("\xef\xbb\xbf")) line.remove_prefix(3);
        row.line = lines.line();
        row.text = line.substr(0, line.find_last_not_of("\r\n") + 1);
        row.broken.reset();
        row.cells = {};
        try {
            const auto json = parse_json(row.text, file);
            if (json.is_object() && !members.wanted(json)) continue;
            for (std::size_t i = 0; i < texts.size(); ++i) cells[i] = texts[i] = text_of(members.find(json, request.cells[i]));
            row.cells = cells;
            reader.read(json, row);
        } catch (const Error& fault) {
            row.broken = with_place(fault, row.text, file, row.line);
        }
        sink.row(row);
    }
}

}  // namespace hindsight::interchange
