// SPDX-License-Identifier: MIT
// The table of families: slug and parameters of each, and its functions.
#include "shape.hpp"

namespace hindsight::scoring {
namespace {

constexpr Parameter real(std::string_view name) { return {name, Domain::real}; }
constexpr Parameter positive(std::string_view name) { return {name, Domain::positive}; }
constexpr Parameter scale(std::string_view name) { return {name, Domain::not_negative}; }
constexpr Parameter count(std::string_view name) { return {name, Domain::count}; }
constexpr Parameter optional(std::string_view name, Domain domain, double fallback) { return {name, domain, true, fallback}; }
constexpr Parameter mass(std::string_view name) { return optional(name, Domain::unit, 0); }

constexpr FamilyInfo row(Family family, std::string_view slug, std::array<Parameter, max_parameters> parameters,
                         bool discrete = false, bool may_be_cut = false) {
    std::size_t n = 0;
    while (n < max_parameters && !parameters[n].name.empty()) ++n;
    return {family, slug, parameters, n, discrete, may_be_cut};
}

// clang-format off
constexpr std::array<FamilyInfo, 20> table{
    row(Family::normal, "normal", {real("mean"), scale("sd")}, false, true),
    row(Family::student_t, "student_t", {Parameter{"df", Domain::degrees}, real("location"), scale("scale")}, false, true),
    row(Family::logistic, "logistic", {real("location"), scale("scale")}, false, true),
    row(Family::laplace, "laplace", {real("location"), scale("scale")}),
    row(Family::two_piece_normal, "two_piece_normal", {real("location"), scale("scale_left"), scale("scale_right")}),
    row(Family::two_piece_exponential, "two_piece_exponential", {real("location"), scale("scale_left"), scale("scale_right")}),
    row(Family::lognormal, "lognormal", {real("meanlog"), scale("sdlog")}),
    row(Family::loglogistic, "loglogistic", {real("locationlog"), scale("scalelog")}),
    row(Family::loglaplace, "loglaplace", {real("locationlog"), scale("scalelog")}),
    row(Family::exponential, "exponential", {scale("rate"), optional("location", Domain::real, 0), mass("mass")}),
    row(Family::uniform, "uniform", {real("min"), real("max"), mass("lower_mass"), mass("upper_mass")}),
    row(Family::gamma, "gamma", {positive("shape"), scale("rate")}),
    row(Family::beta, "beta", {positive("alpha"), positive("beta"), optional("lower", Domain::real, 0),
                               optional("upper", Domain::real, 1)}),
    row(Family::gev, "gev", {real("location"), scale("scale"), real("shape")}),
    row(Family::gpd, "gpd", {real("location"), scale("scale"), real("shape"), mass("mass")}),
    row(Family::poisson, "poisson", {scale("rate")}, true),
    row(Family::negative_binomial, "negative_binomial", {positive("size"), Parameter{"probability", Domain::unit_above_0}}, true),
    row(Family::binomial, "binomial", {count("size"), Parameter{"probability", Domain::unit}}, true),
    row(Family::hypergeometric, "hypergeometric", {count("white"), count("black"), count("draws")}, true),
    row(Family::mixture, "mixture", {}),
};
// clang-format on

constexpr std::array<const FamilyOps*, 19> functions{
    &normal_ops,    &student_t_ops, &logistic_ops, &laplace_ops, &two_piece_normal_ops, &two_piece_exponential_ops, &lognormal_ops,
    &loglogistic_ops, &loglaplace_ops, &exponential_ops, &uniform_ops, &gamma_ops, &beta_ops, &gev_ops, &gpd_ops, &poisson_ops,
    &negative_binomial_ops, &binomial_ops, &hypergeometric_ops};

constexpr bool in_order() {
    for (std::size_t i = 0; i < table.size(); ++i)
        if (static_cast<std::size_t>(table[i].family) != i) return false;
    return true;
}
static_assert(in_order(), "the rows stand in the order of the enumeration");

}  // namespace

std::string_view slug(Domain domain) {
    constexpr std::array<std::string_view, 7> slugs{"any number", "above 0", "0 or more", "0 to 1", "above 0 to 1", "above 0 to Infinity", "a whole number from 0"};
    return slugs[static_cast<std::size_t>(domain)];
}

std::span<const FamilyInfo> families() { return table; }

const FamilyInfo& info(Family family) { return table[static_cast<std::size_t>(family)]; }

std::optional<Family> family_by_slug(std::string_view slug) {
    for (const FamilyInfo& f : table)
        if (f.slug == slug) return f.family;
    return std::nullopt;
}

const FamilyOps& ops(Family family) { return *functions[static_cast<std::size_t>(family)]; }

const StandardLaw* standard_law(Family family) {
    switch (family) {
        case Family::normal: return &normal_law;
        case Family::student_t: return &student_t_law;
        case Family::logistic: return &logistic_law;
        default: return nullptr;
    }
}

}  // namespace hindsight::scoring
