"""Work on a job: timers, time entries and progress notes."""
