// SPDX-License-Identifier: MIT
// Checks a law on random cases inside a test case. $RC_PARAMS sets the seed, the number and the size of them.
#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <sstream>
#include <utility>

#include "support/catch.hpp"

namespace hindsight::test {

/// `law` draws what it needs (`*gen`) and asserts with RC_ASSERT. `effort` multiplies the number of cases (rapidcheck's
/// own is 100), so that a costly law runs on fewer and a cheap one on more.
template <class Law>
void for_all(Law&& law, double effort = 5) {
    auto params = rc::detail::configuration().testParams;
    params.maxSuccess = std::max(1, static_cast<int>(params.maxSuccess * effort));
    const auto result = rc::detail::checkTestable(std::forward<Law>(law), rc::detail::TestMetadata{}, params);
    std::ostringstream said;
    rc::detail::printResultMessage(result, said);
    INFO(said.str());
    CHECK(result.template is<rc::detail::SuccessResult>());
}

}  // namespace hindsight::test
