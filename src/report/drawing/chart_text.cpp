// SPDX-License-Identifier: MIT
// Puts planes of characters, their axes and their words together.
#include "report/drawing/chart_text.hpp"

#include <algorithm>
#include <cmath>

#include "hindsight/base/text.hpp"
#include "report/drawing/chart_canvas.hpp"
#include "report/drawing/chart_layout.hpp"
#include "report/formats/text_layout.hpp"

namespace hindsight::report {

namespace {

using Lines = std::vector<std::string>;
constexpr int kLeast = 8;  // columns of a plane

std::string spaces(int n) { return std::string(static_cast<std::size_t>(std::max(0, n)), ' '); }

void strip(std::string& line) { line.erase(line.find_last_not_of(' ') + 1); }

/// A text in a line of labels, with its middle as near to a column as there is room for; false when it would meet another.
bool write_at(std::string& line, int middle, int width, const std::string& text) {
    const int size = display_width(text), used = display_width(line);
    const int begin = std::clamp(middle - size / 2, 0, std::max(0, width - size));
    if (begin + size > width || (used > 0 && begin <= used)) return false;
    line += spaces(begin - used) + text;
    return true;
}

/// One panel as lines, all behind a margin of the same width.
class PanelText {
   public:
    PanelText(const Panel& panel, const AxisWords& words, int width, int rows, int most_columns, bool compact)
        : panel_(panel), words_(words), width_(width), rows_(named() ? static_cast<int>(panel.y.names.size()) : rows), compact_(compact) {
        y_ticks_ = y_ticks();
        for (const auto& tick : y_ticks_) margin_ = std::max(margin_, display_width(tick.label));
        ends_ = named() ? label_room() : 0;
        if (width - margin_ - 2 - ends_ < kLeast) ends_ = 0;  // no room for figures
        columns_ = std::clamp(width - margin_ - 2 - ends_, kLeast, most_columns);
    }

    Lines lines() const {
        Canvas canvas(panel_, columns_, rows_);
        for (const auto& layer : panel_.layers) canvas.draw(layer);
        Lines out;
        if (!panel_.title.empty()) out.push_back(truncate_to_width(panel_.title, width_));
        if (!panel_.y.label.empty() && !compact_) out.push_back(truncate_to_width(panel_.y.label, width_));
        for (auto& line : rule_labels(canvas)) out.push_back(spaces(margin_ + 2) + line);
        for (int r = 0; r < rows_; ++r) out.push_back(row(canvas, r));
        return out;
    }

    /// Ticks and label below the plane.
    Lines axis() const {
        const PlotScale scale(panel_.x, 0, columns_ - 1);
        const auto marks = ticks(panel_.x, words_, [&](std::span<const Tick> all) {
            for (std::size_t i = 1; i < all.size(); ++i) {
                const double labels = (display_width(all[i].label) + display_width(all[i - 1].label)) / 2.0;
                if (scale.at(all[i].value) - scale.at(all[i - 1].value) < labels + 2 - 1e-9) return false;
            }
            return true;
        });
        std::string rule(static_cast<std::size_t>(columns_), '-'), labels;
        for (const auto& mark : marks) {
            const int at = static_cast<int>(std::lround(scale.at(mark.value)));
            rule[static_cast<std::size_t>(at)] = '+';
            write_at(labels, at, columns_ + ends_, mark.label);
        }
        Lines out{spaces(margin_) + " +" + rule, spaces(margin_ + 2) + labels};
        if (!panel_.x.label.empty() && !compact_) out.push_back(spaces(margin_ + 2) + truncate_to_width(panel_.x.label, width_ - margin_ - 2));
        return out;
    }

    int margin() const { return margin_; }
    void widen(int margin) {
        columns_ = std::max(kLeast, std::min(columns_, width_ - margin - 2 - ends_));
        margin_ = margin;
    }

   private:
    bool named() const { return panel_.y.scale == AxisScale::names; }

