// SPDX-License-Identifier: MIT
// The style sheet of the HTML report: light and dark, phone to paper. Without < > & so that it needs no escaping.
#pragma once

#include <string_view>

namespace hindsight::report {

inline constexpr std::string_view kStyle = R"css(
:root{color-scheme:light dark;--ink:#1b1f24;--quiet:#57606a;--paper:#fff;--card:#f6f8fa;--line:#d0d7de;--accent:#0757b5;--warn:#7a4300;--warn-paper:#fff4dc}
@media(prefers-color-scheme:dark){:root{--ink:#e6e8eb;--quiet:#a0a8b2;--paper:#14171b;--card:#1d2127;--line:#3a414a;--accent:#7db4ff;--warn:#ffd28a;--warn-paper:#33270f}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","PingFang SC","Hiragino Sans GB","Noto Sans CJK SC","Microsoft YaHei",sans-serif;overflow-wrap:break-word}
header,nav,main{max-width:62rem;margin:0 auto;padding:0 1rem}
h1{font-size:2rem;line-height:1.2;margin:2rem 0 1rem}
h2{font-size:1.4rem;line-height:1.3;margin:2.6rem 0 .8rem;padding-top:.6rem;border-top:1px solid var(--line)}
h3{font-size:1.1rem;margin:1.8rem 0 .6rem}
h4{font-size:1rem;line-height:1.45;margin:0;font-weight:650}
p{margin:.7rem 0;max-width:46rem}
a{color:var(--accent)}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
nav ol{columns:19rem;padding-left:1.2rem;margin:.3rem 0 0;font-size:.95rem}
nav p{margin:0;font-weight:650}
.lead{font-size:1.18rem;line-height:1.6}
.note,.quiet{color:var(--quiet)}
.note{font-size:.92rem}
.quiet{font-size:.9em}
.warning{background:var(--warn-paper);color:var(--warn);padding:.6rem .9rem;border-radius:.4rem}
ul{padding-left:1.2rem;max-width:46rem}
li{margin:.25rem 0}
.scroll{overflow-x:auto;margin:1.1rem 0}
table{border-collapse:collapse;font-size:.92rem;min-width:100%}
caption{text-align:left;font-weight:650;padding:.2rem 0 .4rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem .35rem 0;border-bottom:1px solid var(--line)}
thead th{vertical-align:bottom;color:var(--quiet);font-weight:600;font-size:.86rem}
tbody th{font-weight:500}
.num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;padding-left:.6rem}
thead .num{white-space:normal}
.grow{min-width:12rem}
td,th{word-break:keep-all}
.grow{word-break:normal}
.grow bdi{overflow-wrap:anywhere}
.grow .quiet{white-space:nowrap}
.whole{white-space:nowrap}
article{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.8rem 1rem;margin:.9rem 0}
article{content-visibility:auto;contain-intrinsic-size:auto 22rem}
article p{margin:.15rem 0 .4rem;max-width:none}
article .badge{font-size:1.05em;margin:.4rem 0 .25rem}
.badge .value{font-weight:650}
.right,.wrong,.neither{font-weight:650;font-size:.88em;white-space:nowrap;border:1px solid;border-radius:1em;padding:.1em .65em;margin:0 .15em}
.right{color:var(--accent)}
.wrong{color:var(--warn)}
.neither{color:var(--quiet)}
del{color:var(--warn);text-decoration:line-through}
ins{color:var(--accent);text-decoration:underline;text-underline-offset:.15em;font-weight:600}
.heard{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
summary{cursor:pointer;color:var(--accent);width:fit-content}
article details{margin-top:.45rem;font-size:.94em}
article details dl{font-size:1em}
article .other{font-size:.95rem}
dl{display:grid;grid-template-columns:minmax(6rem,9rem) 1fr;gap:.2rem .9rem;margin:.4rem 0 0;font-size:.94rem}
dt{color:var(--quiet)}
dd{margin:0;min-width:0;overflow-wrap:anywhere}
dd div+div{margin-top:.25rem}
p code{display:inline-block}
.grow code{display:block}
.key{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:.6rem;margin:1.2rem 0;font-size:.9rem}
.key div{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.55rem .8rem}
.key dd{font-size:1.5rem;line-height:1.25;font-weight:650;font-variant-numeric:tabular-nums}
.key .quiet{font-size:.86rem;font-weight:400}
code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.9em;overflow-wrap:anywhere}
figure{margin:1.4rem 0}
figcaption{margin:0 0 .5rem;max-width:46rem}
figure .note{margin:.5rem 0 0;max-width:34rem}
article figure{margin:.6rem 0}
article figcaption{font-size:.9rem;margin:0 0 .2rem}
article figcaption strong{font-weight:400;color:var(--quiet)}
.chart{width:100%;max-width:34rem;height:auto;display:block}
.chart.square{max-width:28rem}
.chart.strip{max-width:27rem}
@media(max-width:40rem){body{font-size:15px}h1{font-size:1.6rem}dl{grid-template-columns:1fr;gap:0}dt{margin-top:.45rem;font-size:.88rem}article{padding:.7rem .8rem}.grow{min-width:9rem}}
@media(max-width:40rem){.breaks,.breaks caption,.breaks tbody,.breaks tr,.breaks th,.breaks td{display:block}.breaks thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}.breaks tr{border-bottom:1px solid var(--line);padding:.5rem 0}.breaks th,.breaks td{border:0;padding:.05rem 0;text-align:left}.breaks td::before{content:attr(data-label) " ";color:var(--quiet);font-size:.92em}}
@media(max-width:30rem){.stacks,.stacks caption,.stacks thead,.stacks tbody{display:block}.stacks tr{display:grid;grid-template-columns:1fr 6.2rem 4.2rem 3.2rem;border-bottom:1px solid var(--line)}.stacks td,.stacks th{border-bottom:0}.stacks .num{padding-left:0}.stacks .grow{grid-column:1/-1;min-width:0;padding-top:0;color:var(--quiet);font-size:.92em}.stacks thead .grow{display:none}}
@page{size:A4;margin:16mm 15mm 18mm}
@page{@bottom-right{content:counter(page) " / " counter(pages);font-size:8pt;color:#555}}
@media print{
:root{color-scheme:light;--ink:#000;--quiet:#444;--paper:#fff;--card:#fff;--line:#aaa;--accent:#000;--warn:#000;--warn-paper:#fff}
body{font-size:10pt;line-height:1.45;orphans:3;widows:3}
header,nav,main{max-width:none;padding:0}
nav{display:none}
h1{font-size:20pt;margin-top:0}
h2{font-size:14pt;margin-top:1.6rem}
h3{font-size:11pt}
h1,h2,h3,h4,caption,h2+p,h3+p{break-after:avoid}
article,figure,tr,dl div,.warning{break-inside:avoid}
p,ul,article p{max-width:none}
.lead{font-size:11pt}
.note{font-size:9pt}
.warning{border:1px solid var(--line)}
.scroll{overflow:visible}
table{font-size:8pt;line-height:1.35}
thead{display:table-header-group}
th,td{padding:.22rem .4rem .22rem 0}
td bdi,th bdi{overflow-wrap:anywhere}
td:not(.grow) code{white-space:normal}
tbody td:not(.num),tbody th{min-width:4rem}
thead th{font-size:7.5pt;word-break:normal}
tbody tr:first-child,tbody tr:last-child{break-before:avoid}
.num{padding-left:.25rem}
.grow{min-width:8rem}
table:has(th:nth-child(9)){font-size:7pt}
table:has(th:nth-child(9)) .grow{min-width:6rem}
table:has(th:nth-child(9)) thead th{font-size:6.5pt}
article{padding:.4rem .6rem;margin:.5rem 0;font-size:9pt}
h4{font-size:9.5pt;line-height:1.35}
article p,article .other,article .note{font-size:8.5pt;margin:.1rem 0 .2rem}
article .badge{font-size:9.5pt}
article details{font-size:8pt;margin-top:.2rem}
dl{font-size:8pt;line-height:1.35;grid-template-columns:4.5rem 1fr;gap:.1rem .6rem;margin:.2rem 0 0}
a{text-decoration:none}
dd a[href^=http]::after{content:" (" attr(href) ")";font-size:6.5pt;color:#444;overflow-wrap:anywhere}
.chart{max-width:26rem}
article{content-visibility:visible}
details::details-content{content-visibility:visible;display:block;height:auto}
summary{color:inherit;list-style:none}
}
)css";

}  // namespace hindsight::report
