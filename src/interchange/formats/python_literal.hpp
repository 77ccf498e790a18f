// SPDX-License-Identifier: MIT
// Lists and texts as Python prints them into the cells of tables: ['a', 'b'], [0.1, None], {'x': True}.
#pragma once

#include <string_view>

#include "hindsight/base/json.hpp"

namespace hindsight::interchange {

/// None is null, a tuple a list, a dictionary (of texts) an object. Strict: a literal that Python would not print, such
/// as an expression, a name, or nan, is refused. Throws Error{wrong_type, too_deep} with the place in the text.
Json parse_python_literal(std::string_view text);

}  // namespace hindsight::interchange
