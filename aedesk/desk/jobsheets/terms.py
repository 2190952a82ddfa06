"""The words of the job sheet: types, states, stages and what each type must say."""

from aedesk.kit.text import T

JOB_TYPES = {
    "newspaper": T("报纸", "Newspaper ad"),
    "outdoor": T("户外", "Outdoor"),
    "brochure": T("楼书", "Brochure"),
    "flyer": T("单页", "Flyer"),
    "unit_flyer": T("户型单页", "Unit plan flyer"),
    "packaging": T("包装", "Packaging"),
    "video": T("视频", "Video"),
    "h5": T("H5", "H5 page"),
    "event": T("活动", "Event"),
    "strategy": T("策略", "Strategy"),
    "pitch": T("竞稿", "Pitch"),
    "finished_artwork": T("完稿", "Finished artwork"),
}
STATES = {
    "draft": T("草稿", "Draft"),
    "submitted": T("待签", "Awaiting signatures"),
    "returned": T("已退回", "Returned"),
    "issued": T("已下达", "Issued"),
    "closed": T("已截卡", "Closed"),
    "cancelled": T("已取消", "Cancelled"),
}
TRANSITIONS = {
    "draft": {"submitted", "cancelled"},
    "submitted": {"returned", "issued", "cancelled"},
    "returned": {"submitted", "cancelled"},
    "issued": {"closed", "cancelled"},
    "closed": set(),
    "cancelled": set(),
}
STAGES = {
    "brief": T("下单", "Brief"),
    "copy": T("文案", "Copy"),
    "design": T("设计", "Design"),
    "internal_review": T("内审", "Internal review"),
    "client": T("客户", "Client"),
    "artwork": T("正稿", "Artwork"),
    "check": T("检查", "Check"),
    "output": T("出品", "Output"),
}
COURTS = {"ours": T("在我方", "Our court"), "client": T("在客户", "Client's court")}
BILLING = {
    "in_contract": T("计入合同", "In contract"),
    "billable": T("另行计费", "Billable"),
    "free": T("免费", "Free"),
}
URGENT_REASONS = {
    "client": T("客户要求", "Client's wish"),
    "internal": T("内部延误", "Our own delay"),
    "other": T("其他", "Other"),
}
SIGNS = {
    "copy": T("文案", "Copywriter"),
    "design": T("设计", "Designer"),
    "creative_director": T("创意总监", "Creative director"),
    "account_director": T("客户总监", "Account director"),
    "review": T("流程审评", "Process review"),
    "finance": T("财务编号", "Finance number"),
    "strategy_director": T("策略总监", "Strategy director"),
}
DECISIONS = {
    "accepted": T("已签", "Signed"),
    "proposed": T("另提时间", "Proposes another time"),
    "returned": T("退回", "Returned"),
}
PLACEMENTS = {"": T("未填", "Not given"), "indoor": T("室内", "Indoor"), "outdoor": T("户外", "Outdoor")}
REQUEST_STATES = {
    "open": T("未开单", "No sheet yet"),
    "sheet": T("已开单", "Sheet written"),
    "dropped": T("已撤回", "Dropped"),
}
OUTPUT_TYPES = frozenset({"newspaper", "outdoor", "brochure", "flyer", "unit_flyer", "packaging", "finished_artwork"})
