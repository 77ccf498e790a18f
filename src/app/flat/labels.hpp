// SPDX-License-Identifier: MIT
// Texts as small numbers, in the order of their first occurrence.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hindsight::app {

class Labels {
   public:
    std::uint32_t number(std::string_view text) {
        Slot wanted = slot_of(text);
        if (is(last_, wanted, text)) return last_.number;
        if (2 * texts_.size() >= slots_.size()) grow();
        auto place = place_of(wanted);
        for (; slots_[place].number != kFree; place = next(place)) {
            if (is(slots_[place], wanted, text)) return (last_ = slots_[place]).number;
        }
        wanted.number = static_cast<std::uint32_t>(texts_.size());
        last_ = slots_[place] = wanted;
        texts_.push_back(keep(text));
        return last_.number;
    }
    std::size_t size() const { return texts_.size(); }
    std::string_view text(std::size_t i) const { return texts_[i]; }

   private:
    static constexpr std::uint32_t kFree = ~0u;
    static constexpr std::size_t kPiece = 16u << 10;
    /// All of a text of up to eight bytes; of a longer one its size and a hash.
    struct Slot {
        std::uint64_t word = 0;
        std::uint32_t size = 0;
        std::uint32_t number = kFree;
    };

    bool is(const Slot& slot, const Slot& wanted, std::string_view text) const {
        return slot.word == wanted.word && slot.size == wanted.size && slot.number != kFree && (wanted.size <= 8 || texts_[slot.number] == text);
    }

    template <class Word>
    static std::uint64_t word_at(const char* text) {
        Word word;
        std::memcpy(&word, text, sizeof word);
        return word;
    }
    static std::uint64_t short_word(std::string_view text) {
        const auto size = text.size();
        if (size >= 4) return word_at<std::uint32_t>(text.data()) << 32 | word_at<std::uint32_t>(text.data() + size - 4);
        if (size == 0) return 0;
        return word_at<std::uint8_t>(text.data()) << 16 | word_at<std::uint8_t>(text.data() + size / 2) << 8 | word_at<std::uint8_t>(text.data() + size - 1);
    }
    static Slot slot_of(std::string_view text) {
        Slot slot{0, static_cast<std::uint32_t>(text.size()), kFree};
        for (; text.size() > 8; text.remove_prefix(8)) slot.word = mixed(slot.word ^ word_at<std::uint64_t>(text.data()));
        slot.word ^= short_word(text);
        return slot;
    }
    static std::uint64_t mixed(std::uint64_t x) {
        x *= 0x9e3779b97f4a7c15;
        return x ^ (x >> 32);
    }

    std::size_t place_of(const Slot& slot) const { return mixed(slot.word + slot.size) & (slots_.size() - 1); }
    std::size_t next(std::size_t place) const { return (place + 1) & (slots_.size() - 1); }
    void grow() {
        std::vector<Slot> old(std::max<std::size_t>(64, 2 * slots_.size()));
        old.swap(slots_);
        for (const Slot& slot : old) {
            if (slot.number == kFree) continue;
            auto place = place_of(slot);
            while (slots_[place].number != kFree) place = next(place);
            slots_[place] = slot;
        }
    }

    /// The same text where it stays.
    std::string_view keep(std::string_view text) {
        if (text.size() > room_) {
            room_ = std::max(kPiece, text.size());
            pieces_.push_back(std::make_unique_for_overwrite<char[]>(room_));
            free_ = pieces_.back().get();
        }
        const std::string_view kept(free_, text.size());
        text.copy(free_, text.size());
        free_ += text.size();
        room_ -= text.size();
        return kept;
    }

    std::vector<Slot> slots_;  // twice as many as texts or more
    std::vector<std::string_view> texts_;
    std::vector<std::unique_ptr<char[]>> pieces_;
    char* free_ = nullptr;
    std::size_t room_ = 0;
    Slot last_;  // of the row before: often that of the next one too
};

/// Several cells as one text, from which they can be had again.
inline void join_cells(std::span<const std::string_view> cells, std::string& to) {
    to.clear();
    for (const auto cell : cells) {
        const auto size = static_cast<std::uint32_t>(cell.size());
        to.append(reinterpret_cast<const char*>(&size), sizeof size);
        to += cell;
    }
}

inline std::vector<std::string> split_cells(std::string_view joined) {
    std::vector<std::string> cells;
    while (!joined.empty()) {
        std::uint32_t size = 0;
        joined.copy(reinterpret_cast<char*>(&size), sizeof size);
        cells.emplace_back(joined.substr(sizeof size, size));
        joined.remove_prefix(sizeof size + size);
    }
    return cells;
}

}  // namespace hindsight::app
