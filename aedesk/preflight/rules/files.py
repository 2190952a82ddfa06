"""Rules about the file as a whole: its version, damage, locks, layers, notes, transparency."""

from __future__ import annotations

from collections.abc import Iterable

from aedesk.kit import filename
from aedesk.kit.text import T

from ..facts import Painted
from ..findings import Finding, Severity
from ..look import ERROR, INFO, WARNING, Look, Rule, gathered, inside, rule
from ..origins import gwg

NOTES = ("Link", "Popup", "PrinterMark", "TrapNet", "Widget")


@rule
class ApprovedVersion(Rule):
    """The file is the version the client signed."""

    code, answers, item = "approved_version", ("ART-04", "SUB-14"), "approved"
    name = T("确认稿", "Approved version")
    sentence = T("文件就是客户签字的那一版。", "The file is the version the client signed.")

    def look(self, it: Look) -> Iterable[Finding]:
        wanted = it.spec.approved_sha256
        if wanted and wanted != it.facts.sha256:
            says = T("这不是客户签字的那个文件。", "This is not the file the client signed.")
            todo = T(
                "换回签字的文件，或把这一版送客户重签；先用版本对比看改了什么。",
                "Take the signed file, or have this version signed anew; compare both to see what changed.",
            )
            yield self.finding(ERROR, says, todo, measured=it.facts.sha256[:12], limit=wanted[:12])


@rule
class FileName(Rule):
    """The name carries date and title."""

    code, answers = "file_name", ("FIL-04",)
    name = T("文件名", "File name")
    sentence = T(
        "文件名有日期和名字，例如 261119开盘报纸。", "The file's name has date and title, such as 261119开盘报纸."
    )

    def look(self, it: Look) -> Iterable[Finding]:
        for says in filename.check(it.name):
            yield self.finding(
                WARNING, says, T("按“日期＋名字”改名。", "Rename it: date, then title."), measured=it.name
            )


@rule
class Damage(Rule):
    """Nothing in the file had to be repaired to read it."""

    code = "damage"
    name = T("文件完好", "Sound file")
    sentence = T("文件没有损坏的地方。", "The file has no damaged part.")

    def look(self, it: Look) -> Iterable[Finding]:
        todo = T("从原文件重新导出 PDF。", "Export the PDF again from the source file.")
        for says in it.facts.problems[:1]:
            yield self.finding(WARNING, T(f"读文件时要修补：{says}。", f"The file had to be repaired: {says}."), todo)
        for page in it.facts.pages:
            if page.faults:
                yield self.finding(
                    WARNING,
                    T(
                        f"页面里有读不懂的内容：{page.faults[0]}。",
                        f"Part of the page cannot be read: {page.faults[0]}.",
                    ),
                    todo,
                    page=page.number,
                )


@rule
class Locked(Rule):
    """The file carries no password and no script."""

    code = "locked"
    name = T("密码与脚本", "Passwords and scripts")
    sentence = T("文件不带密码，也不带脚本。", "The file carries neither password nor script.")

    def look(self, it: Look) -> Iterable[Finding]:
        if it.facts.is_encrypted:
            yield self.finding(
                ERROR,
                T(
                    "文件有权限密码，制版软件可能打不开。",
                    "The file has a permissions password; prepress may not open it.",
                ),
                T("导出不带密码的 PDF。", "Export it without a password."),
            )
        if it.facts.has_script:
            yield self.finding(
                WARNING,
                T("文件里有脚本。", "The file holds a script."),
                T("导出不带脚本的 PDF。", "Export it without scripts."),
            )


