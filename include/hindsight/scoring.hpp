// SPDX-License-Identifier: MIT
// Everything of the scoring engine.
#pragma once

#include "hindsight/scoring/binary.hpp"
#include "hindsight/scoring/categorical.hpp"
#include "hindsight/scoring/cdf.hpp"
#include "hindsight/scoring/distribution.hpp"
#include "hindsight/scoring/point.hpp"
#include "hindsight/scoring/quantile.hpp"
#include "hindsight/scoring/rule.hpp"
#include "hindsight/scoring/sample.hpp"
#include "hindsight/scoring/sets/bands.hpp"
#include "hindsight/scoring/sets/calibration.hpp"
#include "hindsight/scoring/sets/calibration_tests.hpp"
#include "hindsight/scoring/sets/mean.hpp"
#include "hindsight/scoring/sets/pit.hpp"
#include "hindsight/scoring/sets/random.hpp"
#include "hindsight/scoring/sets/reliability.hpp"
#include "hindsight/scoring/sets/roc.hpp"
#include "hindsight/scoring/sets/skill.hpp"
#include "hindsight/scoring/sets/sorted_events.hpp"
#include "hindsight/scoring/sets/sum.hpp"
#include "hindsight/scoring/types.hpp"
