// SPDX-License-Identifier: MIT
// Predictives as JSON: reading, and writing for people's programs and for the journal.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "hindsight/base/number.hpp"
#include "hindsight/base/text.hpp"
#include "hindsight/domain/quantity.hpp"
#include "notation_check.hpp"

namespace hindsight {

namespace {

using namespace notation;

[[noreturn]] void refuse(std::string message, std::string hint = {}) {
    throw Error(ErrorCode::bad_predictive, std::move(message), std::move(hint));
}

double probability_from(const Json& json) {
    if (json.is_number()) return json.as_number();
    if (json.is_string()) {
        if (const auto p = parse_probability(json.as_string())) return *p;
    }
    throw Error(ErrorCode::bad_probability, "a probability is a number such as 0.7, or text such as \"70%\" or \"7:3\"");
}

/// Digits may be grouped by commas only where no list stands around the text.
double value_from(const Json& json, const Question& question, bool commas = false) {
    if (json.is_number()) return json.as_number();
    if (json.is_string()) return value_from_text(json.as_string(), question, commas);
    refuse("a value must be a number, or text such as \"100B\" or \"2027-08-23\"");
}

std::optional<double> end_from(const Json& json, const Question& question) {
    if (json.is_null()) return std::nullopt;
    return value_from(json, question);
}

const Json::Array& array_of(const Json& json, std::string_view what) {
    if (!json.is_array()) refuse(fmt::format("{} must be a list", what));
    return json.as_array();
}

void only_keys(const Json& json, std::initializer_list<std::string_view> allowed) {
    for (const auto& [key, value] : json.as_object()) {
        if (std::find(allowed.begin(), allowed.end(), key) == allowed.end()) {
            refuse(fmt::format("\"{}\" does not belong to this form of forecast", printable(key)),
                   fmt::format("known here: {}", fmt::join(allowed, ", ")));
        }
    }
}

std::pair<const Json*, const Json*> pair_of(const Json& json) {
    if (!json.is_array() || json.as_array().size() != 2) refuse("expected pairs of two values");
    return {&json.as_array()[0], &json.as_array()[1]};
}

Predictive options_from(const Json& json, const PredictiveContext& context) {
    only_keys(json, {"probs"});
    const auto& probs = *json.find("probs");
    const auto& names = context.question.options;
    OptionForecast forecast;
    if (probs.is_object()) {
        for (const auto& [name, p] : probs.as_object()) forecast.probs.emplace_back(name, probability_from(p));
        return forecast;
    }
    const auto& list = array_of(probs, "probs");
    const bool pairs = !list.empty() && list.front().is_array();
    if (!pairs && !names.empty() && list.size() != names.size()) refuse("there must be one probability for each option");
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (pairs) {
            const auto [name, p] = pair_of(list[i]);
            if (!name->is_string()) refuse("the name of an option must be text");
            forecast.probs.emplace_back(name->as_string(), probability_from(*p));
        } else {
            forecast.probs.emplace_back(names.empty() ? std::to_string(i + 1) : names[i], probability_from(list[i]));
        }
    }
    return forecast;
}

Predictive range_from(const Json& json, const PredictiveContext& context) {
    only_keys(json, {"range", "level"});
    const auto [low, high] = pair_of(*json.find("range"));
    RangeForecast range;
    range.low = end_from(*low, context.question);
    range.high = end_from(*high, context.question);
    const auto* level = json.find("level");
    range.level = level_or_phrase(level ? std::optional(probability_from(*level)) : std::nullopt, context);
    return range;
}

Predictive quantiles_from(const Json& json, const PredictiveContext& context) {
    only_keys(json, {"quantiles"});
    QuantileForecast forecast;
    const auto& quantiles = *json.find("quantiles");
    if (quantiles.is_object()) {
        for (const auto& [level, value] : quantiles.as_object()) {
            forecast.quantiles.emplace_back(probability_from(Json(level)), value_from(value, context.question));
        }
        return forecast;
    }
    for (const auto& entry : array_of(quantiles, "quantiles")) {
        const auto [level, value] = pair_of(entry);
        forecast.quantiles.emplace_back(probability_from(*level), value_from(*value, context.question));
    }
    return forecast;
}

Predictive samples_from(const Json& json, const PredictiveContext& context) {
    only_keys(json, {"samples", "weights"});
    SampleForecast forecast;
    for (const auto& x : array_of(*json.find("samples"), "samples")) forecast.samples.push_back(value_from(x, context.question));
    if (const auto* weights = json.find("weights")) {
        for (const auto& w : array_of(*weights, "weights")) forecast.weights.push_back(value_from(w, Question{}));
    }
    return forecast;
}

FamilyForecast::Bounds bounds_from(const Json& json, const Question& question) {
    const auto [low, high] = pair_of(json);
    return {end_from(*low, question), end_from(*high, question)};
}

const FamilyInfo& family_named(std::string_view name) {
    for (const auto& family : families()) {
        if (family.name == name) return family;
    }
    std::vector<std::string_view> names;
    for (const auto& family : families()) names.push_back(family.name);
    const auto near = nearest(name, names);
    refuse(fmt::format("there is no family \"{}\"", printable(name)),
           near ? fmt::format("did you mean \"{}\"?", *near) : fmt::format("the families are: {}", fmt::join(names, ", ")));
}

FamilyForecast family_from(const Json& json, const Question& question, bool component);

void read_components(const Json& json, const Question& question, FamilyForecast& forecast) {
    const auto* components = json.find("components");
    if (!components) refuse("a mixture needs \"components\"");
    for (const auto& entry : array_of(*components, "components")) {
        const auto* weight = entry.find("weight");
        if (!weight) refuse("each component of a mixture needs a \"weight\"");
        forecast.components.push_back({value_from(*weight, Question{}), family_from(entry, question, true)});
    }
}

/// Names the member that is not the family's.
[[noreturn]] void refuse_stranger(const Json& json, const FamilyInfo& info, bool component) {
    std::vector<std::string_view> own{"family"};
    if (component) own.push_back("weight");
    if (info.name == "mixture") own.push_back("components");
    if (info.bounds) own.insert(own.end(), {"truncated", "censored"});
    own.insert(own.end(), info.parameters.begin(), info.parameters.end());
    own.insert(own.end(), info.optional.begin(), info.optional.end());
    for (const auto& [name, value] : json.as_object()) {
        if (std::find(own.begin(), own.end(), name) != own.end()) continue;
        refuse(fmt::format("{} takes no \"{}\"", info.name, printable(name)), fmt::format("known here: {}", fmt::join(own, ", ")));
    }
    refuse(fmt::format("{} has a member that stands twice", info.name));
}

FamilyForecast family_from(const Json& json, const Question& question, bool component) {
    const auto* name = json.find("family");
    if (!name || !name->is_string()) refuse("a family needs its name as text");
    const auto& info = family_named(name->as_string());
    FamilyForecast forecast;
    forecast.family = info.name;
    std::size_t used = component ? 2 : 1;
    const auto take = [&](std::string_view parameter, bool required) {
        const auto* value = json.find(parameter);
        if (!value && required) refuse(fmt::format("{} needs the parameter \"{}\"", info.name, parameter));
        if (!value) return;
        forecast.parameters.emplace_back(parameter, value_from(*value, question, true));
        ++used;
    };
    for (const auto parameter : info.parameters) take(parameter, true);
    for (const auto parameter : info.optional) take(parameter, false);
    if (info.bounds) {
        if (const auto* bounds = json.find("truncated")) forecast.truncated = bounds_from(*bounds, question), ++used;
        if (const auto* bounds = json.find("censored")) forecast.censored = bounds_from(*bounds, question), ++used;
        if (forecast.truncated && forecast.censored) refuse("a family is either truncated or censored, not both");
    }
    if (info.name == "mixture") read_components(json, question, forecast), ++used;
    if (used != json.as_object().size()) refuse_stranger(json, info, component);
    return forecast;
}

Predictive cdf_from(const Json& json, const PredictiveContext& context) {
    only_keys(json, {"cdf"});
    CdfForecast forecast;
    for (const auto& entry : array_of(*json.find("cdf"), "cdf")) {
        const auto [x, f] = pair_of(entry);
        forecast.points.emplace_back(value_from(*x, context.question), probability_from(*f));
    }
    return forecast;
}

Predictive from_object(const Json& json, const PredictiveContext& context) {
    if (const auto* p = json.find("p")) {
        only_keys(json, {"p"});
        return BinaryForecast{probability_from(*p)};
    }
    if (const auto* point = json.find("point")) {
        only_keys(json, {"point"});
        return PointForecast{value_from(*point, context.question, true)};
    }
    if (json.find("probs")) return options_from(json, context);
    if (json.find("range")) return range_from(json, context);
    if (json.find("quantiles")) return quantiles_from(json, context);
    if (json.find("samples")) return samples_from(json, context);
    if (json.find("family")) return family_from(json, context.question, false);
    if (json.find("cdf")) return cdf_from(json, context);
    refuse("this is no form of a forecast", "forms: p, probs, range + level, quantiles, samples, family, cdf, point");
}

/// How numbers stand in the output: as JSON numbers, or as decimal strings.
struct Writer {
    const Question& question;
    bool canonical;

