// SPDX-License-Identifier: MIT
// What changed between two wordings, word by word.
#pragma once

#include <string>
#include <string_view>

#include "hindsight/domain/statement.hpp"
#include "report/layout/document.hpp"

namespace hindsight::report {

/// The new text with what was removed and added marked in it. Words, marks and single ideographs are compared; spaces alone are no
/// difference. Texts that have more than some 1,000 words between the first and the last difference are not compared further: all
/// between is removed and added as a whole. The work is at most the product of both lengths up to there, the memory as well.
Runs difference(std::string_view before, std::string_view after, const std::string& language = {});

/// The difference in the language where there is one, else in another; nothing when the texts are the same.
Runs difference(const Texts& before, const Texts& after, const std::string& language);

}  // namespace hindsight::report
