// SPDX-License-Identifier: MIT
// Calibration, confidence, discrimination and ranges as JSON.
#include "hindsight/evaluation/curves_json.hpp"
#include "hindsight/evaluation/score_record.hpp"
#include "report/json/json.hpp"

namespace hindsight::report {

using evaluation::number_or_null;

namespace {

Json pair_or_null(const std::optional<std::array<double, 2>>& pair) { return pair ? Json(Json::Array{(*pair)[0], (*pair)[1]}) : Json(); }

}  // namespace

Json calibration_or_null(const std::optional<Calibration>& calibration) {
    if (!calibration) return {};
    Json out = evaluation::calibration_json(*calibration);
    out.set("pairs", calibration->pairs);
    out.set("questions", calibration->questions);
    out.set("auc", number_or_null(calibration->auc));
    out.set("reliability_bins", evaluation::reliability_json(*calibration));
    if (calibration->bands) out.set("bands", evaluation::bands_json(calibration->bands));
    return out;
}

Json confidence_json(const std::optional<Confidence>& confidence) {
    if (!confidence) return {};
    Json out = Json::object();
    out.set("n", confidence->n);
    out.set("clusters", confidence->clusters);
    out.set("mean_confidence", confidence->mean_confidence);
    out.set("hit_rate", confidence->hit_rate);
    out.set("difference", confidence->difference);
    out.set("ci90", pair_or_null(confidence->ci90));
    return out;
}

Json ranges_json(const std::optional<RangeCalibration>& ranges) {
    if (!ranges) return {};
    Json out = Json::object();
    out.set("n", ranges->n);
    out.set("forecasts", ranges->forecasts);
    out.set("questions", ranges->questions);
    out.set("nominal", ranges->n ? Json(ranges->nominal) : Json());
    out.set("observed", ranges->n ? Json(ranges->observed) : Json());
    Json levels = Json::array();
    for (const auto& level : ranges->levels) {
        levels.push(Json(Json::Object{{"level", level.level}, {"n", level.n}, {"observed", level.observed}}));
    }
    out.set("levels", std::move(levels));
    Json pit;
    if (ranges->pit) {
        pit = Json::object();
        pit.set("n", ranges->pit->n);
        Json shares = Json::array();
        for (const double share : ranges->pit->shares) shares.push(share);
        pit.set("shares", std::move(shares));
    }
    out.set("pit", std::move(pit));
    return out;
}

Json discrimination_json(const std::optional<Discrimination>& discrimination) {
    if (!discrimination) return {};
    Json out = Json::object();
    out.set("happened", discrimination->weight_happened);
    out.set("not_happened", discrimination->weight_not);
    out.set("mean_happened", number_or_null(discrimination->mean_happened));
    out.set("mean_not_happened", number_or_null(discrimination->mean_not));
    out.set("difference", number_or_null(discrimination->difference()));
    Json bins = Json::array();
    constexpr auto count = Discrimination::kBins;
    for (std::size_t i = 0; i < count; ++i) {
        bins.push(Json(Json::Object{{"low", static_cast<double>(i) / count},
                                    {"high", static_cast<double>(i + 1) / count},
                                    {"happened", discrimination->happened[i]},
                                    {"not_happened", discrimination->not_happened[i]}}));
    }
    out.set("bins", std::move(bins));
    return out;
}

Json roc_json(const std::optional<Discrimination>& discrimination) {
    if (!discrimination || !discrimination->roc) return {};
    Json out = Json::object();
    out.set("auc", discrimination->roc->auc);
    out.set("ci90", pair_or_null(discrimination->auc_ci90));
    out.set("points", evaluation::roc_points_json(discrimination->roc->points));
    return out;
}

}  // namespace hindsight::report