    Json number(double x) const {
        if (canonical) return Json(print_number(x));
        if (x == std::floor(x) && std::abs(x) <= 9007199254740991.0) return Json(static_cast<std::int64_t>(x));
        return Json(x);
    }
    Json value(double x) const {
        const bool day = question.counts_days() && is_calendar_day(x);
        return day ? Json(value_to_text(x, question)) : number(x);
    }
    Json end(const std::optional<double>& x) const { return x ? value(*x) : Json(); }
    Json pair(Json a, Json b) const { return Json(Json::Array{std::move(a), std::move(b)}); }
    Json list(const std::vector<double>& xs, bool values) const {
        auto out = Json::array();
        for (const double x : xs) out.push(values ? value(x) : number(x));
        return out;
    }

    Json operator()(const BinaryForecast& f) const { return Json(Json::Object{{"p", number(f.p)}}); }
    Json operator()(const PointForecast& f) const { return Json(Json::Object{{"point", value(f.value)}}); }
    Json operator()(const OptionForecast& f) const {
        // The journal's objects are sorted by key, so the order of options needs a list there.
        Json probs = canonical ? Json::array() : Json::object();
        for (const auto& [name, p] : f.probs) {
            if (canonical) {
                probs.push(pair(Json(name), number(p)));
            } else {
                probs.set(name, number(p));
            }
        }
        return Json(Json::Object{{"probs", std::move(probs)}});
    }
    Json operator()(const RangeForecast& f) const {
        return Json(Json::Object{{"range", pair(end(f.low), end(f.high))}, {"level", number(f.level)}});
    }
    Json operator()(const QuantileForecast& f) const {
        Json out = canonical ? Json::array() : Json::object();
        for (const auto& [level, x] : f.quantiles) {
            if (canonical) {
                out.push(pair(number(level), value(x)));
            } else {
                out.set(print_number(level), value(x));
            }
        }
        return Json(Json::Object{{"quantiles", std::move(out)}});
    }
    Json operator()(const SampleForecast& f) const {
        Json out = Json::object();
        out.set("samples", list(f.samples, true));
        if (!f.weights.empty()) out.set("weights", list(f.weights, false));
        return out;
    }
    Json operator()(const CdfForecast& f) const {
        auto points = Json::array();
        for (const auto& [x, p] : f.points) points.push(pair(value(x), number(p)));
        return Json(Json::Object{{"cdf", std::move(points)}});
    }
    Json operator()(const FamilyForecast& f) const {
        Json out = Json::object();
        out.set("family", Json(f.family));
        for (const auto& [name, x] : f.parameters) out.set(name, number(x));
        if (f.truncated) out.set("truncated", pair(end((*f.truncated)[0]), end((*f.truncated)[1])));
        if (f.censored) out.set("censored", pair(end((*f.censored)[0]), end((*f.censored)[1])));
        if (f.components.empty()) return out;
        auto components = Json::array();
        for (const auto& [weight, member] : f.components) {
            auto entry = (*this)(member);
            entry.set("weight", number(weight));
            components.push(std::move(entry));
        }
        out.set("components", std::move(components));
        return out;
    }
};

}  // namespace

Predictive predictive_from_json(const Json& json, const PredictiveContext& context) {
    if (json.is_string()) return parse_predictive(json.as_string(), context);
    if (json.is_number() && context.question.type == QuestionType::binary) return checked(BinaryForecast{json.as_number()}, context);
    if (json.is_number()) return checked(PointForecast{json.as_number()}, context);
    if (!json.is_object()) refuse("a forecast is an object such as {\"p\":0.7}, or its short form as text");
    return checked(from_object(json, context), context);
}

Json predictive_to_json(const Predictive& predictive, const Question& question) {
    return std::visit(Writer{question, false}, predictive);
}

Json predictive_to_canonical(const Predictive& predictive, const Question& question) {
    return std::visit(Writer{question, true}, predictive);
}

}  // namespace hindsight
