// SPDX-License-Identifier: MIT
// Prints and reads the keys of ForecastBench's questions.
#include "key.hpp"

#include "../reading.hpp"

namespace hindsight::interchange::forecastbench {

std::string Key::print() const {
    const auto key = due + "/" + source + "/" + id;
    return date.empty() ? key : key + "/" + date;
}

std::string Key::statement() const {
    const auto key = due + "-" + source + "-" + id;
    return id_from(kSite, date.empty() ? key : key + "-" + date);
}

std::optional<Key> parse_key(std::string_view text) {
    const auto first = text.find('/');
    const auto second = first == std::string_view::npos ? first : text.find('/', first + 1);
    if (second == std::string_view::npos || !parse_day(text.substr(0, first))) return std::nullopt;
    Key key{std::string(text.substr(0, first)),
            std::string(text.substr(first + 1, second - first - 1)),
            std::string(text.substr(second + 1)),
            {}};
    const auto last = key.id.rfind('/');
    if (last != std::string::npos && parse_day(std::string_view(key.id).substr(last + 1))) {
        key.date = key.id.substr(last + 1);
        key.id.resize(last);
    }
    if (key.source.empty() || key.id.empty()) return std::nullopt;
    return key;
}

}  // namespace hindsight::interchange::forecastbench
