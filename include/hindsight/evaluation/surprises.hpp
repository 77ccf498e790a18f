// SPDX-License-Identifier: MIT
// What nobody, or hardly anybody, thought likely.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "hindsight/evaluation/evaluate.hpp"

namespace hindsight::evaluation {

struct Surprise {
    std::uint32_t statement = 0;  // place in the records
    std::size_t forecasters = 0;
    double probability = 0;  // given to what happened, mean over forecasters; below the even chance
};
/// The `most` least expected answers among the events of `rows`, which are ascending: those given less than an even chance, 1/2
/// or 1/K for K options; the least expected first, equal ones by the id of the statement. A fraction f happened f, and 1-f not.
std::vector<Surprise> surprises_of(const Evaluation& evaluation, std::span<const std::uint32_t> rows, std::size_t most);

}  // namespace hindsight::evaluation
