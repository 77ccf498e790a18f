// SPDX-License-Identifier: MIT
// The parametric families of the notation and their parameters.
#include <array>

#include "hindsight/domain/notation.hpp"

namespace hindsight {

namespace {

using Names = std::span<const std::string_view>;
using sv = std::string_view;

constexpr std::array<sv, 2> kMeanSd{"mean", "sd"};
constexpr std::array<sv, 3> kStudent{"df", "location", "scale"};
constexpr std::array<sv, 2> kLocationScale{"location", "scale"};
constexpr std::array<sv, 3> kTwoPiece{"location", "scale_left", "scale_right"};
constexpr std::array<sv, 2> kLognormal{"meanlog", "sdlog"};
constexpr std::array<sv, 2> kLogLocation{"locationlog", "scalelog"};
constexpr std::array<sv, 1> kRate{"rate"};
constexpr std::array<sv, 2> kLocationMass{"location", "mass"};
constexpr std::array<sv, 2> kMinMax{"min", "max"};
constexpr std::array<sv, 2> kMasses{"lower_mass", "upper_mass"};
constexpr std::array<sv, 2> kGamma{"shape", "rate"};
constexpr std::array<sv, 2> kBeta{"alpha", "beta"};
constexpr std::array<sv, 2> kBounds{"lower", "upper"};
constexpr std::array<sv, 3> kExtreme{"location", "scale", "shape"};
constexpr std::array<sv, 1> kMass{"mass"};
constexpr std::array<sv, 2> kSizeProbability{"size", "probability"};
constexpr std::array<sv, 3> kUrn{"white", "black", "draws"};

constexpr std::array<FamilyInfo, 20> kFamilies{{
    {"normal", Names(kMeanSd), {}, true},
    {"student_t", Names(kStudent), {}, true},
    {"logistic", Names(kLocationScale), {}, true},
    {"laplace", Names(kLocationScale), {}},
    {"two_piece_normal", Names(kTwoPiece), {}},
    {"two_piece_exponential", Names(kTwoPiece), {}},
    {"lognormal", Names(kLognormal), {}},
    {"loglogistic", Names(kLogLocation), {}},
    {"loglaplace", Names(kLogLocation), {}},
    {"exponential", Names(kRate), Names(kLocationMass)},
    {"uniform", Names(kMinMax), Names(kMasses)},
    {"gamma", Names(kGamma), {}},
    {"beta", Names(kBeta), Names(kBounds)},
    {"gev", Names(kExtreme), {}},
    {"gpd", Names(kExtreme), Names(kMass)},
    {"poisson", Names(kRate), {}},
    {"negative_binomial", Names(kSizeProbability), {}},
    {"binomial", Names(kSizeProbability), {}},
    {"hypergeometric", Names(kUrn), {}},
    {"mixture", {}, {}},
}};

}  // namespace

std::span<const FamilyInfo> families() { return kFamilies; }

}  // namespace hindsight
