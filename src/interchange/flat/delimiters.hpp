// SPDX-License-Identifier: MIT
// Where delimiters and line ends stand in a text, sixty-four bytes at a time.
#pragma once

#include <bit>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace hindsight::interchange {

class Delimiters {
   public:
    /// There are at least 64 bytes to read behind the last line end that is asked for.
    Delimiters(const char* text, char delimiter) : at_(text), delimiter_(delimiter), found_(find()) {}

    /// The next delimiter or line end.
    const char* next() {
        while (found_ == 0) {
            at_ += 64;
            found_ = find();
        }
        const char* place = at_ + std::countr_zero(found_);
        found_ &= found_ - 1;
        return place;
    }

   private:
    /// A bit for each byte that is one.
#if defined(__SSE2__)
    std::uint64_t find() const {
        const __m128i delimiters = _mm_set1_epi8(delimiter_), ends = _mm_set1_epi8('\n');
        std::uint64_t found = 0;
        for (int i = 0; i < 4; ++i) {
            const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at_ + 16 * i));
            const __m128i equal = _mm_or_si128(_mm_cmpeq_epi8(bytes, delimiters), _mm_cmpeq_epi8(bytes, ends));
            found |= static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(equal))) << (16 * i);
        }
        return found;
    }
#else
    std::uint64_t find() const {
        std::uint64_t found = 0;
        for (int i = 0; i < 64; ++i) found |= static_cast<std::uint64_t>(at_[i] == delimiter_ || at_[i] == '\n') << i;
        return found;
    }
#endif

    const char* at_;
    char delimiter_;
    std::uint64_t found_;
};

}  // namespace hindsight::interchange
