// SPDX-License-Identifier: MIT
// The style sheet of charts, in pages and in files: light and dark. Without < > & so that it needs no escaping.
#pragma once

#include <string_view>

namespace hindsight::report {

/// Colours in the manner of Okabe and Ito (2008), darkened or lightened until text in them has a contrast of 4.5 on paper and
/// on cards. Beside them roles differ in dashes and shapes. g: grid, l: line, b: band, d: dot, h: bar, w: whisker, e: end of a
/// line, m: mark beside a datum, c: heading, p: ground.
inline constexpr std::string_view kChartStyle = R"css(
.chart{--c1:#0757b5;--c2:#a84300;--c3:#00694d;--c4:#57606a;--ci:#1b1f24;--cg:#d8dee4;--cp:#fff;font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif}
article .chart{--cp:#f6f8fa}
@media screen and (prefers-color-scheme:dark){.chart{--c1:#7db4ff;--c2:#ffab6b;--c3:#4fd1a5;--c4:#a0a8b2;--ci:#e6e8eb;--cg:#343b44;--cp:#14171b}article .chart{--cp:#1d2127}}
.chart text{fill:var(--ci)}
.chart .t,.chart .t text{fill:var(--c4)}
.chart .c{font-weight:600}
.chart .g{stroke:var(--cg);fill:none}
.chart .x{stroke:var(--c4);fill:none}
.chart .p{fill:var(--cp)}
.chart .r1{color:var(--c1)}
.chart .r2{color:var(--c2)}
.chart .r3{color:var(--c3)}
.chart .r4{color:var(--c4)}
.chart .l{fill:none;stroke:currentColor;stroke-width:2;stroke-linejoin:round}
.chart .l.r2{stroke-dasharray:8 3}
.chart .l.r3{stroke-dasharray:2 3}
.chart .l.r4{stroke-dasharray:5 4;stroke-width:1.5}
.chart .b{fill:currentColor;fill-opacity:.17}
.chart .d{fill:currentColor;stroke:var(--cp)}
.chart .d.r4{fill:var(--cp);stroke:currentColor}
.chart .h{fill:currentColor;fill-opacity:.8}
.chart .h.r2{fill-opacity:.3;stroke:currentColor}
.chart .w{fill:none;stroke:currentColor;stroke-width:2}
.chart .w.thick{stroke-width:7;stroke-opacity:.8}
.chart .e,.chart .m{fill:currentColor;stroke:var(--cp);stroke-width:3px;paint-order:stroke;stroke-linejoin:round}
)css";

}  // namespace hindsight::report
