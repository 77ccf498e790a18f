// SPDX-License-Identifier: MIT
// Writing a file whole or not at all.
#pragma once

#include <filesystem>
#include <string_view>

namespace hindsight::cli {

/// Temporary file beside it, fsync, rename, fsync of the folder. Throws Error{cannot_write, disk_full}.
void write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace hindsight::cli
