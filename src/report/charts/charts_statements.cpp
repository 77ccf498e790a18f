// SPDX-License-Identifier: MIT
// Charts of a single statement: how its probability changed, and what was named beside what came.
#include <algorithm>
#include <cmath>

#include "hindsight/base/text.hpp"
#include "report/charts/chart_parts.hpp"
#include "report/charts/charts.hpp"

namespace hindsight::report {

namespace {

constexpr std::size_t kMostLines = 6;
constexpr std::size_t kMostRanges = 8;

double days_of(Instant at) { return std::chrono::duration<double, std::ratio<86400>>(at.time_since_epoch()).count(); }

Role role_of(std::size_t place) {
    constexpr Role kRoles[] = {Role::first, Role::second, Role::third};
    return place < std::size(kRoles) ? kRoles[place] : Role::quiet;
}

/// The last moment that counts: a day on which it is decided counts to its end.
std::optional<double> end_of_forecasting(const StatementLine& statement) {
    std::optional<double> end;
    for (const auto& when : {statement.closes, statement.decided_on}) {
        if (when) end = end ? std::min(*end, days_of(when->at)) : days_of(when->at);
    }
    return end;
}

bool has_options(const StatementLine& statement) {
    return statement.type == QuestionType::categorical || statement.type == QuestionType::ordinal;
}

/// A moment of a history, without its texts.
struct Said {
    Instant made;
    std::optional<double> probability, low, high;
};

/// What a person said and when; of a single forecast there is no history but itself.
struct Track {
    const ForecastLine* line;
    std::vector<Said> said;
};

std::vector<Track> tracks_of(const StatementLine& statement) {
    std::vector<Track> tracks;
    for (const auto& line : statement.forecasts) {
        const bool again = !tracks.empty() && tracks.back().line->forecaster == line.forecaster;
        if (again) continue;  // each forecast counts: the first line has the history of all
        auto& said = tracks.emplace_back(Track{&line, {}}).said;
        for (const auto& point : line.history) said.push_back({point.made, point.probability, point.low, point.high});
        if (said.empty()) said.push_back({line.made_at.at, line.probability, line.low, line.high});
    }
    return tracks;
}

/// Whether all probabilities are of one event, so that they may share an axis.
bool is_one_event(const std::vector<Track>& tracks) {
    const Said* first = nullptr;
    for (const auto& track : tracks) {
        for (const auto& said : track.said) {
            if (!said.probability) continue;
            if (!first) first = &said;
            if (said.low != first->low || said.high != first->high) return false;
        }
    }
    return first != nullptr;
}

/// Whether there is anything to see: a change, or somebody beside the first.
bool has_development(const std::vector<Track>& tracks) {
    std::size_t people = 0;
    bool changed = false;
    for (const auto& track : tracks) {
        std::optional<double> last;
        for (const auto& said : track.said) {
            if (last && said.probability && *last != *said.probability) changed = true;
            if (said.probability) last = said.probability;
        }
        people += last ? 1 : 0;
    }
    return changed || people > 1;
}

/// One step line from each spell in which a forecast stood.
void add_steps(const Words& words, const Track& track, double end, Role role, Panel& panel) {
    std::vector<Layer> spells;
    bool stands = false;
    for (const auto& said : track.said) {
        const double at = days_of(said.made);
        if (stands && !said.probability) spells.back().data.push_back({at, spells.back().data.back().y, {}, {}, {}, {}, {}});
        const bool stood = stands;
        stands = said.probability.has_value();  // after a withdrawal the one before may stand again
        if (!stands) continue;
        if (!stood) spells.push_back({MarkKind::steps, role, {}, {}, 0});
        spells.back().data.push_back({at, *said.probability, {}, {}, {}, {}, {}});
    }
    if (spells.empty()) return;
    const Datum last = spells.back().data.back();
    if (stands && end > last.x) spells.back().data.push_back({end, last.y, {}, {}, {}, {}, {}});
    const std::string name = truncate_to_width(words.name(track.line->forecaster), 13);
    spells.back().label = words("chart.name_value", {name, print_percent(last.y)});
    for (auto& spell : spells) panel.layers.push_back(std::move(spell));
}

/// From the first to the last moment that the layers show.
void fit_x(Panel& panel) {
    double low = INFINITY, high = -INFINITY;
    for (const auto& layer : panel.layers) {
        for (const auto& datum : layer.data) {
            low = std::min(low, datum.x);
            high = std::max(high, datum.x);
        }
    }
    panel.x.low = low;
    panel.x.high = std::max(high, low + 1);
}

std::string answer_label(const Words& words, const StatementLine& statement) {
    if (statement.outcome.empty()) return words.term("status", slug(statement.status));
    return words("chart.answer", {words.answer(statement.outcome, statement.type).text});
}

/// A quiet line where the question closed, unless that was when it was decided, or lies beyond what is shown.
void mark_closing(const Words& words, const StatementLine& statement, Panel& panel) {
    if (!statement.closes) return;
    const double at = days_of(statement.closes->at);
    const bool decides = statement.decided_on && day_of(statement.decided_on->at) == day_of(statement.closes->at);
    if (!decides && at >= panel.x.low && at <= panel.x.high) panel.layers.push_back(rule_at(at, words("chart.closes")));
}

std::string changes_of(const Words& words, const Track& track) {
    const Said *first = nullptr, *last = nullptr;
    std::size_t n = 0;
    for (const auto& said : track.said) {
        if (!said.probability) continue;
        if (!first) first = &said;
        last = &said;
        ++n;
    }
    if (!first) return {};
    const std::string name = words.name(track.line->forecaster);
    if (n == 1) return words("chart.said_once", {name, print_percent(*first->probability)});
    return words("chart.changed", {name, print_percent(*first->probability), words.day(day_of(first->made)), print_percent(*last->probability),
                                   words.day(day_of(last->made))});
}

// ---- ranges

struct NamedRange {
    std::string name;
    std::optional<double> low, high, probability;
};

/// The range of each forecaster that counts, which the card names and scores; others are in the history.
std::vector<NamedRange> ranges_of(const Words& words, const StatementLine& statement) {
    std::vector<NamedRange> out;
    const auto fits = [&](const std::optional<double>& x) { return !x || (std::isfinite(*x) && (!statement.log_scale || *x > 0)); };
    for (const auto& line : statement.forecasts) {
        const bool shown = (line.low || line.high) && fits(line.low) && fits(line.high);
        if (shown && out.size() < kMostRanges) out.push_back({words.name(line.forecaster), line.low, line.high, line.probability});
    }
    return out;
}

/// From the smallest to the largest end, with some room on both sides; nullopt when they are too far apart for numbers.
std::optional<Axis> range_axis(const StatementLine& statement, const std::vector<NamedRange>& ranges, std::string label) {
    const bool log = statement.log_scale && statement.type == QuestionType::numeric;
    double low = *statement.observed_value, high = low;
    for (const auto& range : ranges) {
        for (const auto& end : {range.low, range.high}) {
            if (end) std::tie(low, high) = std::pair(std::min(low, *end), std::max(high, *end));
        }
    }
    const auto onto = [&](double x) { return log ? std::log(x) : x; };
    const auto back = [&](double x) { return log ? std::exp(x) : x; };
    const double size = onto(high) - onto(low);
    const double room = size > 0 ? size * 0.12 : log ? 1 : std::max(1.0, std::abs(high) * 0.1);
    Axis axis;
    axis.scale = log ? AxisScale::logarithmic : statement.type == QuestionType::date ? AxisScale::days : AxisScale::linear;
    axis.low = back(onto(low) - room);
    axis.high = back(onto(high) + room);
    axis.label = std::move(label);
    const bool fits = std::isfinite(size) && std::isfinite(axis.low) && std::isfinite(axis.high) && (!log || axis.low > 0);
    return fits ? std::optional(axis) : std::nullopt;
}

std::string value_words(const Words& words, const StatementLine& statement, double value) {
    if (statement.type != QuestionType::date) return words.number(value);
    return words.day(Day(std::chrono::days(std::lround(value))));
}

std::string range_words(const Words& words, const StatementLine& statement, const NamedRange& range) {
    std::string ends;
    const auto text = [&](const std::optional<double>& end) { return value_words(words, statement, *end); };
    if (range.low && range.high) ends = words("answer_form.range", {text(range.low), text(range.high)});
    else if (range.low) ends = words("chart.from", {text(range.low)});
    else ends = words("chart.until", {text(range.high)});
    return range.probability ? words("answer_form.level", {ends, print_percent(*range.probability)}) : ends;
}

}  // namespace

std::optional<Chart> probability_chart(const Words& words, const StatementLine& statement) {
    if (has_options(statement)) return std::nullopt;
    const auto tracks = tracks_of(statement);
    if (!is_one_event(tracks) || !has_development(tracks)) return std::nullopt;
    Panel panel;
    panel.x.scale = AxisScale::days;
    panel.y = share_axis({});
    std::vector<std::string> items;
    const auto end = end_of_forecasting(statement);
    for (const auto& track : tracks) {
        if (items.size() == kMostLines) break;
        const auto changes = changes_of(words, track);
        if (changes.empty()) continue;
        add_steps(words, track, end.value_or(days_of(track.said.back().made)), role_of(items.size()), panel);
        items.push_back(changes);
    }
    if (items.empty()) return std::nullopt;
    if (statement.decided_on) panel.layers.push_back(rule_at(days_of(statement.decided_on->at), answer_label(words, statement)));
    fit_x(panel);
    mark_closing(words, statement, panel);
    Chart chart = chart_with(words, "s-" + statement.id + "-probability", {"probability", {}, joined(words, items)});
    chart.size = ChartSize::strip;
    chart.panels = {std::move(panel)};
    return chart;
}

std::optional<Chart> range_chart(const Words& words, const StatementLine& statement) {
    const bool measured = statement.type == QuestionType::numeric || statement.type == QuestionType::date;
    const auto& observed_value = statement.observed_value;
    const bool placed = observed_value && std::isfinite(*observed_value) && (!statement.log_scale || *observed_value > 0);
    if (!measured || !placed) return std::nullopt;
    const auto ranges = ranges_of(words, statement);
    if (ranges.empty()) return std::nullopt;
    const auto axis = range_axis(statement, ranges, {});
    if (!axis) return std::nullopt;
    Panel panel{{}, *axis, {}, {}};
    panel.y.scale = AxisScale::names;
    panel.y.high = static_cast<double>(ranges.size());
    Layer layer{MarkKind::ranges, Role::first, {}, {}, 0};
    std::vector<std::string> items;
    for (const auto& range : ranges) {
        Datum datum;
        datum.y = static_cast<double>(layer.data.size());
        std::tie(datum.low, datum.high) = std::pair(range.low, range.high);
        if (range.probability) datum.label = print_percent(*range.probability);
        layer.data.push_back(std::move(datum));
        panel.y.names.push_back(ranges.size() > 1 ? range.name : std::string());
        items.push_back(words("chart.of", {range.name, range_words(words, statement, range)}));
    }
    const std::string observed = value_words(words, statement, *statement.observed_value);
    panel.layers = {std::move(layer), rule_at(*statement.observed_value, observed)};
    panel.layers.back().role = Role::second;
    Chart chart = chart_with(words, "s-" + statement.id + "-range", {"range", {}, {}});
    chart.description = words("chart.range.text", {joined(words, items), observed});
    chart.size = ChartSize::strip;
    chart.panels = {std::move(panel)};
    return chart;
}

}  // namespace hindsight::report
