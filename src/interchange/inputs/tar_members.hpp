// SPDX-License-Identifier: MIT
// The files in a tar archive, read in its order as far as that can be.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "input.hpp"

namespace hindsight::interchange {

/// `open` gives the archive from its start, more than once if `again`. What fits into 64 MB together (of an archive
/// that cannot be opened again: the limit of books) is kept in memory while the members are listed; for the rest the
/// archive is read a second time, going on from where it stands as long as members are opened in their order. Throws
/// Error{bad_archive, bad_gzip, too_large}.
std::vector<Input> tar_members(const std::function<std::shared_ptr<Bytes>()>& open, bool again, const std::string& name,
                               const std::string& file, const ReadLimits& limits);

}  // namespace hindsight::interchange
