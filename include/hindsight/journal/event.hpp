// SPDX-License-Identifier: MIT
// One event of the journal: a canonical header, and content parts that the header only commits to.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "hindsight/base/crypto.hpp"
#include "hindsight/base/randomness.hpp"

namespace hindsight::journal {

inline constexpr int kFormatVersion = 1;

/// A content part: `body` or `private`. Its bytes and salt lie beside the event and can be withheld or destroyed.
struct Part {
    std::string name;
    Hash salt{};
    std::string bytes;  // canonical JSON
};

struct Header {
    int v = kFormatVersion;
    std::string origin;   // the record's random id
    std::uint64_t seq = 0;  // 1, 2, 3, ... without gaps
    std::uint64_t action = 0;  // seq of the first event of the same user action
    std::string type;     // "forecast.made"
    std::string id;       // random event id
    std::string subject;  // random id of the statement or person (or source) that it is about; may be empty
    std::string actor;    // random id of the person who did it
    std::string at;       // `YYYY-MM-DDTHH:MM:SS.ffffffZ`
    bool clock_given = false;                     // written as "clock":"given"
    std::map<std::string, std::string> parts;     // part name -> commitment, 64 hexadecimal digits
};

struct Event {
    Header header;
    std::string header_bytes;  // canonical
    std::vector<Part> parts;
    Hash leaf{};
};

/// SHA-256("hindsight/part/v1\0" | len origin | len event id | len actor | len part name | salt | len bytes),
/// each len 8 bytes big-endian before its field.
Hash commitment(std::string_view origin, std::string_view event_id, std::string_view actor, const Part& part);

/// Canonical bytes of a header.
std::string encode(const Header& header);
/// Throws Error{bad_canonical} when the bytes are not canonical, or a member is missing, unknown or of another type, and
/// Error{record_newer} when the version is newer than this program's.
Header decode_header(std::string_view bytes);

/// Salts the parts, commits to them, and hashes the leaf. `draft.parts` and `draft.id` are filled in here.
Event seal(Header draft, std::vector<Part> parts, const Randomness& randomness);

}  // namespace hindsight::journal
