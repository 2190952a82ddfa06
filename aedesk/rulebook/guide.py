"""提示卡: what no program can do for an AE, in our own words: short cards for the phone, meetings, clients and the team."""

from __future__ import annotations

from dataclasses import dataclass

from aedesk.kit.text import T

TOPICS = {
    "phone": T("电话旁", "By the phone"),
    "meeting": T("开会与提案", "Meetings and proposals"),
    "client": T("与客户", "With the client"),
    "team": T("与团队", "With the team"),
}
HELLO = T("你好，{name}。", "Hello, this is {name}.")


@dataclass(frozen=True, slots=True)
class Card:
    """One card: when it helps, what to do, words to take (`say`), and the requirements it answers."""

    code: str
    topic: str
    title: T
    when: T
    tips: tuple[T, ...]
    answers: tuple[str, ...]
    say: T | None = None


CARDS = (
    Card(
        "picking_up", "phone", T("接电话", "Picking up"), T("铃响的时候", "When it rings"),
        (
            T("响三声之内接起。", "Pick up within three rings."),
            T("“{hello}”请对方稍候时说“请稍候”。", "“{hello}” Ask “one moment, please” before a pause."),
            T("漏接了，15 分钟内回拨。", "A missed call is returned within 15 minutes."),
        ),
        ("TEL-01", "TEL-02"),
    ),
    Card(
        "speaking", "phone", T("说话", "Speaking"), T("拿起听筒之后", "Once you hold the receiver"),
        (
            T("语速放慢，声调略高，话短而清楚。", "Slow down, lift the tone a little, keep it short and clear."),
            T("说话时微笑，对方听得出来。", "Smile; it can be heard."),
            T("结束前逐条复述：“今天一共三点……”", "Close by reading the points back: “Three points today…”"),
        ),
        ("TEL-11", "TEL-06"),
    ),
    Card(
        "delay", "phone", T("客户指责延误", "The client complains of delay"), T("客户生气、催问的时候", "When the client is angry and presses"),
        (
            T("先听完，记下原话，不打断，不狡辩。", "Hear it out, write it down, do not interrupt or argue."),
            T("只说已核实的情况；没核实的，给一个回话时间。", "Say only what is checked; for the rest give a time when you call back."),
            T("超出权限的，马上请示；有结果 1 小时内告知客户。", "What is beyond you goes to your lead at once; the client hears within the hour."),
        ),
        ("TEL-12", "CRM-06", "TEL-08"),
        say=T("“您说的我记下了。现在能确认的是……；还要核实的，我今天 16:00 前给您回电。”", "“I have written that down. What I can confirm now is …; the rest I check and call you by 16:00 today.”"),
    ),
    Card(
        "rush", "phone", T("客户临时加急", "The client wants it at once"), T("“很急，明天就要”", "“It is urgent, for tomorrow”"),
        (
            T("先问为什么急：要赶哪个节点，晚半天会怎样。", "Ask why: which date it must meet, and what half a day would cost."),
            T("不当场答应。先问文案和设计的时间，接受了再承诺。", "Do not promise on the spot. Ask copy and design first; promise what they accept."),
            T("急件照样写完整的工作单，可以复制上一张。", "An urgent job gets a whole sheet too; copy the last one."),
            T("争取到的时间写下来：从何时到何时，因为什么。", "Write down the time you won: from when to when, and why."),
        ),
        ("CRM-06", "JOB-02", "SCH-02"),
        say=T("“我去问清楚能做到什么时候，11:50 前回您一个准时间。”", "“I will find out what can be done and give you a firm time by 11:50.”"),
    ),
    Card(
        "cheaper", "phone", T("客户要便宜些", "The client wants it cheaper"), T("谈到钱的时候", "When money comes up"),
        (
            T("先问预算和要解决的问题，再谈减什么。", "Ask for the budget and the problem first; then talk about what to leave out."),
            T("少做一些，比做同样的事少收钱好。", "Doing less is better than the same work for less."),
            T("价格不由你定，不暗示会降；请示后再答。", "Prices are not yours to change; hint at nothing, ask your lead, then answer."),
        ),
        ("CRM-06", "TEL-08"),
    ),
    Card(
        "listening", "meeting", T("听", "Listening"), T("对方说话的时候", "While the other speaks"),
        (
            T("手机朝下，看着对方，身体略向前。", "Telephone face down, eyes on the speaker, leaning in a little."),
            T("少打断；停两秒再接话。", "Interrupt less; wait two seconds before you answer."),
            T("开口前先概括对方说了什么，再说自己的。", "Sum up what was said before you add your own."),
            T("一次说服一个人：先看最在意的那位。", "Persuade one person at a time, beginning with whoever cares most."),
        ),
        ("GUI-01", "MTG-12"),
    ),
    Card(
        "asking", "meeting", T("问", "Asking"), T("想知道对方真正要什么", "To learn what is really wanted"),
        (
            T("先问后说：问题排在要讲的话前面。", "Ask before you present: questions come first."),
            T("开放式打开话题：“您最担心什么？”", "Open questions start it: “What worries you most?”"),
            T("封闭式确认：“是这一版，对吗？”", "Closed ones confirm: “This version, yes?”"),
            T("追问式要时间：“明天几点给答复？”", "Probing ones ask for a time: “At what time tomorrow?”"),
        ),
        ("CRM-07", "CRM-20"),
    ),
    Card(
        "speaking_up", "meeting", T("会上开口", "Speaking in a meeting"), T("客户在座的时候", "With the client in the room"),
        (
            T("没有把握的，先记下来，会后核实再答。", "What you are not sure of you write down, check and answer afterwards."),
            T("坐直，看人，说短句。", "Sit up, look at people, use short sentences."),
            T("专业上的事让专业的人说；你说时间和下一步。", "Let the specialist speak on the craft; you speak on times and next steps."),
        ),
        ("MTG-12",),
    ),
    Card(
        "presenting", "meeting", T("提案", "Presenting"), T("上台之前再看一眼", "A last look before you stand up"),
        (
            T("开讲前两小时里，大声念四遍。", "Read it aloud four times within the two hours before."),
            T("站着讲，不念稿；不先发文件，不关灯。", "Stand, do not read out; no hand-outs first, and leave the light on."),
            T("先选好位置：自己看得到决定的人，客户看得到画面。", "Choose the places: you see who decides, the client sees the work."),
            T("把思路讲完再请客户说，也让客户把话说完。", "Finish your train of thought, then let the client finish theirs."),
        ),
        ("MTG-24", "STR-07"),
    ),
    Card(
        "sending", "client", T("发给客户", "Sending to the client"), T("按下“发送”之前和之后", "Before and after you press Send"),
        (
            T("从不“请看一下”：说清楚看什么、为什么这样做、要对方定什么。", "Never “please have a look”: say what to look at, why it is so, and what to decide."),
            T("几个方案，推荐一个，理由用客户的话说。", "Of several options recommend one, with a reason in the client's own words."),
            T("发完打个电话，不只发消息：对方在不在、能不能打开、什么时候看。", "Phone after sending, not only a message: are they there, does it open, when will they look?"),
            T("当天把创意点讲一遍，别等客户自己猜。", "Talk the idea through the same day; do not let the client guess."),
        ),
        ("SUB-04", "SUB-05", "SUB-16"), say=T("王主管，文件刚发给您，先看第二页；我们推荐 B，因为……", "I have just sent it; please start with page two. We recommend B, because …"),
    ),
    Card(
        "small_talk", "client", T("闲聊", "Small talk"), T("拜访、吃饭的时候", "On a visit or over a meal"),
        (
            T("七分聊对方关心的事，三分谈正事。", "Seven parts on what they care for, three on business."),
            T("看一眼联系人卡上的喜好和忌讳。", "Look at the likes and dislikes on the contact's card."),
            T("只聊对方愿意说的；别家客户一个字不提。", "Only what they like to share; not a word on other clients."),
        ),
        ("CRM-08",),
    ),
    Card(
        "truth", "client", T("说实话", "Telling the truth"), T("不好开口的时候", "When it is hard to say"),
        (
            T("专业、耐心，不卑不亢。", "Professional and patient, neither servile nor proud."),
            T("坏消息早说，带着办法说。", "Bad news early, and with a way out."),
            T("做不到的不答应；答应了就写上时间。", "Do not promise what cannot be done; what is promised gets a time."),
        ),
        ("GUI-02",),
    ),
    Card(
        "late_notice", "client", T("告诉客户要晚", "Telling the client it will be late"), T("赶不上约定时间的时候", "When the agreed time cannot be met"),
        (
            T("到时间之前说，不等客户来问。", "Say so before the time comes, not when asked."),
            T("说我们，不说是谁慢了：不提任何同事的名字。", "Say “we”; never who was slow, and no colleague's name."),
            T("给新的准时间，先问过做的人。", "Give a new firm time, after asking those who do it."),
        ),
        ("SCH-10",),
        say=T("“开盘报纸原定 18:00 给您，要到明天 12:00。我们想把画面再校一遍，不让错字出去。给您添麻烦了，明天 12:00 我准时发。”", "“The opening ad was due at 18:00; it will be 12:00 tomorrow. We want to check the layout once more so that no error goes out. I am sorry for the trouble; you have it at 12:00.”"),
    ),
    Card(
        "discreet", "client", T("管住嘴", "Keeping quiet"), T("电梯、餐厅、出租车里", "In lifts, restaurants and taxis"),
        (
            T("不在甲客户面前提乙客户，夸也不行。", "Never mention one client to another, not even in praise."),
            T("公共场合不谈价格、日期和没公开的项目。", "No prices, dates or unannounced projects in public."),
            T("屏幕朝墙，文件朝下，走时带走。", "Screen to the wall, papers face down, and nothing left behind."),
        ),
        ("CPL-01", "CPL-02"),
    ),
    Card(
        "their_side", "client", T("替客户想一步", "One step ahead for the client"), T("方案之外", "Beyond the proposal"),
        (
            T("问一句：这件事对他的生意有什么用？", "Ask yourself: what does this do for their business?"),
            T("让对接人在他老板面前有面子：给他一句能转述的话。", "Let your contact shine before the boss: give a sentence that can be passed on."),
            T("看到有用的消息，顺手发过去，不求回报。", "Pass on what may be useful, and ask for nothing."),
        ),
        ("CRM-22", "CRM-23"),
    ),
    Card(
        "feedback", "client", T("听反馈", "Taking feedback"), T("客户看完稿子以后", "When the client has seen the work"),
        (
            T("先记原话，一字不改；关键词当场划出来。", "Write the words down as they fall; mark the key words at once."),
            T("每一处修改都问一句“为什么”，当场问不到的一天内问清。", "Ask why of every change; what cannot be asked now is asked within a day."),
            T("问一句“有没有喜欢的地方？”好的也带回去。", "Ask what they liked, too, and bring that home."),
            T("想一想背后的意图：“放大 Logo”多半是想跳得出来。", "Think what lies behind it: a bigger logo mostly means it should stand out."),
            T("不合理的，先说理由和另一种做法，再谈改不改。", "Where it is unreasonable, give the reason and another way before you agree."),
        ),
        ("SUB-11", "SUB-12", "SUB-13", "SUB-17", "SUB-18"),
        say=T("“您最担心的是哪一点？我想把原因讲给创意听，这样一次就改对。”", "“What worries you most? I will tell the creatives why, so that it is right the first time.”"),
    ),
    Card(
        "we", "team", T("说“我们”", "Say “we”"), T("写纪要、发消息的时候", "In minutes and messages"),
        (
            T("写完看一遍，把“我”换成“我们”。", "Read it again and turn “I” into “we”."),
            T("先帮别人，再要别人帮。", "Help first, ask afterwards."),
            T("功劳点名，过失说“我们”。", "Name people for praise; for faults say “we”."),
        ),
        ("TEA-06",),
    ),
    Card(
        "own_up", "team", T("认错与直说", "Owning up and speaking up"), T("出错的时候", "When something went wrong"),
        (
            T("不知道就说不知道，说好几点给答案。", "If you do not know, say so, and when you will."),
            T("错了就道歉，接着说怎么补。", "If you were wrong, apologise, then say how it is mended."),
            T("别人错了，当面说，私下说，只说事。", "If others are wrong, tell them, in private, and keep to the matter."),
            T("责任不推给上级：定之前请示，定了一起担。", "Do not push it onto your lead: ask before, stand together after."),
        ),
        ("TEA-07", "CPL-03"),
    ),
    Card(
        "curious", "team", T("多看多问", "Reading and asking"), T("每天半小时", "Half an hour a day"),
        (
            T("读一点不相干的：历史、菜谱、球评都用得上。", "Read something unrelated: history, recipes, match reports all come in handy."),
            T("看到好广告，记一句它好在哪里。", "When you see a good ad, note one line on why it is good."),
            T("去现场、进商场、问师傅，不只看屏幕。", "Go to the site and the shops, ask the craftsmen; a screen is not enough."),
        ),
        ("GUI-03",),
    ),
)  # fmt: skip
BESIDE_THE_PHONE = ("picking_up", "speaking", "delay", "rush", "cheaper")


def greeting(agency: str, own: str = "") -> T:
    """How the telephone is answered, in the agency's own name and, where it has them, own words (TEL-02)."""
    hello = T(own, own) if own else HELLO
    return T(hello.zh.replace("{name}", agency), hello.en.replace("{name}", agency))


def tips(card: Card, hello: T) -> tuple[T, ...]:
    """The tips of a card with the greeting in its place."""
    return tuple(T(tip.zh.replace("{hello}", hello.zh), tip.en.replace("{hello}", hello.en)) for tip in card.tips)


def find(words: str = "", topic: str = "") -> list[Card]:
    """The cards of a topic whose text holds every word."""
    wanted = words.lower().split()
    return [
        card for card in CARDS if (not topic or card.topic == topic) and all(word in _text(card) for word in wanted)
    ]


def _text(card: Card) -> str:
    texts = (card.title, card.when, *card.tips, *([card.say] if card.say else []))
    return f"{' '.join(card.answers)} {' '.join(f'{text.zh} {text.en}' for text in texts)}".lower()
