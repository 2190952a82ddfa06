"""How every clock counts (spec: clock rules 1–10). Moments are aware, results UTC, figures defaults."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta

from aedesk.kit.clock import SHANGHAI
from aedesk.kit.workdays import Calendar


def _on(day: date, at: time) -> datetime:
    return datetime.combine(day, at, SHANGHAI).astimezone(UTC)


def _day(moment: datetime) -> date:
    return moment.astimezone(SHANGHAI).date()


def at_clock(day: date, text: str) -> datetime:
    """A Shanghai wall-clock time HH:MM on a day."""
    return _on(day, time.fromisoformat(text))


def late_seconds(due: datetime, done: datetime, *, tolerance: int = 0) -> int:
    """Whole seconds late; on the boundary is on time: 18:00:00 is, 18:00:01 is 1 late (rule 9).

    `tolerance` is in minutes: inside it nothing is late, past it lateness counts from `due` itself (RHY-10).
    """
    late = int((done - due).total_seconds())
    return late if late > tolerance * 60 else 0


def late_minutes(due: datetime, done: datetime, *, tolerance: int = 0) -> int:
    """Minutes late, begun minutes counted: one second late is one minute."""
    return -(-late_seconds(due, done, tolerance=tolerance) // 60)


def late_workdays(due: datetime, done: datetime, calendar: Calendar) -> int:
    """Working days late: due Fri 18:00, done Mon 10:00 → 1 (RHY-14); 0 where late on the same day only."""
    return calendar.workdays_between_inclusive(_day(due) + timedelta(days=1), _day(done))


def within(start: datetime, *, minutes: int = 0, hours: int = 0) -> datetime:
    """A wall-clock span (rule 2): 30 minutes, 1 hour, 24 hours."""
    return (start + timedelta(minutes=minutes, hours=hours)).astimezone(UTC)


def relay_due(feedback: datetime, calendar: Calendar, *, milestone: bool = False, minutes: int = 60) -> datetime:
    """Feedback reaches the team within the hour; outside working hours, from their next start (rule 2).

    Lunch is outside (rule 1): feedback at 12:30 is due 14:30, one at 11:15 runs on to 12:15. In milestone
    mode the clock never rests.
    """
    if milestone or calendar.is_working_time(feedback):
        return within(feedback, minutes=minutes)
    return within(calendar.next_working_start(feedback), minutes=minutes)


def minutes_due(end: datetime, calendar: Calendar, *, hours: int = 24, roll: bool = False) -> datetime:
    """Minutes are out 24 hours after the end, strict; with `roll`, a day off gives way (rule 3).

    What rolls is a due time on a day off, to the next working day 12:00; an evening of a working day stands.
    """
    due = within(end, hours=hours)
    if roll and not calendar.is_workday(_day(due)):
        return at_clock(calendar.next_workday(_day(due)), "12:00")
    return due


def chase_due(sent: datetime, calendar: Calendar, *, days: int = 3) -> datetime:
    """Three times 24 hours from sending; not a working time → next working day 10:00 (rule 4).

    Before the day's work begins, the next working day is that day itself: sent Mon 08:00 → Thu 10:00. From
    lunch or evening it is the day after.
    """
    due = (sent + timedelta(days=days)).astimezone(UTC)
    if calendar.is_working_time(due):
        return due
    day = _day(due)
    if not calendar.is_workday(day) or due > _on(day, calendar.hours.morning_from):
        day = calendar.next_workday(day)
    return at_clock(day, "10:00")


def meeting_opens(start: datetime, calendar: Calendar) -> datetime:
    """T-2 working days at the meeting's clock time."""
    return _workdays_before(start, calendar, 2)


def meeting_reconfirm_due(start: datetime, calendar: Calendar) -> datetime:
    """T-1 working day at the meeting's clock time."""
    return _workdays_before(start, calendar, 1)


def _workdays_before(start: datetime, calendar: Calendar, count: int) -> datetime:
    local = start.astimezone(SHANGHAI)
    return _on(calendar.add_workdays(local.date(), -count), local.time())


def half_day_before(start: datetime, calendar: Calendar) -> datetime:
    """T-4 h; before 09:00 → previous working day 16:00."""
    return _early_rolls(start, calendar, 4, time(9), "16:00")


def three_hours_before(start: datetime, calendar: Calendar) -> datetime:
    """T-3 h; before 08:00 → previous working day 17:00."""
    return _early_rolls(start, calendar, 3, time(8), "17:00")


def _early_rolls(start: datetime, calendar: Calendar, hours: int, floor: time, instead: str) -> datetime:
    due = (start - timedelta(hours=hours)).astimezone(SHANGHAI)
    if due.time() < floor or due.date() < _day(start):
        return at_clock(calendar.previous_workday(_day(start)), instead)
    return due.astimezone(UTC)


def two_hours_before(start: datetime) -> datetime:
    """T-2 h, wall-clock."""
    return (start - timedelta(hours=2)).astimezone(UTC)


def arrival_due(start: datetime, *, minutes: int = 15) -> datetime:
    """T-15 minutes."""
    return (start - timedelta(minutes=minutes)).astimezone(UTC)


def daily_list_due(day: date, calendar: Calendar, *, by: str = "09:30") -> datetime | None:
    """When the list of the day is to be confirmed (RHY-01); None on a day off."""
    return at_clock(day, by) if calendar.is_workday(day) else None


