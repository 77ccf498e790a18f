// SPDX-License-Identifier: MIT
// One table a language; a third language is one more file and one more line in language.cpp.
#pragma once

#include "hindsight/report/language.hpp"

namespace hindsight::report {

std::span<const Message> english_messages();
std::span<const Message> chinese_messages();

}  // namespace hindsight::report
