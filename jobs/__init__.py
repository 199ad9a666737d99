"""Long work: one queue in one background thread per store."""

from jobs.job import Job
from jobs.queue import Queue, begin_demo, demo_jobs, demo_of, jobs_of, stop_all

__all__ = ["Job", "Queue", "begin_demo", "demo_jobs", "demo_of", "jobs_of", "stop_all"]
