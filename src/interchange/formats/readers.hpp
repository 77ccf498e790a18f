// SPDX-License-Identifier: MIT
// The readers of formats, one file each: how a format is recognised, and how it is read.
#pragma once

#include "reading.hpp"

namespace hindsight::interchange {

bool is_csv(const Peek& peek);
void read_csv(Reading& reading);
Written write_csv(const Book& book, const WriteOptions& options);

bool is_hubverse(const Peek& peek);
void read_hubverse(Reading& reading);
Written write_hubverse(const Book& book, const WriteOptions& options);

bool is_predictionbook(const Peek& peek);
void read_predictionbook(Reading& reading);

bool is_metaculus(const Peek& peek);
void read_metaculus(Reading& reading);

bool is_fatebook(const Peek& peek);
void read_fatebook(Reading& reading);
Written write_fatebook(const Book& book, const WriteOptions& options);

bool is_forecastbench(const Peek& peek);
void read_forecastbench(Reading& reading);
Written write_forecastbench(const Book& book, const WriteOptions& options);

bool is_claimreview(const Peek& peek);
void read_claimreview(Reading& reading);
Written write_claimreview(const Book& book, const WriteOptions& options);

bool is_factopolis(const Peek& peek);
void read_factopolis(Reading& reading);

bool is_ledger(const Peek& peek);
void read_ledger(Reading& reading);

}  // namespace hindsight::interchange