def friday_duty_day(day: date, calendar: Calendar) -> date:
    """The Friday of a day's week, or the last working day before it; make-up weekends do not count (rule 6).

    In a week wholly off it falls together with the duty of the last week worked before.
    """
    while (last := calendar.last_workday_of_week(day)) is None:
        day -= timedelta(days=7)
    return last


def monday_duty_day(day: date, calendar: Calendar) -> date:
    """The Monday of a day's week, or the first working day after it; make-up weekends do not count (rule 6).

    In a week wholly off it falls together with the duty of the next week worked.
    """
    while (first := calendar.first_workday_of_week(day)) is None:
        day += timedelta(days=7)
    return first


def friday_duty_due(day: date, calendar: Calendar, *, at: str = "18:00") -> datetime:
    """When a Friday duty of a day's week is due: sync 16:30 (RHY-10), weekly report 18:00 (WKR-01)."""
    return at_clock(friday_duty_day(day, calendar), at)


def monday_duty_due(day: date, calendar: Calendar, *, at: str = "09:00") -> datetime:
    """When a Monday duty of a day's week is due: call 09:00 (RHY-11), job list 11:00 (RHY-12)."""
    return at_clock(monday_duty_day(day, calendar), at)


def twentieth(year: int, month: int, calendar: Calendar) -> date:
    """The 20th, or the previous working day (rule 7); a make-up day is a working day (E004)."""
    day = date(year, month, 20)
    return day if calendar.is_workday(day) else calendar.previous_workday(day)


def writing_start(due: date, calendar: Calendar, *, working_days: int) -> date:
    """Working days counted inclusively backward: due Fri 20 Nov with 5 → Mon 16 Nov (rule 7)."""
    return calendar.workdays_back_inclusive(due, working_days)


def writing_days_left(day: date, due: date, calendar: Calendar) -> int:
    """Working days left for writing, both ends counted: on Wed for Fri 3 (RHY-15); 0 past the due day."""
    return calendar.workdays_between_inclusive(day, due)


def payment_due(issued: date, *, days: int = 45) -> date:
    """Calendar days from the invoice date; a contract's own term is given as `days` (rule 8)."""
    return issued + timedelta(days=days)


def payment_limit(due: date, *, months: int = 1) -> date:
    """Due date plus calendar months; the 31st falls on a shorter month's last day (rule 8)."""
    year, month = divmod(due.year * 12 + due.month - 1 + months, 12)
    return date(year, month + 1, min(due.day, monthrange(year, month + 1)[1]))


def same_day_close(start: datetime, calendar: Calendar) -> datetime:
    """The end of the same day (18:00); from then on, or on a day off, of the next working day."""
    day = _day(start)
    close = _on(day, calendar.hours.afternoon_until)
    if calendar.is_workday(day) and start <= close:
        return close
    return _on(calendar.next_workday(day), calendar.hours.afternoon_until)


def slip_due(at: datetime, back_at: datetime | None, calendar: Calendar, after_return: int = 30) -> datetime:
    """A message slip: `after_return` minutes after the colleague is back, else the end of the day (TEL-03).

    A colleague who is back already has the same minutes from the call.
    """
    return within(max(at, back_at), minutes=after_return) if back_at else same_day_close(at, calendar)


def working_hours_later(start: datetime, calendar: Calendar, hours: int = 4) -> datetime:
    """Working hours on, 09:00–18:00 with lunch counted: 10:00 → 14:00 (ROL-05), Fri 17:00 → Mon 12:00.

    Lunch is counted because ROL-05's 14:00 and E110's 12:00 come out no other way. E014 speaks of 4 working
    hours by Mon 10:05, which fits only the wall clock; its gate does not hang on them: design waits anyway.
    """
    return calendar.through_lunch().add_working_minutes(start, hours * 60)


def review_due(client_time: datetime, calendar: Calendar, hours: int = 4) -> datetime:
    """The internal review, working hours before the client's time, lunch counted as above (STR-04).

    Thu 12:00 → Wed 17:00 (E077); Fri 16:00 → Fri 12:00 (E110).
    """
    return calendar.through_lunch().subtract_working_minutes(client_time, hours * 60)


def stalled_at(last_event: datetime, calendar: Calendar, days: int = 2) -> datetime:
    """When a job with no further event stands still: working days on, same clock time (ROL-04).

    Mon 14:00 → Wed 14:00. An event on a day off counts from the midnight that begins the next working day.
    """
    local = last_event.astimezone(SHANGHAI)
    day, at = local.date(), local.time()
    if not calendar.is_workday(day):
        day, at = calendar.next_workday(day), time(0)
    return _on(calendar.add_workdays(day, days), at)


def stalled_before(now: datetime, calendar: Calendar, days: int = 2) -> datetime:
    """For queries: a job whose last event is at or before this moment stands still now (ROL-04)."""
    local = now.astimezone(SHANGHAI)
    if calendar.is_workday(local.date()):
        return _on(calendar.add_workdays(local.date(), -days), local.time())
    # On a day off nothing more comes to a stand; the next working day's midnight is only just not reached.
    midnight = _on(calendar.add_workdays(calendar.next_workday(local.date()), -days), time(0))
    return midnight - timedelta(microseconds=1)


def stale_from(as_of: date, days: int = 30) -> date:
    """The first day on which a fact is stale: 10 October → 10 November by the 30-day rule (FIL-01)."""
    return as_of + timedelta(days=days + 1)
