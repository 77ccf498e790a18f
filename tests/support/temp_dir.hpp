// SPDX-License-Identifier: MIT
// A folder of its own for a test, gone afterwards.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <stdexcept>
#include <string>

namespace hindsight::test {

class TempDir {
 public:
    TempDir() {
        auto pattern = (std::filesystem::temp_directory_path() / "hindsight-test-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder can be made");
        path_ = pattern;
    }
    ~TempDir() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TempDir(const TempDir&) = delete;
    TempDir& operator=(const TempDir&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
    /// Whether nothing lies in it.
    bool empty() const { return std::filesystem::is_empty(path_); }

 private:
    std::filesystem::path path_;
};

}  // namespace hindsight::test