    std::vector<Tick> y_ticks() const {
        if (named()) {
            auto names = ticks(panel_.y, words_, [](std::span<const Tick>) { return true; });
            for (auto& name : names) name.label = truncate_to_width(name.label, width_ * 2 / 5);
            return names;
        }
        const PlotScale scale(panel_.y, rows_ - 1, 0);
        return ticks(panel_.y, words_, [&](std::span<const Tick> all) {
            for (std::size_t i = 1; i < all.size(); ++i) {
                if (std::lround(scale.at(all[i - 1].value)) - std::lround(scale.at(all[i].value)) < (rows_ > 4 ? 2 : 1)) return false;
            }
            return true;
        });
    }

    int label_room() const {
        int room = 0;
        for (const auto& layer : panel_.layers) {
            if (!is_span(layer)) continue;
            for (const auto& datum : layer.data) room = std::max(room, display_width(datum.label) + 2);
        }
        return room;
    }

    std::string row(const Canvas& canvas, int r) const {
        std::string label;
        for (const auto& tick : y_ticks_) {
            if (canvas.row_of(tick.value) == r && label.empty()) label = tick.label;
        }
        const int room = margin_ - display_width(label);
        std::string line = (named() ? label + spaces(room) : spaces(room) + label) + " |" + canvas.row(r);
        const int end = margin_ + 2 + columns_ + 1;
        for (const auto& layer : panel_.layers) {
            if (ends_ == 0 || !is_span(layer)) continue;
            for (const auto& datum : layer.data) {
                if (canvas.row_of(datum.y) == r && !datum.label.empty()) line += spaces(end - display_width(line)) + datum.label;
            }
        }
        strip(line);
        return line;
    }

