/** No variables: viewers of pictures know less of CSS than browsers. */
export const svgStyle = `
.paper{fill:#fff}.title,.caption,.name,.remark,.label{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:#1f2328}
.title{font-size:13px;font-weight:600}.caption{font-size:11px;fill:#59636e}
.name{font-size:12px;text-anchor:middle}.remark{font-size:10px;text-anchor:middle;fill:#59636e}
.label{font-size:10px;text-anchor:middle;paint-order:stroke;stroke:#fff;stroke-width:8px}
.box rect{fill:#f6f8fa;stroke:#8c959f}.box.focus rect{stroke:#0969da;stroke-width:2.5}
.box.added rect{stroke:#1a7f37;stroke-width:2}.box.removed rect{stroke:#cf222e;stroke-dasharray:4}
.arrow path{fill:none;stroke:#8c959f}.arrow polygon{fill:#8c959f}
.arrow.added path{stroke:#1a7f37;stroke-width:2.4}.arrow.added polygon{fill:#1a7f37}.label.added{fill:#1a7f37;font-weight:700}
.arrow.removed path{stroke:#cf222e;stroke-width:1.8;stroke-dasharray:5}.arrow.removed polygon{fill:#cf222e}.label.removed{fill:#cf222e;font-weight:700}
.arrow.changed path{stroke:#9a6700;stroke-width:2.4}.arrow.changed polygon{fill:#9a6700}.label.changed{fill:#9a6700;font-weight:700}
@media (prefers-color-scheme:dark){.paper{fill:#0d1117}.title,.name,.label{fill:#e6edf3}.caption,.remark{fill:#9198a1}.label{stroke:#0d1117}
.box rect{fill:#151b23;stroke:#656c76}.box.focus rect{stroke:#4493f8}.box.added rect{stroke:#3fb950}.box.removed rect{stroke:#f85149}
.arrow path{stroke:#656c76}.arrow polygon{fill:#656c76}
.arrow.added path{stroke:#3fb950}.arrow.added polygon,.label.added{fill:#3fb950}
.arrow.removed path{stroke:#f85149}.arrow.removed polygon,.label.removed{fill:#f85149}
.arrow.changed path{stroke:#d29922}.arrow.changed polygon,.label.changed{fill:#d29922}}
`;
