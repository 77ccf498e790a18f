// SPDX-License-Identifier: MIT
// How wide labels are, and where they have room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hindsight::report {

struct Box {
    double left = 0, top = 0, right = 0, bottom = 0;
    double width() const { return right - left; }
    double height() const { return bottom - top; }
    bool meets(const Box& other) const { return left < other.right && other.left < right && top < other.bottom && other.top < bottom; }
    bool holds(const Box& other) const { return other.left >= left && other.right <= right && other.top >= top && other.bottom <= bottom; }
};

/// An estimate on the wide side, since fonts differ; wide characters are as wide as the font is high.
double text_width(std::string_view text, double font);
/// With an ellipsis when it would be wider than `room`.
std::string cut_to_room(std::string_view text, double font, double room);
/// Lines that are no wider than `room`, broken at spaces and anywhere beside wide characters.
std::vector<std::string> break_to_room(std::string_view text, double font, double room);

/// Finds room for labels inside a box, off each other and off what was taken.
class Room {
   public:
    explicit Room(Box inside) : inside_(inside) {}
    void take(const Box& box) { taken_.push_back(box); }
    bool is_free(const Box& box) const;
    /// The first of the places that is free, which is then taken; nullptr when none is.
    const Box* first_free(const std::vector<Box>& places);

   private:
    Box inside_;
    std::vector<Box> taken_;
};

/// Moves places along a line, in the order they have there, until they are `distance` apart and between `low` and `high`,
/// if that has room for all.
std::vector<double> spread(std::vector<double> places, double distance, double low, double high);

}  // namespace hindsight::report
