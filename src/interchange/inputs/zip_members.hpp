// SPDX-License-Identifier: MIT
// The files in a zip archive. The only door to libzip.
#pragma once

#include <string>
#include <vector>

#include "input.hpp"

namespace hindsight::interchange {

/// Of a file, or of its `bytes` when there are any; `name` is for messages. Throws Error{bad_archive, too_large}.
std::vector<Input> zip_members(const std::string& name, const std::string& file, std::string bytes,
                               const ReadLimits& limits);

}  // namespace hindsight::interchange
