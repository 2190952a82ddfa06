"""Where a limit comes from: the standard, the manual, the trade, the law, the job, the agency."""

from __future__ import annotations

from aedesk.kit.text import T

NOWHERE = T("", "")
JOB_SHEET = T("工作单", "job sheet")
BASE_MATERIAL = T("项目基础资料", "the project's base material")
SIGNED_COPY = T("签字文稿", "the signed copy")
MANUAL = T("手册 P3§2-8", "manual P3§2-8")
TRADE = T("行业惯例", "trade practice")
QR = T("ISO/IEC 18004", "ISO/IEC 18004")
LINE_STARTS = T("《中文排版需求》3.1.7", "clreq 3.1.7")
AD_LAW = T("《广告法》", "Advertising Law, ")
ESTATE_ADS = T("《房地产广告发布规定》", "Rules on property ads, ")
MAPS = T("《地图管理条例》第三十四条", "Map Regulations, art. 34")
CONSUMERS = T("《侵害消费者权益行为处罚办法》第十二条", "Measures on harm to consumers, art. 12")
BY_MANUAL = "manual"  # an own figure's origin, where the manual asks for it


def gwg(rules: str = "") -> T:
    """The Ghent Workgroup's specification, with the numbers of its rules."""
    said = f"GWG 2022 {rules}".strip()
    return T(said, said)


def own(since: str) -> T:
    """Where a figure that is not the profile's comes from: the manual, the agency since a day, or the order itself."""
    if since == BY_MANUAL:
        return MANUAL
    return T(f"本公司，{since} 起", f"agency, since {since}") if since else T("规格", "the order")
