"""Rules that hold the page against the project's facts: address, phone, developer, permit, map, other clients."""

from __future__ import annotations

import re
from collections.abc import Iterable

from aedesk.kit.text import T

from ..findings import Finding
from ..look import ERROR, INFO, WARNING, Look, Rule, rule
from ..origins import BASE_MATERIAL, ESTATE_ADS, MAPS
from .words import hits, squeezed

# A phone as printed: 0571-0000 0021, 400-000-0021, (0571)00000021, +86 …, 13 digits of a mobile.
PHONE = re.compile(
    r"(?<![\d.])(?:\+?86[\s-]?)?(?:[（(]?0\d{2,3}[)）]?[\s-–—]?\d{3,4}[\s-]?\d{4}|[48]00[\s-–—]?\d{3,4}[\s-–—]?\d{3,4}|1[3-9]\d[\s-]?\d{4}[\s-]?\d{4})(?!\d)".replace(
        "[\\s-–—]", "[\\s\\-–—]"
    )
)
PERMIT = re.compile(
    r"[\u4e00-\u9fff]{0,6}?(?:预|销|现)?售(?:许可)?[证许]?字?第?[（(〔\[]?\s*20\d{2}\s*[）)〕\]]?\s*第?\s*\d{2,10}\s*号?"
    r"|[（(〔\[]20\d{2}[）)〕\]]\s*[\u4e00-\u9fff]{0,6}售[证许]?字?第?\s*\d{2,10}\s*号?"
)


def digits(text: str) -> str:
    """A phone's digits alone, without the country code."""
    found = "".join(char for char in squeezed(text) if char.isdigit())
    return found[2:] if found.startswith("86") and len(found) > 11 else found


def bare(text: str) -> str:
    """A permit number without brackets and spaces, for comparing."""
    return re.sub(r"[（）()〔〕\[\]\s第号]", "", squeezed(text))


class Live(Rule):
    """A rule that needs words it can read; where all is outlined a person must look."""

    def look(self, it: Look) -> Iterable[Finding]:
        if not any(it.pages.lines(page.number) for page in it.facts.pages):
            if self.wanted(it):
                says = self.name + T(
                    "：文字转了曲线，机器读不到，要人核对。",
                    ": the text is outlined and cannot be read; a person must compare it.",
                )
                yield self.finding(
                    INFO,
                    says,
                    T(
                        "逐字核对项目基础资料；或先查转曲前的 PDF。",
                        "Compare it with the base material by eye, or check the file before outlining.",
                    ),
                )
            return
        yield from self.compare(it)

    def wanted(self, it: Look) -> bool:
        raise NotImplementedError

    def compare(self, it: Look) -> Iterable[Finding]:
        raise NotImplementedError

    def absent(self, what: str, name: T) -> Finding:
        says = T(
            f"{name.zh}没有，或写得不一样：应为“{what}”。",
            f"The {name.en} is missing or differs: it should read “{what}”.",
        )
        return self.finding(
            ERROR,
            says,
            T("照项目基础资料逐字改正。", "Correct it by the project's base material."),
            limit=what,
            source=BASE_MATERIAL,
        )


@rule
class AddressPhone(Live):
    """Address and phone as in the base material, and no other phone."""

    code, answers, item = "address_phone", ("ART-18",), "address_phone"
    name = T("地址电话", "Address and phone")
    sentence = T(
        "地址电话与项目基础资料一字不差，没有别的电话。",
        "Address and phone are exactly those of the base material, and no other phone stands there.",
    )

    def wanted(self, it: Look) -> bool:
        return bool(it.spec.facts.address or it.spec.facts.phones)

    def compare(self, it: Look) -> Iterable[Finding]:
        facts, text = it.spec.facts, squeezed(it.text())
        if facts.address and squeezed(facts.address) not in text:
            yield self.absent(facts.address, T("地址", "address"))
        if not facts.phones:
            return
        right = {digits(phone) for phone in facts.phones}
        printed = [
            (page, words, box)
            for page in it.facts.pages
            for words, box in hits(page, it.pages.lines(page.number), PHONE)
        ]
        for page, words, box in printed:
            if digits(words) not in right:
                near = min(facts.phones, key=lambda phone: apart(digits(phone), digits(words)))
                differ = apart(digits(near), digits(words))
                says = T(
                    f"电话“{words}”不是项目的电话，与 {near} 差 {differ} 位。",
                    f"The phone “{words}” is not the project's; {differ} digits differ from {near}.",
                )
                yield self.finding(
                    ERROR,
                    says,
                    T("照项目基础资料改正。", "Correct it by the base material."),
                    page=page.number,
                    box=box,
                    measured=words,
                    limit=near,
                    source=BASE_MATERIAL,
                )
        if not right & {digits(words) for _, words, _ in printed}:
            yield self.absent(facts.phones[0], T("电话", "phone"))


