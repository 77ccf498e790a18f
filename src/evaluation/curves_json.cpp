// SPDX-License-Identifier: MIT
// Prints points, not more than anybody can see.
#include "hindsight/evaluation/curves_json.hpp"

#include <algorithm>
#include <string_view>

namespace hindsight::evaluation {

namespace {

constexpr std::size_t kMostPoints = 1001;

template <class Point, class Show>
Json points_json(const std::vector<Point>& points, const Show& show) {
    const auto shown = std::min(points.size(), kMostPoints);
    Json out = Json::array();
    for (std::size_t i = 0; i < shown; ++i) out.push(show(points[points.size() == shown ? i : i * (points.size() - 1) / (shown - 1)]));
    return out;
}

std::string_view name_of(scoring::BandMethod method) {
    switch (method) {
        case scoring::BandMethod::bootstrap: return "bootstrap";
        case scoring::BandMethod::discrete: return "discrete";
        case scoring::BandMethod::continuous: return "continuous";
        case scoring::BandMethod::automatic: break;
    }
    return "automatic";
}

}  // namespace

Json bands_json(const std::optional<scoring::ConsistencyBands>& bands) {
    if (!bands) return {};
    Json points = points_json(bands->points, [](const scoring::BandPoint& point) {
        return Json(Json::Object{{"p", point.p}, {"low", point.low}, {"high", point.high}});
    });
    return Json(Json::Object{{"method", name_of(bands->method)}, {"level", scoring::BandOptions{}.level}, {"points", std::move(points)}});
}

Json roc_points_json(const std::vector<scoring::RocPoint>& points) {
    return points_json(points, [](const scoring::RocPoint& point) {
        return Json(Json::Object{{"false_rate", point.false_rate}, {"true_rate", point.true_rate}, {"threshold", point.threshold}});
    });
}

}  // namespace hindsight::evaluation
