// SPDX-License-Identifier: MIT
// The functions behind the rows of the command table.
#pragma once

#include "command.hpp"

namespace hindsight::cli {

int run_init(Context&, const Arguments&);
int run_person_add(Context&, const Arguments&);
int run_person_list(Context&, const Arguments&);
int run_source_add(Context&, const Arguments&);
int run_source_list(Context&, const Arguments&);
int run_add(Context&, const Arguments&);
int run_forecast(Context&, const Arguments&);
int run_withdraw(Context&, const Arguments&);
int run_resolve(Context&, const Arguments&);
int run_amend(Context&, const Arguments&);
int run_retract(Context&, const Arguments&);
int run_undo(Context&, const Arguments&);
int run_list(Context&, const Arguments&);
int run_show(Context&, const Arguments&);
int run_due(Context&, const Arguments&);
int run_log(Context&, const Arguments&);
int run_score(Context&, const Arguments&);
int run_score_record(Context&, const Arguments&);
int run_compare(Context&, const Arguments&);
int run_report(Context&, const Arguments&);
int run_import(Context&, const Arguments&);
int run_export(Context&, const Arguments&);
int run_verify(Context&, const Arguments&);
int run_head(Context&, const Arguments&);
int run_backup(Context&, const Arguments&);
int run_doctor(Context&, const Arguments&);

}  // namespace hindsight::cli
