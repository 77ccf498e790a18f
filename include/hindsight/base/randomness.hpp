// SPDX-License-Identifier: MIT
// Where salts and random ids come from; handed in, never global.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "hindsight/base/crypto.hpp"

namespace hindsight {

/// The system's generator, or - for a demonstration record - HMAC-SHA-256 under a fixed public key over
/// (purpose | seq | part name | bytes), so that the same book and clock give the same record.
class Randomness {
   public:
    static Randomness system() { return Randomness{false}; }
    static Randomness reproducible() { return Randomness{true}; }

    bool is_reproducible() const { return reproducible_; }
    Hash salt(std::uint64_t seq, std::string_view part, std::string_view bytes) const;
    /// 32 lower-case hexadecimal digits (128 bits).
    std::string id(std::string_view purpose, std::uint64_t seq, std::string_view bytes) const;

   private:
    explicit Randomness(bool reproducible) : reproducible_(reproducible) {}
    bool reproducible_;
};

}  // namespace hindsight
