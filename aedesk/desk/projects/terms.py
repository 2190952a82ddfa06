"""The words of projects: states, base material, facts and the dossier's blocks (BRF-01 to BRF-06)."""

from aedesk.kit.text import T

from ..clients.terms import CONTACT_ROLES

PROJECT_STATES = {
    "setup": T("立项", "Setting up"),
    "running": T("进行中", "Running"),
    "ended": T("已结束", "Ended"),
}
BASE_KINDS = {
    "phone": T("销售电话", "Sales phone"),
    "address": T("地址", "Address"),
    "developer": T("开发商全称与标志", "Developer's legal name and logo"),
    "agent": T("销售代理", "Sales agency"),
    "permit": T("预售许可证号", "Sales permit number"),
    "url": T("二维码网址", "Addresses of QR codes"),
    "faces": T("中英文字体搭配", "Chinese and Latin faces that go together"),
    "map": T("区位图", "Location map"),
    "unit_plan": T("户型图", "Unit plans"),
    "rendering": T("效果图", "Renderings"),
    "photo": T("照片", "Photos"),
}
SEVEN_BASICS = ("phone", "address", "developer", "map", "unit_plan", "rendering", "photo")  # BRF-09
FACT_KINDS = {
    "land": T("占地", "Land area"),
    "far": T("容积率", "Floor area ratio"),
    "units": T("户型与套数", "Unit types and numbers"),
    "landscape": T("园林", "Landscape"),
    "progress": T("工程进度", "Construction progress"),
    "sales": T("销售节点", "Sales milestones"),
    "price": T("价格", "Price"),
}
STALE_AFTER_DAYS = 30  # FIL-01
CITY_TIERS = {
    "": T("未填", "Not given"),
    "first": T("一线", "First tier"),
    "new_first": T("新一线", "New first tier"),
    "second": T("二线", "Second tier"),
    "third": T("三线", "Third tier"),
    "fourth": T("四线及以下", "Fourth tier and below"),
}
PRODUCT_FORMS = {
    "high_rise": T("高层住宅", "High-rise flats"),
    "garden": T("洋房", "Low-rise flats"),
    "villa": T("别墅", "Villas"),
    "townhouse": T("联排（Townhouse）", "Townhouses"),
    "community": T("高尚社区住宅", "Upmarket estate"),
    "serviced": T("酒店式公寓", "Serviced flats"),
    "mansion": T("私馆", "Private residences"),
    "office": T("写字楼", "Offices"),
    "commercial": T("商业综合楼", "Commercial complex"),
    "shops": T("商铺", "Shops"),
    "tourism": T("文旅", "Culture and tourism"),
    "other": T("其他产品", "Another product"),
}
PROJECT_ROLES = CONTACT_ROLES | {"out": T("不参与本项目", "Not on this project")}  # CRM-02
RIVAL_KINDS = {"regional": T("区域竞品", "In the region"), "same_type": T("同类竞品", "Of the same type")}
DOSSIER: dict[str, tuple[T, dict[str, T]]] = {
    "background": (
        T("背景", "Background"),
        {
            "culture": T("文化与政策", "Culture and politics"),
            "people": T("关键人物", "Key people"),
            "brand": T("开发商品牌与同门项目", "The developer's brand"),
            "problem": T("广告要解决的问题", "The problem advertising must solve"),
        },
    ),
    "region": (
        T("区域", "Region"),
        {
            "location": T("地理位置", "Location"),
            "nature": T("气候、人文、地形", "Climate, culture, terrain"),
            "area_class": T("地段划分", "Area class"),
        },
    ),
    "product": (
        T("产品", "Product"),
        {
            "form": T("产品形态", "Product form"),
            "strengths": T("优势", "Strengths"),
            "weaknesses": T("劣势", "Weaknesses"),
            "planning": T("规划", "Planning"),
            "architecture": T("建筑", "Architecture"),
            "landscape": T("景观", "Landscape"),
            "unit_types": T("户型", "Unit types"),
            "management": T("物业管理", "Property management"),
        },
    ),
    "audience": (
        T("目标客户", "Target group"),
        {
            "region": T("区域来源", "Where from"),
            "background": T("背景", "Background"),
            "age": T("年龄", "Age"),
            "status": T("身份", "Status"),
            "occupation": T("职业", "Occupation"),
            "family": T("家庭", "Family"),
            "income": T("收入", "Income"),
        },
    ),
    "difference": (
        T("市场差异", "Market difference"),
        {
            "regional": T("区域竞品", "Regional rivals"),
            "same_type": T("同类竞品", "Rivals of the same type"),
            "ultimate": T("终极产品", "The ultimate product"),
            "special": T("独特产品点", "What only this product has"),
        },
    ),
    "tone": (
        T("调性", "Tone"),
        {
            "tone": T("策略推广基调", "Tone of the strategy"),
            "culture": T("独特文化", "Special culture"),
            "living": T("居住观", "View of living"),
            "aesthetics": T("审美", "Aesthetics"),
            "picture": T("想象画面", "Imagined picture"),
        },
    ),
}
