// SPDX-License-Identifier: MIT
// Texts as small numbers, in the order of their first occurrence.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hindsight::app {

class Labels {
   public:
    std::uint32_t number(std::string_view text) {
        if (!texts_.empty() && text == last_) return last_number_;
        auto at = numbers_.find(text);
        if (at == numbers_.end()) {
            at = numbers_.emplace(std::string(text), static_cast<std::uint32_t>(texts_.size())).first;
            texts_.push_back(&at->first);
        }
        last_ = at->first;
        return last_number_ = at->second;
    }
    std::size_t size() const { return texts_.size(); }
    const std::string& text(std::size_t i) const { return *texts_[i]; }

   private:
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> numbers_;
    std::vector<const std::string*> texts_;
    std::string_view last_;  // of the row before: often that of the next one too
    std::uint32_t last_number_ = 0;
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
