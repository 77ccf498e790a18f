// SPDX-License-Identifier: MIT
// The text of a piece of HTML, as people wrote it in a comment.
#pragma once

#include <string>
#include <string_view>

namespace hindsight::interchange {

/// Without tags; of a link its text and, where that does not say so already, where it leads; entities as their
/// characters. What is no tag and no known entity stays as it is.
std::string text_of_html(std::string_view html);

}  // namespace hindsight::interchange
