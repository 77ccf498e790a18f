// SPDX-License-Identifier: MIT
// The line of JSON that --each prints for a row.
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <string_view>

#include "hindsight/base/json.hpp"
#include "hindsight/base/number.hpp"
#include "hindsight/scoring/types.hpp"

namespace hindsight::app {

/// {"brier":0.04,"log":"Infinity"}, rule by rule; {"not_scored":"reason"} in the place of what has no score.
class EachLine {
   public:
    void add(std::string_view rule, const scoring::Score& score) {
        text_ += text_.empty() ? "{\"" : ",\"";
        text_ += rule;
        text_ += "\":";
        if (score && std::isfinite(*score)) {
            text_ += print_number(*score);  // by itself: there are many
        } else {
            text_ += score ? dump_json(Json(*score)) : not_scored(slug(score.why().reason));
        }
    }
    std::string text() const { return text_ + "}\n"; }

    static std::string not_scored(std::string_view reason) { return fmt::format(R"({{"not_scored":"{}"}})", reason); }

   private:
    std::string text_;
};

}  // namespace hindsight::app