@rule
class HiddenLayers(Rule):
    """No layer is hidden that could come out in print, or go missing."""

    code = "hidden_layers"
    name = T("隐藏图层", "Hidden layers")
    sentence = T("没有隐藏的图层。", "No layer is hidden.")

    def look(self, it: Look) -> Iterable[Finding]:
        severity = Severity(it.profile.hidden_layers)
        for page in it.facts.pages:
            by_layer: dict[str, list[Painted]] = {}
            for one in page.objects:
                if one.is_hidden:
                    by_layer.setdefault(one.layer, []).append(one)
            for layer, hidden in by_layer.items():
                says = T(
                    f"图层“{layer}”隐藏着，里面有 {len(hidden)} 个对象。",
                    f"Layer “{layer}” is hidden and holds {len(hidden)} objects.",
                )
                yield self.finding(
                    severity,
                    says,
                    T("确认不要的话删掉这个图层再导出。", "If it is not wanted, delete it and export again."),
                    page=page.number,
                    **gathered(hidden),
                )


@rule
class Comments(Rule):
    """No comment or form field lies on the page."""

    code = "comments"
    name = T("批注与表单", "Comments and form fields")
    sentence = T("页面上没有批注和表单。", "No comment or form field lies on the page.")

    def look(self, it: Look) -> Iterable[Finding]:
        for page in it.facts.pages:
            printed = [kind for kind in page.annotations if "(" not in kind and kind not in NOTES]
            silent = [kind for kind in page.annotations if "(" in kind and kind.split(" ")[0] not in NOTES]
            if printed:
                yield self.finding(
                    WARNING,
                    T(f"有会印出来的批注：{printed[0]}。", f"A comment would be printed: {printed[0]}."),
                    T("删掉批注再导出。", "Delete the comments and export again."),
                    page=page.number,
                    count=len(printed),
                )
            elif silent:
                yield self.finding(
                    INFO,
                    T(f"有 {len(silent)} 条不印的批注。", f"Comments that do not print: {len(silent)}."),
                    T("确认批注都处理完了。", "See that all of them are dealt with."),
                    page=page.number,
                )


@rule
class Transparency(Rule):
    """Transparency blends in CMYK."""

    code = "transparency"
    name = T("透明", "Transparency")
    sentence = T("透明效果在 CMYK 里混合。", "Transparency blends in CMYK.")

    def look(self, it: Look) -> Iterable[Finding]:
        for page in it.facts.pages:
            through = [one for one in page.painted if one.is_transparent and inside(page, one)]
            if not through or it.facts.kind != "pdf":
                continue
            if page.blend_space == "/DeviceRGB" and it.profile.early:
                says = T(
                    "透明在 RGB 里混合，印出来颜色会变。", "Transparency blends in RGB; printed colours will shift."
                )
                yield self.finding(
                    WARNING,
                    says,
                    T("把文档的透明混合空间改成 CMYK。", "Set the document's blend space to CMYK."),
                    page=page.number,
                    measured="DeviceRGB",
                    limit="DeviceCMYK",
                    source=gwg("R0030"),
                    **gathered(through),
                )
            else:
                yield self.finding(
                    INFO,
                    T(f"有 {len(through)} 个透明对象。", f"{len(through)} transparent objects."),
                    T("印厂只收 PDF/X-1a 时要拼合透明。", "Flatten them where the printer takes PDF/X-1a only."),
                    page=page.number,
                    **gathered(through),
                )


@rule
class OutputIntent(Rule):
    """The output intent is one for print."""

    code, item = "output_intent", "paper_colour"
    name = T("输出意图", "Output intent")
    sentence = T("输出意图是印刷用的 CMYK。", "The output intent is a CMYK print condition.")

    def look(self, it: Look) -> Iterable[Finding]:
        if it.profile.early and it.facts.output_space in ("RGB", "GRAY"):
            says = T(
                f"输出意图是 {it.facts.output_space}（{it.facts.output_intent}）。",
                f"The output intent is {it.facts.output_space} ({it.facts.output_intent}).",
            )
            yield self.finding(
                WARNING,
                says,
                T("导出时选印厂给的 CMYK 条件。", "Choose the printer's CMYK condition on export."),
                measured=it.facts.output_space,
                limit="CMYK",
                source=gwg("R0035"),
            )
