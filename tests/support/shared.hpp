// SPDX-License-Identifier: MIT
// Finds the shared folder with the corpora, which not every checkout has beside it.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "support/catch.hpp"

namespace hindsight::test {

/// `$HINDSIGHT_SHARED`, else what the build was configured with; nullopt when no such folder exists.
inline std::optional<std::filesystem::path> shared_dir() {
    std::filesystem::path dir;
    if (const char* given = std::getenv("HINDSIGHT_SHARED"); given != nullptr) {
        dir = given;
#ifdef HINDSIGHT_SHARED_DIR
    } else {
        dir = HINDSIGHT_SHARED_DIR;
#endif
    }
    return !dir.empty() && std::filesystem::is_directory(dir) ? std::optional{dir} : std::nullopt;
}

/// A folder of the corpora, nullopt when it is missing.
inline std::optional<std::filesystem::path> corpus_dir(const std::string& name) {
    const auto shared = shared_dir();
    if (!shared || !std::filesystem::is_directory(*shared / "corpora" / name)) return std::nullopt;
    return *shared / "corpora" / name;
}

inline std::string read_bytes(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    INFO(path);
    REQUIRE(in.is_open());
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Every file below a folder whose name ends in `extension`, in a fixed order.
inline std::vector<std::filesystem::path> files_below(const std::filesystem::path& dir, const std::string& extension) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(dir)) {
        if (entry.is_regular_file() && entry.path().extension() == extension) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace hindsight::test

/// Declares `name` as the folder of a corpus, or ends the test with a word about it.
#define HINDSIGHT_NEED_CORPUS(name, corpus)                            \
    const auto name##_found = ::hindsight::test::corpus_dir(corpus);   \
    if (!name##_found) {                                               \
        WARN("skipped: ../shared is missing (no corpora/" corpus ")"); \
        return;                                                        \
    }                                                                  \
    const std::filesystem::path name = *name##_found
