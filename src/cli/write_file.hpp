// SPDX-License-Identifier: MIT
// Writing a file whole or not at all.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

namespace hindsight::cli {

/// Temporary file beside it, fsync, rename, fsync of the folder. Throws Error{cannot_write, disk_full}.
void write_file(const std::filesystem::path& path, std::string_view bytes);
/// The same of what `produce` hands over piece by piece; when that throws, nothing is there.
using Sink = std::function<void(std::string_view)>;
void write_file(const std::filesystem::path& path, const std::function<void(const Sink&)>& produce);

}  // namespace hindsight::cli
