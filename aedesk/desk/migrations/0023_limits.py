"""The four figures of the artwork check that could be changed become limits of the kinds of printing they were for."""

from decimal import Decimal

from django.db import migrations

SHEETS = ("magazine", "sheetfed", "digital", "packaging")
FLAT = (*SHEETS, "newspaper")
ALL = (*FLAT, "large", "penhui", "xiezhen")
BECOMES = {
    "line": ("line_warning_mm", ALL, lambda value: Decimal(value) / 100),
    "safe": ("safe_mm", FLAT, Decimal),
    "print_ppi": ("image_warning_ppi", SHEETS, lambda value: Decimal(value) - 1),
    "newspaper_ppi": ("image_warning_ppi", ("newspaper",), lambda value: Decimal(value) - 1),
}


def move(apps, schema_editor):
    figures = apps.get_model("desk", "RuleFigure")
    for old in figures.objects.filter(rule="no_errors", key__in=BECOMES).order_by("id"):
        name, presses, turned = BECOMES[old.key]
        for press in presses:
            figures.objects.create(
                rule=f"press.{press}", key=name, value=f"{turned(old.value).normalize():f}", from_on=old.from_on,
                set_at=old.set_at, set_by_id=old.set_by_id,
            )  # fmt: skip
        old.delete()


class Migration(migrations.Migration):
    dependencies = [("desk", "0022_schedule_said")]
    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
