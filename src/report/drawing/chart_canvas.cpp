// SPDX-License-Identifier: MIT
// Draws layers with characters.
#include "report/drawing/chart_canvas.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace hindsight::report {

namespace {

constexpr std::array<std::string_view, 9> kBlocks{" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

bool is_down(const Panel& panel) { return panel.y.scale == AxisScale::names; }

}  // namespace

char line_mark(Role role) {
    constexpr std::array<char, 4> kMarks{'*', '+', 'x', '.'};
    return kMarks[static_cast<std::size_t>(role)];
}

char dot_mark(Role role) {
    constexpr std::array<char, 4> kMarks{'o', '#', '^', '.'};
    return kMarks[static_cast<std::size_t>(role)];
}

std::string_view block_of(double height) {
    if (!(height > 0)) return kBlocks[0];
    return kBlocks[static_cast<std::size_t>(std::max(1L, std::lround(std::min(height, 1.0) * 8)))];
}

Canvas::Canvas(const Panel& panel, int columns, int rows)
    : columns_(columns), rows_(rows), panel_(&panel), x_(panel.x, 0, columns - 1),
      y_(panel.y, is_down(panel) ? -0.5 : rows - 1, is_down(panel) ? rows - 0.5 : 0),
      cells_(static_cast<std::size_t>(rows), std::vector<std::string>(static_cast<std::size_t>(columns), " ")) {}

int Canvas::column(double value) const { return std::clamp(static_cast<int>(std::lround(x_.at(value))), 0, columns_ - 1); }
int Canvas::row_of(double value) const { return std::clamp(static_cast<int>(std::lround(y_.at(value))), 0, rows_ - 1); }

void Canvas::put(int column, int row, std::string_view mark) {
    if (column < 0 || column >= columns_ || row < 0 || row >= rows_) return;
    cells_[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)] = mark;
}

std::string Canvas::row(int at) const {
    std::string out;
    for (const auto& cell : cells_[static_cast<std::size_t>(at)]) out += cell;
    out.erase(out.find_last_not_of(' ') + 1);
    return out;
}

void Canvas::draw(const Layer& layer) {
    if (layer.kind == MarkKind::line) return line(layer);
    if (layer.kind == MarkKind::steps) return steps(layer);
    if (layer.kind == MarkKind::band) return band(layer);
    for (const auto& datum : layer.data) {
        switch (layer.kind) {
            case MarkKind::dots: put(column(datum.x), row_of(datum.y), std::string(1, dot_mark(layer.role))); break;
            case MarkKind::bars: bar(layer, datum); break;
            case MarkKind::spans:
            case MarkKind::ranges: span(layer, datum); break;
            case MarkKind::whiskers:
                if (!datum.low || !datum.high) break;
                for (int r = row_of(*datum.high); r <= row_of(*datum.low); ++r) put(column(datum.x), r, "|");
                break;
            case MarkKind::rules:
                for (int r = 0; holds_x(datum.x) && r < rows_; ++r) put(column(datum.x), r, ":");
                break;
            case MarkKind::line:
            case MarkKind::steps:
            case MarkKind::band: break;
        }
    }
}

void Canvas::line(const Layer& layer) {
    const std::string mark(1, line_mark(layer.role));
    for (std::size_t i = 1; i < layer.data.size(); ++i) {
        const auto &a = layer.data[i - 1], &b = layer.data[i];
        const double x1 = x_.at(a.x), x2 = x_.at(b.x), y1 = y_.at(a.y), y2 = y_.at(b.y);
        const int n = std::max(1, static_cast<int>(std::ceil(std::max(std::abs(x2 - x1), std::abs(y2 - y1)))));
        for (int step = 0; step <= n; ++step) {
            const double share = static_cast<double>(step) / n;
            put(static_cast<int>(std::lround(x1 + (x2 - x1) * share)), static_cast<int>(std::lround(y1 + (y2 - y1) * share)), mark);
        }
    }
}

void Canvas::steps(const Layer& layer) {
    const std::string mark(1, line_mark(layer.role));
    for (std::size_t i = 1; i < layer.data.size(); ++i) {
        for (int c = column(layer.data[i - 1].x); c <= column(layer.data[i].x); ++c) put(c, row_of(layer.data[i - 1].y), mark);
    }
    if (!layer.data.empty()) put(column(layer.data.back().x), row_of(layer.data.back().y), mark);
}

void Canvas::band(const Layer& layer) {
    for (std::size_t i = 1; i < layer.data.size(); ++i) {
        const auto &a = layer.data[i - 1], &b = layer.data[i];
        for (int c = column(a.x); c <= column(b.x); ++c) {
            const double share = column(b.x) > column(a.x) ? static_cast<double>(c - column(a.x)) / (column(b.x) - column(a.x)) : 0;
            const double low = *a.low + (*b.low - *a.low) * share, high = *a.high + (*b.high - *a.high) * share;
            for (int r = row_of(high); r <= row_of(low); ++r) put(c, r, "░");
        }
    }
}

void Canvas::bar(const Layer& layer, const Datum& datum) {
    const Axis& axis = panel_->y;
    const double height = std::clamp((datum.y - axis.low) / std::max(1e-300, axis.high - axis.low), 0.0, 1.0) * rows_;
    const int from = column(datum.x - layer.width / 2), to = std::max(from, column(datum.x + layer.width / 2) - 1);
    for (int r = 0; r < rows_; ++r) {
        const double part = std::clamp(height - r, 0.0, 1.0);
        if (!(part > 0)) break;
        for (int c = from; c <= to; ++c) put(c, rows_ - 1 - r, block_of(part));
    }
}

void Canvas::span(const Layer& layer, const Datum& datum) {
    const bool range = layer.kind == MarkKind::ranges;
    const int r = row_of(datum.y);
    if (datum.low || datum.high) {
        const int left = datum.low ? column(*datum.low) : 0, right = datum.high ? column(*datum.high) : columns_ - 1;
        for (int c = left; c <= right; ++c) put(c, r, range ? "=" : "-");
        put(left, r, datum.low ? "|" : "<");
        put(right, r, datum.high ? "|" : ">");
    }
    if (!range) put(column(datum.x), r, std::string(1, dot_mark(layer.role)));
}

}  // namespace hindsight::report
