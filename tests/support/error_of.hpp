// SPDX-License-Identifier: MIT
// The error that a piece of work ends with.
#pragma once

#include <optional>
#include <utility>

#include "hindsight/base/error.hpp"

namespace hindsight::test {

/// The Error that `work` throws; nullopt when it throws none.
template <class Work>
std::optional<Error> thrown_by(Work&& work) {
    try {
        std::forward<Work>(work)();
    } catch (const Error& e) {
        return e;
    }
    return std::nullopt;
}

/// Its code as a slug, "none" without one: what shows best in a failed check.
template <class Work>
std::string refusal(Work&& work) {
    const auto error = thrown_by(std::forward<Work>(work));
    return error ? std::string(info(error->code()).slug) : "none";
}

}  // namespace hindsight::test