    /// In as many lines as keep them off each other, the first label nearest to the plane.
    Lines rule_labels(const Canvas& canvas) const {
        std::vector<std::pair<int, std::string>> labels;
        for (const auto& layer : panel_.layers) {
            if (layer.kind != MarkKind::rules) continue;
            for (const auto& datum : layer.data) {
                if (!datum.label.empty() && canvas.holds_x(datum.x)) labels.emplace_back(canvas.column(datum.x), truncate_to_width(datum.label, columns_ + ends_));
            }
        }
        std::stable_sort(labels.begin(), labels.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        Lines out;
        for (const auto& [at, text] : labels) {
            const bool done = std::any_of(out.begin(), out.end(), [&](std::string& line) { return write_at(line, at, columns_ + ends_, text); });
            if (done) continue;
            out.emplace_back();
            write_at(out.back(), at, columns_ + ends_, text);
        }
        std::reverse(out.begin(), out.end());
        return out;
    }

    const Panel& panel_;
    const AxisWords& words_;
    int width_, rows_;
    bool compact_;
    int margin_ = 0, ends_ = 0, columns_ = 0;
    std::vector<Tick> y_ticks_;
};

/// What the lines of a panel are: "* Ann   . always 50%".
std::string key_of(const Panel& panel) {
    std::string out;
    for (const auto& layer : panel.layers) {
        if (!is_line(layer)) continue;
        std::string label = layer.label;
        for (const auto& datum : layer.data) label = label.empty() ? datum.label : label;
        if (!label.empty()) out += (out.empty() ? "" : "   ") + std::string(1, line_mark(layer.role)) + " " + label;
    }
    return out;
}

void append(Lines& to, Lines more) { to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end())); }

int rows_of(const Chart& chart, const Panel& panel) {
    const int full = chart.size == ChartSize::square ? 11 : chart.below ? 5 : 8;
    return std::max(2, static_cast<int>(std::lround(full * panel.height)));
}

/// Panels below each other.
Lines column_of(const Chart& chart, const AxisWords& words, int width) {
    std::vector<PanelText> panels;
    int margin = 0;
    for (const auto& panel : chart.panels) {
        panels.emplace_back(panel, words, width, rows_of(chart, panel), chart.size == ChartSize::square ? 41 : 60, chart.size == ChartSize::strip);
        margin = std::max(margin, panels.back().margin());
    }
    Lines out;
    for (auto& panel : panels) {
        panel.widen(margin);
        append(out, panel.lines());
    }
    append(out, panels.back().axis());
    const std::string key = key_of(chart.panels.front());
    if (!key.empty()) append(out, wrap(key, width));
    return out;
}

/// Small panels beside each other, row by row.
Lines multiples_of(const Chart& chart, const AxisWords& words, int width) {
    constexpr int kSmall = 25, kGap = 2;
    const auto across = static_cast<std::size_t>(std::max(1, (width + kGap) / (kSmall + kGap)));
    Lines out;
    if (!chart.panels.front().y.label.empty()) out.push_back(truncate_to_width(chart.panels.front().y.label, width));
    for (std::size_t begin = 0; begin < chart.panels.size(); begin += across) {
        Lines row;
        for (std::size_t i = begin; i < std::min(begin + across, chart.panels.size()); ++i) {
            const PanelText panel(chart.panels[i], words, std::min(kSmall, width), 7, kSmall, true);
            Lines lines = panel.lines();
            append(lines, panel.axis());
            row.resize(std::max(row.size(), lines.size()));
            for (std::size_t l = 0; l < lines.size(); ++l) row[l] += spaces(static_cast<int>(i - begin) * (kSmall + kGap) - display_width(row[l])) + lines[l];
        }
        append(out, std::move(row));
    }
    if (!chart.panels.front().x.label.empty()) out.push_back(truncate_to_width(chart.panels.front().x.label, width));
    return out;
}

/// The height of step lines at a moment; nothing where none of them is.
std::string_view block_at(const std::vector<const Layer*>& spells, const Axis& y, double from, double to) {
    std::string_view block = " ";
    for (const auto* spell : spells) {
        for (const auto& datum : spell->data) {
            if (datum.x <= to && spell->data.back().x >= from) block = block_of(std::max(0.01, (datum.y - y.low) / (y.high - y.low)));
        }
    }
    return block;
}

/// A line of blocks for each line of a small chart over time.
Lines sparklines(const Panel& panel, const AxisWords& words, int width) {
    int margin = 0;
    for (const auto& layer : panel.layers) margin = std::max(margin, std::min(width / 3, display_width(layer.label)));
    const int columns = std::clamp(width - margin - 2, 8, 48);
    Lines out;
    std::vector<const Layer*> spells;
    const double step = (panel.x.high - panel.x.low) / columns;
    for (const auto& layer : panel.layers) {
        if (layer.kind != MarkKind::steps) continue;
        spells.push_back(&layer);
        if (layer.label.empty()) continue;
        std::string line = pad_to_width(truncate_to_width(layer.label, margin), margin) + "  ";
        for (int c = 0; c < columns; ++c) line += block_at(spells, panel.y, panel.x.low + c * step, panel.x.low + (c + 1) * step);
        strip(line);
        out.push_back(std::move(line));
        spells.clear();
    }
    Panel time{{}, panel.x, {}, {}};
    time.y.names = {std::string(static_cast<std::size_t>(margin), ' ')};
    time.y.scale = AxisScale::names;
    for (const auto& layer : panel.layers) {
        if (layer.kind == MarkKind::rules) time.layers.push_back(layer);
    }
    PanelText axis(time, words, margin + 2 + columns, 1, columns, true);
    axis.widen(margin);
    append(out, axis.axis());
    return out;
}

bool is_over_time(const Chart& chart) {
    const auto& layers = chart.panels.front().layers;
    return chart.size == ChartSize::strip && std::any_of(layers.begin(), layers.end(), [](const Layer& l) { return l.kind == MarkKind::steps; });
}

}  // namespace

std::string draw_text(const Chart& chart, const AxisWords& words, int width, const std::string& indent) {
    if (chart.panels.empty()) return {};
    const int room = width - display_width(indent);
    Lines lines = is_over_time(chart)  ? sparklines(chart.panels.front(), words, room)
                  : is_multiple(chart) ? multiples_of(chart, words, room)
                                       : column_of(chart, words, room);
    std::string out = hang(indent, chart.title, width);
    for (const auto& line : lines) out += indent + line + "\n";
    if (!chart.note.empty()) out += hang(indent, chart.note, width);
    return out;
}

}  // namespace hindsight::report