def apart(one: str, other: str) -> int:
    """In how many places two numbers differ; a missing digit counts as one."""
    return sum(a != b for a, b in zip(one, other, strict=False)) + abs(len(one) - len(other))


@rule
class Developer(Live):
    """The developer's full legal name."""

    code, answers, item = "developer", ("ART-19",), "developer"
    name = T("开发商", "Developer")
    sentence = T("开发商写法定全称。", "The developer stands with its full legal name.")

    def wanted(self, it: Look) -> bool:
        return bool(it.spec.facts.developer) and not it.spec.is_name_only

    def compare(self, it: Look) -> Iterable[Finding]:
        facts, text = it.spec.facts, squeezed(it.text())
        if it.spec.is_name_only:
            return
        if facts.developer and squeezed(facts.developer) not in text:
            yield self.absent(facts.developer, T("开发商全称", "developer's full name"))
        if facts.agent and it.spec.is_property_ad and squeezed(facts.agent) not in text:
            yield self.absent(facts.agent, T("代理机构名称", "agent's name"))


@rule
class Permit(Live):
    """A property ad carries the sales permit number of its phase, and no other."""

    code, answers, item = "permit", ("ART-20",), "permit"
    name = T("销售许可证", "Sales permit")
    sentence = T(
        "房地产广告写明本期预售（销售）许可证号。", "A property ad carries the sales permit number of its phase."
    )

    def wanted(self, it: Look) -> bool:
        return it.spec.is_property_ad and not it.spec.is_name_only

    def compare(self, it: Look) -> Iterable[Finding]:
        facts = it.spec.facts
        if not it.spec.is_property_ad or it.spec.is_name_only:
            return
        if not facts.permit:
            yield self.finding(
                ERROR,
                T("项目基础资料里没有许可证号，核对不了。", "The base material has no permit number to compare with."),
                T(
                    "先补上许可证号；纯项目名广告在工作单上写明。",
                    "Add it first; say so on the job sheet where only the project's name is shown.",
                ),
                source=ESTATE_ADS + T("第七条", "art. 7"),
            )
            return
        if squeezed(facts.permit) not in squeezed(it.text()):
            yield self.absent(facts.permit, T("许可证号", "permit number"))
        for page in it.facts.pages:
            for words, box in hits(page, it.pages.lines(page.number), PERMIT):
                if bare(words) not in bare(facts.permit) and bare(facts.permit) not in bare(words):
                    says = T(f"许可证号“{words}”不是本期的。", f"The permit number “{words}” is not this phase's.")
                    yield self.finding(
                        ERROR,
                        says,
                        T("改成本期的许可证号。", "Put this phase's number."),
                        page=page.number,
                        box=box,
                        measured=words,
                        limit=facts.permit,
                        source=BASE_MATERIAL,
                    )


@rule
class OtherClients(Rule):
    """No other client's name, nor that of its projects."""

    code, answers, item = "other_clients", ("CPL-01",), "approved"
    name = T("别的客户", "Other clients")
    sentence = T("稿上没有别的客户和项目的名字。", "No other client or project is named.")

    def look(self, it: Look) -> Iterable[Finding]:
        for name in it.spec.facts.others:
            if len(name) < 2:
                continue
            for page in it.facts.pages:
                for words, box in hits(page, it.pages.lines(page.number), re.compile(re.escape(name))):
                    says = T(f"出现了别的客户的名字：“{words}”。", f"Another client is named: “{words}”.")
                    yield self.finding(
                        ERROR,
                        says,
                        T("删去；像是旧模板没改干净。", "Take it out; it seems left over from a template."),
                        page=page.number,
                        box=box,
                        measured=words,
                    )


@rule
class MapNumber(Live):
    """A real map carries its approval number."""

    code, answers, item = "map", ("ART-22",), "map"
    name = T("地图审图号", "Map approval number")
    sentence = T("用真实地图要有审图号。", "A real map carries its approval number.")

    def wanted(self, it: Look) -> bool:
        return bool(it.spec.facts.map_number)

    def compare(self, it: Look) -> Iterable[Finding]:
        number = it.spec.facts.map_number
        if number and squeezed(number) not in squeezed(it.text()):
            yield self.finding(
                WARNING,
                T(f"没有审图号“{number}”。", f"The map approval number “{number}” is missing."),
                T("在地图旁写上审图号。", "Put it beside the map."),
                limit=number,
                source=MAPS,
            )
