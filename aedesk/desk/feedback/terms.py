"""The words of feedback: outcomes of a change, causes of rework."""

from aedesk.kit.text import T

OUTCOMES = {
    "": T("未定", "Open"),
    "accepted": T("接受", "Accepted"),
    "part": T("部分接受", "Accepted in part"),
    "withdrawn": T("说服撤回", "Persuaded to withdraw"),
}
CAUSES = {
    "client": T("客户改", "The client changed"),
    "brief": T("简报不清", "The brief was unclear"),
    "ours": T("我方错", "Our own fault"),
    "other": T("其他", "Other"),
}
OUR_CAUSES = frozenset({"brief", "ours"})  # such rework is not a round of the contract
SHOWS = {
    "unrelayed": T("未转达", "Not passed on"),
    "asking": T("有待问", "A reason to be asked"),
    "open": T("有未定的修改", "Changes still open"),
    "beyond": T("超出合同轮次", "Beyond the contract's rounds"),
}
