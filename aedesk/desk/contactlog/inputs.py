"""The input of the contact log, declared once for form, API and CLI."""

from __future__ import annotations

from aedesk.kit.text import T

from ..clients.terms import CHANNELS
from ..fields import Field
from . import terms

CLIENT = Field("client", T("客户", "Client"), "ref", True, model="Client")
PROJECT = Field("project", T("项目", "Project"), "ref", model="Project")
CONTACT = Field("contact", T("联系人", "Contact"), "ref", model="Contact")
CHANNEL = Field("channel", T("方式", "How"), "choice", choices=CHANNELS, default="phone")
MONDAY = Field("is_monday_call", T("周一电话", "Monday call"), "bool")

QUESTIONS = Field(
    "questions", T("问题清单", "Questions"), "lines",
    lines=(
        Field("text", T("问题", "Question"), required=True, longest=200),
        Field("kind", T("类型", "Kind"), "choice", choices=terms.QUESTION_KINDS, default="open"),
    ),
)  # fmt: skip
PREP = (
    PROJECT, CONTACT, Field("planned_at", T("约定时间", "Planned for"), "datetime"), CHANNEL, MONDAY,
    QUESTIONS,
    Field("learn", T("我想了解什么", "What I want to learn"), "long", longest=2000),
    Field("discuss", T("我想讨论什么", "What I want to discuss"), "long", longest=2000),
    Field("aim", T("我的目的", "My aim"), "long", True, longest=2000),
    Field("tell", T("我想告知什么", "What I want to tell"), "long", longest=2000),
    Field("wanted_action", T("希望对方采取的行动", "What I want them to do"), "long", longest=2000),
    Field("their_aim", T("对方的目的", "Their aim"), "long", longest=2000),
    Field("their_reaction", T("对方可能的反应", "How they may react"), "long", longest=2000),
    Field("my_answer", T("对方不同意时我怎么回答", "My answer if they disagree"), "long", longest=2000),
)  # fmt: skip

DECISIONS = Field(
    "decisions", T("决定", "Decisions"), "lines", help=T("每个决定 24 小时内要发出会议记录。", "Each decision needs minutes within 24 hours."),
    lines=(
        Field("text", T("决定了什么", "What was decided"), required=True, longest=300),
        Field("decided_by", T("谁决定", "Decided by"), longest=60),
    ),
)  # fmt: skip
PROMISED = (
    Field("what", T("客户答应什么", "What the client promised"), required=True, longest=200),
    Field("due_at", T("什么时候", "By when"), "datetime", True),
    CONTACT,
)
CLIENT_PROMISES = Field("client_promises", T("客户的承诺", "The client's promises"), "lines", lines=PROMISED)
SAID = (
    Field("subject", T("事由", "Subject"), required=True, longest=160),
    Field("points", T("要点（一行一点）", "Points, one a line"), "list"),
    Field("client_words", T("客户原话", "The client's own words"), "long", True),
    Field("real_need", T("真实需求", "The real need"), "long"),
    Field("our_view", T("我的观点", "Our view"), "long"),
    Field("effect_feedback", T("上周效果反馈", "Effect of last week"), "long"),
    Field("week_plan", T("本周计划", "Plan of this week"), "long"),
)
FOR_TEAM = Field(
    "for_team", T("要转达团队", "The team must hear this"), "bool", help=T("1 小时内转达，写明理由。", "Within the hour, with the reason.")
)  # fmt: skip
NOTE = (
    CLIENT, PROJECT, CONTACT, Field("sheet", T("工作单", "Job sheet"), "ref", model="JobSheet"),
    Field("prep", T("准备单", "Preparation"), "ref", model="CallPrep"), CHANNEL, MONDAY,
    Field("is_incoming", T("客户来电", "The client called"), "bool"),
    Field("is_important", T("重要电话", "An important call"), "bool", help=T("事先要写准备单。", "It is prepared in writing.")),
    Field("started_at", T("开始", "Began"), "datetime"),
    Field("ended_at", T("结束", "Ended"), "datetime"),
    *SAID,
    Field("is_read_back", T("已复述确认", "Read back and confirmed"), "bool"),
    Field("read_back_by", T("对方谁确认", "Confirmed by"), longest=60),
    Field("director", T("同行总监", "Director present"), "ref", model="Person"),
    CLIENT_PROMISES, DECISIONS,
    FOR_TEAM,
    Field("escalation", T("请示事项", "To escalate"), longest=300),
    Field("escalate_to", T("向谁请示", "Ask whom"), "ref", model="Person"),
    Field("milestone", T("客户的节点", "The client's milestone"), "ref", model="SalesMilestone",
          help=T("产生需求时，这个节点的预测就落实了。", "A request settles the milestone's forecast.")),
    Field("opens_request", T("产生一个需求", "A request comes out of it"), "bool"),
    Field("request_title", T("需求内容", "The request"), longest=120),
    Field("request_wanted_at", T("客户要的时间", "Wanted by"), "datetime"),
)  # fmt: skip
