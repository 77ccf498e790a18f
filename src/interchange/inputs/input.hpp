// SPDX-License-Identifier: MIT
// What the files named on a command line hold: each is one input, or an archive of several.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bytes.hpp"
#include "hindsight/interchange/limits.hpp"

namespace hindsight::interchange {

/// One stream of bytes to read. What it shares with the other members of its archive belongs to one thread.
struct Input {
    std::string name;    // for messages: "export.zip:forecast_data.csv"; printable
    std::string path;    // "-" is standard input
    std::string member;  // its name in the archive, as it is written there; empty when the file is none
    /// From its first byte, unpacked and guarded by the limits. Throws Error{not_found, bad_gzip, bad_archive,
    /// too_large}.
    std::function<std::shared_ptr<Bytes>()> open;
};

/// The inputs of a file, told by its first bytes and never by its name: the members of a zip, a tar or a gzipped tar,
/// in their order; anything else is one input. Folders, links, devices, dotfiles and `__MACOSX` are left out, and an
/// archive within one is not opened. Nothing is ever written; the name of a member is a name and no path. Throws
/// Error{not_found, bad_gzip, bad_archive, too_large}.
std::vector<Input> expand(const std::string& file, const ReadLimits& limits);

/// The first bytes, at most RewindableBytes::kKept of them; the input can still be read from the start.
std::string peek(const Input& input, std::size_t size);

/// All bytes without a byte order mark. Throws Error{too_large} as soon as there are more than `limit`.
std::string read_whole(const Input& input, std::size_t limit);

/// Whether the member of an archive is somebody's data, by its name.
bool is_data_name(std::string_view member);
/// "export.zip:data.csv"
std::string member_name(const std::string& archive, std::string_view member);
/// Throws Error{too_large} for an archive of more than the limit.
void check_members(std::size_t count, const std::string& archive, const ReadLimits& limits);

}  // namespace hindsight::interchange
