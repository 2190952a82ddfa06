"""背后意图: what clients often mean by what they ask for; short hints, none of them a rule (SUB-18)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aedesk.kit.text import T


@dataclass(frozen=True, slots=True)
class Hint:
    """One saying: `heard` finds it in the client's words, `means` is the likely wish, `ask` finds out."""

    code: str
    heard: re.Pattern[str]
    title: T
    means: T
    ask: T


def _hint(code: str, heard: str, title: T, means: T, ask: T) -> Hint:
    return Hint(code, re.compile(heard, re.IGNORECASE), title, means, ask)


HINTS = (
    _hint(
        "logo", r"(放大|加大|大一?点|大些|更大|太小|bigger|larger|too small).{0,6}(logo|标志|商标)|(logo|标志|商标).{0,8}(放大|加大|大一?点|大些|更大|太小|bigger|larger|too small)",
        T("“放大 Logo”", "“Make the logo bigger”"),
        T("要的是品牌一眼被认出、跳得出来；留白、对比、位置都能做到，不一定是尺寸。", "The brand should stand out at a glance; space, contrast or place can do it, not only size."),
        T("“您是担心路过的人记不住是谁家的吗？”", "“Are you worried that passers-by will not know whose it is?”"),
    ),
    _hint(
        "type", r"(字|标题|电话|日期|文字).{0,4}(放大|加大|再大|大一?点|太小|看不清|醒目)|(bigger|larger) (type|text|headline)",
        T("“字再大一点”", "“Bigger type”"),
        T("多半是主次不清，重要的一句没有先被看到。", "Usually the order is unclear: the one line that matters is not seen first."),
        T("“哪一句必须三秒内看到？其余的可以退后。”", "“Which line must be seen in three seconds? The rest can step back.”"),
    ),
    _hint(
        "bright", r"(亮|艳|鲜|醒目|跳|暗|灰|沉|闷).{0,3}(一?点|一些|些|了)|太(暗|灰|沉|闷)|再亮|brighter|too dark",
        T("“再亮一点”", "“Brighter”"),
        T("担心在现场不起眼，或旁边的更抢眼。", "It may go unnoticed on the spot, next to louder neighbours."),
        T("“是在哪里看的：手机、打样还是现场？什么时间？”", "“Where did you look at it: phone, proof or on site? At what time of day?”"),
    ),
    _hint(
        "grand", r"高端|大气|上档次|有品质|国际化|premium|upscale|classy",
        T("“要高端大气”", "“More upscale”"),
        T("每个人心里的样子不同；要的是目标客户觉得值这个价。", "Everybody pictures it differently; buyers should feel it is worth the price."),
        T("“请举一个您觉得对的例子，好在哪里？”", "“Show me one you find right: what is right about it?”"),
    ),
    _hint(
        "feeling", r"感觉(不对|不到位|差一?点|还差)|没(有)?感觉|说不(出|上|清)|不够(冲击|惊艳|震撼)|something is (missing|off)",
        T("“感觉不对”", "“Something is off”"),
        T("有一处没有说中；可能是策略没对上，不是画面。", "One point misses; it may be the strategy rather than the picture."),
        T("“第一眼停在哪里？您最想让人记住什么？”", "“Where did your eye stop first? What should people remember?”"),
    ),
    _hint(
        "more", r"(都|全)(放|写|加)(上|进)|再加|加上|多放|add (more|also)|put .* in",
        T("“这个也放上去”", "“Put this in, too”"),
        T("怕漏掉卖点，或要对内交代。", "Afraid to miss a selling point, or somebody inside wants it there."),
        T("“谁会因为这一条来？放到别处行不行？”", "“Who comes because of this line? Could it stand elsewhere?”"),
    ),
    _hint(
        "rival", r"(像|学|参考|跟).{0,6}(竞品|隔壁|对手|人家|别家)|like (the )?(rival|competitor)",
        T("“像别家那样”", "“Like the competitor”"),
        T("看到了别家的效果，怕自己落后。", "They saw it work for others and fear to fall behind."),
        T("“您看中它的哪一点：画面、说法还是人气？”", "“What do you like in it: the picture, the words or the crowd?”"),
    ),
    _hint(
        "boss", r"(老板|领导|总|上面).{0,4}(说|觉得|要求|不喜欢|要)|my boss|management wants",
        T("“领导觉得……”", "“My boss thinks …”"),
        T("真正拍板的人没有听过思路，只看了画面。", "Whoever decides saw the picture and never heard the thinking."),
        T("“能不能让我当面给他讲五分钟？他原话是怎么说的？”", "“May I tell him the idea in five minutes? What were his exact words?”"),
    ),
    _hint(
        "young", r"年轻化|更年轻|年轻一?点|潮一?点|活泼|younger|more fun",
        T("“年轻一点”", "“Younger”"),
        T("要换的多半是说话的口气和场景，不只是颜色。", "Mostly the tone and the scene should change, not only the colours."),
        T("“您说的年轻人是哪一位？他下班做什么？”", "“Which young person do you mean? What does he do after work?”"),
    ),
)  # fmt: skip


def hints(text: str) -> list[Hint]:
    """The hints whose saying stands in the client's words."""
    return [hint for hint in HINTS if hint.heard.search(text)]
