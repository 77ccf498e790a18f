// SPDX-License-Identifier: MIT
// Reads JSON that is in canonical form and refuses every other spelling, so that reading needs no second pass to compare.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "hindsight/base/json.hpp"

namespace hindsight::journal {

inline constexpr int kMaxLevels = 16;
/// Beyond 2^53-1 a reader with doubles only would read another number.
inline constexpr std::int64_t kMaxInteger = (std::int64_t{1} << 53) - 1;

/// `[a-z0-9_]{1,40}`
bool is_key(std::string_view key);

class CanonicalReader {
 public:
    /// Valid UTF-8, which must outlive the reader.
    explicit CanonicalReader(std::string_view bytes) : bytes_(bytes) {}

    /// The one value that the bytes are. Throws Error{bad_canonical}.
    Json read();

 private:
    [[noreturn]] void refuse(std::string_view what) const;
    char peek() const { return at_ < bytes_.size() ? bytes_[at_] : '\0'; }
    bool take(char c);
    void expect(char c);

    Json value();
    Json object();
    void add_member(Json::Object& members);
    Json array();
    Json integer();
    Json literal(std::string_view word, Json json);
    std::string string();
    char escaped();

    std::string_view bytes_;
    std::size_t at_ = 0;
    int levels_ = 0;
};

}  // namespace hindsight::journal
