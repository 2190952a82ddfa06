"""The words of schedules, their lines and promises."""

from aedesk.kit.text import T

LINE_STATES = {
    "proposed": T("待接受", "Awaiting answer"),
    "countered": T("另提时间", "Another time proposed"),
    "accepted": T("已接受", "Accepted"),
    "delivered": T("已交稿", "Delivered"),
    "withdrawn": T("已撤回", "Withdrawn"),
    "planned": T("未约", "Not asked yet"),
}
SHOWN = ("accepted", "delivered")  # what a client may see (SCH-01)
# The dates of a line in the order of work (F3), and how the pages call them.
DATES = {
    "start_at": T("开始", "Start"),
    "due_at": T("初稿", "First draft"),
    "review_at": T("内审", "Internal review"),
    "client_at": T("提交客户", "To the client"),
    "feedback_at": T("客户反馈", "Client feedback"),
    "revision_at": T("修改", "Revision"),
    "final_at": T("定稿", "Final"),
    "output_at": T("出品", "Output"),
}
KINDS = {"total": T("总工作时间表", "Project schedule"), "month": T("月工作时间表", "Monthly schedule")}
SCHEDULE_STATES = {
    "sign_ours": T("待我方签", "Awaiting our signature"),
    "sign_client": T("待客户签", "Awaiting the client"),
    "in_force": T("生效", "In force"),
}
SIDES = {"ours": T("我方", "Agency"), "client": T("客户", "Client")}
HOWS = {"desk": T("在系统里", "In the desk"), "paper": T("纸质", "On paper"), "link": T("在链接上", "On the link")}
CHANGES = {"new": T("新增", "New"), "changed": T("改动", "Changed")}
EDGES = {"all": T("整条", "The whole"), "start": T("开始", "Start"), "end": T("结束", "End")}
# How far a job is, as the progress column says it (SCH-07); by the job's stage, else by its state.
PROGRESS = {
    "brief": T("已下单", "Ordered"),
    "copy": T("文案中", "In copy"),
    "design": T("设计中", "In design"),
    "internal_review": T("内审中", "In internal review"),
    "client": T("客户审阅中", "With the client"),
    "artwork": T("正稿中", "In artwork"),
    "check": T("检查中", "Being checked"),
    "output": T("出品中", "In output"),
}
FINISHED = T("已完成", "Finished")
STEPS = {
    "copy": T("文案", "Copy"),
    "design": T("设计", "Layout"),
    "artwork": T("完稿", "Finished artwork"),
    "strategy": T("策略", "Strategy"),
    "video": T("视频", "Video"),
    "proof": T("打样", "Proof"),
    "production": T("制作", "Production"),
    "other": T("其他", "Other"),
}
PROMISE_STATES = {
    "open": T("待兑现", "Open"),
    "kept": T("已兑现", "Kept"),
    "withdrawn": T("已改期", "Replaced"),
}
