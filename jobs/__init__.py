"""Long work: one queue in one background thread per store."""

from jobs.job import Job
from jobs.queue import FOLLOWING, Queue, begin_demo, demo_jobs, demo_of, jobs_of, stop_all

__all__ = ["FOLLOWING", "Job", "Queue", "begin_demo", "demo_jobs", "demo_of", "jobs_of", "stop_all"]
