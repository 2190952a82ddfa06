"""What can be done with the material library (FIL-06); the supplier book (FIL-07) has a page of its own."""

from __future__ import annotations

from typing import Any

from aedesk.kit import hanzi
from aedesk.kit.text import T

from ..action import Act, action
from ..errors import InvalidInput
from ..fields import Field
from ..finding import Words, findable, forget, index
from ..projects.models import Project
from ..who import anyone
from . import notes, supplier_import  # noqa: F401  their acts are registered with them
from .models import Material

PROJECT = Field("project", T("项目", "Project"), "ref", True, model="Project")
MATERIAL = (
    Field(
        "name",
        T("名称", "Name"),
        required=True,
        longest=120,
        help=T("如：围墙 A 段。", "Such as: hoarding, section A."),
    ),
    Field("width_mm", T("宽（mm）", "Width (mm)"), "decimal", True, least=1, most=99_999_999),
    Field("height_mm", T("高（mm）", "Height (mm)"), "decimal", True, least=1, most=99_999_999),
    Field("bleed_mm", T("出血（mm）", "Bleed (mm)"), "decimal", least=0, most=99_999, default=0),
    Field("material", T("材质", "Material"), longest=80),
    Field("supplier", T("供应商", "Supplier"), "ref", model="Supplier"),
    Field("last_sheet", T("最近一张工作单", "Last job"), "ref", model="JobSheet"),
)


def _values(act: Act) -> dict[str, Any]:
    return {name: value for name, value in act.values.items() if name not in ("reason", "project", "rows")}


def _of_project(values: dict[str, Any], project: Project) -> None:
    sheet = values.get("last_sheet")
    if sheet is not None and sheet.project_id != project.pk:
        raise InvalidInput({"last_sheet": T("这张工作单不在这个项目里。", "That job is not of this project.")})
    if values.get("bleed_mm", 0) is None:
        values["bleed_mm"] = 0


@findable("Material", "project__client", "supplier")
def material_found_by(it: Material) -> Words:
    """A size by name and its sound, project, material and supplier (FIL-06)."""
    words = (
        f"{it.project.client} {it.material} {it.supplier.name if it.supplier else ''} {it.width_mm:f} {it.height_mm:f}"
    )
    return Words(it.name, str(it.project), hanzi.sounds(it.name), words, it.created_at)


@action("material.add", "加物料尺寸", "Add a material", who=anyone, fields=(PROJECT, *MATERIAL))
def add_material(act: Act) -> Material:
    """The size of a produced thing, for the next sheet to take."""
    project, values = act.values["project"], _values(act)
    _of_project(values, project)
    made: Material = act.make(Material, project=project, client_id=project.client_id, **values)
    index(made)
    act.says = T(f"加物料尺寸：{made.name}", f"Material added: {made.name}")
    return made


@action(
    "material.edit",
    "改物料尺寸",
    "Edit the material",
    who=anyone,
    on="Material",
    fields=MATERIAL,
    partial=True,
    versioned=True,
)
def edit_material(act: Act) -> Material:
    it, values = act.target, _values(act)
    _of_project(values, it.project)
    act.set(it, **values)
    index(it)
    act.says = T(f"改物料尺寸：{it.name}", f"Material edited: {it.name}")
    return it


@action(
    "material.drop",
    "删物料尺寸",
    "Drop the material",
    who=anyone,
    on="Material",
    confirm=T("删掉这个尺寸吗？", "Drop this size?"),
)
def drop_material(act: Act) -> Project:
    it: Material = act.target
    project = it.project
    forget("material", it.pk)
    act.says = T(f"删物料尺寸：{it.name}", f"Material dropped: {it.name}")
    it.delete()
    return project
