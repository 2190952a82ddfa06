"""Images: JPEG, PNG, TIFF, WebP, GIF, BMP and the flat image of a PSD, with what the camera wrote into them."""

from __future__ import annotations

import warnings
from datetime import datetime
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image, ImageCms, ImageOps, UnidentifiedImageError

from .limits import JPEG_PIXELS, LARGE, PIXELS, SMALL, NoPicture

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP", "PSD")
Image.MAX_IMAGE_PIXELS = None  # our own limits are asked first
warnings.simplefilter("ignore")


def shown(path: Path, folder: Path) -> dict[str, Any]:
    """Write the picture of an image and tell its size in pixels and what the camera noted."""
    try:
        with Image.open(path, formats=FORMATS) as image:
            width, height = image.size
            if width * height > (JPEG_PIXELS if image.format == "JPEG" else PIXELS):
                raise NoPicture("large")
            noted = camera(image)
            image.draft("RGB", (LARGE, LARGE))
            save(flat(ImageOps.exif_transpose(image)), folder, 1)
            frames = min(getattr(image, "n_frames", 1), 999)
            return {"pages": frames if image.format == "TIFF" else 1, "width": width, "height": height, **noted}
    except UnidentifiedImageError:
        raise NoPicture("damaged") from None


def flat(image: Image.Image) -> Image.Image:
    """As one sees it on a screen: small first, colours by their profile, on white where it is transparent."""
    if image.mode in ("I;16", "I;16B", "I;16L", "I", "F"):
        image = image.point(lambda value: value / 257).convert("L") if image.mode != "F" else image.convert("L")
    image.thumbnail((LARGE, LARGE), Image.Resampling.BOX if max(image.size) > 8 * LARGE else Image.Resampling.LANCZOS)
    image = on_screen(image)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(ground, image)
    return image.convert("RGB")


def on_screen(image: Image.Image) -> Image.Image:
    """Print colours through their own profile, so that a preview is not garish; without one, plainly."""
    profile = image.info.get("icc_profile")
    if image.mode != "CMYK" or not profile:
        return image
    import io

    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def save(image: Image.Image, folder: Path, page: int) -> None:
    """One page large, and the first one small."""
    image.save(folder / f"{page}.webp", "WEBP", quality=82, method=3)
    if page == 1:
        image.thumbnail((SMALL, SMALL), Image.Resampling.LANCZOS)
        image.save(folder / "small.webp", "WEBP", quality=78, method=3)


def camera(image: Image.Image) -> dict[str, Any]:
    """When and where a photo was taken, as its camera noted; what cannot be read is left out."""
    try:
        exif = image.getexif()
        inner, place = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
    except Exception:  # of a hostile or broken note anything may come; the picture is still a picture
        return {}
    taken = inner.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)
    found = {"taken_at": moment(taken), "latitude": degrees(place, 1, 2, 90), "longitude": degrees(place, 3, 4, 180)}
    model = exif.get(ExifTags.Base.Model)
    found["camera"] = "".join(c for c in model if c.isprintable())[:60].strip() if isinstance(model, str) else ""
    return {name: value for name, value in found.items() if value not in (None, "")}


def moment(told: Any) -> str | None:
    """2026:11-17 09:30:00 as the camera's clock had it, in ISO."""
    try:
        return datetime.strptime(str(told).strip("\0 "), "%Y:%m:%d %H:%M:%S").isoformat()
    except ValueError:
        return None


def degrees(place: Any, side: int, parts: int, most: int) -> float | None:
    try:
        whole, minutes, seconds = (float(one) for one in place[parts])
        value = whole + minutes / 60 + seconds / 3600
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    value = -value if str(place.get(side)) in ("S", "W") else value
    return round(value, 6) if abs(value) <= most and value == value else None
