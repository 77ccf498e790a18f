// SPDX-License-Identifier: MIT
// Charts as plain values: what they show is here, how they are drawn is in the renderers.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace hindsight::report {

enum class AxisScale { linear, logarithmic, days, names };

/// Values of `days` are days since 1970; of `names` the place of a name, from 0 at the top.
struct Axis {
    AxisScale scale = AxisScale::linear;
    double low = 0, high = 1;
    std::string label;
    bool percent = false;            // print 0.5 as 50%
    bool whole = false;              // ticks at whole numbers only, written without marks: counts, years
    std::vector<std::string> names;  // of `names` only; user text, made printable
};

/// Roles differ in colour and in dash or shape, so that they can be told apart without colour.
enum class Role { first, second, third, quiet };

enum class MarkKind {
    line,      // x, y in order
    steps,     // as line, each y holds until the next x
    band,      // low to high over x
    dots,      // x, y; area by weight where given
    bars,      // from y = the axis' low to y, `width` of x wide
    spans,     // a horizontal line from low to high at y, with a dot at x: an interval around a mean
    ranges,    // a horizontal bar from low to high at y, an arrow where one of them is missing: what somebody said
    whiskers,  // a vertical line from low to high at x
    rules,     // a vertical line over the whole height at x: an outcome, a baseline
};

struct Datum {
    double x = 0, y = 0;
    std::optional<double> low, high;
    std::optional<double> weight;  // of dots, relative to the largest of the layer
    std::string title;             // what a pointer or a screen reader hears of it
    std::string label;             // printed beside it; keep them few
};

struct Layer {
    MarkKind kind = MarkKind::line;
    Role role = Role::first;
    std::string label;             // a direct label at its end, or in the key of several panels
    std::vector<Datum> data;
    double width = 0;              // of bars, in units of x
};

/// Kinds whose labels stand at the ends of lines, and in the rows of intervals.
inline bool is_line(const Layer& layer) { return layer.kind == MarkKind::line || layer.kind == MarkKind::steps; }
inline bool is_span(const Layer& layer) { return layer.kind == MarkKind::spans || layer.kind == MarkKind::ranges; }

/// One plane with its axes.
struct Panel {
    std::string title;             // of small multiples
    Axis x, y;
    std::vector<Layer> layers;
    double height = 1;             // of panels below each other, beside that of the others
};

/// `square`: about as high as wide (calibration, ROC). `wide`: for time and lists; `strip`: small and low, inside a card.
enum class ChartSize { square, wide, strip };

struct Chart {
    std::string anchor;            // unique in the report; also the name of its file
    std::string title;
    std::string description;       // the finding in a sentence, with the figures: for who does not see it
    std::string note;              // how to read it, for everybody; may be empty
    ChartSize size = ChartSize::square;
    std::vector<Panel> panels;     // several are small multiples, or one below the other for `below`
    bool below = false;
};

}  // namespace hindsight::report
