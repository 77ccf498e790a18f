// SPDX-License-Identifier: MIT
// Estimates the width of text and finds room for it.
#include "report/drawing/chart_label.hpp"

#include <algorithm>
#include <numeric>

#include "hindsight/base/text.hpp"
#include "report/formats/text_layout.hpp"

namespace hindsight::report {

namespace {

// In heights of the font, as DejaVu Sans has them, which is wider than most.
constexpr double kColumn = 0.55;  // half a wide character
constexpr double kOther = 1;    // a letter beyond ASCII, an ellipsis or a dash

double width_of_ascii(char c) {
    if (std::string_view("iljtf.,:;'|!()[]I ").find(c) != std::string_view::npos) return 0.4;
    if (c >= 'A' && c <= 'Z') return 0.78;
    return c == 'm' || c == 'w' || c == '%' || c == '@' ? 0.98 : 0.64;
}

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

}  // namespace

double text_width(std::string_view text, double font) {
    double width = 0;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && !is_ascii(text[end])) ++end;
        const auto others = text.substr(i, end - i);
        const int columns = display_width(others);
        width += columns * (static_cast<std::size_t>(columns) > code_points(others) ? kColumn : kOther);
        if (end < text.size()) width += width_of_ascii(text[end++]);
        i = end;
    }
    return width * font;
}

std::string cut_to_room(std::string_view text, double font, double room) {
    if (text_width(text, font) <= room) return std::string(text);
    int columns = display_width(text);
    std::string cut;
    do {
        cut = truncate_to_width(text, --columns);
    } while (columns > 1 && text_width(cut, font) > room);
    return cut;
}

std::vector<std::string> break_to_room(std::string_view text, double font, double room) {
    const auto fits = [&](const std::vector<std::string>& lines) {
        return std::all_of(lines.begin(), lines.end(), [&](const auto& line) { return text_width(line, font) <= room; });
    };
    int columns = std::max(2, static_cast<int>(room / font / 0.4));
    auto lines = wrap(text, columns);
    while (columns > 2 && !fits(lines)) lines = wrap(text, --columns);
    return lines;
}

bool Room::is_free(const Box& box) const {
    return inside_.holds(box) && std::none_of(taken_.begin(), taken_.end(), [&](const Box& other) { return box.meets(other); });
}

const Box* Room::first_free(const std::vector<Box>& places) {
    const auto it = std::find_if(places.begin(), places.end(), [&](const Box& place) { return is_free(place); });
    if (it == places.end()) return nullptr;
    taken_.push_back(*it);
    return &*it;
}

std::vector<double> spread(std::vector<double> places, double distance, double low, double high) {
    std::vector<std::size_t> order(places.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return places[a] < places[b]; });
    double least = low;
    for (const auto i : order) {
        places[i] = std::max(places[i], least);
        least = places[i] + distance;
    }
    double most = high;
    for (auto it = order.rbegin(); it != order.rend(); ++it) {
        places[*it] = std::min(places[*it], most);
        most = places[*it] - distance;
    }
    return places;
}

}  // namespace hindsight::report
