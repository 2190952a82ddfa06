"""Gathers the models of every noun for Django."""

from .artwork.archiving import ArchivePlace
from .artwork.models import Attachment, StoredFile
from .artwork.photos import Photo
from .artwork.signs import Fault, Release, StageSign
from .artwork.uploads import Upload
from .checks.models import ArtworkCheck, Comparison, ContentApproval, ContentPart, ItemAnswer, Waiver
from .clients.models import Client, ClientMember, Contact, Wall
from .contactlog.models import CallPrep, ClientPromise, ContactNote, Decision, Escalation, MessageSlip, Relay
from .deliveries.checks import DeliveryCheck, DeliveryFinding
from .deliveries.mails import Mail
from .deliveries.models import Delivery, DeliveryFile, DeliveryTo
from .duties.models import DayList, DutyRow, RefusalRow, RuleFigure
from .feedback.models import ChangeItem, Feedback, Wording
from .jobsheets.briefs import BriefRating, CreativeBrief
from .jobsheets.changes import ChangeSheet, HandOver
from .jobsheets.models import JobSheet, Request, Signature, SpecRow
from .journal.models import DaySeal, Event, JournalHead
from .library.models import Material, SearchEntry, Supplier
from .library.notes import LibraryCategory, LibraryNote
from .money.models import PurchaseOrder
from .notices.models import Notice
from .once import DoneOnce
from .people.models import Agency, ApiToken, Counter, Person, Workday
from .projects.models import (
    BaseMaterial,
    Deputy,
    OwnerChange,
    Project,
    ProjectContact,
    ProjectFact,
    ProjectMember,
    SalesMilestone,
)
from .receipts.models import Receipt, ReceiptLine, ReceiptSeal
from .schedules.models import Extension, Promise, Schedule, ScheduleLine, ScheduleSign
from .sharing.models import ShareLink
from .worklog.models import ProgressNote, TimeEntry, Timer

__all__ = [
    "Agency",
    "ApiToken",
    "ArchivePlace",
    "ArtworkCheck",
    "Attachment",
    "BaseMaterial",
    "BriefRating",
    "CallPrep",
    "ChangeItem",
    "ChangeSheet",
    "Client",
    "ClientMember",
    "ClientPromise",
    "Comparison",
    "Contact",
    "ContactNote",
    "ContentApproval",
    "ContentPart",
    "Counter",
    "CreativeBrief",
    "DayList",
    "DaySeal",
    "Decision",
    "Delivery",
    "DeliveryCheck",
    "DeliveryFile",
    "DeliveryFinding",
    "DeliveryTo",
    "Deputy",
    "DoneOnce",
    "DutyRow",
    "Escalation",
    "Event",
    "Extension",
    "Fault",
    "Feedback",
    "HandOver",
    "ItemAnswer",
    "JobSheet",
    "JournalHead",
    "LibraryCategory",
    "LibraryNote",
    "Mail",
    "Material",
    "MessageSlip",
    "Notice",
    "OwnerChange",
    "Person",
    "Photo",
    "ProgressNote",
    "Project",
    "ProjectContact",
    "ProjectFact",
    "ProjectMember",
    "Promise",
    "PurchaseOrder",
    "Receipt",
    "ReceiptLine",
    "ReceiptSeal",
    "RefusalRow",
    "Relay",
    "Release",
    "Request",
    "RuleFigure",
    "SalesMilestone",
    "Schedule",
    "ScheduleLine",
    "ScheduleSign",
    "SearchEntry",
    "ShareLink",
    "Signature",
    "SpecRow",
    "StageSign",
    "StoredFile",
    "Supplier",
    "TimeEntry",
    "Timer",
    "Upload",
    "Waiver",
    "Wall",
    "Wording",
    "Workday",
]  # fmt: skip
