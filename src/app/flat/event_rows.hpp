// SPDX-License-Identifier: MIT
// Forecasts of events that wait to be scored: twelve bytes a row, in the order in which they came.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <memory>
#include <vector>

namespace hindsight::app {

/// A probability for what happened or did not, and the label of its cluster.
struct EventRow {
    static constexpr std::uint32_t kAlone = 0x7fffffff;  // a row that is a cluster of its own

    EventRow() = default;
    EventRow(double probability, bool happened, std::uint32_t label) : probability_(std::bit_cast<Halves>(probability)), rest_(label << 1 | (happened ? 1 : 0)) {}

    double probability() const { return std::bit_cast<double>(probability_); }
    double outcome() const { return static_cast<double>(rest_ & 1); }
    std::uint32_t label() const { return rest_ >> 1; }

   private:
    using Halves = std::array<std::uint32_t, 2>;  // so that a row has no gaps
    Halves probability_;
    std::uint32_t rest_;
};

/// Rows in pieces, so that none moves while they grow.
class EventRows {
   public:
    void add(EventRow row) {
        if (next_ == end_) grow();
        *next_++ = row;
    }
    std::size_t size() const { return full_ + static_cast<std::size_t>(next_ - (end_ - room_)); }
    template <class Take>
    void each(const Take& take) const {
        for (std::size_t i = 0; i < pieces_.size(); ++i) {
            const EventRow* const begin = pieces_[i].get();
            const EventRow* const end = i + 1 == pieces_.size() ? next_ : begin + room_of(i);
            for (const EventRow* row = begin; row != end; ++row) take(*row);
        }
    }
    void clear() { *this = EventRows(); }

   private:
    static constexpr std::size_t kFirst = 4, kLargest = 1024;
    static std::size_t room_of(std::size_t piece) { return std::min(kLargest, kFirst << std::min<std::size_t>(piece, 16)); }

    void grow() {
        full_ += room_;
        room_ = room_of(pieces_.size());
        pieces_.push_back(std::make_unique_for_overwrite<EventRow[]>(room_));
        next_ = pieces_.back().get();
        end_ = next_ + room_;
    }

    EventRow* next_ = nullptr;
    EventRow* end_ = nullptr;
    std::size_t room_ = 0;  // of the last piece
    std::size_t full_ = 0;  // rows in the others
    std::vector<std::unique_ptr<EventRow[]>> pieces_;
};

}  // namespace hindsight::app
